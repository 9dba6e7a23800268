#include "http/operation.h"

#include <cstdint>
#include <exception>
#include <memory>
#include <string>

#include "http/problem.h"
#include "store/archive/acknowledged.h"

namespace hexapla {

namespace {

Response plain_text(std::string body) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::make_shared<const std::string>(std::move(body));
  response.keep = Response::Keep::not_at_all;
  return response;
}

void require_whole(const Archive& archive) {
  std::uint64_t events = 0;
  try {
    events = archive.read().event_count();
  } catch (const std::exception& error) {
    throw Problem(503, "Not ready", std::string("The archive cannot be read: ") + error.what());
  }
  if (events == 0) throw Problem(503, "Not ready", "The archive's log is empty.");
  if (const auto lost = lost_entries(archive))
    throw Problem(503, "Not ready", "Entries are lost: " + *lost + ".");
}

}  // namespace

std::optional<Response> answer_for_operators(std::string_view path, const Archive& archive,
                                             const Metrics& metrics, std::size_t kept_bytes) {
  if (path == "/healthz") return plain_text("ok\n");
  if (path == "/readyz") {
    require_whole(archive);
    return plain_text("ready\n");
  }
  if (path != "/metrics") return std::nullopt;
  Response response = plain_text(metrics.text(archive, kept_bytes));
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace hexapla

#include "http/log_files.h"

#include "http/numbers_in_requests.h"
#include "http/problem.h"
#include "store/archive/entry_proof.h"

namespace hexapla {

namespace {

Response file(std::string bytes, const char* type, Response::Keep keep) {
  Response response;
  response.content_type = type;
  response.body = std::make_shared<const std::string>(std::move(bytes));
  response.keep = keep;
  response.open_to_other_sites = true;
  return response;
}

constexpr const char* kText = "text/plain; charset=utf-8";

}  // namespace

Response checkpoint_file(const Call& call) {
  return file(call.reading.log().checkpoint(), kText, Response::Keep::while_same);
}

Response tile_file(const Call& call) {
  const auto name = TileName::parse(std::string_view(call.request.path).substr(1));
  auto bytes = name ? call.reading.log().tile(*name) : std::nullopt;
  if (!bytes) {
    throw Problem(404, "No such tile",
                  name ? "The log is not long enough for this tile."
                       : "The address is none of a tile: tile/<level>/<number>[.p/<width>].");
  }
  return file(*std::move(bytes), "application/octet-stream", Response::Keep::for_ever);
}

Response entry_proof(const Call& call) {
  const std::uint64_t number = number_in_path(call.names.at(0));
  if (number >= call.reading.event_count()) {
    throw Problem(
        404, "No such event",
        "The log has entries 0 to " + std::to_string(call.reading.event_count() - 1) + ".");
  }
  return file(prove_entry(call.reading, number).text(), kText, Response::Keep::while_same);
}

}  // namespace hexapla

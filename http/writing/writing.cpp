#include "http/writing/writing.h"

#include <array>

#include "http/problem.h"

namespace hexapla {
namespace {

struct WriteRoute {
  std::string_view path;
  Response (*answer)(const WriteContext&);
};

constexpr std::array<WriteRoute, 3> kWriteRoutes{{
    {"/api/v1/revisions", post_revisions},
    {"/api/v1/statements", post_statements},
    {"/api/v1/retractions", post_retractions},
}};

const WriteRoute* find_write_route(std::string_view path) {
  for (const WriteRoute& route : kWriteRoutes) {
    if (route.path == path) return &route;
  }
  return nullptr;
}

// `Bearer hxw_…` (RFC 6750, section 2.1).
std::string_view bearer(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  if (authorization.size() <= kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != kScheme[i]) return {};
  }
  return authorization.substr(kScheme.size());
}

bool is_from_elsewhere(const Request& request) {
  if (request.fetch_site == "cross-site" || request.fetch_site == "same-site") return true;
  if (request.origin.empty()) return false;
  // `null` and any other host.
  const std::size_t host = request.origin.find("://");
  return host == std::string::npos || request.origin.substr(host + 3) != request.host;
}

}  // namespace

bool Writing::is_path(std::string_view path) { return find_write_route(path) != nullptr; }

bool Writing::is_authorized(const Request& request) const {
  return tokens_.find(bearer(request.authorization)).has_value();
}

Response Writing::answer(const Request& request) const {
  const WriteRoute* route = find_write_route(request.path);
  if (route == nullptr) throw Problem(404, "Not found", "Nothing is written at this address.");
  if (is_from_elsewhere(request)) {
    throw Problem(403, "From another site",
                  "A page of another site asked for this; only our own may.");
  }
  const auto token = tokens_.find(bearer(request.authorization));
  if (!token) {
    throw Problem(401, "Token needed",
                  "Writing needs a token in the header `Authorization: Bearer …`; "
                  "`hexapla token create` makes one.");
  }
  return route->answer({archive_, request, token->name});
}

}  // namespace hexapla

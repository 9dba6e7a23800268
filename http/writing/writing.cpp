#include "http/writing/writing.h"

#include <array>

#include "http/problem.h"
#include "http/writing/bead_writing.h"
#include "http/writing/correction.h"
#include "http/writing/form.h"
#include "http/writing/import_page.h"

namespace hexapla {
namespace {

// Where the token is.
enum class TokenIn { header, form, header_or_form, nowhere };

struct WriteRoute {
  std::string_view path;
  Response (*answer)(const WriteContext&);
  TokenIn token = TokenIn::header;
};

constexpr std::array<WriteRoute, 8> kWriteRoutes{{
    {"/api/v1/revisions", post_revisions},
    {"/api/v1/statements", post_statements},
    {"/api/v1/retractions", post_retractions},
    {"/api/v1/beads", post_beads, TokenIn::header_or_form},
    {"/api/v1/beads/undo", undo_beads, TokenIn::header_or_form},
    {"/import/preview", preview_import, TokenIn::nowhere},  // stores nothing
    {"/import/store", store_import, TokenIn::form},
    {"/correct", correct_comparison, TokenIn::form},
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

std::size_t Writing::body_limit(const Request& head) const {
  constexpr std::size_t kMostOfForms = std::size_t{2} << 20,
                        kMostOfStrangers = std::size_t{64} << 10;
  const WriteRoute* route = find_write_route(head.path);
  if (route == nullptr) return 0;
  if (route->token == TokenIn::header_or_form) return kMostOfStrangers;  // a form of a few words
  if (route->token != TokenIn::header) return kMostOfForms;
  return token_of(head) ? kMaxBodyBytes : kMostOfStrangers;
}

std::optional<Token> Writing::token_of(const Request& request) const {
  const WriteRoute* route = find_write_route(request.path);
  const bool in_form =
      route != nullptr && (route->token == TokenIn::form ||
                           (route->token == TokenIn::header_or_form &&
                            request.authorization.empty() && Form::is_form(request.content_type)));
  if (in_form) return tokens_.find(Form::parse(request.content_type, request.body).value("token"));
  return tokens_.find(bearer(request.authorization));
}

Response Writing::answer(const Request& request) const {
  const WriteRoute* route = find_write_route(request.path);
  if (route == nullptr) throw Problem(404, "Not found", "Nothing is written at this address.");
  if (is_from_elsewhere(request)) {
    throw Problem(403, "From another site",
                  "A page of another site asked for this; only our own may.");
  }
  if (route->token == TokenIn::nowhere) return route->answer({archive_, request, ""});
  const auto token = token_of(request);
  if (!token) {
    throw Problem(
        401, "Token needed",
        Form::is_form(request.content_type)
            ? "This is no token that may write here, or it was revoked. Go back and give a "
              "token of `hexapla token create`."
            : "Writing needs a token in the header `Authorization: Bearer …`; `hexapla token "
              "create` makes one.");
  }
  return route->answer({archive_, request, token->name});
}

}  // namespace hexapla

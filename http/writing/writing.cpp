#include "http/writing/writing.h"

#include <array>

#include "http/problem.h"
#include "http/writing/bead_writing.h"
#include "http/writing/correction.h"
#include "http/writing/form.h"
#include "http/writing/import_page.h"
#include "store/text/ascii.h"

namespace hexapla {
namespace {

// Where the token is.
enum class TokenIn { header, form, header_or_form, nowhere };

struct WriteRoute {
  std::string_view path;
  Response (*answer)(const WriteContext&);
  TokenIn token = TokenIn::header;
};

constexpr std::string_view kSignIn = "/session/begin", kSignOut = "/session/end";

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
  if (!same_but_for_case(authorization.substr(0, kScheme.size()), kScheme)) return {};
  return authorization.substr(kScheme.size());
}

bool is_from_elsewhere(const Request& request, const std::optional<PublicUrl>& public_url) {
  if (request.fetch_site == "cross-site" || request.fetch_site == "same-site") return true;
  if (request.origin.empty()) return false;
  if (public_url && request.origin == public_url->text()) return false;
  // `null` and any other host.
  const std::size_t host = request.origin.find("://");
  return host == std::string::npos || request.origin.substr(host + 3) != request.host;
}

Problem no_token(const Request& request) {
  return Problem(401, "Token needed",
                 Form::is_form(request.content_type)
                     ? "This is no token that may write here, or it was revoked, or you are signed "
                       "in no longer. Go back and give a token of `hexapla token create`."
                     : "Writing needs a token in the header `Authorization: Bearer …`; `hexapla "
                       "token create` makes one.");
}

Response back_to(const Form& form) {
  const std::string& back = form.value("back");
  Response response = redirect(is_own_address(back) ? back : "/");
  response.status = 303;
  return response;
}

}  // namespace

bool Writing::is_path(std::string_view path) {
  return path == kSignIn || path == kSignOut || find_write_route(path) != nullptr;
}

std::size_t Writing::body_limit(const Request& head) const {
  constexpr std::size_t kMostOfForms = std::size_t{2} << 20,
                        kMostOfStrangers = std::size_t{64} << 10;
  const WriteRoute* route = find_write_route(head.path);
  if (head.path == kSignIn) return kMostOfStrangers;
  const std::size_t of_forms = signed_in(head) ? kMaxBodyBytes : kMostOfForms;
  if (head.path == kSignOut) return of_forms;  // sent with all of the form it stands in
  if (route == nullptr) return 0;
  if (route->token == TokenIn::header_or_form) return kMostOfStrangers;  // a form of a few words
  if (route->token != TokenIn::header) return of_forms;
  return token_of(head) ? kMaxBodyBytes : kMostOfStrangers;
}

std::optional<Token> Writing::token_of(const Request& request) const {
  const WriteRoute* route = find_write_route(request.path);
  const bool in_form = route != nullptr && route->token == TokenIn::header_or_form &&
                       request.authorization.empty() && Form::is_form(request.content_type);
  if (in_form) return tokens_.find(Form::parse(request.content_type, request.body).value("token"));
  return tokens_.find(bearer(request.authorization));
}

std::optional<SignedIn> Writing::signed_in(const Request& request) const {
  auto session = sessions_.find(request.session, tokens_);
  if (!session) return std::nullopt;
  return std::move(session->signed_in);
}

// A form with a token, or of who is signed in.
Response Writing::answer_form(const Request& request, Response (*handler)(const WriteContext&),
                              std::string& cookie) const {
  const Form form = Form::parse(request.content_type, request.body);
  const std::string& secret = form.value("token");
  if (secret.empty()) {
    const auto session = sessions_.find(request.session, tokens_);
    if (!session) throw no_token(request);
    if (form.value("form-key") != session->signed_in.form_key) {
      throw Problem(403, "From another page",
                    "This form is not of who is signed in now. Load the page again.");
    }
    return handler({archive_, request, session->token.name, &session->signed_in});
  }
  const auto token = tokens_.find(secret);
  if (!token) throw no_token(request);
  if (form.value("remember") == "1") cookie = Sessions::cookie(sessions_.begin(*token));
  return handler({archive_, request, token->name});
}

Response Writing::sign_in(const Request& request, std::string& cookie) const {
  const Form form = Form::parse(request.content_type, request.body);
  const auto token = tokens_.find(form.value("token"));
  if (!token) throw no_token(request);
  cookie = Sessions::cookie(sessions_.begin(*token));
  return back_to(form);
}

// What is left of a session that ended already is taken away from the browser all the same.
Response Writing::sign_out(const Request& request, std::string& cookie) const {
  const Form form = Form::parse(request.content_type, request.body);
  const auto session = sessions_.find(request.session, tokens_);
  if (session && form.value("form-key") != session->signed_in.form_key)
    throw Problem(403, "From another page", "Sign out on a page of who is signed in.");
  if (session) sessions_.end(request.session);
  cookie = Sessions::no_cookie();
  return back_to(form);
}

Response Writing::answer(const Request& request, const std::optional<PublicUrl>& public_url,
                         std::string& cookie) const {
  if (!is_path(request.path))
    throw Problem(404, "Not found", "Nothing is written at this address.");
  if (is_from_elsewhere(request, public_url)) {
    throw Problem(403, "From another site",
                  "A page of another site asked for this; only our own may.");
  }
  if (request.path == kSignIn) return sign_in(request, cookie);
  if (request.path == kSignOut) return sign_out(request, cookie);
  const WriteRoute* const route = find_write_route(request.path);
  if (route->token == TokenIn::form) return answer_form(request, route->answer, cookie);
  if (route->token == TokenIn::nowhere) {
    const auto who = signed_in(request);
    return route->answer({archive_, request, "", who ? &*who : nullptr});
  }
  const auto token = token_of(request);
  if (!token) throw no_token(request);
  return route->answer({archive_, request, token->name});
}

}  // namespace hexapla

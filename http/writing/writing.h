#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/public_url.h"
#include "http/request.h"
#include "http/response.h"
#include "http/writing/sessions.h"
#include "http/writing/tokens.h"
#include "store/archive/archive.h"

namespace hexapla {

// What a handler that writes has. Lives for one request.
struct WriteContext {
  Archive& archive;
  const Request& request;
  std::string actor;  // the token's name; empty where none is needed
  const SignedIn* signed_in = nullptr;
};

// Everything that writes over HTTP: POST to a few paths, each with a token.
//
// A page elsewhere can make a browser send a form here, but knows no token: that comes in the
// Authorization header or in a field of our own form. Who gave one in a form may be remembered by a
// cookie (sessions.h); it is taken with forms alone, and only beside a key that stands in our own
// forms, besides being one that browsers don't send for other sites. What browsers say of where a
// request comes from (Origin, Sec-Fetch-Site) is looked at too.
class Writing {
 public:
  Writing(Archive& archive, TokenFile tokens) : archive_(archive), tokens_(std::move(tokens)) {}

  static bool is_path(std::string_view path);

  // How much content a request to such a path may have; asked before the content is read. Who has
  // shown no token, and is not signed in, gets little memory of ours.
  std::size_t body_limit(const Request& head) const;
  static constexpr std::size_t kMaxBodyBytes = std::size_t{32} << 20;

  // Throws Problem (401 without a good token, 403 from another site, 415 for another content type)
  // or what the archive throws.
  // `public_url`: where pages of ours may have been loaded from, beside the host that is asked.
  // `cookie`: what the browser is to keep from now on (Set-Cookie), also of what is refused then:
  // whoever gave a good token and asked to be remembered is.
  Response answer(const Request& request, const std::optional<PublicUrl>& public_url,
                  std::string& cookie) const;

  // Whose browser this is, where somebody asked to be remembered in it.
  std::optional<SignedIn> signed_in(const Request& request) const;

 private:
  std::optional<Token> token_of(const Request& request) const;
  Response answer_form(const Request& request, Response (*handler)(const WriteContext&),
                       std::string& cookie) const;
  Response sign_in(const Request& request, std::string& cookie) const;
  Response sign_out(const Request& request, std::string& cookie) const;

  Archive& archive_;
  TokenFile tokens_;
  mutable Sessions sessions_;
};

// POST /api/v1/revisions: one revision as JSON, or one a line as NDJSON (store/ingest/FORMATS.md).
// Adding the same again changes nothing and says so. Lines are answered one by one, with their
// numbers; with `?atomic=1` all of them are added or, with status 422, none.
Response post_revisions(const WriteContext& call);
// POST /api/v1/statements: {"revision": "chegada/es@2", "statements": [{…}]}.
Response post_statements(const WriteContext& call);
// POST /api/v1/retractions: {"event": 12, "index": 0, "reason": "…"}.
Response post_retractions(const WriteContext& call);

}  // namespace hexapla

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "http/signed_in.h"
#include "http/writing/tokens.h"

namespace hexapla {

// Browsers in which somebody gave a token and asked to be remembered.
//
// The cookie holds 32 random bytes and not the token, which the browser thus never keeps; here are
// only their hashes, in memory, so that a restart of the server ends them all. A session ends after
// twelve hours, when signed out, and with its token: revoking that ends it at once. For any number
// of threads.
class Sessions {
 public:
  static constexpr std::string_view kCookie = "hexapla_session";
  static constexpr std::int64_t kSeconds = 12 * 60 * 60;
  static constexpr std::size_t kMost = 1000;  // beyond, the oldest ends

  // Seconds since 1970.
  using Clock = std::function<std::int64_t()>;
  explicit Sessions(Clock clock);
  Sessions();

  struct Session {
    Token token;
    SignedIn signed_in;
  };

  // The secret for the cookie.
  std::string begin(const Token& token);
  // Nothing when there is none, or its token is not among `tokens` any more.
  std::optional<Session> find(std::string_view secret, const TokenFile& tokens) const;
  void end(std::string_view secret);

  // Values of the header Set-Cookie (RFC 6265): sent to us alone, out of reach of scripts, and
  // never along with what another site asked for.
  static std::string cookie(std::string_view secret);
  static std::string no_cookie();

 private:
  struct Entry {
    std::string token_hash;
    std::int64_t ends = 0;
  };

  Clock clock_;
  mutable std::mutex mutex_;
  std::map<std::string, Entry, std::less<>> entries_;  // by the secret's hash
};

}  // namespace hexapla

#include "http/writing/sessions.h"

#include <algorithm>
#include <ctime>

#include "http/writing/secret.h"
#include "store/model/digest.h"

namespace hexapla {
namespace {

std::string hash_of(std::string_view secret) { return Digest::of(secret).hex(); }

// Follows from the secret, which it does not tell.
std::string form_key_of(std::string_view secret) {
  return Digest::of("form " + std::string(secret)).hex();
}

constexpr std::string_view kRules = "; Path=/; HttpOnly; SameSite=Strict; Max-Age=";

}  // namespace

Sessions::Sessions(Clock clock) : clock_(std::move(clock)) {}
Sessions::Sessions() : Sessions([] { return static_cast<std::int64_t>(std::time(nullptr)); }) {}

std::string Sessions::begin(const Token& token) {
  std::string secret = random_secret();
  const std::int64_t now = clock_();
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const auto& one) { return one.second.ends <= now; });
  if (entries_.size() >= kMost) {
    entries_.erase(std::min_element(
        entries_.begin(), entries_.end(),
        [](const auto& a, const auto& b) { return a.second.ends < b.second.ends; }));
  }
  entries_[hash_of(secret)] = {token.hash, now + kSeconds};
  return secret;
}

std::optional<Sessions::Session> Sessions::find(std::string_view secret,
                                                const TokenFile& tokens) const {
  if (secret.empty()) return std::nullopt;
  std::string token_hash;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(hash_of(secret));
    if (found == entries_.end() || found->second.ends <= clock_()) return std::nullopt;
    token_hash = found->second.token_hash;
  }
  auto token = tokens.find_hash(token_hash);
  if (!token) return std::nullopt;
  SignedIn signed_in{token->name, form_key_of(secret)};
  return Session{*std::move(token), std::move(signed_in)};
}

void Sessions::end(std::string_view secret) {
  const std::lock_guard lock(mutex_);
  entries_.erase(hash_of(secret));
}

std::string Sessions::cookie(std::string_view secret) {
  return std::string(kCookie) + "=" + std::string(secret) + std::string(kRules) +
         std::to_string(kSeconds);
}

std::string Sessions::no_cookie() { return std::string(kCookie) + "=" + std::string(kRules) + "0"; }

}  // namespace hexapla

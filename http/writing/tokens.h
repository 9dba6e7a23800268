#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Somebody who may write over HTTP. The secret itself is kept nowhere.
struct Token {
  std::string id;       // 8 hexadecimal digits; names it in lists
  std::string name;     // whom the log names for what is written with it
  std::string created;  // RFC 3339, UTC
  std::string expires;  // the same; empty: never
  std::string hash;     // SHA-256 of the secret, in hex
};

// The tokens of an archive's server: a file `tokens.json` in the archive's folder that its owner
// alone can read.
//
// Beside the log and not in it: what stands in the log is public, copied with every export and
// never forgotten, and none of that should be said of a key, even hashed. A secret is 32 random
// bytes, so one round of SHA-256 hides it as well as a slow hash would hide a password.
//
// Reads the file at each call, so that what is revoked stops working at once. A change appears
// whole or not at all. Throws StoreError when the file cannot be read or written.
class TokenFile {
 public:
  explicit TokenFile(std::filesystem::path archive_directory);

  struct Created {
    Token token;
    std::string secret;  // `hxw_` and 43 characters; shown once
  };
  // `days` 0: never expires.
  Created create(std::string_view name, std::uint32_t days);
  std::vector<Token> list() const;
  // False when there is none of this id.
  bool revoke(std::string_view id);
  // The token of this secret, unless it has expired.
  std::optional<Token> find(std::string_view secret) const;
  std::optional<Token> find_hash(std::string_view hash) const;  // the same, by Token::hash

 private:
  void save(const std::vector<Token>& tokens) const;

  std::filesystem::path path_;
};

}  // namespace hexapla

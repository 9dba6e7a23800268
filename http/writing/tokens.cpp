#include "http/writing/tokens.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "http/writing/secret.h"
#include "store/model/digest.h"
#include "store/model/error.h"

namespace hexapla {
namespace {

using nlohmann::json;

constexpr std::string_view kPrefix = "hxw_";

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
  throw StoreError(StoreError::Kind::io, std::string("cannot ") + what + " " + path.string() +
                                             ": " + std::strerror(errno));
}

std::string utc(std::time_t moment) {
  std::tm parts{};
  gmtime_r(&moment, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

json to_json(const Token& token) {
  json one{
      {"id", token.id}, {"name", token.name}, {"created", token.created}, {"sha256", token.hash}};
  if (!token.expires.empty()) one["expires"] = token.expires;
  return one;
}

// Changes by two commands at once come one after the other.
class Lock {
 public:
  explicit Lock(const std::filesystem::path& directory)
      : file_(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (file_ < 0 || ::flock(file_, LOCK_EX) != 0) fail(directory, "lock");
  }
  ~Lock() { ::close(file_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int file_;
};

}  // namespace

TokenFile::TokenFile(std::filesystem::path archive_directory)
    : path_(std::move(archive_directory) / "tokens.json") {}

std::vector<Token> TokenFile::list() const {
  std::ifstream file(path_, std::ios::binary);
  if (!file) {
    if (!std::filesystem::exists(path_)) return {};
    fail(path_, "read");
  }
  std::ostringstream text;
  text << file.rdbuf();
  std::vector<Token> tokens;
  try {
    const json kept = json::parse(text.str());
    for (const json& one : kept.at("tokens")) {
      tokens.push_back({one.at("id").get<std::string>(), one.at("name").get<std::string>(),
                        one.at("created").get<std::string>(), one.value("expires", std::string()),
                        one.at("sha256").get<std::string>()});
    }
  } catch (const json::exception& error) {
    throw StoreError(StoreError::Kind::corrupt, path_.string() + " is damaged: " + error.what() +
                                                    "; remove it and create tokens anew");
  }
  return tokens;
}

void TokenFile::save(const std::vector<Token>& tokens) const {
  json all = json::array();
  for (const Token& token : tokens) all.push_back(to_json(token));
  const std::string text = json{{"tokens", std::move(all)}}.dump(2) + "\n";
  const std::filesystem::path unfinished = path_.string() + ".new";
  const int file = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) fail(unfinished, "write");
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t some = ::write(file, text.data() + done, text.size() - done);
    if (some < 0 && errno != EINTR) break;
    if (some > 0) done += static_cast<std::size_t>(some);
  }
  const bool is_safe = done == text.size() && ::fsync(file) == 0;
  ::close(file);
  if (!is_safe || ::rename(unfinished.c_str(), path_.c_str()) != 0) fail(path_, "write");
}

TokenFile::Created TokenFile::create(std::string_view name, std::uint32_t days) {
  const Lock lock(path_.parent_path());
  constexpr std::time_t kSecondsOfDay = 86'400;
  const std::time_t now = std::time(nullptr);
  Created created;
  created.secret = std::string(kPrefix) + random_secret();
  created.token.hash = Digest::of(created.secret).hex();
  created.token.id = created.token.hash.substr(0, 8);
  created.token.name = name;
  created.token.created = utc(now);
  if (days > 0) created.token.expires = utc(now + static_cast<std::time_t>(days) * kSecondsOfDay);
  std::vector<Token> tokens = list();
  tokens.push_back(created.token);
  save(tokens);
  return created;
}

bool TokenFile::revoke(std::string_view id) {
  const Lock lock(path_.parent_path());
  std::vector<Token> tokens = list();
  if (std::erase_if(tokens, [&](const Token& token) { return token.id == id; }) == 0) return false;
  save(tokens);
  return true;
}

std::optional<Token> TokenFile::find(std::string_view secret) const {
  if (!secret.starts_with(kPrefix)) return std::nullopt;
  // Hashes are compared, so how long it takes says nothing about the secret.
  return find_hash(Digest::of(secret).hex());
}

std::optional<Token> TokenFile::find_hash(std::string_view hash) const {
  const std::string now = utc(std::time(nullptr));
  for (const Token& token : list()) {
    if (token.hash == hash && (token.expires.empty() || now < token.expires)) return token;
  }
  return std::nullopt;
}

}  // namespace hexapla

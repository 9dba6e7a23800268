#include "store/ingest/json_locator.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace hexapla {
namespace {

// Walks valid JSON; every step is checked against the end all the same.
class JsonWalker {
 public:
  explicit JsonWalker(std::string_view json) : json_(json) {}

  std::size_t at() const { return at_; }
  char here() const { return at_ < json_.size() ? json_[at_] : '\0'; }

  void skip_space() {
    while (at_ < json_.size() &&
           std::string_view(" \t\r\n").find(json_[at_]) != std::string_view::npos)
      ++at_;
  }
  void step() { at_ = std::min(at_ + 1, json_.size()); }

  // Skips a string and gives it as written, with its quotes.
  std::string_view string_literal() {
    const std::size_t begin = at_;
    step();
    while (at_ < json_.size() && json_[at_] != '"')
      at_ = std::min(json_.size(), at_ + (json_[at_] == '\\' ? 2 : 1));
    step();
    return json_.substr(begin, at_ - begin);
  }

  // Skips one value of any kind, without recursion: nesting is counted.
  void skip_value() {
    std::size_t depth = 0;
    do {
      skip_space();
      const char c = here();
      if (c == '"') {
        string_literal();
      } else if (c == '{' || c == '[') {
        ++depth;
        step();
      } else if (c == '}' || c == ']') {
        --depth;
        step();
      } else if (c == ',' || c == ':') {
        step();
      } else {
        while (at_ < json_.size() &&
               std::string_view(",:]}[{\" \t\r\n").find(json_[at_]) == std::string_view::npos)
          ++at_;
      }
    } while (depth > 0 && at_ < json_.size());
  }

  // Goes to the value of the last member `name` of the object that stands here.
  bool enter_member(std::string_view name) {
    if (here() != '{') return false;
    std::optional<std::size_t> found;
    each_member([&](std::string_view literal, std::size_t) {
      if (decoded(literal) == name) found = at_;
    });
    if (found) at_ = *found;
    return found.has_value();
  }

  bool enter_element(std::size_t index) {
    if (here() != '[') return false;
    step();
    for (; index > 0; --index) {
      skip_space();
      skip_value();
      skip_space();
      if (here() != ',') return false;
      step();
    }
    skip_space();
    return here() != ']' && at_ < json_.size();
  }

  // Calls `member(name as written, its offset)` with this walker at the member's value.
  template <typename Member>
  void each_member(const Member& member) {
    step();
    skip_space();
    while (here() == '"') {
      const std::size_t name_at = at_;
      const std::string_view literal = string_literal();
      skip_space();
      step();
      skip_space();
      member(literal, name_at);
      skip_value();
      skip_space();
      if (here() != ',') return;
      step();
      skip_space();
    }
  }

  static std::string decoded(std::string_view literal) {
    if (literal.find('\\') == literal.npos && literal.size() >= 2)
      return std::string(literal.substr(1, literal.size() - 2));
    const nlohmann::json value = nlohmann::json::parse(literal, nullptr, false);
    return value.is_string() ? value.get<std::string>() : std::string();
  }

 private:
  std::string_view json_;
  std::size_t at_ = 0;
};

std::string unescaped(std::string_view token) {
  std::string text;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size())
      text.push_back(token[++i] == '1' ? '/' : '~');
    else
      text.push_back(token[i]);
  }
  return text;
}

}  // namespace

std::optional<std::size_t> locate_json(std::string_view json, std::string_view pointer) {
  JsonWalker walker(json);
  walker.skip_space();
  while (pointer.starts_with('/') && pointer.size() > 1) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const std::string token = unescaped(pointer.substr(0, end));
    pointer.remove_prefix(end);
    if (walker.here() == '[') {
      std::size_t index = 0;
      const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), index);
      if (error != std::errc() || stop != token.data() + token.size() ||
          !walker.enter_element(index))
        return std::nullopt;
    } else if (!walker.enter_member(token)) {
      return std::nullopt;
    }
  }
  return walker.at();
}

std::size_t line_of(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

std::optional<std::size_t> second_of_equal_names(std::string_view json) {
  JsonWalker walker(json);
  walker.skip_space();
  if (walker.here() != '{') return std::nullopt;
  std::set<std::string> names;
  std::optional<std::size_t> second;
  walker.each_member([&](std::string_view literal, std::size_t at) {
    if (!names.insert(JsonWalker::decoded(literal)).second && !second) second = at;
  });
  return second;
}

}  // namespace hexapla

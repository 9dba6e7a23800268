#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::test {

// What is wrong with the nesting of a page's elements; empty when every one is closed in its order,
// every attribute is in double quotes and no id stands twice. A sanity check, not a validator.
inline std::string nesting_fault(std::string_view html) {
  std::vector<std::string> open, ids;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    std::size_t end = at;
    bool quoted = false;
    while (end < html.size() && (quoted || html[end] != '>')) quoted ^= html[end++] == '"';
    if (end == html.size()) return "a tag does not end: " + std::string(html.substr(at, 60));
    const std::string tag(html.substr(at + 1, end - at - 1));
    if (tag.starts_with('!')) continue;
    const bool closing = tag.starts_with('/');
    const std::size_t start = closing ? 1 : 0;
    const std::string name = tag.substr(start, tag.find_first_of(" /\n", start) - start);
    if (name.empty() || !std::all_of(name.begin(), name.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        })) {
      return "this is no tag: <" + tag + ">";
    }
    if (const std::size_t id = tag.find(" id=\""); id != std::string::npos) {
      const std::string value = tag.substr(id + 5, tag.find('"', id + 5) - id - 5);
      if (std::find(ids.begin(), ids.end(), value) != ids.end())
        return "the id " + value + " stands twice";
      ids.push_back(value);
    }
    static const std::vector<std::string> kVoid{"meta", "link", "input", "br", "hr", "img"};
    if (closing) {
      if (open.empty() || open.back() != name)
        return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back());
      open.pop_back();
    } else if (!tag.ends_with('/') && std::find(kVoid.begin(), kVoid.end(), name) == kVoid.end()) {
      open.push_back(name);
    }
    at = end;
  }
  return open.empty() ? std::string() : open.back() + " is never closed";
}

}  // namespace hexapla::test

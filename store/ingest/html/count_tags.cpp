#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "store/ingest/html/html_tree.h"
#include "store/text/ascii.h"

namespace hexapla {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Elements that have no content, or that the next of their kind closes.
constexpr std::array<std::string_view, 32> kFlat = {
    "area",  "base",  "br",       "col",      "embed", "hr",    "img",  "input",
    "link",  "meta",  "source",   "track",    "wbr",   "param", "p",    "li",
    "dd",    "dt",    "option",   "optgroup", "tr",    "td",    "th",   "tbody",
    "thead", "tfoot", "colgroup", "a",        "rt",    "rp",    "html", "body"};
// Elements whose content is text up to their end tag.
constexpr std::array<std::string_view, 7> kRaw = {"script", "style",  "textarea", "title",
                                                  "xmp",    "iframe", "noembed"};

template <typename List>
bool has(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Where the end tag of `name` begins, at or after `at`.
std::size_t find_end_tag(std::string_view html, std::string_view name, std::size_t at) {
  for (at = html.find("</", at); at != html.npos; at = html.find("</", at + 2)) {
    if (same_but_for_case(html.substr(at + 2, name.size()), name)) return at;
  }
  return html.npos;
}

}  // namespace

TagCount count_tags(std::string_view utf8) {
  TagCount count;
  std::unordered_map<std::string, std::size_t> open;
  std::size_t depth = 0;
  std::string name;
  for (std::size_t at = utf8.find('<'); at != utf8.npos; at = utf8.find('<', at)) {
    if (utf8.substr(at).starts_with("<!--")) {
      at = utf8.find("-->", at + 4);
      if (at == utf8.npos) break;
      continue;
    }
    const bool is_end = at + 1 < utf8.size() && utf8[at + 1] == '/';
    at += is_end ? 2 : 1;
    if (at >= utf8.size() || !is_letter(utf8[at])) continue;
    name.clear();
    // A name of any length is one name; what is longer than any that means something is told by its
    // beginning.
    for (; at < utf8.size() && utf8[at] != '>' && utf8[at] != '/' && utf8[at] != ' ' &&
           utf8[at] != '\n' && utf8[at] != '\t' && utf8[at] != '\r' && utf8[at] != '\f' &&
           name.size() < 64;
         ++at) {
      name.push_back(ascii_lower(utf8[at]));
    }
    ++count.tags;
    if (has(kFlat, name)) continue;
    if (is_end) {
      const auto found = open.find(name);
      if (found != open.end() && found->second > 0) --found->second, --depth;
      continue;
    }
    if (has(kRaw, name)) {
      at = find_end_tag(utf8, name, at);
      if (at == utf8.npos) break;
      at += 2;
      continue;
    }
    ++open[name];
    count.depth = std::max(count.depth, ++depth);
  }
  return count;
}

}  // namespace hexapla

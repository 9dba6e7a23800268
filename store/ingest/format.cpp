#include <algorithm>
#include <string>

#include "store/ingest/ingest.h"
#include "store/text/ascii.h"

namespace hexapla {
namespace {

bool has_ending(std::string_view file_name, std::string_view ending) {
  return file_name.size() >= ending.size() &&
         same_but_for_case(file_name.substr(file_name.size() - ending.size()), ending);
}

std::string_view without_space(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == text.npos ? std::string_view{} : text.substr(begin);
}

// By a page's first tag, behind comments and an XML declaration.
bool begins_as_html(std::string_view text) {
  const auto begins = [&](std::string_view tag) {
    return text.size() > tag.size() && same_but_for_case(text.substr(0, tag.size()), tag);
  };
  if (begins("<?xml"))
    text = without_space(text.substr(std::min(text.find("?>"), text.size() - 2) + 2));
  while (begins("<!--")) {
    const std::size_t end = text.find("-->");
    if (end == text.npos) return false;
    text = without_space(text.substr(end + 3));
  }
  return begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") ||
         begins("<meta ");
}

}  // namespace

std::optional<Format> parse_format(std::string_view name) {
  if (name == "text") return Format::plain_text;
  if (name == "markdown") return Format::markdown;
  if (name == "json") return Format::json;
  if (name == "html") return Format::html;
  return std::nullopt;
}

Format guess_format(std::string_view file_name, std::string_view bytes) {
  if (has_ending(file_name, ".md") || has_ending(file_name, ".markdown")) return Format::markdown;
  if (has_ending(file_name, ".json") || has_ending(file_name, ".ndjson") ||
      has_ending(file_name, ".jsonl")) {
    return Format::json;
  }
  if (has_ending(file_name, ".txt") || has_ending(file_name, ".text")) return Format::plain_text;
  if (has_ending(file_name, ".html") || has_ending(file_name, ".htm") ||
      has_ending(file_name, ".xhtml"))
    return Format::html;
  const std::string_view text = without_space(bytes);
  if (begins_as_html(text)) return Format::html;
  // An object begins with a name, or ends at once: `{drones}` is prose.
  if (text.starts_with("{")) {
    const std::string_view inner = without_space(text.substr(1));
    if (inner.starts_with("\"") || inner.starts_with("}")) return Format::json;
  }
  if (text.starts_with("---\n") || text.starts_with("---\r\n") || text.starts_with("# "))
    return Format::markdown;
  return Format::plain_text;
}

}  // namespace hexapla

#include <algorithm>
#include <cctype>
#include <string>

#include "store/ingest/ingest.h"

namespace hexapla {
namespace {

bool has_ending(std::string_view file_name, std::string_view ending) {
  if (file_name.size() < ending.size()) return false;
  const std::string_view tail = file_name.substr(file_name.size() - ending.size());
  return std::equal(tail.begin(), tail.end(), ending.begin(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == b;
  });
}

std::string_view without_space(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == text.npos ? std::string_view{} : text.substr(begin);
}

}  // namespace

std::optional<Format> parse_format(std::string_view name) {
  if (name == "text") return Format::plain_text;
  if (name == "markdown") return Format::markdown;
  if (name == "json") return Format::json;
  return std::nullopt;
}

Format guess_format(std::string_view file_name, std::string_view bytes) {
  if (has_ending(file_name, ".md") || has_ending(file_name, ".markdown")) return Format::markdown;
  if (has_ending(file_name, ".json") || has_ending(file_name, ".ndjson") || has_ending(file_name, ".jsonl")) {
    return Format::json;
  }
  if (has_ending(file_name, ".txt") || has_ending(file_name, ".text")) return Format::plain_text;
  const std::string_view text = without_space(bytes);
  // An object begins with a name, or ends at once: `{drones}` is prose.
  if (text.starts_with("{")) {
    const std::string_view inner = without_space(text.substr(1));
    if (inner.starts_with("\"") || inner.starts_with("}")) return Format::json;
  }
  if (text.starts_with("---\n") || text.starts_with("---\r\n") || text.starts_with("# ")) return Format::markdown;
  return Format::plain_text;
}

}  // namespace hexapla

#include "store/engine/engine.h"

#include <array>

namespace hexapla {
namespace {

// In the order of the enumeration. These are stored: a name may not change.
constexpr std::array<std::string_view, kTableCount> kNames = {
    "events",      "meta",         "log_head",  "articles",    "article_names",
    "facets",      "variants",     "revisions", "digests",     "inputs",
    "event_ids",   "statements",   "views",     "alignments",  "postings",
    "search_runs", "search_texts", "tree",      "withdrawals", "withdrawn_objects",
    "word_links",  "findings",
};
static_assert(static_cast<std::size_t>(Table::findings) + 1 == kTableCount);

}  // namespace

std::string_view name(Table table) { return kNames.at(static_cast<std::size_t>(table)); }

bool is_derived(Table table) {
  return table != Table::events && table != Table::meta && table != Table::log_head;
}

std::string readable_key(std::string_view key) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x21 && byte < 0x7F) {
      text += c;
    } else {
      text += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return text;
}

}  // namespace hexapla

#include "http/pages/compare_parts.h"
#include "http/pages/words.h"

namespace hexapla {
namespace {

// Versions that another one can be compared with word by word, in the order of the columns; empty
// where there is no choice.
std::vector<std::uint32_t> choosable(const Comparison& comparison) {
  std::vector<std::uint32_t> found;
  std::size_t pairs = 0;
  for (std::uint32_t i = 0; i < comparison.versions.size(); ++i) {
    std::size_t others = 0;
    for (std::uint32_t k = 0; k < comparison.versions.size(); ++k) {
      if (k != i && are_comparable(comparison.versions[i], comparison.versions[k])) ++others;
    }
    if (others > 0) found.push_back(i);
    pairs += others;
  }
  constexpr std::size_t kOnePair = 2;  // counted from either side
  if (pairs <= kOnePair) found.clear();
  return found;
}

void write_select(Html& page, const Comparison& comparison,
                  const std::vector<std::uint32_t>& offered, Markup name, Markup label,
                  std::uint32_t selected) {
  page << "<label><span>" << label << "</span> <select name=\"" << name << "\">";
  for (const std::uint32_t i : offered) {
    page << "<option value=\"" << text(choice_of(comparison.versions[i].address)) << "\"";
    if (i == selected) page << " selected";
    page << ">" << text(version_words(comparison, i)) << "</option>";
  }
  page << "</select></label>\n";
}

}  // namespace

void write_pair_choice(Html& page, const Comparison& comparison, const ViewState& state) {
  const std::vector<std::uint32_t> offered = choosable(comparison);
  if (offered.empty() || !comparison.pair) return;
  const Pair& pair = *comparison.pair;
  page << "<details class=\"choose pair\" name=\"choose\"><summary>Which two <span class=\"mut\">"
       << text(comparison.versions[pair.before].address.variant.text()) << " → "
       << text(comparison.versions[pair.after].address.variant.text())
       << "</span></summary>\n<form method=\"get\" action=\"/a/"
       << text(comparison.article.id.text())
       << "/compare\" data-keeps=\"fold m signs remarks\">\n<p>";
  for (const std::uint32_t i : columns_of(comparison))
    write_hidden(page, "v", choice_of(comparison.versions[i].address));
  ViewQuery query = query_of(comparison, state);
  query.view = "difference";
  query.before.clear();
  query.after.clear();
  for (const auto& [name, value] : query.parameters()) write_hidden(page, name, value);
  page << "</p>\n";
  write_select(page, comparison, offered, "before", "Earlier", pair.before);
  write_select(page, comparison, offered, "after", "Later", pair.after);
  page << "<button type=\"submit\">Compare these two</button>\n</form></details>\n";
}

}  // namespace hexapla

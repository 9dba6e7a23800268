#include "http/nearness.h"

#include <algorithm>
#include <utility>

#include "store/text/ascii.h"

namespace hexapla {
namespace {

// Levenshtein's distance in bytes: names are ASCII.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t k = 0; k <= b.size(); ++k) row[k] = k;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t above = row[k];
      row[k] = std::min({above + 1, row[k - 1] + 1, diagonal + (a[i - 1] == b[k - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::vector<std::string> nearest(std::string_view wanted, const std::vector<std::string>& names,
                                 std::size_t limit) {
  constexpr std::size_t kLongest = 128;
  // In whatever case.
  const std::string folded = ascii_lower(wanted.substr(0, kLongest));
  wanted = folded;
  if (wanted.empty()) return {};
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (const std::string& name : names) {
    const std::string same_case = ascii_lower(name);
    std::size_t edits = distance(wanted, same_case);
    // Half a name, or a name with more behind it, counts as near, though not as near as a slip of
    // the finger.
    if (wanted.size() >= 3 && (same_case.starts_with(wanted) || wanted.starts_with(same_case)))
      edits = std::min<std::size_t>(edits, 2);
    if (edits <= std::max<std::size_t>(2, wanted.size() / 3)) found.emplace_back(edits, name);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> result;
  for (std::size_t i = 0; i < found.size() && i < limit; ++i) result.emplace_back(found[i].second);
  return result;
}

}  // namespace hexapla

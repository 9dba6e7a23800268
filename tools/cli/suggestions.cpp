#include "tools/cli/suggestions.h"

#include <algorithm>

namespace hexapla {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

std::vector<std::string> near_words(std::string_view written,
                                    const std::vector<std::string>& candidates) {
  constexpr std::size_t kMaxNamed = 3;
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : candidates) {
    // A third of the word may be wrong; what was begun and not ended counts as one edit.
    const std::size_t allowed =
        std::max<std::size_t>(1, std::max(written.size(), candidate.size()) / 3);
    const bool is_begun = written.size() >= 2 && candidate.starts_with(written);
    const std::size_t distance = is_begun ? 1 : edit_distance(written, candidate);
    if (distance <= allowed) near.emplace_back(distance, candidate);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < near.size() && i < kMaxNamed; ++i) words.push_back(near[i].second);
  return words;
}

std::string did_you_mean(std::string_view written, const std::vector<std::string>& candidates) {
  const auto near = near_words(written, candidates);
  if (near.empty()) return {};
  std::string text = " (did you mean ";
  for (std::size_t i = 0; i < near.size(); ++i)
    text += (i == 0 ? "`" : i + 1 == near.size() ? " or `" : ", `") + near[i] + "`";
  return text + "?)";
}

}  // namespace hexapla

#include "tools/cli/suggestions.h"

#include <algorithm>

#include "store/text/edit_distance.h"

namespace hexapla {

std::vector<std::string> near_words(std::string_view written,
                                    const std::vector<std::string>& candidates) {
  constexpr std::size_t kMaxNamed = 3;
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : candidates) {
    // A third of the word may be wrong; what was begun and not ended counts as one edit.
    const std::size_t allowed =
        std::max<std::size_t>(1, std::max(written.size(), candidate.size()) / 3);
    const bool is_begun = written.size() >= 2 && candidate.starts_with(written);
    const std::size_t distance =
        is_begun ? 1
                 : edits_between(std::span<const char>(written), std::span<const char>(candidate));
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

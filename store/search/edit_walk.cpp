#include "store/search/edit_walk.h"

#include <algorithm>

#include "store/text/code_points.h"

namespace hexapla {

EditWalk::EditWalk(std::string_view wanted, std::uint32_t most_edits) : most_edits_(most_edits) {
  for (std::size_t at = 0; at < wanted.size() && wanted_.size() < kMostCharacters;)
    wanted_ += take_code_point(wanted, at);
  rows_.emplace_back();
  for (std::size_t i = 0; i <= wanted_.size(); ++i) rows_[0][i] = static_cast<std::uint8_t>(i);
}

EditWalk::Step EditWalk::step(std::string_view word) {
  // What is known of the word before goes on being known as far as they are alike.
  const std::size_t most = std::min(word.size(), bytes_.size());
  std::size_t same = 0;
  while (same < most && word[same] == bytes_[same]) ++same;
  while (!ends_.empty() && ends_.back() > same) ends_.pop_back();
  same = ends_.empty() ? 0 : ends_.back();
  bytes_.resize(same);
  word_.resize(ends_.size());
  rows_.resize(ends_.size() + 1);
  while (bytes_.size() < word.size() && word_.size() < kMostCharacters) {
    std::size_t past = bytes_.size();
    const char32_t c = take_code_point(word, past);
    past = std::min(past, word.size());
    const std::uint8_t least = add_row(c);
    bytes_ += word.substr(bytes_.size(), past - bytes_.size());
    ends_.push_back(past);
    // An exchange of neighbours goes by the row before, too.
    const auto& before = rows_[rows_.size() - 2];
    const std::uint8_t least_before = *std::min_element(
        before.begin(), before.begin() + static_cast<std::ptrdiff_t>(wanted_.size()) + 1);
    if (least > most_edits_ && least_before >= most_edits_) return {false, 0, past};
  }
  const std::uint32_t edits = rows_.back()[wanted_.size()];
  if (bytes_.size() < word.size() || edits > most_edits_) return {};
  return {true, edits, 0};
}

std::uint8_t EditWalk::add_row(char32_t c) {
  rows_.emplace_back();
  const std::size_t at = rows_.size() - 1;
  Row& row = rows_[at];
  const Row& above = rows_[at - 1];
  row[0] = static_cast<std::uint8_t>(std::min<std::size_t>(at, UINT8_MAX));
  std::uint8_t least = row[0];
  for (std::size_t i = 1; i <= wanted_.size(); ++i) {
    const int cost = wanted_[i - 1] == c ? 0 : 1;
    int edits = std::min({above[i] + 1, row[i - 1] + 1, above[i - 1] + cost});
    if (at > 1 && i > 1 && wanted_[i - 2] == c && wanted_[i - 1] == word_.back())
      edits = std::min(edits, rows_[at - 2][i - 2] + 1);
    row[i] = static_cast<std::uint8_t>(std::min<int>(edits, UINT8_MAX));
    least = std::min(least, row[i]);
  }
  word_ += c;
  return least;
}

}  // namespace hexapla

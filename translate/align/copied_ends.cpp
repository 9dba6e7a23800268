#include "translate/align/copied_ends.h"

#include <algorithm>
#include <span>

namespace hexapla {
namespace {

using Segments = std::span<const std::string_view>;

// Segment `k` from the one end or the other.
std::string_view at(Segments text, std::size_t k, bool from_back) {
  return text[from_back ? text.size() - 1 - k : k];
}

// How many segments are the same from one end on, without those last that are repeated past them in
// one of the texts.
std::size_t count_copied(Segments source, Segments target, bool from_back) {
  const std::size_t most = std::min(source.size(), target.size());
  std::size_t count = 0;
  while (count < most && at(source, count, from_back) == at(target, count, from_back)) ++count;
  const auto goes_on = [&](Segments text) {
    return count < text.size() && at(text, count, from_back) == at(text, count - 1, from_back);
  };
  while (count > 0 && (goes_on(source) || goes_on(target))) --count;
  return count;
}

}  // namespace

CopiedEnds find_copied_ends(const std::vector<std::string_view>& source,
                            const std::vector<std::string_view>& target) {
  const std::size_t front = count_copied(source, target, false);
  const std::size_t back =
      count_copied(Segments(source).subspan(front), Segments(target).subspan(front), true);
  return {static_cast<std::uint32_t>(front), static_cast<std::uint32_t>(back)};
}

}  // namespace hexapla

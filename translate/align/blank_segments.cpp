#include "translate/align/blank_segments.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

bool is_blank(std::string_view segment) {
  for (std::size_t at = 0; at < segment.size();) {
    const char32_t c = take_code_point(segment, at);
    constexpr char32_t kByteOrderMark = 0xFEFF;
    if (u_isUWhiteSpace(static_cast<UChar32>(c)) == 0 && c != kByteOrderMark) return false;
  }
  return true;
}

// Goes along one text: where its segments that are not blank are among all.
class Side {
 public:
  explicit Side(const BlankSegments& blank) : blank_(blank.numbers()) {}

  // How many blank segments come next.
  std::uint32_t blanks() const {
    std::uint32_t count = 0;
    while (next_ + count < blank_.size() && blank_[next_ + count] == at_ + count) ++count;
    return count;
  }
  SegmentRange take_blanks(std::uint32_t count) {
    next_ += count;
    return {std::exchange(at_, at_ + count), count};
  }
  // The next `count` that are not blank, with blank ones between them.
  SegmentRange take(std::uint32_t count) {
    const std::uint32_t first = at_;
    for (std::uint32_t taken = 0; taken < count; ++taken) {
      take_blanks(blanks());
      ++at_;
    }
    return {first, at_ - first};
  }

 private:
  const std::vector<std::uint32_t>& blank_;
  std::size_t next_ = 0;
  std::uint32_t at_ = 0;
};

}  // namespace

BlankSegments::BlankSegments(const std::vector<std::string_view>& segments) {
  for (std::uint32_t i = 0; i < segments.size(); ++i)
    if (is_blank(segments[i])) blank_.push_back(i);
}

bool BlankSegments::has(std::uint32_t segment) const {
  return std::binary_search(blank_.begin(), blank_.end(), segment);
}

std::vector<std::string_view> BlankSegments::others(
    const std::vector<std::string_view>& segments) const {
  std::vector<std::string_view> result;
  for (std::uint32_t i = 0; i < segments.size(); ++i)
    if (!has(i)) result.push_back(segments[i]);
  return result;
}

std::vector<Bead> with_blank_segments(std::vector<Bead> beads, const BlankSegments& source,
                                      const BlankSegments& target) {
  if (source.none() && target.none()) return beads;
  std::vector<Bead> result;
  Side sources(source), targets(target);
  const auto take_blanks = [&](bool of_source, bool of_target) {
    const std::uint32_t n = of_source ? sources.blanks() : 0;
    const std::uint32_t m = of_target ? targets.blanks() : 0;
    for (std::uint32_t k = 0; k < std::max(n, m); ++k)
      result.push_back({sources.take_blanks(k < n ? 1 : 0), targets.take_blanks(k < m ? 1 : 0), 1});
  };
  for (const Bead& bead : beads) {
    take_blanks(!bead.source.empty(), !bead.target.empty());
    result.push_back(
        {sources.take(bead.source.count), targets.take(bead.target.count), bead.confidence});
  }
  take_blanks(true, true);
  return result;
}

}  // namespace hexapla

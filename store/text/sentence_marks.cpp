#include "store/text/sentence_marks.h"

#include <unicode/uchar.h>

#include <memory>
#include <vector>

namespace hexapla {
namespace {

constexpr UChar32 kPlaneSize = 0x10000;

Mark look_up(UChar32 c) {
  constexpr UChar32 kEllipsis = 0x2026;
  if (c == kEllipsis) return Mark::stop;
  switch (u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK)) {
    case U_SB_ATERM:
      return Mark::stop;
    case U_SB_STERM:
      return Mark::end;
    case U_SB_SEP:
    case U_SB_CR:
    case U_SB_LF:
      return Mark::line;
    default:
      break;
  }
  const bool is_dingbat =
      c >= 0x2600 && c < 0x27C0 && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
  return is_dingbat || u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) ? Mark::emoji : Mark::none;
}

}  // namespace

Mark mark_of(UChar32 c) {
  if (c < 0) return Mark::none;
  static const std::vector<Mark> plane = [] {
    std::vector<Mark> marks(kPlaneSize);
    for (UChar32 each = 0; each < kPlaneSize; ++each)
      marks[static_cast<std::size_t>(each)] = look_up(each);
    return marks;
  }();
  return c < kPlaneSize ? plane[static_cast<std::size_t>(c)] : look_up(c);
}

}  // namespace hexapla

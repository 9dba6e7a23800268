#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/view.h"
#include "store/text/language_tag.h"
#include "translate/check/finding.h"

namespace hexapla {

// One side of a bead as one text: its segments on lines of their own, so that no number runs from
// one into the next.
class BeadText {
 public:
  BeadText(const RevisionView& view, SegmentRange segments, const LanguageTag& language);

  std::string_view text() const { return text_; }
  const LanguageTag& language() const { return language_; }
  SegmentRange segments() const { return segments_; }
  // Whether every segment is of a block of this role; true for none.
  bool is_all(Role role) const;
  std::uint32_t letters() const { return letters_; }  // letters and digits

  std::string_view segment_text(std::uint32_t segment) const { return view_.segment(segment).text; }

  // `range` is of text(); it must not reach over the end of a line.
  TextPlace place(ByteRange range) const;
  TextPlace whole() const;
  TextPlace place_of_segment(std::uint32_t segment) const;

 private:
  const RevisionView& view_;
  SegmentRange segments_;
  const LanguageTag& language_;
  std::string text_;
  std::vector<std::uint32_t> starts_;
  std::uint32_t letters_ = 0;
};

struct BeadPair {
  BeadText source, target;
};

// Whether these segments are of the article: dates, names of authors and what a page says of itself
// are put as each language likes.
bool is_prose(const RevisionView& view, const SegmentRange& segments);

std::uint32_t letters_in(std::string_view text);  // and digits

// The fewest letters of a paragraph that does not resemble anything, as `Share` and a name do.
std::uint32_t fewest_telling_letters(const LanguageTag& language);

bool overlap(const SegmentRange& a, const SegmentRange& b);

}  // namespace hexapla

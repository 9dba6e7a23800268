#include "translate/check/bead_text.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "store/text/code_points.h"

namespace hexapla {

BeadText::BeadText(const RevisionView& view, SegmentRange segments, const LanguageTag& language)
    : view_(view), segments_(segments), language_(language) {
  for (std::uint32_t i = segments.first; i < segments.past(); ++i) {
    starts_.push_back(static_cast<std::uint32_t>(text_.size()));
    text_ += view.segment(i).text;
    text_ += '\n';
  }
  letters_ = letters_in(text_);
}

bool BeadText::is_all(Role role) const {
  for (std::uint32_t i = segments_.first; i < segments_.past(); ++i) {
    if (view_.block(view_.segment(i).block).role != role) return false;
  }
  return true;
}

TextPlace BeadText::place(ByteRange range) const {
  if (segments_.empty()) return whole();
  const auto past = std::upper_bound(starts_.begin(), starts_.end(), range.begin);
  const auto index = static_cast<std::uint32_t>(past - starts_.begin() - 1);
  const std::uint32_t segment = segments_.first + index;
  return {segments_,
          segment,
          view_.segment(segment).block,
          {range.begin - starts_[index], range.end - starts_[index]},
          std::string(range.of(text_))};
}

TextPlace BeadText::place_of_segment(std::uint32_t segment) const {
  const std::uint32_t begin = starts_[segment - segments_.first];
  return place({begin, begin + static_cast<std::uint32_t>(view_.segment(segment).text.size())});
}

bool is_prose(const RevisionView& view, const SegmentRange& segments) {
  for (std::uint32_t i = segments.first; i < segments.past(); ++i) {
    const Role role = view.block(view.segment(i).block).role;
    if (role == Role::label || role == Role::dateline || role == Role::byline) return false;
  }
  return true;
}

std::uint32_t letters_in(std::string_view text) {
  std::uint32_t letters = 0;
  for (std::size_t at = 0; at < text.size();)
    if (u_isalnum(static_cast<UChar32>(take_code_point(text, at)))) ++letters;
  return letters;
}

std::uint32_t fewest_telling_letters(const LanguageTag& language) {
  constexpr std::uint32_t kFewestLetters = 30, kFewestIdeographs = 12;
  const std::string script = language.script();
  return script == "Hans" || script == "Hant" || script == "Jpan" || script == "Kore"
             ? kFewestIdeographs
             : kFewestLetters;
}

bool overlap(const SegmentRange& a, const SegmentRange& b) {
  return a.first < b.past() && b.first < a.past();
}

TextPlace BeadText::whole() const {
  std::string_view text = text_;
  if (!text.empty()) text.remove_suffix(1);
  const std::uint32_t block = segments_.empty() ? 0 : view_.segment(segments_.first).block;
  return {segments_, segments_.first, block, {}, std::string(text)};
}

}  // namespace hexapla

#pragma once

#include <string>
#include <vector>

#include "translate/check/check_texts.h"

namespace hexapla::test {

// A text of one paragraph a sentence, ready to be checked.
class OwnedText {
 public:
  OwnedText(const char* language, const std::vector<std::string>& sentences)
      : language_(*LanguageTag::parse(language)) {
    Revision revision;
    revision.language = language_;
    for (const std::string& sentence : sentences) {
      Block block;
      block.text = sentence;
      revision.blocks.push_back(std::move(block));
    }
    bytes_ = encode_view(revision);
    view_ = RevisionView::parse(bytes_.packed, bytes_.segments);
  }
  OwnedText(const OwnedText&) = delete;

  const RevisionView& view() const { return *view_; }
  TextToCheck to_check() const { return {*view_, language_}; }

 private:
  LanguageTag language_;
  EncodedView bytes_;
  std::optional<RevisionView> view_;
};

// Block by block, and what one of them has more of is without counterpart.
inline Alignment block_by_block(const RevisionView& source, const RevisionView& target) {
  Alignment alignment;
  for (std::uint32_t i = 0; i < std::max(source.block_count(), target.block_count()); ++i) {
    Bead bead;
    bead.source.first = source.segment_count();
    bead.target.first = target.segment_count();
    if (i < source.block_count())
      bead.source = {source.block(i).first_segment, source.block(i).segment_count};
    if (i < target.block_count())
      bead.target = {target.block(i).first_segment, target.block(i).segment_count};
    alignment.beads.push_back(bead);
  }
  return alignment;
}

inline std::vector<Finding> findings_of(const OwnedText& source, const OwnedText& target) {
  return check_texts(source.to_check(), target.to_check(),
                     block_by_block(source.view(), target.view()));
}

// `number date`: the classes found, in the order of the text.
inline std::string classes_of(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings)
    text += (text.empty() ? "" : " ") + std::string(name(finding.found));
  return text;
}

inline std::string classes_found(const char* from, const std::vector<std::string>& source,
                                 const char* to, const std::vector<std::string>& target) {
  const OwnedText left(from, source), right(to, target);
  return classes_of(findings_of(left, right));
}

}  // namespace hexapla::test

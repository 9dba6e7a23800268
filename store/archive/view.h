#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/model/alignment.h"
#include "store/model/revision.h"
#include "store/text/byte_range.h"

namespace hexapla {

// A revision as serving wants it: blocks with their text and the sentences of each, read from the
// store without copying.
//
// It is encoded in two strings (see store/FORMAT.md): the packed revision, as the store keeps the
// object, and a row of "views" that says where its sentences are. A RevisionView points into the
// first, which lives elsewhere, in an archive's reading or an owner's string, and must not outlive
// it.
struct EncodedView {
  std::string packed, segments;
};

class RevisionView {
 public:
  struct BlockView {
    Role role;
    std::string_view text, href, date, language;  // language is empty where it is the revision's
    std::uint32_t first_segment, segment_count;
  };
  struct SegmentView {
    std::uint32_t block;
    ByteRange range;  // within the block
    std::string_view text;
  };

  // Nothing unless both are whole and consistent: every offset is checked here, once.
  static std::optional<RevisionView> parse(std::string_view packed, std::string_view segments);

  std::string_view language() const { return language_; }
  std::uint32_t block_count() const { return static_cast<std::uint32_t>(blocks_.size()); }
  std::uint32_t segment_count() const { return static_cast<std::uint32_t>(segments_.size()); }
  const BlockView& block(std::uint32_t index) const { return blocks_[index]; }
  const SegmentView& segment(std::uint32_t index) const { return segments_[index]; }
  const std::vector<BlockView>& blocks() const { return blocks_; }
  const std::vector<SegmentView>& segments() const { return segments_; }
  std::string_view title() const;

 private:
  std::string_view language_;
  std::vector<BlockView> blocks_;
  std::vector<SegmentView> segments_;
};

// The text of segments: with what stands between them where they share a block, else a line break.
std::string segments_text(const RevisionView& view, const SegmentRange& range);

// Segments `revision` and encodes it.
EncodedView encode_view(const Revision& revision);

}  // namespace hexapla

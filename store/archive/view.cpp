#include "store/archive/view.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "store/archive/codec.h"
#include "store/model/packed_cursor.h"
#include "store/model/packed_revision.h"
#include "store/text/segment.h"

namespace hexapla {

namespace {

// Layout of the segments (n: a variable-length integer, as in codec.h):
//   n segments of all blocks
//   for each block: n segments in it, for each of these
//     n: its bytes × 4 + how many lie between it and the one before it, 3 for three or more
//     n: how many more than three, in that case
constexpr std::uint32_t kMostShortGap = 3;
constexpr std::size_t kLeastSegmentBytes = 1;

bool is_boundary(std::string_view text, std::uint64_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

}  // namespace

EncodedView encode_view(const Revision& revision) {
  std::vector<std::vector<ByteRange>> segments;
  segments.reserve(revision.blocks.size());
  std::size_t segment_count = 0;
  std::size_t text_bytes = 0;
  for (const Block& block : revision.blocks) {
    segments.push_back(segment_sentences(block.text, block.language.value_or(revision.language)));
    segment_count += segments.back().size();
    text_bytes += block.text.size() + block.href.size() + block.date.size();
  }
  if (text_bytes > std::numeric_limits<std::uint32_t>::max()) {
    throw std::length_error("a revision of more than 4 GiB");
  }
  Encoder out;
  out.number(segment_count);
  for (const auto& ranges : segments) {
    out.number(ranges.size());
    std::uint32_t past = 0;
    for (const ByteRange& range : ranges) {
      const std::uint32_t gap = range.begin - past;
      const std::uint64_t bytes = range.end - range.begin;
      out.number(bytes * 4 + std::min(gap, kMostShortGap));
      if (gap >= kMostShortGap) out.number(gap - kMostShortGap);
      past = range.end;
    }
  }
  return {pack(revision), out.take()};
}

std::optional<RevisionView> RevisionView::parse(std::string_view packed,
                                                std::string_view segments) {
  const auto revision = PackedRevision::parse(packed);
  if (!revision || packed.size() > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  PackedCursor in{segments};
  const std::uint64_t segment_count = in.number();
  // Before anything is allocated for them.
  if (!in.ok || segment_count * kLeastSegmentBytes > in.rest.size()) return std::nullopt;
  RevisionView view;
  view.language_ = revision->language;
  view.blocks_.reserve(revision->blocks.size());
  view.segments_.reserve(segment_count);
  for (const PackedRevision::PackedBlock& block : revision->blocks) {
    const std::uint64_t count = in.number();
    if (!in.ok || count > segment_count - view.segments_.size()) return std::nullopt;
    const auto index = static_cast<std::uint32_t>(view.blocks_.size());
    const auto first = static_cast<std::uint32_t>(view.segments_.size());
    std::uint64_t past = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t number = in.number();
      const std::uint64_t gap = number % 4;
      const std::uint64_t begin = past + gap + (gap == kMostShortGap ? in.number() : 0);
      past = begin + number / 4;
      if (!in.ok || past == begin || past > block.text.size() || !is_boundary(block.text, begin) ||
          !is_boundary(block.text, past))
        return std::nullopt;
      const ByteRange range{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(past)};
      view.segments_.push_back({index, range, range.of(block.text)});
    }
    view.blocks_.push_back({block.role, block.text, block.href, block.date, block.language, first,
                            static_cast<std::uint32_t>(count)});
  }
  if (!in.ok || !in.rest.empty() || view.segments_.size() != segment_count) return std::nullopt;
  return view;
}

std::string_view RevisionView::title() const {
  for (const BlockView& block : blocks_) {
    if (block.role == Role::title) return block.text;
  }
  return blocks_.empty() ? std::string_view{} : blocks_.front().text;
}

std::string segments_text(const RevisionView& view, const SegmentRange& range) {
  std::string text;
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    const auto& segment = view.segment(i);
    if (i > range.first) {
      const auto& previous = view.segment(i - 1);
      if (previous.block == segment.block && previous.range.end <= segment.range.begin) {
        text += view.block(segment.block)
                    .text.substr(previous.range.end, segment.range.begin - previous.range.end);
      } else {
        text += '\n';
      }
    }
    text += segment.text;
  }
  return text;
}

}  // namespace hexapla

#include "store/archive/view.h"

#include <limits>
#include <stdexcept>

#include "store/archive/codec.h"
#include "store/text/segment.h"

namespace hexapla {

namespace {

// Layout (n: a variable-length integer, as in codec.h):
//   "HXV1"  n language bytes  n blocks  n segments
//   a block:    n role, text bytes, href bytes, date bytes, language bytes, segments in it
//   a segment:  n bytes since the segment before it in its block, bytes of itself
//   the language, then each block's text, href, date and language
//
// Numbers of fixed width would be read a little faster, and take a tenth of the text.
constexpr std::string_view kMagic = "HXV1";
constexpr std::size_t kLeastBlockBytes = 6;
constexpr std::size_t kLeastSegmentBytes = 2;
constexpr std::uint32_t kRoles = static_cast<std::uint32_t>(Role::dateline) + 1;

// Takes numbers and strings one after another from the front of `rest`; `ok` turns false, for good,
// when one passes the end.
struct Cursor {
  std::string_view rest;
  bool ok = true;

  std::uint32_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 35 && !rest.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest.front());
      rest.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) {
        // Only the shortest spelling, so that equal views are equal bytes.
        ok = ok && (byte != 0 || shift == 0) && value <= std::numeric_limits<std::uint32_t>::max();
        return static_cast<std::uint32_t>(value);
      }
    }
    ok = false;
    return 0;
  }

  std::string_view text(std::uint32_t size) {
    if (size > rest.size()) ok = false;
    if (!ok) return {};
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
  }
};

bool is_boundary(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

}  // namespace

std::string encode_view(const Revision& revision) {
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
  out.fixed(kMagic).number(revision.language.text().size());
  out.number(revision.blocks.size()).number(segment_count);
  for (std::size_t i = 0; i < revision.blocks.size(); ++i) {
    const Block& block = revision.blocks[i];
    out.number(static_cast<std::uint64_t>(block.role)).number(block.text.size());
    out.number(block.href.size()).number(block.date.size());
    out.number(block.language ? block.language->text().size() : 0).number(segments[i].size());
  }
  for (const auto& ranges : segments) {
    std::uint32_t past = 0;
    for (const ByteRange& range : ranges) {
      out.number(range.begin - past).number(range.end - range.begin);
      past = range.end;
    }
  }
  out.fixed(revision.language.text());
  for (const Block& block : revision.blocks) {
    out.fixed(block.text).fixed(block.href).fixed(block.date);
    if (block.language) out.fixed(block.language->text());
  }
  return out.take();
}

std::optional<RevisionView> RevisionView::parse(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  Cursor in{bytes.substr(kMagic.size())};
  const std::uint32_t language_bytes = in.number();
  const std::uint32_t block_count = in.number();
  const std::uint32_t segment_count = in.number();
  const std::uint64_t least_bytes = std::uint64_t{block_count} * kLeastBlockBytes +
                                    std::uint64_t{segment_count} * kLeastSegmentBytes;
  // Before anything is allocated for them.
  if (!in.ok || least_bytes > in.rest.size()) return std::nullopt;
  struct Sizes {
    std::uint32_t role, text, href, date, language, segments;
  };
  std::vector<Sizes> sizes;
  sizes.reserve(block_count);
  std::uint64_t segments_in_blocks = 0;
  for (std::uint32_t i = 0; i < block_count; ++i) {
    // Read in the order in which they are written: an initializer list goes from left to right.
    sizes.push_back(
        Sizes{in.number(), in.number(), in.number(), in.number(), in.number(), in.number()});
    if (sizes.back().role >= kRoles) return std::nullopt;
    segments_in_blocks += sizes.back().segments;
  }
  if (!in.ok || segments_in_blocks != segment_count) return std::nullopt;

  RevisionView view;
  view.blocks_.reserve(block_count);
  view.segments_.reserve(segment_count);
  for (std::uint32_t i = 0; i < block_count; ++i) {
    std::uint64_t past = 0;
    for (std::uint32_t s = 0; s < sizes[i].segments; ++s) {
      const std::uint64_t begin = past + in.number();
      past = begin + in.number();
      if (!in.ok || past == begin || past > sizes[i].text) return std::nullopt;
      const ByteRange range{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(past)};
      view.segments_.push_back({i, range, {}});
    }
  }
  view.language_ = in.text(language_bytes);
  for (std::uint32_t i = 0; i < block_count; ++i) {
    BlockView block{};
    block.role = static_cast<Role>(sizes[i].role);
    block.text = in.text(sizes[i].text);
    block.href = in.text(sizes[i].href);
    block.date = in.text(sizes[i].date);
    block.language = in.text(sizes[i].language);
    if (!in.ok) return std::nullopt;
    block.first_segment =
        i == 0 ? 0 : view.blocks_.back().first_segment + view.blocks_.back().segment_count;
    block.segment_count = sizes[i].segments;
    for (std::uint32_t s = 0; s < block.segment_count; ++s) {
      SegmentView& segment = view.segments_[block.first_segment + s];
      const auto& [begin, end] = segment.range;
      if (!is_boundary(block.text, begin) || !is_boundary(block.text, end)) return std::nullopt;
      segment.text = segment.range.of(block.text);
    }
    view.blocks_.push_back(block);
  }
  if (!in.ok || !in.rest.empty()) return std::nullopt;
  return view;
}

std::string_view RevisionView::title() const {
  for (const BlockView& block : blocks_) {
    if (block.role == Role::title) return block.text;
  }
  return blocks_.empty() ? std::string_view{} : blocks_.front().text;
}

}  // namespace hexapla

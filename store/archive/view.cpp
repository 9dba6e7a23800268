#include "store/archive/view.h"

#include <limits>

#include "store/model/error.h"
#include "store/text/segment.h"

namespace hexapla {

namespace {

// Layout (all numbers 32 bits, little-endian):
//   "HXV1"  language bytes  blocks  segments
//   a block:    role, text bytes, href bytes, date bytes, language bytes, segments in it
//   a segment:  begin, end (bytes within its block's text)
//   the language, then each block's text, href, date and language
constexpr std::string_view kMagic = "HXV1";
constexpr std::size_t kHeaderBytes = 4 + 3 * 4;
constexpr std::size_t kBlockBytes = 6 * 4;
constexpr std::size_t kSegmentBytes = 2 * 4;
constexpr std::uint32_t kRoles = static_cast<std::uint32_t>(Role::dateline) + 1;

void append(std::string& out, std::size_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>((value >> shift) & 0xFF);
}

std::uint32_t number_at(std::string_view bytes, std::size_t offset) {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[offset + i])) << (8 * i);
  }
  return value;
}

bool is_boundary(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

// Takes strings one after another from the end part of a view; `ok` turns false when one would pass the end.
struct Heap {
  std::string_view rest;
  bool ok = true;

  std::string_view take(std::uint32_t size) {
    if (size > rest.size()) {
      ok = false;
      return {};
    }
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
  }
};

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
  std::string out(kMagic);
  out.reserve(kHeaderBytes + revision.blocks.size() * kBlockBytes + segment_count * kSegmentBytes + text_bytes + 16);
  append(out, revision.language.text().size());
  append(out, revision.blocks.size());
  append(out, segment_count);
  for (std::size_t i = 0; i < revision.blocks.size(); ++i) {
    const Block& block = revision.blocks[i];
    append(out, static_cast<std::size_t>(block.role));
    append(out, block.text.size());
    append(out, block.href.size());
    append(out, block.date.size());
    append(out, block.language ? block.language->text().size() : 0);
    append(out, segments[i].size());
  }
  for (const auto& ranges : segments) {
    for (const ByteRange& range : ranges) {
      append(out, range.begin);
      append(out, range.end);
    }
  }
  out += revision.language.text();
  for (const Block& block : revision.blocks) {
    out += block.text;
    out += block.href;
    out += block.date;
    if (block.language) out += block.language->text();
  }
  return out;
}

std::optional<RevisionView> RevisionView::parse(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic)) return std::nullopt;
  const std::uint64_t language_bytes = number_at(bytes, 4);
  const std::uint64_t block_count = number_at(bytes, 8);
  const std::uint64_t segment_count = number_at(bytes, 12);
  const std::uint64_t heap_begin = kHeaderBytes + block_count * kBlockBytes + segment_count * kSegmentBytes;
  if (heap_begin > bytes.size()) return std::nullopt;
  Heap heap{bytes.substr(static_cast<std::size_t>(heap_begin))};

  RevisionView view;
  view.language_ = heap.take(static_cast<std::uint32_t>(language_bytes));
  view.blocks_.reserve(static_cast<std::size_t>(block_count));
  view.segments_.reserve(static_cast<std::size_t>(segment_count));
  std::size_t at = kHeaderBytes;
  std::size_t segment_at = kHeaderBytes + static_cast<std::size_t>(block_count) * kBlockBytes;
  for (std::uint32_t i = 0; i < block_count; ++i, at += kBlockBytes) {
    const std::uint32_t role = number_at(bytes, at);
    if (role >= kRoles) return std::nullopt;
    BlockView block{};
    block.role = static_cast<Role>(role);
    block.text = heap.take(number_at(bytes, at + 4));
    block.href = heap.take(number_at(bytes, at + 8));
    block.date = heap.take(number_at(bytes, at + 12));
    block.language = heap.take(number_at(bytes, at + 16));
    block.first_segment = static_cast<std::uint32_t>(view.segments_.size());
    block.segment_count = number_at(bytes, at + 20);
    if (!heap.ok || view.segments_.size() + block.segment_count > segment_count) return std::nullopt;
    std::uint32_t past = 0;
    for (std::uint32_t s = 0; s < block.segment_count; ++s, segment_at += kSegmentBytes) {
      const ByteRange range{number_at(bytes, segment_at), number_at(bytes, segment_at + 4)};
      if (range.begin < past || range.end <= range.begin || range.end > block.text.size()) return std::nullopt;
      if (!is_boundary(block.text, range.begin) || !is_boundary(block.text, range.end)) return std::nullopt;
      past = range.end;
      view.segments_.push_back({i, range, range.of(block.text)});
    }
    view.blocks_.push_back(block);
  }
  if (!heap.ok || !heap.rest.empty() || view.segments_.size() != segment_count) return std::nullopt;
  return view;
}

std::string_view RevisionView::title() const {
  for (const BlockView& block : blocks_) {
    if (block.role == Role::title) return block.text;
  }
  return blocks_.empty() ? std::string_view{} : blocks_.front().text;
}

}  // namespace hexapla

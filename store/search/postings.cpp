#include "store/search/postings.h"

#include <algorithm>

namespace hexapla {

namespace {
// A quarter of a block: small enough that blocks are filled well.
constexpr std::size_t kMostEntryBytes = 480;
}  // namespace

void put_segments(std::string& out, const std::vector<std::uint32_t>& segments) {
  const std::size_t count = std::min(segments.size(), kMaxSegmentsNamed);
  std::uint64_t previous = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t gap = i == 0 ? segments[i] : segments[i] - previous - 1;
    put_varint(out, gap << 1 | (i + 1 < count ? 1 : 0));
    previous = segments[i];
  }
}

void PostingReader::segments(std::vector<std::uint32_t>& segments) {
  segments.clear();
  if (segments_read_) fail_search_index("is read twice");
  std::uint64_t segment = 0;
  for (bool more = true; more;) {
    const std::uint64_t number = bytes_.number();
    segment += (number >> 1) + (segments.empty() ? 0 : 1);
    if (segment > UINT32_MAX) fail_search_index("names a segment that cannot be");
    segments.push_back(static_cast<std::uint32_t>(segment));
    more = (number & 1) != 0;
  }
  segments_read_ = true;
}

bool PostingWriter::has_room(std::size_t bytes) const {
  constexpr std::size_t kDistance = 3;
  return postings_.size() + kDistance + bytes <= kMostEntryBytes;
}

void PostingWriter::add(std::uint32_t first, std::uint32_t last, std::string_view postings) {
  if (postings_.empty()) {
    first_ = first;
  } else {
    put_varint(postings_, first - last_);
  }
  last_ = last;
  postings_ += postings;
}

}  // namespace hexapla

#include "store/search/block.h"

#include <algorithm>

#include "store/engine/row_seal.h"

namespace hexapla {
namespace {

// A value of this size, with the seal that the engine adds, has a page of LMDB to itself (4,096
// bytes, of which LMDB wants 16): one byte more would take two. Blocks of half the size would share
// pages with the blocks of other runs and leave them half empty when those are merged away: a fifth
// of the file.
constexpr std::size_t kMostBlockBytes = 4080 - kSealBytes;

constexpr std::uint64_t kHasSpan = 2, kBeginsTerm = 1;

std::size_t shared_bytes(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t shared = 0;
  while (shared < most && a[shared] == b[shared]) ++shared;
  return shared;
}

}  // namespace

BlockReader::BlockReader(std::string_view block) : bytes_(block) { left_ = bytes_.number(); }

bool BlockReader::at_end() const {
  if (left_ != 0) return false;
  if (!bytes_.at_end()) fail_search_index("goes on past its end");
  return true;
}

void BlockReader::put_term(std::uint64_t shared, std::string_view rest) {
  if (shared > term_size_) fail_search_index("shares more of a word than there is");
  const auto kept = static_cast<std::size_t>(shared);
  if (rest.size() > kMostTermBytes - kept) fail_search_index("has a word that is too long");
  std::copy(rest.begin(), rest.end(), term_.data() + kept);
  term_size_ = kept + rest.size();
}

bool BlockReader::next() {
  if (at_end()) return false;
  --left_;
  const std::uint64_t shared = bytes_.number();
  put_term(shared, bytes_.bytes(bytes_.number()));
  read_numbers();
  return true;
}

// Entries before the wanted one are passed without their terms being put together: how much of it
// an entry has follows from how much the one before had.
bool BlockReader::seek(std::string_view term) {
  std::size_t same = 0;  // bytes that the last entry's term has in common with the wanted one
  while (!at_end()) {
    --left_;
    const std::uint64_t shared = bytes_.number();
    const std::string_view suffix = bytes_.bytes(bytes_.number());
    bool is_reached = shared < same;  // differs earlier, so it is greater
    if (shared == same) {
      const std::string_view wanted = term.substr(same);
      const std::size_t alike = shared_bytes(wanted, suffix);
      is_reached = alike == wanted.size() ||
                   (alike < suffix.size() && static_cast<unsigned char>(suffix[alike]) >
                                                 static_cast<unsigned char>(wanted[alike]));
      if (!is_reached) same += alike;
    }
    if (is_reached) {
      term_size_ = 0;
      put_term(0, term.substr(0, same));
      put_term(shared, suffix);
    }
    if (is_reached) {
      read_numbers();
      return true;
    }
    skip_numbers();
  }
  return false;
}

void BlockReader::skip_numbers() {
  const std::uint64_t head = bytes_.number();
  bytes_.number();
  if ((head & kHasSpan) != 0) bytes_.number();
  if ((head & (kHasSpan | kBeginsTerm)) == (kHasSpan | kBeginsTerm)) bytes_.number();
  bytes_.bytes(head >> 2);
}

void BlockReader::read_numbers() {
  const std::uint64_t head = bytes_.number();
  const std::uint64_t first = bytes_.number();
  const std::uint64_t span = (head & kHasSpan) != 0 ? bytes_.number() : 0;
  std::uint64_t texts = (head & kBeginsTerm) != 0 ? 1 : 0;
  if (texts != 0 && span != 0) texts = bytes_.number();
  if (first > UINT32_MAX || span > UINT32_MAX - first || texts > UINT32_MAX) {
    fail_search_index("has a number that is too large");
  }
  entry_ = {std::string_view(term_.data(), term_size_), static_cast<std::uint32_t>(first),
            static_cast<std::uint32_t>(first + span), static_cast<std::uint32_t>(texts),
            bytes_.bytes(head >> 2)};
}

void BlockWriter::add(const IndexEntry& entry) {
  // At most: lengths 2 + 2, head 4, first 5, span 5, texts 5.
  constexpr std::size_t kMostNumbers = 23;
  constexpr std::size_t kCount = 2;
  std::size_t shared = count_ == 0 ? 0 : shared_bytes(term_, entry.term);
  const std::size_t after =
      kCount + entries_.size() + kMostNumbers + entry.term.size() - shared + entry.postings.size();
  if (count_ > 0 && after > kMostBlockBytes) {
    flush();
    shared = 0;
  }
  VarintGroup<2> lengths;
  lengths.add(shared);
  lengths.add(entry.term.size() - shared);
  entries_ += lengths.bytes();
  entries_ += entry.term.substr(shared);
  const bool has_span = entry.last != entry.first;
  VarintGroup<4> numbers;
  numbers.add(entry.postings.size() << 2 | (has_span ? kHasSpan : 0) |
              (entry.texts != 0 ? kBeginsTerm : 0));
  numbers.add(entry.first);
  if (has_span) numbers.add(entry.last - entry.first);
  if (has_span && entry.texts != 0) numbers.add(entry.texts);
  entries_ += numbers.bytes();
  entries_ += entry.postings;
  term_.assign(entry.term);
  last_ = entry.last;
  ++count_;
}

void BlockWriter::flush() {
  if (count_ == 0) return;
  std::string block;
  block.reserve(entries_.size() + 2);
  put_varint(block, count_);
  block += entries_;
  std::string end;
  append_block_end(end, term_, last_);
  emit_(end, block);
  ++blocks_;
  count_ = 0;
  entries_.clear();
}

void append_block_end(std::string& key, std::string_view term, std::uint32_t text) {
  key += term;
  key += '\0';
  for (int shift = 24; shift >= 0; shift -= 8) key += static_cast<char>(text >> shift & 0xFF);
}

}  // namespace hexapla

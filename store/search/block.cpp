#include "store/search/block.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "store/engine/row_seal.h"

namespace hexapla {
namespace {

// A value of this size, with the seal that the engine adds, has a page of LMDB to itself (4,096
// bytes, of which LMDB wants 16): one byte more would take two. Blocks of half the size would share
// pages with the blocks of other runs and leave them half empty when those are merged away: a fifth
// of the file.
constexpr std::size_t kMostBlockBytes = 4080 - kSealBytes;

constexpr std::uint64_t kHasSpan = 2, kBeginsTerm = 1;

// A block begins with the number of its entries, which is known last.
constexpr std::size_t kCountRoom = 10;

std::size_t shared_bytes(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t shared = 0;
  for (; shared + sizeof(std::uint64_t) <= most; shared += sizeof(std::uint64_t)) {
    if (std::memcmp(a.data() + shared, b.data() + shared, sizeof(std::uint64_t)) != 0) break;
  }
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
  const bool has_span = (head & kHasSpan) != 0;
  bytes_.skip_numbers(1 + (has_span ? 1 + static_cast<int>(head & kBeginsTerm) : 0));
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
  if (entry.term.size() > term_.size())
    throw std::invalid_argument("a term that no key could hold");
  std::size_t shared = count_ == 0 ? 0 : shared_bytes(term(), entry.term);
  const auto most = [&] {
    return kMostNumbers + entry.term.size() - shared + entry.postings.size();
  };
  if (count_ > 0 && kCount + past_ - kCountRoom + most() > kMostBlockBytes) {
    flush();
    shared = 0;
  }
  char* at = room_for(most());
  const std::string_view rest = entry.term.substr(shared);
  at = write_varint(at, shared);
  at = write_varint(at, rest.size());
  at = write_bytes(at, rest);
  const bool has_span = entry.last != entry.first;
  at = write_varint(at, entry.postings.size() << 2 | (has_span ? kHasSpan : 0) |
                            (entry.texts != 0 ? kBeginsTerm : 0));
  at = write_varint(at, entry.first);
  if (has_span) at = write_varint(at, entry.last - entry.first);
  if (has_span && entry.texts != 0) at = write_varint(at, entry.texts);
  at = write_bytes(at, entry.postings);
  past_ = static_cast<std::size_t>(at - block_.data());
  write_bytes(term_.data() + shared, rest);
  term_size_ = entry.term.size();
  last_ = entry.last;
  ++count_;
}

char* BlockWriter::room_for(std::size_t bytes) {
  if (count_ == 0) past_ = kCountRoom;
  if (block_.size() < past_ + bytes) block_.resize(std::max(past_ + bytes, 2 * kMostBlockBytes));
  return block_.data() + past_;
}

void BlockWriter::flush() {
  if (count_ == 0) return;
  std::array<char, kCountRoom> count{};
  const auto size = static_cast<std::size_t>(write_varint(count.data(), count_) - count.data());
  const std::size_t begin = kCountRoom - size;
  std::copy_n(count.data(), size, block_.data() + begin);
  std::string end;
  append_block_end(end, term(), last_);
  emit_(end, std::string_view(block_).substr(begin, past_ - begin));
  ++blocks_;
  count_ = 0;
}

void append_block_end(std::string& key, std::string_view term, std::uint32_t text) {
  key += term;
  key += '\0';
  for (int shift = 24; shift >= 0; shift -= 8) key += static_cast<char>(text >> shift & 0xFF);
}

}  // namespace hexapla

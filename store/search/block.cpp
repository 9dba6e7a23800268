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

// Of the first number of an entry; of the second one of an entry that is not alone; of its span.
constexpr std::uint64_t kIsNotAlone = 1;
constexpr std::uint64_t kHasSpan = 2, kBeginsTerm = 1;
constexpr std::uint64_t kHasStreaks = 1;

// Lengths of terms are four bits each, and what is longer says how much.
constexpr std::uint64_t kLongTerm = 15;

constexpr std::string_view kTooLarge = "has a number that is too large";

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
  const TermPart part = read_term();
  put_term(part.shared, part.rest);
  read_numbers();
  return true;
}

// Entries before the wanted one are passed without their terms being put together: how much of it
// an entry has follows from how much the one before had.
bool BlockReader::seek(std::string_view term) {
  std::size_t same = 0;  // bytes that the last entry's term has in common with the wanted one
  while (!at_end()) {
    --left_;
    const auto [shared, suffix] = read_term();
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

BlockReader::TermPart BlockReader::read_term() {
  const auto lengths = static_cast<unsigned char>(bytes_.bytes(1).front());
  std::uint64_t shared = lengths >> 4, rest = lengths & kLongTerm;
  if (shared == kLongTerm) shared += std::min<std::uint64_t>(bytes_.number(), kMostTermBytes);
  if (rest == kLongTerm) rest += std::min<std::uint64_t>(bytes_.number(), kMostTermBytes);
  return {shared, bytes_.bytes(rest)};
}

void BlockReader::skip_numbers() {
  if ((bytes_.number() & kIsNotAlone) == 0) {
    bytes_.list();
    return;
  }
  const std::uint64_t head = bytes_.number();
  if ((head & kHasSpan) != 0) bytes_.skip_numbers(1 + static_cast<int>(head & kBeginsTerm));
  bytes_.bytes(head >> 2);
}

void BlockReader::read_numbers() {
  const std::uint64_t number = bytes_.number();
  const std::uint64_t first = number >> 1;
  if (first > UINT32_MAX) fail_search_index(kTooLarge);
  entry_.term = {term_.data(), term_size_};
  entry_.first = entry_.last = static_cast<std::uint32_t>(first);
  entry_.has_streaks = false;
  if ((number & kIsNotAlone) == 0) {
    entry_.texts = 1;
    entry_.postings = bytes_.list();
    return;
  }
  const std::uint64_t head = bytes_.number();
  const bool begins_term = (head & kBeginsTerm) != 0;
  std::uint64_t texts = begins_term ? 1 : 0;
  if ((head & kHasSpan) != 0) {
    const std::uint64_t span = bytes_.number();
    if (span >> 1 > UINT32_MAX - first) fail_search_index(kTooLarge);
    entry_.last = static_cast<std::uint32_t>(first + (span >> 1));
    entry_.has_streaks = (span & kHasStreaks) != 0;
    if (begins_term) texts = bytes_.number();
    if (texts > UINT32_MAX) fail_search_index(kTooLarge);
  }
  entry_.texts = static_cast<std::uint32_t>(texts);
  entry_.postings = bytes_.bytes(head >> 2);
}

void BlockWriter::add(const IndexEntry& entry) {
  // At most: lengths 1 + 2 + 2, first 5, head 4, span 5, texts 5.
  constexpr std::size_t kMostNumbers = 24;
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
  *at++ = static_cast<char>(std::min<std::uint64_t>(shared, kLongTerm) << 4 |
                            std::min<std::uint64_t>(rest.size(), kLongTerm));
  if (shared >= kLongTerm) at = write_varint(at, shared - kLongTerm);
  if (rest.size() >= kLongTerm) at = write_varint(at, rest.size() - kLongTerm);
  at = write_bytes(at, rest);
  at = write_varint(at, std::uint64_t{entry.first} << 1 | (entry.is_alone() ? 0 : kIsNotAlone));
  if (!entry.is_alone()) {
    const bool has_span = entry.last != entry.first;
    at = write_varint(at, entry.postings.size() << 2 | (has_span ? kHasSpan : 0) |
                              (entry.texts != 0 ? kBeginsTerm : 0));
    if (has_span) {
      at = write_varint(
          at, std::uint64_t{entry.last - entry.first} << 1 | (entry.has_streaks ? kHasStreaks : 0));
      if (entry.texts != 0) at = write_varint(at, entry.texts);
    }
  }
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

#include "store/search/postings.h"

#include <algorithm>
#include <bit>

namespace hexapla {

namespace {

// A quarter of a block: small enough that blocks are filled well.
constexpr std::size_t kMostEntryBytes = 480;

constexpr std::string_view kNoLastText = "ends before its last text";

// The sum of eight numbers below 128.
std::uint64_t sum_of_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t kEvenBytes = 0x00FF00FF00FF00FF, kFourths = 0x0001000100010001;
  const std::uint64_t pairs = (bytes & kEvenBytes) + (bytes >> 8 & kEvenBytes);
  return pairs * kFourths >> 48;
}

// Reads the texts from the entry's first to its last; `take` is given each. Returns where they end.
// Bytes that are no distances are taken for such only where the last text lies behind them, which
// then fails.
template <typename Take>
const char* read_distances(const char* at, const char* end, std::uint32_t first, std::uint32_t last,
                           const Take& take) {
  take(first);
  std::uint64_t text = first;
  while (text < last) {
    if (end - at >= 8) {
      std::uint64_t eight = eight_bytes(at);
      if ((eight & kHighBits) == 0 && text + sum_of_bytes(eight) + 8 <= last) {
        for (int i = 0; i < 8; ++i, eight >>= 8) {
          text += (eight & 0xFF) + 1;
          take(static_cast<std::uint32_t>(text));
        }
        at += 8;
        continue;
      }
    }
    IndexBytes bytes({at, static_cast<std::size_t>(end - at)});
    text += std::min<std::uint64_t>(bytes.number(), UINT32_MAX) + 1;
    if (text > last) fail_search_index(kNoLastText);
    take(static_cast<std::uint32_t>(text));
    at = bytes.rest().data();
  }
  return at;
}

constexpr std::uint64_t kLongStreak = 7;

// The same of streaks. A text has segments, of a byte at least: there are no more texts than bytes
// behind the streaks.
template <typename Take>
const char* read_streaks(const char* at, const char* end, std::uint32_t first, std::uint32_t last,
                         const Take& take) {
  IndexBytes bytes({at, static_cast<std::size_t>(end - at)});
  std::uint64_t next = first, texts = 0;
  while (next <= last) {
    const std::uint64_t number = bytes.number();
    std::uint64_t more = number & kLongStreak;
    if (more == kLongStreak) more += std::min<std::uint64_t>(bytes.number(), UINT32_MAX);
    next += std::min<std::uint64_t>(number >> 3, UINT32_MAX);
    texts += more + 1;
    if (next + more > last || texts > bytes.rest().size()) fail_search_index(kNoLastText);
    for (const std::uint64_t past = next + more + 1; next < past; ++next)
      take(static_cast<std::uint32_t>(next));
  }
  return bytes.rest().data();
}

void put_streaks(std::string& out, const std::vector<std::uint32_t>& texts) {
  std::uint32_t next = texts.front();
  for (std::size_t i = 0; i < texts.size();) {
    std::size_t more = 0;
    while (i + more + 1 < texts.size() && texts[i + more + 1] == texts[i + more] + 1) ++more;
    const std::uint64_t passed_over = texts[i] - next;
    put_varint(out, passed_over << 3 | std::min<std::uint64_t>(more, kLongStreak));
    if (more >= kLongStreak) put_varint(out, more - kLongStreak);
    next = texts[i + more] + 1;
    i += more + 1;
  }
}

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

void PostingReader::list_texts() {
  const std::size_t most =
      std::min<std::size_t>(last_ - text_, static_cast<std::size_t>(end_ - at_));
  if (texts_.size() < most + 1 + kAtOnce) texts_.resize(most + 1 + kAtOnce);
  std::uint32_t* past = texts_.data();
  const auto take = [&](std::uint32_t text) { *past++ = text; };
  at_ = has_streaks_ ? read_streaks(at_, end_, text_, last_, take)
                     : read_distances(at_, end_, text_, last_, take);
  std::fill_n(past, kAtOnce, UINT32_MAX);
  is_listed_ = true;
}

// A list ends with the first number that says that no more follow: in its first byte, which is one
// that follows no byte with a high bit.
void PostingReader::skip_lists(std::uint32_t count) {
  bool is_inside = false;  // of a number
  while (count > 0 && end_ - at_ >= 8) {
    const std::uint64_t eight = eight_bytes(at_);
    const std::uint64_t continued = eight >> 7 & kLowBits;
    const std::uint64_t inside = continued << 8 | (is_inside ? 1 : 0);
    std::uint64_t ends = ~eight & ~inside & kLowBits;
    const auto lists = static_cast<std::uint32_t>(ends * kLowBits >> 56);
    if (lists < count) {
      count -= lists;
      is_inside = continued >> 56 != 0;
      at_ += 8;
      continue;
    }
    for (; count > 1; --count) ends &= ends - 1;
    at_ += std::countr_zero(ends) / 8;
    is_inside = false;
    break;
  }
  IndexBytes bytes({at_, static_cast<std::size_t>(end_ - at_)});
  if (is_inside) bytes.number();
  for (; count > 0; --count) {
    while ((bytes.number() & 1) != 0) {
    }
  }
  at_ = bytes.rest().data();
}

void PostingReader::segments(std::vector<std::uint32_t>& segments) {
  segments.clear();
  if (!is_listed_) list_texts();
  if (list_place_ > place_) fail_search_index("is read twice");
  skip_lists(place_ - list_place_);
  list_place_ = place_ + 1;
  IndexBytes bytes({at_, static_cast<std::size_t>(end_ - at_)});
  std::uint64_t segment = 0;
  for (bool more = true; more;) {
    const std::uint64_t number = bytes.number();
    segment += (number >> 1) + (segments.empty() ? 0 : 1);
    if (segment > UINT32_MAX) fail_search_index("names a segment that cannot be");
    segments.push_back(static_cast<std::uint32_t>(segment));
    more = (number & 1) != 0;
  }
  at_ = bytes.rest().data();
}

bool PostingWriter::has_room(std::size_t bytes) const {
  constexpr std::size_t kDistance = 3;
  return distances_.size() + lists_.size() + kDistance + bytes <= kMostEntryBytes;
}

void PostingWriter::add(const EntryTexts& texts) {
  const char* const begin = texts.postings.data();
  const char* const end = begin + texts.postings.size();
  const auto take = [&](std::uint32_t text) {
    if (!texts_.empty()) put_varint(distances_, text - texts_.back() - 1);
    texts_.push_back(text);
  };
  const char* const lists = texts.has_streaks
                                ? read_streaks(begin, end, texts.first, texts.last, take)
                                : read_distances(begin, end, texts.first, texts.last, take);
  lists_.append(lists, end);
}

EntryTexts PostingWriter::entry() {
  streaks_.clear();
  put_streaks(streaks_, texts_);
  const bool has_streaks = 2 * streaks_.size() <= distances_.size();
  postings_ = has_streaks ? streaks_ : distances_;
  postings_ += lists_;
  return {texts_.front(), texts_.back(), postings_, has_streaks};
}

void PostingWriter::clear() {
  texts_.clear();
  distances_.clear();
  lists_.clear();
}

}  // namespace hexapla

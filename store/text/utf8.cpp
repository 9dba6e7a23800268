#include "store/text/utf8.h"

#include <cstdint>
#include <cstring>

#include "store/text/break_iterators.h"
#include "store/text/code_points.h"
#include "store/text/white_space.h"

namespace hexapla {
namespace {

// How many bytes at the start of `text` are ASCII; eight at a time.
std::size_t ascii_run(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

// Length of the well-formed sequence of more than one byte at the start of `text`; 0 when there is
// none. The ranges of the second byte are those of Unicode 15, table 3-7.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  unsigned char lowest = 0x80;
  unsigned char highest = 0xBF;
  if (lead == 0xE0) lowest = 0xA0;   // overlong
  if (lead == 0xED) highest = 0x9F;  // surrogates
  if (lead == 0xF0) lowest = 0x90;   // overlong
  if (lead == 0xF4) highest = 0x8F;  // above U+10FFFF
  if (byte(1) < lowest || byte(1) > highest) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_utf8_trail(text[i])) return 0;
  }
  return length;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    at += ascii_run(text.substr(at));
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
      const std::size_t length = sequence_length(text.substr(at));
      if (length == 0) return at;
      at += length;
    }
    if (at == text.size()) return std::nullopt;
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += is_utf8_trail(byte) ? 0 : 1;
  return count;
}

std::size_t count_graphemes(std::string_view text) {
  GraphemeBreaks breaks(text);
  std::size_t count = 0;
  while (breaks.next()) ++count;
  return count;
}

std::string_view prefix_of_whole_graphemes(std::string_view text, std::size_t byte_limit) {
  if (byte_limit >= text.size()) return text;
  return text.substr(0, GraphemeBreaks(text).at_or_before(byte_limit));
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_white_space(static_cast<UChar32>(take_code_point(text, next)))) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    const std::size_t previous = before_code_point(text, end);
    if (!is_white_space(static_cast<UChar32>(code_point_at(text, previous)))) break;
    end = previous;
  }
  return text.substr(begin, end - begin);
}

}  // namespace hexapla

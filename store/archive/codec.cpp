#include "store/archive/codec.h"

#include "store/model/error.h"

namespace hexapla {

Encoder& Encoder::number(std::uint64_t value) {
  while (value >= 0x80) {
    out_ += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out_ += static_cast<char>(value);
  return *this;
}

Encoder& Encoder::text(std::string_view value) {
  number(value.size());
  out_ += value;
  return *this;
}

Encoder& Encoder::fixed(std::string_view bytes) {
  out_ += bytes;
  return *this;
}

void Decoder::fail(std::string_view problem) const {
  throw StoreError(StoreError::Kind::corrupt, "a record of " + std::string(what_) + " " +
                                                  std::string(problem) +
                                                  ": run `hexapla verify`, then `hexapla reindex`");
}

std::uint64_t Decoder::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) fail("ends early");
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    if (shift == 63 && byte > 1) break;
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  fail("has a number that is too long");
}

std::uint32_t Decoder::small_number() {
  const std::uint64_t value = number();
  if (value > UINT32_MAX) fail("has a number that is too large");
  return static_cast<std::uint32_t>(value);
}

std::string_view Decoder::text() {
  const std::uint64_t size = number();
  if (size > rest_.size()) fail("ends early");
  return fixed(static_cast<std::size_t>(size));
}

std::string_view Decoder::fixed(std::size_t size) {
  if (size > rest_.size()) fail("ends early");
  const std::string_view bytes = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return bytes;
}

void Decoder::expect_end() const {
  if (!rest_.empty()) fail("goes on past its end");
}

}  // namespace hexapla

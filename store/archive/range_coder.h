#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

// An adaptive binary range coder (G. N. N. Martin, 1979), with the carries and the eleven bits of
// probability of LZMA's (I. Pavlov, LZMA specification): bits that a model expects cost little.

// How likely the next bit is 0, in 2048ths, as far as the bits before say.
class BitModel {
 public:
  std::uint32_t zero() const { return zero_; }
  void learn(bool bit) {
    zero_ = static_cast<std::uint16_t>(bit ? zero_ - (zero_ >> kPace)
                                           : zero_ + ((kWhole - zero_) >> kPace));
  }
  static constexpr std::uint32_t kBits = 11;

 private:
  static constexpr std::uint32_t kWhole = 1U << kBits;
  static constexpr std::uint32_t kPace = 4;  // rows are short: learn fast
  std::uint16_t zero_ = kWhole / 2;
};

// Zeros that are left out at the end, and read nevertheless.
inline constexpr std::size_t kRangeCoderSlack = 4;

class RangeEncoder {
 public:
  void bit(BitModel& model, bool value);
  // Everything that was encoded. Called once.
  std::string finish();

 private:
  void shift();
  std::string out_;
  std::uint64_t low_ = 0;
  std::uint32_t range_ = 0xFFFFFFFF;
  // The last byte, which a carry may still change; at first one before all others.
  std::uint8_t held_ = 0;
  std::uint64_t pending_ = 1;  // it, and bytes 0xFF behind it
};

// Reads bits back, in the same order by equal models. Past the end of the bytes come zeros, so that
// whoever reads damaged ones ends too; failed() then says so.
class RangeDecoder {
 public:
  explicit RangeDecoder(std::string_view bytes);
  bool bit(BitModel& model);
  bool failed() const { return past_end_ > kRangeCoderSlack; }
  // Whether all bytes were needed.
  bool at_end() const { return at_ >= bytes_.size(); }

 private:
  std::uint8_t next();
  std::string_view bytes_;
  std::size_t at_ = 0, past_end_ = 0;
  std::uint32_t range_ = 0xFFFFFFFF, code_ = 0;
};

// A number below 2^bits, by its bits from the highest on, each with the model that those before
// lead to.
template <std::uint32_t kBitsOfIt>
class NumberModel {
 public:
  void encode(RangeEncoder& to, std::uint32_t value) {
    std::uint32_t node = 1;
    for (std::uint32_t i = kBitsOfIt; i-- > 0;) {
      const bool bit = ((value >> i) & 1U) != 0;
      to.bit(models_[node], bit);
      node = node * 2 + (bit ? 1 : 0);
    }
  }
  std::uint32_t decode(RangeDecoder& from) {
    std::uint32_t node = 1;
    for (std::uint32_t i = 0; i < kBitsOfIt; ++i)
      node = node * 2 + (from.bit(models_[node]) ? 1 : 0);
    return node - (1U << kBitsOfIt);
  }

 private:
  std::array<BitModel, std::size_t{1} << kBitsOfIt> models_{};
};

// Any number of 32 bits: how many bits it has, then these (Elias gamma, with models).
class AnyNumberModel {
 public:
  void encode(RangeEncoder& to, std::uint32_t value);
  std::uint32_t decode(RangeDecoder& from);

 private:
  NumberModel<6> length_;
  std::array<BitModel, 33> bits_{};
};

}  // namespace hexapla

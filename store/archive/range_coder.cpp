#include "store/archive/range_coder.h"

namespace hexapla {
namespace {

constexpr std::uint32_t kLeastRange = 1U << 24U;

}  // namespace

void RangeEncoder::bit(BitModel& model, bool value) {
  const std::uint32_t bound = (range_ >> BitModel::kBits) * model.zero();
  if (value) {
    low_ += bound;
    range_ -= bound;
  } else {
    range_ = bound;
  }
  model.learn(value);
  while (range_ < kLeastRange) {
    range_ <<= 8U;
    shift();
  }
}

void RangeEncoder::shift() {
  const bool carry = low_ > 0xFFFFFFFF;
  if (low_ < 0xFF000000 || carry) {
    const auto add = static_cast<std::uint8_t>(carry ? 1 : 0);
    out_ += static_cast<char>(held_ + add);
    for (; pending_ > 1; --pending_) out_ += static_cast<char>(0xFF + add);
    pending_ = 0;
    held_ = static_cast<std::uint8_t>(low_ >> 24U);
  }
  ++pending_;
  low_ = (low_ & 0x00FFFFFF) << 8U;
}

std::string RangeEncoder::finish() {
  // Of all that lies in the range, what ends with the most zeros.
  const std::uint64_t highest = low_ + range_ - 1;
  for (const unsigned zeros : {24U, 16U, 8U}) {
    const std::uint64_t round = highest >> zeros << zeros;
    if (round < low_) continue;
    low_ = round;
    break;
  }
  for (int i = 0; i < 5; ++i) shift();
  for (std::size_t i = 0; i < kRangeCoderSlack && out_.size() > 1 && out_.back() == 0; ++i)
    out_.pop_back();
  out_.erase(0, 1);  // nothing is carried into it
  return std::move(out_);
}

RangeDecoder::RangeDecoder(std::string_view bytes) : bytes_(bytes) {
  for (int i = 0; i < 4; ++i) code_ = (code_ << 8U) | next();
}

std::uint8_t RangeDecoder::next() {
  if (at_ < bytes_.size()) return static_cast<std::uint8_t>(bytes_[at_++]);
  ++past_end_;
  return 0;
}

bool RangeDecoder::bit(BitModel& model) {
  const std::uint32_t bound = (range_ >> BitModel::kBits) * model.zero();
  const bool value = code_ >= bound;
  if (value) {
    code_ -= bound;
    range_ -= bound;
  } else {
    range_ = bound;
  }
  model.learn(value);
  while (range_ < kLeastRange) {
    range_ <<= 8U;
    code_ = (code_ << 8U) | next();
  }
  return value;
}

void AnyNumberModel::encode(RangeEncoder& to, std::uint32_t value) {
  std::uint32_t length = 0;
  while (length < 32 && (value >> length) != 0) ++length;
  length_.encode(to, length);
  for (std::uint32_t i = length; i-- > 0;) {
    if (i + 1 < length) to.bit(bits_[i], ((value >> i) & 1U) != 0);
  }
}

std::uint32_t AnyNumberModel::decode(RangeDecoder& from) {
  const std::uint32_t length = length_.decode(from);
  if (length == 0) return 0;
  if (length > 32) return UINT32_MAX;
  std::uint32_t value = 1;
  for (std::uint32_t i = length - 1; i-- > 0;)
    value = (value << 1U) | (from.bit(bits_[i]) ? 1U : 0U);
  return value;
}

}  // namespace hexapla

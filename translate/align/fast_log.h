#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace hexapla {

// Natural logarithm of a positive, normal float to about 2e-4, without branches, so that loops of
// it are vectorized.
inline float fast_log(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  const float exponent = static_cast<float>(static_cast<std::int32_t>(bits >> 23) - 127);
  const float m = std::bit_cast<float>((bits & 0x007FFFFFU) | 0x3F800000U);
  // A polynomial for log2 over [1, 2), exact at both ends.
  const float p =
      -2.7868129538668895F +
      m * (5.0462521155668795F +
           m * (-3.4924660425578256F +
                m * (1.5939013634971112F + m * (-0.4048671744191854F + m * 0.04342890782205807F))));
  return (exponent + p) * 0.6931471805599453F;
}

// e to the power of a float, to about 1e-4 of it; 0 below -87. Without branches too: what is
// rounded down by conversion needs no call.
inline float fast_exp(float x) {
  const float scaled = std::min(std::max(x, -87.0F), 88.0F) * 1.4426950408889634F;
  auto whole = static_cast<std::int32_t>(scaled);
  whole -= static_cast<float>(whole) > scaled ? 1 : 0;
  const float part = scaled - static_cast<float>(whole);
  const float p =
      1 +
      part * (0.6931153F +
              part * (0.2401535F + part * (0.0558263F + part * (0.0089893F + part * 0.0018776F))));
  const float power = std::bit_cast<float>((whole + 127) << 23) * p;
  return x < -87 ? 0 : power;
}

// The same of four numbers side by side, by the vector types that GCC and Clang have for every
// processor: bit for bit what the functions above give.
using FourFloats = float __attribute__((vector_size(16)));
using FourInts = std::int32_t __attribute__((vector_size(16)));

inline FourFloats load_four(const float* from) {
  FourFloats result;
  std::memcpy(&result, from, sizeof result);
  return result;
}
inline void store_four(float* to, FourFloats numbers) { std::memcpy(to, &numbers, sizeof numbers); }
inline FourInts load_four(const std::int32_t* from) {
  FourInts result;
  std::memcpy(&result, from, sizeof result);
  return result;
}
inline void store_four(std::int32_t* to, FourInts numbers) {
  std::memcpy(to, &numbers, sizeof numbers);
}

inline FourFloats fast_log(FourFloats x) {
  const auto bits = std::bit_cast<FourInts>(x);
  const FourFloats exponent = __builtin_convertvector((bits >> 23) - 127, FourFloats);
  const auto m = std::bit_cast<FourFloats>((bits & 0x007FFFFF) | 0x3F800000);
  const FourFloats p =
      -2.7868129538668895F +
      m * (5.0462521155668795F +
           m * (-3.4924660425578256F +
                m * (1.5939013634971112F + m * (-0.4048671744191854F + m * 0.04342890782205807F))));
  return (exponent + p) * 0.6931471805599453F;
}

inline FourFloats fast_exp(FourFloats x) {
  const FourFloats least = FourFloats{} - 87.0F, most = FourFloats{} + 88.0F;
  const FourFloats above = x < least ? least : x;
  const FourFloats scaled = (most < above ? most : above) * 1.4426950408889634F;
  FourInts whole = __builtin_convertvector(scaled, FourInts);
  whole += __builtin_convertvector(whole, FourFloats) > scaled;  // true is -1
  const FourFloats part = scaled - __builtin_convertvector(whole, FourFloats);
  const FourFloats p =
      1.0F +
      part * (0.6931153F +
              part * (0.2401535F + part * (0.0558263F + part * (0.0089893F + part * 0.0018776F))));
  const FourFloats power = std::bit_cast<FourFloats>((whole + 127) << 23) * p;
  return std::bit_cast<FourFloats>(std::bit_cast<FourInts>(power) & (x >= least));
}

}  // namespace hexapla

#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

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

// e to the power of a float, to about 1e-4 of it; 0 below -87.
inline float fast_exp(float x) {
  if (x < -87) return 0;
  const float scaled = std::min(x, 88.0F) * 1.4426950408889634F;
  const float whole = std::floor(scaled);
  const float part = scaled - whole;
  const float p =
      1 +
      part * (0.6931153F +
              part * (0.2401535F + part * (0.0558263F + part * (0.0089893F + part * 0.0018776F))));
  return std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23) * p;
}

}  // namespace hexapla

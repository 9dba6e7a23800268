#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "translate/align/fast_log.h"

namespace hexapla {

// Four doubles side by side, as two vectors that every processor has: one of four would be passed
// about differently by processors that have wider ones.
using TwoDoubles = double __attribute__((vector_size(16)));
using TwoLongs = std::int64_t __attribute__((vector_size(16)));
struct FourDoubles {
  TwoDoubles low, high;
};

inline FourDoubles four_times(double number) {
  return {TwoDoubles{} + number, TwoDoubles{} + number};
}
// One by one: a copy of both at once would go by way of the stack.
inline FourDoubles load_four(const double* from) {
  FourDoubles result;
  std::memcpy(&result.low, from, sizeof result.low);
  std::memcpy(&result.high, from + 2, sizeof result.high);
  return result;
}
inline void store_four(double* to, const FourDoubles& numbers) {
  std::memcpy(to, &numbers.low, sizeof numbers.low);
  std::memcpy(to + 2, &numbers.high, sizeof numbers.high);
}

inline FourDoubles operator+(const FourDoubles& a, const FourDoubles& b) {
  return {a.low + b.low, a.high + b.high};
}
inline FourDoubles operator-(const FourDoubles& a, const FourDoubles& b) {
  return {a.low - b.low, a.high - b.high};
}
inline FourDoubles operator*(const FourDoubles& a, const FourDoubles& b) {
  return {a.low * b.low, a.high * b.high};
}

inline FourDoubles to_doubles(FourFloats x) {
  using Wide = double __attribute__((vector_size(32)));
  const Wide all = __builtin_convertvector(x, Wide);
  return {__builtin_shufflevector(all, all, 0, 1), __builtin_shufflevector(all, all, 2, 3)};
}
inline FourFloats to_floats(const FourDoubles& x) {
  using TwoFloats = float __attribute__((vector_size(8)));
  return __builtin_shufflevector(__builtin_convertvector(x.low, TwoFloats),
                                 __builtin_convertvector(x.high, TwoFloats), 0, 1, 2, 3);
}

// Of each of four whether something holds: all bits, or none.
inline FourInts less(const FourDoubles& a, const FourDoubles& b) {
  return __builtin_shufflevector(std::bit_cast<FourInts>(a.low < b.low),
                                 std::bit_cast<FourInts>(a.high < b.high), 0, 2, 4, 6);
}
inline bool none_holds(FourInts held) {
  const auto halves = std::bit_cast<TwoLongs>(held);
  return (halves[0] | halves[1]) == 0;
}
// The first `count` of four; all of them when there are more.
inline FourInts first_lanes(std::uint32_t count) {
  const FourInts lanes{0, 1, 2, 3};
  return lanes < static_cast<std::int32_t>(count < 4 ? count : 4);
}

// `a` where it holds, else `b`.
inline FourDoubles where(FourInts held, const FourDoubles& a, const FourDoubles& b) {
  const auto of = [](FourInts lanes, TwoDoubles x, TwoDoubles y) {
    const auto mask = std::bit_cast<TwoLongs>(lanes);
    return std::bit_cast<TwoDoubles>((std::bit_cast<TwoLongs>(x) & mask) |
                                     (std::bit_cast<TwoLongs>(y) & ~mask));
  };
  return {of(__builtin_shufflevector(held, held, 0, 0, 1, 1), a.low, b.low),
          of(__builtin_shufflevector(held, held, 2, 2, 3, 3), a.high, b.high)};
}
inline FourDoubles greater_of(const FourDoubles& a, const FourDoubles& b) {
  return {a.low > b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}

}  // namespace hexapla

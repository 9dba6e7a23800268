#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "translate/align/fast_log.h"

namespace hexapla {

inline constexpr double kNowhere = -1e30;  // logarithm of no probability at all

// log(exp(a) + exp(b))
inline double log_of_sum(double a, double b) {
  const double most = std::max(a, b);
  if (most <= kNowhere / 2) return kNowhere;
  const float lesser = fast_exp(static_cast<float>(std::min(a, b) - most));
  return lesser == 0 ? most : most + std::log1p(static_cast<double>(lesser));
}

// The logarithm of a sum of at most kMost numbers that are given by theirs.
template <std::size_t kMost>
class LogSum {
 public:
  void add(double logarithm) {
    if (logarithm <= kNowhere / 2) return;
    terms_[count_++] = logarithm;
    most_ = std::max(most_, logarithm);
  }
  double most() const { return most_; }
  double value() const {
    if (count_ == 0) return kNowhere;
    // What is no term is nothing: it fills the last four.
    std::array<float, (kMost + 3) / 4 * 4> differences;
    for (std::size_t k = 0; k < count_; ++k) differences[k] = static_cast<float>(terms_[k] - most_);
    for (std::size_t k = count_; k % 4 != 0; ++k) differences[k] = -100;
    float sum = 0;
    for (std::size_t k = 0; k < count_; k += 4) {
      const FourFloats terms = fast_exp(load_four(&differences[k]));
      sum += terms[0];
      sum += terms[1];
      sum += terms[2];
      sum += terms[3];
    }
    return most_ + static_cast<double>(fast_log(sum));
  }

 private:
  std::array<double, kMost> terms_;
  std::size_t count_ = 0;
  double most_ = kNowhere;
};

}  // namespace hexapla

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "translate/align/four_doubles.h"
#include "translate/align/log_sum.h"

namespace hexapla {

// The logarithms of many sums side by side, one for each point of a row of a lattice: terms, given
// by their logarithms, come in runs of neighbouring points, four at a time, as a processor likes
// it. Bit for bit what a LogSum of each point makes of the same terms.
class RowSums {
 public:
  // `width`: points of the widest row, and three more; `runs`: of a row, at most.
  RowSums(std::size_t width, std::size_t runs)
      : width_(width), most_(width + 3), sums_(width + 3), terms_(width * runs), runs_(runs) {}

  // Begins a row of `points`.
  void begin(std::size_t points) {
    points_ = points;
    run_count_ = 0;
    std::fill_n(most_.begin(), points + 3, kNowhere);
    std::fill_n(sums_.begin(), points + 3, 0.0F);
  }

  // Neighbouring points, in which terms are added: of each run for every fourth k from 0 on.
  class Run {
   public:
    // The largest terms so far of the four points from the `k`th on.
    FourDoubles most(std::size_t k) const { return load_four(most_ + k); }
    // Their terms, or nothing where none is `present`.
    void add(std::size_t k, FourInts present, const FourDoubles& terms) {
      const FourDoubles added = where(present, terms, four_times(kNowhere));
      store_four(terms_ + k, added);
      store_four(most_ + k, greater_of(added, load_four(most_ + k)));
    }
    void add_nothing(std::size_t k) { store_four(terms_ + k, four_times(kNowhere)); }

   private:
    friend class RowSums;
    Run(double* terms, double* most) : terms_(terms), most_(most) {}
    double* terms_;
    double* most_;
  };
  // One more run, of `count` points from the row's point `first` on.
  Run begin_run(std::size_t first, std::size_t count) {
    runs_[run_count_] = {first, count};
    return {term(run_count_++), &most_[first]};
  }

  // The sum of each point, kNowhere where it has no term.
  void sum_up(std::vector<double>& result) {
    for (std::size_t r = 0; r < run_count_; ++r) {
      const auto [first, count] = runs_[r];
      const double* const terms = term(r);
      const double* const most = &most_[first];
      float* const sums = &sums_[first];
      for (std::size_t k = 0; k < count; k += 4) {
        const FourDoubles below = load_four(terms + k) - load_four(most + k);
        store_four(sums + k, load_four(sums + k) + fast_exp(to_floats(below)));
      }
    }
    result.resize(points_ + 3);
    for (std::size_t k = 0; k < points_; k += 4) {
      const FourDoubles most = load_four(&most_[k]), nowhere = four_times(kNowhere);
      const FourInts any = less(four_times(kNowhere / 2), most);
      const FourDoubles sum = most + to_doubles(fast_log(load_four(&sums_[k])));
      store_four(&result[k], where(any, sum, nowhere));
    }
  }

 private:
  struct Points {
    std::size_t first, count;
  };
  double* term(std::size_t run) { return &terms_[run * width_]; }

  std::size_t width_, points_ = 0, run_count_ = 0;
  std::vector<double> most_;
  std::vector<float> sums_;
  std::vector<double> terms_;  // run by run
  std::vector<Points> runs_;
};

}  // namespace hexapla

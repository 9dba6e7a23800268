#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "translate/score/tokenize.h"

namespace hexapla {

// BLEU (Papineni et al. 2002) of a text of sentences, as sacreBLEU computes it: n-grams to 4,
// clipped by the reference that has most of each, exponential smoothing (NIST), brevity by the
// nearest length.
class BleuMeter {
 public:
  // `effective_order`: count only the orders that the hypothesis is long enough for; for sentences.
  explicit BleuMeter(BleuTokenizer tokenizer, bool effective_order = false)
      : tokenizer_(tokenizer), effective_order_(effective_order) {}

  void add(std::string_view hypothesis, std::span<const std::string_view> references);
  double score() const;           // 0 to 100
  std::string signature() const;  // `nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp`

 private:
  static constexpr std::size_t kOrders = 4;
  BleuTokenizer tokenizer_;
  bool effective_order_;
  std::size_t references_ = 0;
  std::array<std::uint64_t, kOrders> correct_{}, total_{};
  std::uint64_t hypothesis_length_ = 0, reference_length_ = 0;
};

}  // namespace hexapla

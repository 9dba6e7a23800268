#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct ChrfOptions {
  std::size_t character_orders = 6;
  std::size_t word_orders = 0;  // 2: chrF++ (Popović 2017)
  int beta = 2;                 // how much heavier recall weighs than precision
  bool keep_white_space = false;
};

// chrF (Popović 2015) of a text of sentences, as sacreBLEU 2 computes it: precision and recall are
// each averaged over the orders that both sides have, then combined. Of a sentence only those
// orders count that its reference is long enough for.
class ChrfMeter {
 public:
  explicit ChrfMeter(ChrfOptions options = {});

  void add(std::string_view hypothesis, std::string_view reference);
  double score() const;           // 0 to 100
  std::string signature() const;  // `nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no`

 private:
  struct Counts {
    std::uint64_t hypothesis = 0, reference = 0, common = 0;
  };
  ChrfOptions options_;
  std::vector<Counts> counts_;  // characters, then words, by order
};

}  // namespace hexapla

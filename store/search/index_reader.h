#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/engine/engine.h"
#include "store/search/runs.h"
#include "store/search/text_facts.h"

namespace hexapla {

// The search index as one snapshot has it. For one thread at a time. Throws StoreError::corrupt.
class IndexReader {
 public:
  // `rows` must outlive this.
  explicit IndexReader(const Snapshot& rows);

  const Snapshot& rows() const { return rows_; }
  const IndexTotals& totals() const { return totals_; }

  // The runs that have to be asked for `term`, the newest first; together they hold every text
  // once.
  std::vector<Run> runs_for(std::string_view term) const;
  // All that have terms. One that is half made has those that its children had before, some of
  // which the children may still have too.
  std::vector<Run> all_runs() const;

  // Facts of a text; of a number that no text has, facts without an article.
  TextFacts facts(std::uint64_t text) const;
  // What ranking needs of them: cheaper where many texts are asked for, in their order.
  TextWeight weight(std::uint64_t text) const {
    const std::uint64_t number = text / kWeightsOfRow;
    if (number != weights_number_) open_weights(number, text);
    return weights_.empty() ? TextWeight{} : decode_weight(weights_, text);
  }

  // Terms that begin with `prefix`, in order, at most `limit`; more there are is not said.
  std::vector<std::string> terms_with(std::string_view prefix, std::size_t limit) const;

  // Visits where `term` stands, newest text first, until `visit` returns false.
  void visit(const std::string& term,
             const std::function<bool(std::uint64_t text,
                                      const std::vector<std::uint32_t>& segments)>& visit) const;
  // How many texts have `term`.
  std::uint64_t texts_with(const std::string& term) const;

 private:
  using Complete = std::array<std::uint64_t, kTopLevel + 1>;
  void open_weights(std::uint64_t number, std::uint64_t text) const;
  static std::vector<Run> cover(const Complete& complete);

  const Snapshot& rows_;
  IndexTotals totals_;
  Complete complete_{};
  // By level: words up to this one are in the half-made run already.
  std::array<std::string, kTopLevel + 1> taken_in_;
  mutable std::uint64_t row_number_ = UINT64_MAX;
  mutable std::string_view row_;
  mutable std::uint64_t weights_number_ = UINT64_MAX;
  mutable std::string_view weights_;
};

}  // namespace hexapla

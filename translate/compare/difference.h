#pragma once

#include <string_view>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

enum class Change { same, removed, added };

// A stretch of two readings. `before` is empty for what was added, `after` for what was removed.
struct Piece {
  Change change = Change::same;
  ByteRange before, after;
  friend bool operator==(const Piece&, const Piece&) = default;
};

// How `after` differs from `before`, two texts in one language, word by word (UAX #29; dictionaries
// for Thai, Chinese, …).
//
// The pieces cover both texts from end to end, removals before additions; their ends never split a
// word. White space is compared only as far as it parts words. Time is quadratic in what lies
// between the common beginning and end; beyond a few thousand words that whole stretch is one
// removal and one addition.
std::vector<Piece> differ(std::string_view before, std::string_view after,
                          const LanguageTag& language);

// How far two readings are apart.
struct Distance {
  double edit_rate =
      0;  // words changed by a word of `after`, without moves: 0 the same, 1 or more all new
  double chrf = 0;  // chrF2 (Popović 2015; character n-grams to 6, recall twice as heavy), 0 to 100
};

// Accumulates over pairs of readings (sentences of one text), so that rates are of the whole text.
class DistanceMeter {
 public:
  void add(std::string_view before, std::string_view after, const LanguageTag& language);
  Distance result() const;

 private:
  static constexpr int kOrders = 6;
  std::size_t edits_ = 0, words_ = 0;
  std::size_t matched_[kOrders] = {}, before_[kOrders] = {}, after_[kOrders] = {};
};

}  // namespace hexapla

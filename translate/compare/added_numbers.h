#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

// One side of a bead.
struct NumberText {
  std::string_view text;
  std::string_view around;  // that with what stands before and behind it
  const LanguageTag& language;
};

// A number that only the target has, in digits.
struct AddedNumber {
  ByteRange target;
  std::optional<ByteRange> source;  // another number, written out, that it may stand for
};

// Those of `only_in_target`, numbers of `target` as compare_numbers() has them, in order, that
// nothing in the source explains: not one of `figures`, the sorted values of all numbers of the
// whole original, and nothing that stands around and is said otherwise (in words, as a decade or a
// century, in another unit or calendar). Nothing below 13 is told, nor what is named rather than
// counted (`F-16`), nor what has words of its own that are no numbers (`half`, `a century`); where
// the words of the source's language are not known, only what is hardly ever written out. Some tens
// of milliseconds for the first one in a language; microseconds else.
std::vector<AddedNumber> find_added_numbers(const NumberText& source,
                                            std::span<const double> figures,
                                            const NumberText& target,
                                            std::span<const ByteRange> only_in_target);

}  // namespace hexapla

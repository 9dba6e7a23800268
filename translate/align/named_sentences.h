#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/model/alignment.h"

namespace hexapla {

// Sentences of an original and of a version as people name them, ORIGINAL:VERSION by numbers from
// 1: `4-5:6`. A side may be empty: `:6`.
struct NamedSentences {
  SegmentRange source, target;

  static std::optional<NamedSentences> parse(std::string_view text);
  std::string text() const;
};

// `4-5`, `4`, or nothing.
std::string sentence_numbers(const SegmentRange& range);

}  // namespace hexapla

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "translate/align/align.h"

namespace hexapla {

// A text to align, without blocks and roles. The segments are views of `sentences`, which the
// caller keeps.
inline TextToAlign text(std::string_view language, const std::vector<std::string>& sentences) {
  TextToAlign result;
  if (const auto tag = LanguageTag::parse(language)) result.language = *tag;
  result.segments.assign(sentences.begin(), sentences.end());
  return result;
}

// Nobody keeps a temporary's sentences.
TextToAlign text(std::string_view language, std::vector<std::string>&& sentences) = delete;

}  // namespace hexapla

#pragma once

#include <memory>
#include <string>

#include "translate/align/align.h"

namespace hexapla {

// A file of sentences, one a line; keeps the text that the sentences are views of.
class SentenceFile {
 public:
  // Throws InputError when the file cannot be read or is not UTF-8.
  SentenceFile(const std::string& path, const LanguageTag& language);

  const TextToAlign& text() const { return text_to_align_; }

 private:
  std::unique_ptr<std::string> text_;
  TextToAlign text_to_align_;
};

// Line n of one text answers to line n of the other. Throws UsageError when one has more lines.
Alignment line_by_line(const TextToAlign& source, const TextToAlign& target);

}  // namespace hexapla

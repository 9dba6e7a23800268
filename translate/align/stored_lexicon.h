#pragma once

#include <string>
#include <string_view>

#include "translate/align/lexicon.h"

namespace hexapla {

// A lexicon as an archive keeps it: lines of word, tab, rendering, tab, occurrences in hundredths,
// in order of bytes. Of each word the renderings seen oftenest are kept, so that it grows with the
// words of the languages and not with the texts.
std::string write_lexicon(const Lexicon& lexicon);

// Looks words up in these bytes without reading them all: cost logarithmic in their number. Bytes
// that are no lexicon have no words. `bytes` must outlive this.
class StoredLexicon : public KnownWords {
 public:
  explicit StoredLexicon(std::string_view bytes) : bytes_(bytes) {}
  void renderings(std::string_view source,
                  const std::function<void(std::string_view, float)>& visit) const override;
  Lexicon read_all() const;

 private:
  std::string_view bytes_;
};

}  // namespace hexapla

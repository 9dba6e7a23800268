#include "http/pages/word_difference.h"

#include "translate/compare/difference.h"

namespace hexapla {

void write_word_difference(Html& page, std::string_view older, std::string_view newer,
                           const LanguageTag& language, SameWords same_words) {
  for (const Piece& piece : differ(older, newer, language)) {
    switch (piece.change) {
      case Change::same:
        page << text(same_words == SameWords::as_newer ? piece.after.of(newer)
                                                       : piece.before.of(older));
        break;
      case Change::removed:
        page << "<del>" << text(piece.before.of(older)) << "</del>";
        break;
      case Change::added:
        page << "<ins>" << text(piece.after.of(newer)) << "</ins>";
        break;
    }
  }
}

}  // namespace hexapla

#include "http/pages/word_difference.h"

#include "translate/compare/difference.h"

namespace hexapla {

void write_word_difference(Html& page, std::string_view older, std::string_view newer,
                           const LanguageTag& language) {
  for (const Piece& piece : differ(older, newer, language)) {
    switch (piece.change) {
      case Change::same:
        page << text(piece.after.of(newer));
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

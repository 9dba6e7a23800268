#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/model/alignment.h"
#include "store/text/byte_range.h"

namespace hexapla {

// What can be wrong with a translation, as far as a program can see it.
enum class FindingClass {
  omission,      // a sentence of the original without counterpart
  addition,      // a sentence that the original does not have
  moved,         // sentences that stand in another place than in the original
  untranslated,  // left in the original's language
  doubled,       // words or a sentence said twice
  number,        // another figure, or one that the original has not
  date,          // another day of the calendar
  amount,        // the same figure in another currency or unit
  address,       // a URL or an e-mail address that differs
  name,          // a name, rendered everywhere else, that is wanting here
  quotation,     // quotation marks that are wanting or do not close
  bracket,       // brackets that do not close
  length,        // much longer or shorter than the rest of this translation lets expect
  bidi,          // characters without shape that reorder what is seen
  encoding,      // letters of another encoding than Unicode: Zawgyi
  unrelated,     // the whole version: another text than a translation of this original
};
std::string_view name(FindingClass found);
std::optional<FindingClass> parse_finding_class(std::string_view text);
std::span<const FindingClass> all_finding_classes();
// One line for a reader: `a number differs`.
std::string_view meaning(FindingClass found);

// Where something was found in one of the two texts.
struct TextPlace {
  SegmentRange segments;      // of the bead; empty where this side has nothing
  std::uint32_t segment = 0;  // the one of them that `range` lies in
  std::uint32_t block = 0;    // that it lies in
  ByteRange range;            // bytes of that segment; empty: all of `segments` is meant
  std::string text;           // the words that are meant; may be empty
};

struct Finding {
  FindingClass found = FindingClass::number;
  TextPlace source, target;
  std::string explanation;  // a sentence in English
  // Names the finding in a statement that dismisses it: 16 hexadecimal digits that depend on the
  // class, the words meant and the sentences they stand in, not on where these stand. So it still
  // holds when other sentences of the text are corrected.
  std::string key;
};

}  // namespace hexapla

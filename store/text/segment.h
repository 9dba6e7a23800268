#pragma once

#include <string_view>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

// Names the rules that made the segments of an archive: a change of the rules changes it, and the
// derived tables are then rebuilt.
std::string_view segmenter_version();

// The sentences of one block, in order. Ranges leave out white space between sentences, never
// overlap, never split a grapheme cluster, and together hold every byte that is not white space.
// Text of white space only gives none.
//
// The places that UAX #29 considers, by ICU's properties, then our rules per language in
// sentence_rules.txt (abbreviations, ordinals, quotes, marks that Unicode does not count). Thai and
// Lao write no marks: there a block is cut at its lines, and where white space and the words beside
// it tell. Safe from many threads.
std::vector<ByteRange> segment_sentences(std::string_view nfc_text, const LanguageTag& language);

// The words (UAX #29 by ICU; dictionaries for Thai, Khmer, Lao, Chinese, Japanese), without white
// space and punctuation. Safe from many threads: each keeps an iterator per language, and the first
// use of a language costs its making.
std::vector<ByteRange> segment_words(std::string_view nfc_text, const LanguageTag& language);

}  // namespace hexapla

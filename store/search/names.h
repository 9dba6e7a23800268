#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Names across scripts: `Kyiv`, `Київ`, `Киев` and `كييف` are one name, spelt as each script can.
//
// Two spellings may be one name when their consonants fall into the same classes (their skeletons,
// in the manner of Soundex); whether they are is then asked of the whole, vowels included.

// A word in Latin letters by our own tables (Cyrillic, Greek, Arabic, Hebrew, Armenian, Georgian,
// Devanagari), `folded` being folded already. Empty when it has a letter of another script.
std::string romanized(std::string_view folded);

// Keys by which a romanized word is found: none for one of less than two consonants, two where a
// `w` may stand for a vowel.
std::vector<std::string> name_skeletons(std::string_view romanized_word);

// 0 to 1: how alike two romanized words are, vowels weighing little. Names that are one have 0.8
// and more.
double name_likeness(std::string_view a, std::string_view b);

// What is in the index for a name: found by its skeleton, says the term.
std::string name_term(std::string_view skeleton, std::string_view term);
std::string name_term_prefix(std::string_view skeleton);
std::string_view term_of_name_term(std::string_view name_term);
bool is_name_term(std::string_view term);

}  // namespace hexapla

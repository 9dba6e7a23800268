#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Names in Arabic and Hebrew letters beside the same names in others. Short vowels are not written
// there, a letter may be a consonant or a long vowel, and small words are written together with
// what follows: `Haifa` is חיפה and حيفا, and בחיפה in a sentence.

// Whether a folded word is in Arabic or Hebrew letters.
bool is_abjad(std::string_view folded);

// Keys, besides its name_skeletons(), by which a romanized name may be indexed where it is written
// in such letters.
std::vector<std::string> abjad_skeletons(std::string_view romanized_word);

// 0 to 1: how well an abjad word can be read as `other`, which is romanized, or abjad too. Names
// that are one have 0.8 and more. Small words before either are passed over.
double abjad_likeness(std::string_view abjad, std::string_view other);

}  // namespace hexapla

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

// A word as the check of names looks at it. Latin letters inside another script, and katakana, are
// words of their own, whatever they touch.
struct NameWord {
  ByteRange range;     // of the text
  std::string folded;  // fold()
  std::string sound;  // consonants, with those that languages exchange made one: `Київ`, `Kyiv`
                      // and `كييف` are `kf`
  std::size_t letters = 0;
  bool is_capital = false;       // written like a name: a capital, and not capitals alone
  bool begins_sentence = false;  // then the capital may be that of the sentence
  bool is_latin = false;
  bool is_katakana = false;  // names and loan words
};

// In order. Words of other letters than Latin and katakana get a sound only if `with_sounds`.
std::vector<NameWord> name_words(std::string_view text, bool with_sounds);

// Of a sound of fewer consonants nothing can be told.
inline constexpr std::size_t kShortestSound = 3;

// Whether a word may be a name spoken in another language, by their sounds. Loose: short sounds are
// in many words. L and R are one in katakana.
bool sounds_like(const NameWord& name, const NameWord& word);

// Whether a folded word is the folded name as it is, with an ending at most.
bool is_written_like(std::string_view name, std::string_view word);

// Whether most letters of the shorter one of two folded words are in the other, in order.
bool is_spelled_alike(std::string_view a, std::string_view b);

// Whether words of this language can be compared by their sound.
bool has_sound(const LanguageTag& language);

// Whether capitals mark names: not in scripts without them, nor in German, where every noun has
// one.
bool has_capitals(const LanguageTag& language);
bool marks_names(const LanguageTag& language);

}  // namespace hexapla

#include "http/pages/long_words.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/word_spaces.h"

namespace hexapla {
namespace {

constexpr std::size_t kManyColumns = 5;
// Beyond this many letters it is no word, but an address or somebody's joke, and is broken.
constexpr std::size_t kNoWord = 40;
// Among how many words one must be long: Spanish has one now and then, German in every paragraph.
constexpr std::size_t kWordsToALongOne = 150, kFewest = 2;

// What depends on how broad the letters of a script are, as the pages draw them.
struct Letters {
  std::size_t long_word;  // so many do not stand in an equal share of eight columns
  std::size_t per_100em;  // how many stand in a line a hundred times as wide as they are high
};
constexpr Letters kNarrow = {18, 200}, kBroad = {16, 175}, kWithVowels = {11, 110};

Letters letters_of(const LanguageTag& language) {
  const std::string script = language.script();
  const auto is_among = [&](std::initializer_list<std::string_view> scripts) {
    return std::find(scripts.begin(), scripts.end(), script) != scripts.end();
  };
  if (is_among({"Latn", "Grek", "Arab", "Hebr"})) return kNarrow;
  // Vowels are marks, which are not counted, yet take room beside their letters.
  if (is_among({"Deva", "Beng", "Guru", "Gujr", "Taml", "Telu", "Knda", "Mlym", "Sinh"}))
    return kWithVowels;
  return kBroad;
}

// Calls `use` with the number of letters of each word.
template <typename Use>
void for_each_word(std::string_view text, const Use& use) {
  std::size_t letters = 0;
  const auto end_word = [&] {
    if (letters > 0) use(letters);
    letters = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(take_code_point(text, at));
    if (is_letter(c)) {
      ++letters;
    } else if (!is_attached(c)) {
      end_word();
    }
  }
  end_word();
}

bool is_wide(const Version& version) {
  if (!has_word_spaces(version.language)) return false;
  const std::size_t least = letters_of(version.language).long_word;
  std::size_t words = 0, long_ones = 0;
  for (std::uint32_t i = 0; i < version.view.block_count(); ++i) {
    for_each_word(version.view.block(i).text, [&](std::size_t letters) {
      ++words;
      if (letters >= least && letters <= kNoWord) ++long_ones;
    });
  }
  return long_ones >= kFewest && long_ones * kWordsToALongOne >= words;
}

}  // namespace

void write_column_widths(Html& page, const Comparison& comparison) {
  if (comparison.versions.size() < kManyColumns) return;
  for (std::size_t i = 1; i < comparison.versions.size(); ++i) {
    if (is_wide(comparison.versions[i])) page << " wide" << i;
  }
}

void write_title_width(Html& page, std::string_view title, const LanguageTag& language) {
  constexpr std::size_t kAlwaysHeld = 6;
  if (!has_word_spaces(language)) return;
  std::size_t longest = 0;
  for_each_word(title, [&](std::size_t letters) {
    if (letters <= kNoWord) longest = std::max(longest, letters);
  });
  const std::size_t per_100em = letters_of(language).per_100em;
  const std::size_t width_em = (longest * 100 + per_100em - 1) / per_100em;
  if (width_em >= kAlwaysHeld) page << " em" << width_em;
}

}  // namespace hexapla

#include "http/pages/column_widths.h"

#include <string>
#include <string_view>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"

namespace hexapla {
namespace {

constexpr std::size_t kManyColumns = 5;
// Letters of a word that an equal share of eight columns cannot hold; beyond the other number it is
// no word, but an address or somebody's joke, and is broken.
constexpr std::size_t kLongWord = 18, kNoWord = 40;
// Among how many words one must be long: Spanish has one now and then, German in every paragraph.
constexpr std::size_t kWordsToALongOne = 150, kFewest = 2;

// Whether spaces tell words apart, so that a run of letters is one.
bool has_words(const LanguageTag& language) {
  const std::string script = language.script();
  for (const std::string_view unspaced :
       {"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"}) {
    if (script == unspaced) return false;
  }
  return true;
}

struct WordCount {
  std::size_t all = 0, long_ones = 0;
};

void count_words(std::string_view text, WordCount& count) {
  std::size_t letters = 0;
  const auto end_word = [&] {
    if (letters > 0) ++count.all;
    if (letters >= kLongWord && letters <= kNoWord) ++count.long_ones;
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
  if (!has_words(version.language)) return false;
  WordCount count;
  for (std::uint32_t i = 0; i < version.view.block_count(); ++i)
    count_words(version.view.block(i).text, count);
  return count.long_ones >= kFewest && count.long_ones * kWordsToALongOne >= count.all;
}

}  // namespace

void write_column_widths(Html& page, const Comparison& comparison) {
  if (comparison.versions.size() < kManyColumns) return;
  for (std::size_t i = 1; i < comparison.versions.size(); ++i) {
    if (is_wide(comparison.versions[i])) page << " wide" << i;
  }
}

}  // namespace hexapla

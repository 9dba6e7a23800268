#include "translate/compare/scale_words.h"

#include <unicode/numberformatter.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "store/text/locale_with_data.h"
#include "store/text/utf8.h"
#include "translate/compare/figure_neighbours.h"
#include "translate/compare/numbers.h"
#include "translate/compare/unit_names.h"

namespace hexapla {
namespace {

struct ScaleWord {
  std::string_view language, word;
  int powers;
};
// What newspapers write beside the words of CLDR.
constexpr std::array<ScaleWord, 41> kMore{{
    {"en", "bn", 9},       {"en", "mn", 6},       {"en", "tn", 12},     {"en", "lakh", 5},
    {"en", "lakhs", 5},    {"en", "crore", 7},    {"en", "crores", 7},  {"hi", "मिलियन", 6},
    {"hi", "बिलियन", 9},   {"hi", "ट्रिलियन", 12}, {"mr", "मिलियन", 6},  {"mr", "बिलियन", 9},
    {"ne", "मिलियन", 6},   {"ne", "बिलियन", 9},   {"bho", "लाख", 5},    {"bho", "करोड़", 7},
    {"bho", "अरब", 9},     {"bn", "লক্ষ", 5},      {"bn", "মিলিয়ন", 6},  {"bn", "বিলিয়ন", 9},
    {"bn", "ট্রিলিয়ন", 12}, {"gu", "મિલિયન", 6},   {"gu", "બિલિયન", 9},  {"pa", "ਮਿਲੀਅਨ", 6},
    {"pa", "ਬਿਲੀਅਨ", 9},   {"ta", "மில்லியன்", 6},  {"ta", "பில்லியன்", 9}, {"ta", "டிரில்லியன்", 12},
    {"te", "మిలియన్", 6},     {"te", "బిలియన్", 9},     {"kn", "ಮಿಲಿಯನ್", 6},    {"kn", "ಬಿಲಿಯನ್", 9},
    {"ur", "ملین", 6},     {"ur", "بلین", 9},     {"ur", "ٹریلین", 12}, {"ar", "ألفا", 3},
    {"ar", "بليون", 9},    {"ar", "تريليون", 12}, {"he", "אלפים", 3},   {"vi", "ngàn", 3},
    {"vi", "tỉ", 9},
}};

bool is_word(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty()) return false;
  for (std::size_t at = 0; at < text.size();)
    if (!is_letter_or_mark(take_code_point(text, at))) return false;
  return true;
}

}  // namespace

ScaleWords::ScaleWords(const LanguageTag& language) : language_(language) {
  const std::string script = language.script();
  constexpr std::array<std::string_view, 5> kSpaceless{"Thai", "Laoo", "Khmr", "Mymr", "Tibt"};
  is_spaceless_ = std::find(kSpaceless.begin(), kSpaceless.end(), script) != kSpaceless.end();
  const std::string locale = locale_with_data(language);
  if (!locale.empty()) {
    add_compact(locale, false);
    add_compact(locale, true);
  }
  for (const ScaleWord& more : kMore)
    if (more.language == language.language()) add(more.word, std::pow(10.0, more.powers), false);
}

// The words are what is left of a figure as CLDR shows it, and count what it was divided by.
void ScaleWords::add_compact(const std::string& locale, bool is_short) {
  const auto formatter = icu::number::NumberFormatter::withLocale(icu::Locale(locale.c_str()))
                             .notation(is_short ? icu::number::Notation::compactShort()
                                                : icu::number::Notation::compactLong());
  constexpr int kFewest = 3, kMost = 14;
  for (int powers = kFewest; powers <= kMost; ++powers) {
    // Figures that between them want every plural form of CLDR.
    for (const double figure : {1.0, 1.5, 2.0, 5.0}) {
      UErrorCode status = U_ZERO_ERROR;
      const double value = figure * std::pow(10.0, powers);
      const icu::UnicodeString shown = formatter.formatDouble(value, status).toString(status);
      if (U_FAILURE(status)) continue;
      std::string text;
      for (std::int32_t i = 0; i < shown.length(); i = shown.moveIndex32(i, 1)) {
        const UChar32 c = shown.char32At(i);
        // Hebrew and Arabic come with marks of direction.
        if (u_charType(c) != U_FORMAT_CHAR) icu::UnicodeString(c).toUTF8String(text);
      }
      const std::vector<WrittenNumber> numbers = find_numbers(text);
      if (numbers.size() != 1 || numbers[0].values.empty()) continue;
      if (numbers[0].is_scaled()) {
        add_multipliers(numbers[0].range.of(text));
        continue;
      }
      const double factor = std::round(value / numbers[0].values[0]);
      const std::string_view behind = std::string_view(text).substr(numbers[0].range.end);
      add(behind.substr(after_joint(behind, 0)), factor, false);
      std::string_view before = std::string_view(text).substr(0, numbers[0].range.begin);
      while (before.ends_with(' ')) before.remove_suffix(1);
      add(before, factor, true);
    }
  }
}

void ScaleWords::add_multipliers(std::string_view number) {
  for (std::size_t at = 0; at < number.size();) {
    const std::size_t begin = at;
    if (is_letter_or_mark(take_code_point(number, at)))
      multipliers_.emplace(fold(number.substr(begin, at - begin)));
  }
}

// Of names of several words (`mil millones`) each is known by itself.
void ScaleWords::add(std::string_view name, double factor, bool is_before) {
  if (factor > 1 && is_word(name)) (is_before ? before_ : behind_).try_emplace(fold(name), factor);
}

const ScaleWords& ScaleWords::of(const LanguageTag& language) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const ScaleWords>, std::less<>> made;
  // A hostile archive may name any number of languages, but ICU has data of some hundreds only.
  const std::string locale = locale_with_data(language);
  const std::string key = locale.empty() ? std::string(language.language()) : locale;
  const std::lock_guard lock(mutex);
  auto& words = made[key];
  if (!words) words.reset(new ScaleWords(language));
  return *words;
}

// With another ending than those of CLDR, too: `milionům`, `millions`.
std::optional<double> ScaleWords::factor_of(std::string_view folded_word) const {
  constexpr std::size_t kShortestStem = 5, kLongestEnding = 3;
  if (const auto found = behind_.find(folded_word); found != behind_.end()) return found->second;
  // `milles` of Canada are miles.
  if (!unit_names(language_)->meanings(folded_word).empty()) return std::nullopt;
  const std::size_t letters = count_code_points(folded_word);
  for (std::size_t size = folded_word.size(), stem = letters;
       stem >= kShortestStem && stem + kLongestEnding >= letters; --stem) {
    if (const auto found = behind_.find(folded_word.substr(0, size)); found != behind_.end())
      return found->second;
    size = before_code_point(folded_word, size);
  }
  return std::nullopt;
}

std::optional<ScaleWords::Scale> ScaleWords::spaceless_behind(std::string_view text,
                                                              std::size_t at) const {
  constexpr std::size_t kShortest = 2, kLongest = 12;  // code points
  std::optional<Scale> longest;
  std::size_t end = at;
  for (std::size_t i = 1; i <= kLongest && end < text.size(); ++i) {
    if (!is_letter_or_mark(take_code_point(text, end))) break;
    // The marks of a letter belong to it, and folding takes them away.
    if (i < kShortest || (end < text.size() && is_mark(code_point_at(text, end)))) continue;
    const std::string name = fold(text.substr(at, end - at));
    const auto found = behind_.find(name);
    if (found != behind_.end() && count_code_points(name) >= kShortest)
      longest =
          Scale{found->second, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}};
  }
  return longest;
}

std::optional<ScaleWords::Scale> ScaleWords::behind(std::string_view text, std::size_t at,
                                                    bool is_money) const {
  if (behind_.empty()) return std::nullopt;
  const std::size_t begin = after_joint(text, at);
  if (is_spaceless_) return spaceless_behind(text, begin);
  std::size_t end = word_end(text, begin);
  if (end == begin) return std::nullopt;
  const std::string word = fold(text.substr(begin, end - begin));
  std::optional<double> factor;
  if (count_code_points(word) == 1) {
    if (const auto found = behind_.find(word); is_money && begin == at && found != behind_.end())
      factor = found->second;
  } else {
    factor = factor_of(word);
  }
  if (!factor && end < text.size() && text[end] == '.') {
    ++end;
    if (const auto found = behind_.find(word + '.'); found != behind_.end()) factor = found->second;
  }
  if (!factor) return std::nullopt;
  return Scale{*factor, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

// `Mill.`, `mlrd`: with the letters that one begins with.
bool ScaleWords::may_shorten(std::string_view folded_word) const {
  constexpr std::size_t kShortWord = 4, kLettersShared = 4;
  const std::size_t letters = count_code_points(folded_word);
  std::size_t past = 0;
  for (std::size_t i = 0;
       i < (letters <= kShortWord ? std::min<std::size_t>(letters, 1) : kLettersShared); ++i)
    take_code_point(folded_word, past);
  const std::string_view beginning = folded_word.substr(0, past);
  const auto begins = [&](const auto& word) { return word.first.starts_with(beginning); };
  return !beginning.empty() && (std::any_of(behind_.begin(), behind_.end(), begins) ||
                                std::any_of(before_.begin(), before_.end(), begins));
}

// As words, or as their beginnings, but for short ones: `mil` is none of `militar`.
bool ScaleWords::are_in(std::string_view folded_text) const {
  constexpr std::size_t kShortWord = 3;
  const auto is_letter_at = [&](std::size_t at) {
    return at < folded_text.size() && is_letter_or_mark(code_point_at(folded_text, at));
  };
  const auto stands = [&](const std::string& word) {
    const std::size_t letters = count_code_points(word);
    if (letters == 1) return false;
    for (std::size_t at = folded_text.find(word); at != std::string_view::npos;
         at = folded_text.find(word, at + 1)) {
      if (is_spaceless_ || ((at == 0 || !is_letter_at(before_code_point(folded_text, at))) &&
                            (letters > kShortWord || !is_letter_at(at + word.size()))))
        return true;
    }
    return false;
  };
  const auto is_there = [&](const auto& word) { return stands(word.first); };
  if (std::any_of(multipliers_.begin(), multipliers_.end(), [&](const std::string& one) {
        return folded_text.find(one) != std::string_view::npos;
      }))
    return true;
  return std::any_of(behind_.begin(), behind_.end(), is_there) ||
         std::any_of(before_.begin(), before_.end(), is_there);
}

bool ScaleWords::count_ones(std::string_view text, std::size_t at) const {
  if (behind_.empty() && before_.empty() && multipliers_.empty()) return false;
  const std::size_t begin = after_joint(text, at);
  return !may_shorten(fold(text.substr(begin, word_end(text, begin) - begin))) &&
         !are_in(fold(text));
}

std::optional<ScaleWords::Scale> ScaleWords::before(std::string_view text, std::size_t at) const {
  if (before_.empty() || at == 0 || text[at - 1] != ' ') return std::nullopt;
  const std::size_t end = at - 1;
  std::size_t begin = end;
  while (begin > 0) {
    const std::size_t previous = before_code_point(text, begin);
    if (!is_letter_or_mark(code_point_at(text, previous))) break;
    begin = previous;
  }
  const auto found = before_.find(fold(text.substr(begin, end - begin)));
  if (found == before_.end()) return std::nullopt;
  return Scale{found->second, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

}  // namespace hexapla

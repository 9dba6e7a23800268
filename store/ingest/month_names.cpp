#include "store/ingest/month_names.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "store/ingest/cues.h"
#include "store/text/fold.h"

namespace hexapla {
namespace {

using Words = std::map<std::string, DateWord, std::less<>>;

std::string key_of(const icu::UnicodeString& name) {
  std::string utf8;
  name.toUTF8String(utf8);
  std::string key;
  for (const char c : fold(utf8)) {
    if (c != ' ' && c != '.') key.push_back(c);
  }
  return key;
}

void add_word(Words& words, const icu::UnicodeString& name, const DateWord& word) {
  std::string key = key_of(name);
  // `10` and `М` say nothing about months: numbers are read as numbers, and single Latin or
  // Cyrillic letters mean too much.
  if (key.size() < 3 || key.find_first_of("0123456789") != key.npos) return;
  words.try_emplace(std::move(key), word);
}

void add_calendar(Words& words, const std::string& locale, const char* calendar,
                  CalendarKind kind) {
  UErrorCode status = U_ZERO_ERROR;
  // Symbols made from a locale alone are always Gregorian: a format has those of the locale's
  // calendar.
  const icu::SimpleDateFormat format(
      "d MMMM y", icu::Locale((locale + "@calendar=" + calendar).c_str()), status);
  if (U_FAILURE(status)) return;
  const icu::DateFormatSymbols& symbols = *format.getDateFormatSymbols();
  using Symbols = icu::DateFormatSymbols;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      std::int32_t count = 0;
      const icu::UnicodeString* names = symbols.getMonths(count, context, width);
      for (std::int32_t i = 0; i < count && i < 12; ++i) {
        add_word(words, names[i], {DateWord::Is::month, i + 1, kind});
      }
      if (kind != CalendarKind::gregorian) continue;
      names = symbols.getWeekdays(count, context, width);
      for (std::int32_t i = 0; i < count; ++i) add_word(words, names[i], {DateWord::Is::weekday});
    }
  }
  if (kind != CalendarKind::gregorian) return;
  std::int32_t count = 0;
  const icu::UnicodeString* halves = symbols.getAmPmStrings(count);
  if (count < 2) return;
  for (std::int32_t i = 0; i < 2; ++i) {
    const std::string key = key_of(halves[i]);
    if (!key.empty())
      words.try_emplace(key, DateWord{i == 0 ? DateWord::Is::am : DateWord::Is::pm});
  }
}

// Spellings that pages use and CLDR has not.
struct OtherName {
  std::string_view language, name;
  int month;
};
constexpr OtherName kOtherNames[] = {
    {"en", "sept", 9},    {"hi", "अक्टूबर", 10},    {"hi", "सितम्बर", 9}, {"hi", "नवम्बर", 11},
    {"hi", "दिसम्बर", 12}, {"id", "nopember", 11}, {"ur", "اگست", 8},   {"fa", "ژانویه", 1},
    {"vi", "giêng", 1},   {"ru", "сент", 9},      {"he", "מרס", 3},    {"he", "מרץ", 3},
    {"pt", "marco", 3},   {"es", "setiembre", 9}, {"de", "jänner", 1}, {"ar", "أوت", 8}};

Words make_words(std::string_view language) {
  // Countries whose months have other names than their language's first one.
  static const std::map<std::string_view, std::vector<std::string>> kVariants = {
      {"ar", {"ar", "ar_LB", "ar_DZ", "ar_MA", "ar_SA"}},
      {"zh", {"zh_Hans", "zh_Hant"}},
      {"sr", {"sr_Cyrl", "sr_Latn"}},
      {"pt", {"pt", "pt_PT"}},
      {"fa", {"fa", "fa_AF"}},
      {"es", {"es", "es_MX"}},
      {"de", {"de", "de_AT"}},
      {"en", {"en", "en_GB"}}};
  Words words;
  const auto found = kVariants.find(language);
  const std::vector<std::string> locales =
      found == kVariants.end() ? std::vector{std::string(language)} : found->second;
  for (const std::string& locale : locales) {
    add_calendar(words, locale, "gregorian", CalendarKind::gregorian);
  }
  if (language == "fa" || language == "ps" || language == "ckb") {
    add_calendar(words, "fa", "persian", CalendarKind::persian);
  }
  if (language == "ar" || language == "fa" || language == "ur") {
    add_calendar(words, locales.front(), "islamic-umalqura", CalendarKind::islamic);
  }
  for (const OtherName& other : kOtherNames) {
    if (other.language == language) {
      add_word(words,
               icu::UnicodeString::fromUTF8(icu::StringPiece(
                   other.name.data(), static_cast<std::int32_t>(other.name.size()))),
               {DateWord::Is::month, other.month});
    }
  }
  return words;
}

Words make_common_words() {
  Words common;
  std::set<std::string> ambiguous;
  for (const std::string& language : cue_languages()) {
    for (const auto& [name, word] : make_words(language)) {
      const auto [known, added] = common.try_emplace(name, word);
      if (!added && known->second != word) ambiguous.insert(name);
    }
  }
  for (const std::string& name : ambiguous) common.erase(name);
  return common;
}

}  // namespace

const DateWord* find_date_word(std::string_view language, std::string_view word) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const Words>, std::less<>> languages;
  const Words* words = nullptr;
  {
    const std::lock_guard lock(mutex);
    auto found = languages.find(language);
    if (found == languages.end()) {
      auto made = std::make_unique<const Words>(language.empty() ? make_common_words()
                                                                 : make_words(language));
      found = languages.emplace(std::string(language), std::move(made)).first;
    }
    words = found->second.get();
  }
  const auto entry = words->find(word);
  return entry == words->end() ? nullptr : &entry->second;
}

}  // namespace hexapla

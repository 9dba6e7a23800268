#include "translate/align/language_terms.h"

#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/locdspnm.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/reldatefmt.h>
#include <unicode/tznames.h>
#include <unicode/ucurr.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "store/text/locale_with_data.h"

namespace hexapla {

// Goes through all things in one order, the same for every language: a thing without a name here
// takes its number all the same.
class LanguageTerms::Builder {
 public:
  Builder(LanguageTerms& terms, const LanguageTag& language, std::uint32_t stem_letters)
      : terms_(terms), reader_(terms.vocabulary_, language, stem_letters, "") {}

  void add_all(const icu::Locale& locale) {
    add_regions_and_languages(locale);
    add_cities(locale);
    add_currencies(locale);
    add_calendar(locale);
    add_fields(locale);
    add_large_numbers(locale);
    add_units(locale);
    add_conjunctions(locale);
    terms_.parts_.resize(terms_.vocabulary_.size());
  }

 private:
  void next_thing() { ++thing_; }

  // One more name of the present thing.
  void add(icu::UnicodeString name) {
    // Marks of where it may be broken, that texts do not have.
    name.findAndReplace(u"\u00AD", u"").findAndReplace(u"\u200B", u"");
    std::string text;
    name.toUTF8String(text);
    std::vector<PlacedWord> words;
    reader_.read_in_order(text, words);
    std::erase_if(words, [&](const PlacedWord& word) {
      return terms_.vocabulary_[word.word].word_class != WordClass::word;
    });
    terms_.parts_.resize(terms_.vocabulary_.size());
    terms_.names_.resize(std::size_t{thing_} + 1);
    for (const PlacedWord& word : words) add(word.word, 1 / static_cast<float>(words.size()));
  }

  // Of a word that several names of the thing have, the largest share.
  void add(WordId word, float share) {
    auto& parts = terms_.parts_[word];
    auto& names = terms_.names_[thing_];
    const auto part = std::find_if(parts.begin(), parts.end(),
                                   [&](const Part& of) { return of.thing == thing_; });
    if (part == parts.end()) {
      parts.push_back({thing_, share});
      names.push_back({word, share});
      return;
    }
    part->share = std::max(part->share, share);
    const auto name =
        std::find_if(names.begin(), names.end(), [&](const Name& of) { return of.word == word; });
    name->share = part->share;
  }

  void add_regions_and_languages(const icu::Locale& locale) {
    UDisplayContext contexts[] = {UDISPCTX_NO_SUBSTITUTE};
    const std::unique_ptr<icu::LocaleDisplayNames> names(
        icu::LocaleDisplayNames::createInstance(locale, contexts, 1));
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
      next_thing();
      icu::UnicodeString name;
      if (names && !names->regionDisplayName(*code, name).isBogus()) add(name);
    }
    for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
      next_thing();
      icu::UnicodeString name;
      if (names && !names->languageDisplayName(*code, name).isBogus()) add(name);
    }
  }

  void add_cities(const icu::Locale& locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
        UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
    if (U_FAILURE(status)) return;
    UErrorCode failed = U_ZERO_ERROR;
    const std::unique_ptr<icu::TimeZoneNames> names(
        icu::TimeZoneNames::createInstance(locale, failed));
    while (const icu::UnicodeString* zone = zones->snext(status)) {
      next_thing();
      icu::UnicodeString name;
      if (names && !names->getExemplarLocationName(*zone, name).isBogus()) add(name);
    }
  }

  void add_currencies(const icu::Locale& locale) {
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration* const codes =
        ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
    if (U_FAILURE(status)) return;
    while (const UChar* code = uenum_unext(codes, nullptr, &status)) {
      next_thing();
      for (const char* plural : {"one", "few", "many", "other"}) {
        UErrorCode failed = U_ZERO_ERROR;
        std::int32_t length = 0;
        const UChar* const name =
            ucurr_getPluralName(code, locale.getName(), nullptr, plural, &length, &failed);
        if (U_SUCCESS(failed) && failed != U_USING_DEFAULT_WARNING)
          add(icu::UnicodeString(name, length));
      }
    }
    uenum_close(codes);
  }

  void add_calendar(const icu::Locale& locale) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale gregorian = locale;
    gregorian.setUnicodeKeywordValue("ca", "gregory", status);
    using Symbols = icu::DateFormatSymbols;
    const Symbols symbols(gregorian, status);
    constexpr Symbols::DtContextType kContexts[] = {Symbols::FORMAT, Symbols::STANDALONE};
    std::int32_t count = 0;
    for (std::int32_t month = 0; month < 12; ++month) {
      next_thing();
      for (const auto context : kContexts)
        if (const auto* names = symbols.getMonths(count, context, Symbols::WIDE); month < count)
          add(names[month]);
    }
    for (std::int32_t day = 1; day <= 7; ++day) {
      next_thing();
      for (const auto context : kContexts)
        if (const auto* names = symbols.getWeekdays(count, context, Symbols::WIDE); day < count)
          add(names[day]);
    }
  }

  void add_fields(const icu::Locale& locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateTimePatternGenerator> fields(
        icu::DateTimePatternGenerator::createInstance(locale, status));
    for (const UDateTimePatternField field :
         {UDATPG_ERA_FIELD, UDATPG_YEAR_FIELD, UDATPG_QUARTER_FIELD, UDATPG_MONTH_FIELD,
          UDATPG_WEEK_OF_YEAR_FIELD, UDATPG_WEEKDAY_FIELD, UDATPG_DAY_FIELD, UDATPG_HOUR_FIELD,
          UDATPG_MINUTE_FIELD, UDATPG_SECOND_FIELD}) {
      next_thing();
      if (U_SUCCESS(status)) add(fields->getFieldDisplayName(field, UDATPG_WIDE));
    }
    status = U_ZERO_ERROR;
    const icu::RelativeDateTimeFormatter relative(locale, status);
    for (const UDateDirection direction :
         {UDAT_DIRECTION_LAST, UDAT_DIRECTION_THIS, UDAT_DIRECTION_NEXT})
      for (const UDateAbsoluteUnit unit :
           {UDAT_ABSOLUTE_DAY, UDAT_ABSOLUTE_WEEK, UDAT_ABSOLUTE_MONTH, UDAT_ABSOLUTE_YEAR}) {
        next_thing();
        UErrorCode failed = status;
        icu::UnicodeString text;
        relative.format(direction, unit, text, failed);
        if (U_SUCCESS(failed)) add(text);
      }
  }

  // Not the small numbers: `one` and `一` stand for much else, and mislead.
  void add_large_numbers(const icu::Locale& locale) {
    for (const std::int64_t number : {1'000, 1'000'000, 1'000'000'000}) {
      next_thing();
      for (const std::int64_t times : {1, 2, 5}) {
        UErrorCode failed = U_ZERO_ERROR;
        const auto text = icu::number::NumberFormatter::withLocale(locale)
                              .notation(icu::number::Notation::compactLong())
                              .formatInt(number * times, failed)
                              .toString(failed);
        if (U_SUCCESS(failed)) add(text);
      }
    }
  }

  void add_units(const icu::Locale& locale) {
    using icu::MeasureUnit;
    for (const MeasureUnit& unit :
         {MeasureUnit::getKilometer(), MeasureUnit::getMeter(),   MeasureUnit::getCentimeter(),
          MeasureUnit::getMile(),      MeasureUnit::getFoot(),    MeasureUnit::getInch(),
          MeasureUnit::getKilogram(),  MeasureUnit::getGram(),    MeasureUnit::getMetricTon(),
          MeasureUnit::getPound(),     MeasureUnit::getLiter(),   MeasureUnit::getPercent(),
          MeasureUnit::getYear(),      MeasureUnit::getMonth(),   MeasureUnit::getWeek(),
          MeasureUnit::getDay(),       MeasureUnit::getHour(),    MeasureUnit::getMinute(),
          MeasureUnit::getSecond(),    MeasureUnit::getHectare(), MeasureUnit::getCelsius(),
          MeasureUnit::getMegawatt(),  MeasureUnit::getGigabyte()}) {
      next_thing();
      for (const std::int32_t number : {1, 2, 5}) {
        UErrorCode failed = U_ZERO_ERROR;
        const auto text = icu::number::NumberFormatter::withLocale(locale)
                              .unit(unit)
                              .unitWidth(UNUM_UNIT_WIDTH_FULL_NAME)
                              .formatInt(number, failed)
                              .toString(failed);
        if (U_SUCCESS(failed)) add(text);
      }
    }
  }

  void add_conjunctions(const icu::Locale& locale) {
    for (const UListFormatterType type : {ULISTFMT_TYPE_AND, ULISTFMT_TYPE_OR}) {
      next_thing();
      UErrorCode status = U_ZERO_ERROR;
      const std::unique_ptr<icu::ListFormatter> list(
          icu::ListFormatter::createInstance(locale, type, ULISTFMT_WIDTH_WIDE, status));
      if (U_FAILURE(status)) continue;
      const icu::UnicodeString items[] = {u"1", u"2"};
      icu::UnicodeString text;
      list->format(items, 2, text, status);
      if (U_SUCCESS(status)) add(text);
    }
  }

  LanguageTerms& terms_;
  WordReader reader_;
  std::uint32_t thing_ = 0;
};

const std::vector<LanguageTerms::Name>& LanguageTerms::names_of(std::uint32_t thing) const {
  static const std::vector<Name> kNone;
  return thing < names_.size() ? names_[thing] : kNone;
}

const LanguageTerms* LanguageTerms::of(const LanguageTag& language, std::uint32_t stem_letters) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::uint32_t>, std::unique_ptr<const LanguageTerms>>
      known;
  const std::string locale = locale_with_data(language);
  if (locale.empty()) return nullptr;
  const std::lock_guard lock(mutex);
  auto& terms = known[{locale, stem_letters}];
  if (!terms) {
    std::unique_ptr<LanguageTerms> read(new LanguageTerms);
    Builder(*read, language, stem_letters).add_all(icu::Locale(locale.c_str()));
    terms = std::move(read);
  }
  return terms.get();
}

}  // namespace hexapla

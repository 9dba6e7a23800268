#include "translate/compare/unit_names.h"

#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "store/text/locale_with_data.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

// Numbers of currencies are their places here; those of units follow.
constexpr std::array<std::string_view, 34> kCurrencies{
    "USD", "EUR", "GBP", "JPY", "CNY", "RUB", "UAH", "INR", "KRW", "CHF", "CZK", "PLN",
    "TRY", "ILS", "SAR", "AED", "EGP", "THB", "SEK", "NOK", "DKK", "ISK", "HUF", "CAD",
    "AUD", "NZD", "HKD", "BRL", "MXN", "ZAR", "VND", "IDR", "KZT", "BYN"};

using MakeUnit = icu::MeasureUnit (*)();
constexpr std::array<MakeUnit, 36> kUnits{
    icu::MeasureUnit::getKilometer,    icu::MeasureUnit::getMeter,
    icu::MeasureUnit::getCentimeter,   icu::MeasureUnit::getMillimeter,
    icu::MeasureUnit::getMile,         icu::MeasureUnit::getFoot,
    icu::MeasureUnit::getInch,         icu::MeasureUnit::getYard,
    icu::MeasureUnit::getNauticalMile, icu::MeasureUnit::getKilogram,
    icu::MeasureUnit::getGram,         icu::MeasureUnit::getMilligram,
    icu::MeasureUnit::getMetricTon,    icu::MeasureUnit::getPound,
    icu::MeasureUnit::getOunce,        icu::MeasureUnit::getCelsius,
    icu::MeasureUnit::getFahrenheit,   icu::MeasureUnit::getHectare,
    icu::MeasureUnit::getAcre,         icu::MeasureUnit::getSquareKilometer,
    icu::MeasureUnit::getSquareMeter,  icu::MeasureUnit::getLiter,
    icu::MeasureUnit::getMilliliter,   icu::MeasureUnit::getGallon,
    icu::MeasureUnit::getSecond,       icu::MeasureUnit::getMinute,
    icu::MeasureUnit::getHour,         icu::MeasureUnit::getDay,
    icu::MeasureUnit::getWeek,         icu::MeasureUnit::getMonth,
    icu::MeasureUnit::getYear,         icu::MeasureUnit::getKilometerPerHour,
    icu::MeasureUnit::getMilePerHour,  icu::MeasureUnit::getKilowatt,
    icu::MeasureUnit::getMegawatt,     icu::MeasureUnit::getKilowattHour};

std::uint16_t unit_number(MakeUnit unit) {
  const auto found = std::find(kUnits.begin(), kUnits.end(), unit);
  return static_cast<std::uint16_t>(kCurrencies.size() +
                                    static_cast<std::size_t>(found - kUnits.begin()));
}

// The unit that the words of another one begin or end with: `kilometers per hour` and `square
// kilometers` may be told by `kilometers` alone.
std::optional<std::uint16_t> base_of(MakeUnit unit) {
  if (unit == icu::MeasureUnit::getKilometerPerHour || unit == icu::MeasureUnit::getSquareKilometer)
    return unit_number(icu::MeasureUnit::getKilometer);
  if (unit == icu::MeasureUnit::getMilePerHour) return unit_number(icu::MeasureUnit::getMile);
  if (unit == icu::MeasureUnit::getSquareMeter) return unit_number(icu::MeasureUnit::getMeter);
  if (unit == icu::MeasureUnit::getKilowattHour) return unit_number(icu::MeasureUnit::getKilowatt);
  return std::nullopt;
}

// Short names that are no words of any language: `in`, `mi` and `ha` are.
constexpr std::array<std::string_view, 4> kShortNames{"lb", "oz", "ft", "yd"};

// Figures that between them want every plural form of CLDR.
constexpr std::array<int, 8> kFigures{0, 1, 2, 3, 5, 11, 21, 100};

std::uint16_t currency_number(std::string_view code) {
  const auto found = std::find(kCurrencies.begin(), kCurrencies.end(), code);
  return static_cast<std::uint16_t>(found - kCurrencies.begin());
}

std::string folded(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return fold(utf8);
}

bool is_short_metric(const icu::MeasureUnit& measure) {
  const std::string_view type = measure.getSubtype();
  return type.starts_with("kilo") || type.starts_with("centi") || type.starts_with("milli");
}

bool is_spaceless_name(std::string_view name) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const int line_break = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
    // What Korean puts behind a unit touches it.
    if (line_break != U_LB_IDEOGRAPHIC && line_break != U_LB_COMPLEX_CONTEXT &&
        line_break != U_LB_CONDITIONAL_JAPANESE_STARTER && line_break != U_LB_H2 &&
        line_break != U_LB_H3) {
      return false;
    }
  }
  return text.length() > 0;
}

class Names : public UnitNames {
 public:
  explicit Names(const icu::Locale& locale) {
    find_country_words(locale);
    for (const std::string_view code : kCurrencies) add_currency(locale, code);
    for (const MakeUnit unit : kUnits) add_unit(locale, unit);
    share_endings();
    for (auto& [name, units] : names_) {
      std::sort(units.begin(), units.end());
      units.erase(std::unique(units.begin(), units.end()), units.end());
    }
  }

  std::vector<std::uint16_t> meanings(std::string_view folded_word) const override {
    const auto found = names_.find(folded_word);
    return found == names_.end() ? in_any_case(folded_word) : found->second;
  }

  std::vector<std::uint16_t> at_start(std::string_view folded_text,
                                      std::size_t& bytes) const override {
    constexpr std::size_t kLongestName = 48;
    for (std::size_t length = std::min(kLongestName, folded_text.size()); length > 0; --length) {
      const auto found = names_.find(folded_text.substr(0, length));
      if (found == names_.end() || !is_spaceless_name(found->first)) continue;
      bytes = length;
      return found->second;
    }
    return {};
  }

 private:
  // What the names mean that begin as `word` and end otherwise.
  std::vector<std::uint16_t> in_any_case(std::string_view word) const {
    constexpr std::size_t kStemLetters = 4, kLongestEnding = 2;
    const std::size_t letters = count_code_points(word);
    std::vector<std::uint16_t> units;
    if (letters <= kStemLetters || is_spaceless_name(word)) return units;
    std::size_t stem = 0;
    for (std::size_t i = 0; i < std::max(kStemLetters, letters - kLongestEnding); ++i)
      stem = after_code_point(word, stem);
    const std::string_view beginning = word.substr(0, stem);
    for (auto at = names_.lower_bound(beginning);
         at != names_.end() && at->first.starts_with(beginning); ++at) {
      if (count_code_points(std::string_view(at->first).substr(stem)) <= kLongestEnding)
        units.insert(units.end(), at->second.begin(), at->second.end());
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
  }

  void add(std::string name, std::uint16_t unit) { names_[std::move(name)].push_back(unit); }

  // Every word of the name: news write `dollars`, seldom `US dollars`.
  void add_words(const icu::UnicodeString& name, std::uint16_t unit) {
    const std::string text = folded(name);
    if (is_spaceless_name(text)) return add(text, unit);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string_view word = std::string_view(text).substr(at, end - at);
      // `New Zealand dollars`, `dólares de Canadá`: neither a country nor a joint is money.
      constexpr std::size_t kShortestWord = 3;
      if (count_code_points(word) >= kShortestWord && country_words_.count(std::string(word)) == 0)
        add(std::string(word), unit);
      at = end + 1;
    }
  }

  void add_currency(const icu::Locale& locale, std::string_view code) {
    const std::u16string wide(code.begin(), code.end());
    const std::uint16_t unit = currency_number(code);
    add(fold(code), unit);
    for (const char* plural : {"zero", "one", "two", "few", "many", "other"}) {
      UErrorCode status = U_ZERO_ERROR;
      UBool is_choice = false;
      std::int32_t length = 0;
      const UChar* name =
          ucurr_getPluralName(wide.c_str(), locale.getName(), &is_choice, plural, &length, &status);
      if (U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING)
        add_words(icu::UnicodeString(name, length), unit);
    }
  }

  void add_unit(const icu::Locale& locale, MakeUnit make) {
    const icu::MeasureUnit measure = make();
    const std::uint16_t unit = unit_number(make);
    for (const UNumberUnitWidth width : {UNUM_UNIT_WIDTH_FULL_NAME, UNUM_UNIT_WIDTH_SHORT}) {
      const auto formatter =
          icu::number::NumberFormatter::withLocale(locale).unit(measure).unitWidth(width);
      for (const int figure : kFigures) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::UnicodeString shown = formatter.formatInt(figure, status).toString(status);
        if (U_FAILURE(status)) continue;
        add_measure(shown, unit, is_short_metric(measure));
        if (const auto base = base_of(make)) add_measure(shown, *base, is_short_metric(measure));
      }
    }
  }

  // `5 square kilometres` is told by its first word behind the figure, so names of several words
  // are kept whole only.
  void add_measure(const icu::UnicodeString& shown, std::uint16_t unit, bool metric) {
    icu::UnicodeString name;
    for (std::int32_t i = 0; i < shown.length(); i = shown.moveIndex32(i, 1)) {
      const UChar32 c = shown.char32At(i);
      // Arabic names come with marks of direction.
      if (u_charDigitValue(c) >= 0 || u_charType(c) == U_FORMAT_CHAR) continue;
      name.append(u_isUWhiteSpace(c) ? UChar32{' '} : c);
    }
    std::string text = folded(name.trim());
    if (text.ends_with('.')) text.pop_back();
    // `m`, `h`, `in` and the like mean too much; `km` and `kg` do not.
    const std::size_t letters = count_code_points(text);
    const bool is_short = !is_spaceless_name(text) &&
                          (letters < 2 || (letters == 2 && !metric &&
                                           std::find(kShortNames.begin(), kShortNames.end(),
                                                     text) == kShortNames.end()));
    if (!is_short && text.find(' ') == std::string::npos) add(std::move(text), unit);
  }

  // Words of the names of the countries whose money we know.
  void find_country_words(const icu::Locale& locale) {
    for (const std::string_view code : kCurrencies) {
      icu::UnicodeString name;
      const std::string country(code.substr(0, 2));
      folded_words(folded(icu::Locale("", country.c_str()).getDisplayCountry(locale, name)),
                   country_words_);
    }
  }

  static void folded_words(const std::string& text, std::set<std::string>& words) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      words.insert(text.substr(at, end - at));
      at = end + 1;
    }
  }

  // ドル may be 米ドル.
  void share_endings() {
    for (const auto& [name, units] : names_) {
      if (!is_spaceless_name(name)) continue;
      for (std::size_t at = after_code_point(name, 0); at < name.size();
           at = after_code_point(name, at)) {
        const auto shorter = names_.find(std::string_view(name).substr(at));
        if (shorter != names_.end())
          shorter->second.insert(shorter->second.end(), units.begin(), units.end());
      }
    }
  }

  std::map<std::string, std::vector<std::uint16_t>, std::less<>> names_;
  std::set<std::string> country_words_;
};

}  // namespace

std::shared_ptr<const UnitNames> unit_names(const LanguageTag& language) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const UnitNames>, std::less<>> made;
  const std::lock_guard lock(mutex);
  const std::string key = locale_with_data(language);
  const auto found = made.find(key);
  if (found != made.end()) return found->second;
  // A hostile archive may name any number of languages, each with many regions.
  constexpr std::size_t kLanguagesKept = 64;
  if (made.size() >= kLanguagesKept) made.clear();
  // Of a language without data the signs and codes of the root, as `km` and `USD`.
  const icu::Locale locale = key.empty() ? icu::Locale::getRoot() : icu::Locale(key.c_str());
  return made.emplace(key, std::make_shared<Names>(locale)).first->second;
}

std::vector<std::uint16_t> sign_meanings(char32_t sign) {
  const auto of = [](std::initializer_list<std::string_view> codes) {
    std::vector<std::uint16_t> units;
    for (const std::string_view code : codes) units.push_back(currency_number(code));
    std::sort(units.begin(), units.end());
    return units;
  };
  switch (sign) {
    case U'$':
    case U'＄':
      return of({"USD", "CAD", "AUD", "NZD", "HKD", "MXN"});
    case U'€':
      return of({"EUR"});
    case U'£':
    case U'￡':
      return of({"GBP", "EGP"});
    case U'¥':
    case U'￥':
      return of({"JPY", "CNY"});
    case U'₽':
      return of({"RUB"});
    case U'₴':
      return of({"UAH"});
    case U'₹':
      return of({"INR"});
    case U'₩':
      return of({"KRW"});
    case U'₪':
      return of({"ILS"});
    case U'₺':
      return of({"TRY"});
    case U'฿':
      return of({"THB"});
    case U'℃':
      return {unit_number(icu::MeasureUnit::getCelsius)};
    case U'℉':
      return {unit_number(icu::MeasureUnit::getFahrenheit)};
    case U'₫':
      return of({"VND"});
    case U'₸':
      return of({"KZT"});
    default:
      return {};
  }
}

std::vector<std::uint16_t> degree_meanings(std::string_view letters) {
  if (letters == "C" || letters == "С") return {unit_number(icu::MeasureUnit::getCelsius)};
  if (letters == "F" || letters == "Ф") return {unit_number(icu::MeasureUnit::getFahrenheit)};
  return {};
}

bool is_money(const std::vector<std::uint16_t>& units) {
  return std::any_of(units.begin(), units.end(),
                     [](std::uint16_t unit) { return unit < kCurrencies.size(); });
}

}  // namespace hexapla

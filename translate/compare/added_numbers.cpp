#include "translate/compare/added_numbers.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>

#include "store/text/code_points.h"
#include "store/text/utf8.h"
#include "translate/compare/amounts.h"
#include "translate/compare/number_differences.h"
#include "translate/compare/number_words.h"
#include "translate/compare/numbers.h"
#include "translate/compare/unit_names.h"

namespace hexapla {
namespace {

constexpr double kSmallest = 13;  // below it, languages have habits

bool has_value(const WrittenNumber& number, double value) {
  return std::any_of(number.values.begin(), number.values.end(),
                     [&](double one) { return is_same_value(one, value); });
}

bool is_year(double value) { return value >= 1000 && value < 2100; }

bool is_power_of_ten(double value) {
  return is_same_value(value, std::pow(10.0, std::round(std::log10(value))));
}

// `COVID-19`, `F16`, `G20`: part of a name.
bool is_named(std::string_view text, const ByteRange& range) {
  std::size_t at = range.begin;
  if (at == 0) return false;
  at = before_code_point(text, at);
  char32_t before = code_point_at(text, at);
  if (before == U'-' || before == U'‑' || before == U'–') {
    if (at == 0) return false;
    before = code_point_at(text, before_code_point(text, at));
  }
  const auto c = static_cast<UChar32>(before);
  return before == U'/' || before == U'#' || before == U'_' || before == U'=' || before == U'@' ||
         u_isupper(c) != 0;
}

// Whether a figure has so many digits that it is hardly ever written out, in whatever language.
bool is_hardly_ever_in_words(double value) {
  constexpr double kOfThreeDigits = 100;
  for (int decimals = 0; decimals < 3 && value != std::floor(value); ++decimals) value *= 10;
  if (value < kOfThreeDigits) return false;
  while (std::fmod(value, 10) == 0) value /= 10;
  return value >= kOfThreeDigits;
}

// What words say that are no numbers: a fortnight, day and night, a quarter, a month, half of all,
// an hour and a half, a century.
bool may_be_no_number(double value) {
  constexpr std::array<double, 10> kSaid{14, 15, 24, 25, 30, 50, 60, 75, 90, 100};
  return std::find(kSaid.begin(), kSaid.end(), value) != kSaid.end();
}

// What is counted in weeks, decades, dozens, scores and centuries.
constexpr std::array<double, 5> kCounted{7, 10, 12, 20, 100};

double tens_of(double value) { return std::floor(value / 10) * 10; }

// The numbers that a text writes out, and what else its words may count.
struct WrittenOut {
  WrittenOut(std::string_view text, const LanguageTag& language)
      : words(NumberWords::of(language)),
        numbers(words.find(text)),
        unread(words.unread(text, numbers)) {}

  bool reads(double value) const {
    return std::any_of(numbers.begin(), numbers.end(),
                       [&](const WrittenNumber& number) { return has_value(number, value); });
  }

  bool may_say(double value) const {
    if (!words.are_known()) return !is_hardly_ever_in_words(value);
    value = std::floor(value);  // of `five and a half` five is read
    if (reads(value)) return true;
    // The nineties are years.
    if (is_year(value) && unread.count(tens_of(std::fmod(value, 100))) > 0) return true;
    if (value >= 100) return !unread.empty() && *unread.rbegin() >= 100;
    return std::any_of(unread.begin(), unread.end(), [&](double counted) {
      return counted == value || counted == tens_of(value) || counted == 10;
    });
  }

  const NumberWords& words;
  std::vector<WrittenNumber> numbers;
  std::set<double> unread;
};

class Explainer {
 public:
  Explainer(const NumberText& source, std::span<const double> figures, const NumberText& target)
      : target_(target.text),
        stated_(figures),
        figures_(find_numbers(source.around, source.language)),
        around_(source.around, source.language),
        target_amounts_(find_amounts(target.text, target.language)),
        source_amounts_(find_amounts(source.around, source.language)) {
    const NumberComparison compared =
        compare_numbers(source.around, source.language, target.text, target.language);
    for (const NumberDifference& difference : compared.differences)
      if (difference.target) unmatched_.insert(difference.target->begin);
    for (const ByteRange& range : compared.only_in_target) unmatched_.insert(range.begin);
  }

  bool explains(const WrittenNumber& number) const {
    if (number.values.empty() || unmatched_.count(number.range.begin) == 0 ||
        is_named(target_, number.range) || is_clock(number) || is_of_other_unit(number))
      return true;
    // `4.770` is hardly ever a fraction: words are asked for its larger reading alone.
    const double value = *std::max_element(number.values.begin(), number.values.end());
    return value < kSmallest || is_stated(number) || may_be_no_number(value) ||
           is_of_decade(value) || around_.may_say(value) || is_counted(value);
  }

 private:
  bool is_stated(const WrittenNumber& number) const {
    return std::any_of(number.values.begin(), number.values.end(), [&](double value) {
      const auto at_least = std::lower_bound(stated_.begin(), stated_.end(), value * (1 - 1e-9));
      return at_least != stated_.end() && is_same_value(*at_least, value);
    });
  }

  // Seven in the evening, half past eight.
  bool is_clock(const WrittenNumber& number) const {
    constexpr std::size_t kLongest = 5;  // `21:30`, and not `21,000`
    return number.parts.size() == 2 && number.parts[0] <= 24 && number.parts[1] < 60 &&
           std::fmod(number.parts[1], 15) == 0 &&
           count_code_points(number.range.of(target_)) <= kLongest;
  }

  // 1990 of 上世纪90年代 and 60 of the 1960s, 1800 of the 19th century.
  bool is_of_decade(double value) const {
    const auto any_figure = [&](const auto& agrees) {
      return std::any_of(figures_.begin(), figures_.end(), [&](const WrittenNumber& number) {
        return std::any_of(number.values.begin(), number.values.end(), agrees);
      });
    };
    if (value < 100)
      return any_figure(
          [&](double year) { return is_year(year) && std::fmod(year, 100) == value; });
    if (!is_year(value)) return false;
    const double in_century = std::fmod(value, 100),
                 meant = in_century == 0 ? value / 100 + 1 : in_century;
    return any_figure([&](double figure) { return figure == meant; }) || around_.reads(meant);
  }

  // 8 km for 5 miles.
  bool is_of_other_unit(const WrittenNumber& number) const {
    for (const WrittenAmount& amount : target_amounts_) {
      if (amount.range.begin >= number.range.end || number.range.begin >= amount.range.end ||
          is_money(amount))
        continue;
      return std::any_of(source_amounts_.begin(), source_amounts_.end(),
                         [&](const WrittenAmount& other) {
                           return !is_money(other) && !share_unit(amount, other);
                         });
    }
    return false;
  }

  // `two or three thousand`, `two decades`.
  bool is_counted(double value) const {
    constexpr double kFewest = 2, kMost = 12;
    return std::any_of(
        around_.numbers.begin(), around_.numbers.end(), [&](const WrittenNumber& number) {
          const double count = number.values.front(), times = value / count;
          if (count < kFewest || count > kMost) return false;
          return std::find(kCounted.begin(), kCounted.end(), times) != kCounted.end() ||
                 (times >= 1000 && is_power_of_ten(times));
        });
  }

  static bool is_money(const WrittenAmount& amount) { return hexapla::is_money(amount.units); }
  static bool share_unit(const WrittenAmount& a, const WrittenAmount& b) {
    return std::any_of(a.units.begin(), a.units.end(), [&](std::uint16_t unit) {
      return std::binary_search(b.units.begin(), b.units.end(), unit);
    });
  }

  std::string_view target_;
  std::span<const double> stated_;
  std::vector<WrittenNumber> figures_;
  WrittenOut around_;
  std::vector<WrittenAmount> target_amounts_, source_amounts_;
  std::set<std::uint32_t> unmatched_;
};

// The numbers that the source writes out and the target has not, in digits or in words.
std::vector<WrittenNumber> not_rendered(const NumberText& source, const NumberText& target) {
  const WrittenOut words(target.around, target.language);
  const std::vector<WrittenNumber> figures = find_numbers(target.around, target.language);
  const auto is_rendered = [&](double value) {
    return value < kSmallest || words.may_say(value) ||
           std::any_of(figures.begin(), figures.end(),
                       [&](const WrittenNumber& number) { return has_value(number, value); });
  };
  std::vector<WrittenNumber> numbers = NumberWords::of(source.language).find(source.text);
  std::erase_if(numbers, [&](const WrittenNumber& number) {
    return std::any_of(number.values.begin(), number.values.end(), is_rendered);
  });
  return numbers;
}

// The nearest of `numbers` that `value` may have been made of, taken out of them.
std::optional<ByteRange> take_nearest(double value, std::vector<WrittenNumber>& numbers) {
  constexpr double kFarthest = 2;  // powers of ten
  const auto distance = [&](const WrittenNumber& number) {
    return std::abs(std::log10(value / number.values.front()));
  };
  const auto nearest =
      std::min_element(numbers.begin(), numbers.end(),
                       [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
  if (nearest == numbers.end() || distance(*nearest) > kFarthest) return std::nullopt;
  const ByteRange range = nearest->range;
  numbers.erase(nearest);
  return range;
}

}  // namespace

std::vector<AddedNumber> find_added_numbers(const NumberText& source,
                                            std::span<const double> figures,
                                            const NumberText& target,
                                            std::span<const ByteRange> only_in_target) {
  std::vector<AddedNumber> added;
  if (only_in_target.empty()) return added;
  const Explainer explainer(source, figures, target);
  std::optional<std::vector<WrittenNumber>> others;
  for (const WrittenNumber& number : find_numbers(target.text, target.language)) {
    const bool is_asked =
        std::any_of(only_in_target.begin(), only_in_target.end(),
                    [&](const ByteRange& one) { return one.begin == number.range.begin; });
    if (!is_asked || explainer.explains(number)) continue;
    if (!others) others = not_rendered(source, target);
    added.push_back({number.range, take_nearest(number.values.front(), *others)});
  }
  return added;
}

}  // namespace hexapla

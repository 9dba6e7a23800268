#include "translate/compare/number_differences.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "store/text/fold.h"
#include "translate/compare/amounts.h"
#include "translate/compare/figure_neighbours.h"
#include "translate/compare/numbers.h"
#include "translate/compare/scale_words.h"
#include "translate/compare/spelled_numbers.h"
#include "translate/compare/unit_names.h"

namespace hexapla {
namespace {

bool intersects(const std::vector<double>& left, const std::vector<double>& right) {
  return std::any_of(left.begin(), left.end(), [&](double a) {
    return std::any_of(right.begin(), right.end(), [&](double b) { return is_same_value(a, b); });
  });
}

std::vector<double> calendar_offsets(const LanguageTag& language) {
  const std::string_view tag = language.language();
  if (tag == "th" || tag == "lo" || tag == "km") return {543};
  if (tag == "fa" || tag == "ps" || tag == "prs") return {-621, -622};
  if (tag == "ja") return {-2018, -1988, -1925};
  if (tag == "zh") return {-1911};
  if (tag == "he") return {3760, 3761};
  return {};
}

// How many powers of ten one is larger than the other; nothing where that is no whole number.
std::optional<int> powers_between(double a, double b) {
  if (a <= 0 || b <= 0) return std::nullopt;
  const double powers = std::log10(a / b), nearest = std::round(powers);
  if (std::abs(powers - nearest) >= 1e-9) return std::nullopt;
  return static_cast<int>(std::abs(nearest));
}

// Whether the same thing may be meant although the digits differ.
bool may_mean_the_same(double source, double target, const LanguageTag& source_language,
                       const LanguageTag& target_language) {
  if (std::abs(source - target) == 12 && std::max(source, target) <= 24)
    return true;  // 9 p.m., 21 o'clock
  for (const double offset : calendar_offsets(target_language)) {
    if (is_same_value(source + offset, target)) return true;
  }
  for (const double offset : calendar_offsets(source_language)) {
    if (is_same_value(target + offset, source)) return true;
  }
  return false;
}

// Whether two figures without words for thousands and more differ by powers of ten that one could
// be.
bool differ_by_powers(const WrittenNumber& a, const WrittenNumber& b) {
  return std::any_of(a.values.begin(), a.values.end(), [&](double x) {
    return std::any_of(b.values.begin(), b.values.end(), [&](double y) {
      const auto powers = powers_between(x, y);
      return powers && *powers >= 2;
    });
  });
}

// Whether two figures are the same but for powers of ten, of which one has a word for them.
bool differ_by_scale(const WrittenNumber& a, const WrittenNumber& b) {
  if (a.is_scaled() == b.is_scaled()) return false;
  const WrittenNumber &scaled = a.is_scaled() ? a : b, &plain = a.is_scaled() ? b : a;
  // Nobody writes `150,000 million`.
  constexpr double kLargest = 10'000;
  if (plain.values.empty() || plain.values.front() >= kLargest) return false;
  return std::any_of(plain.values.begin(), plain.values.end(), [&](double value) {
    return std::any_of(scaled.figures.begin(), scaled.figures.end(),
                       [&](double figure) { return powers_between(figure, value).has_value(); });
  });
}

std::string roman(int value) {
  static constexpr std::array<std::pair<int, std::string_view>, 13> kSteps{{{1000, "M"},
                                                                            {900, "CM"},
                                                                            {500, "D"},
                                                                            {400, "CD"},
                                                                            {100, "C"},
                                                                            {90, "XC"},
                                                                            {50, "L"},
                                                                            {40, "XL"},
                                                                            {10, "X"},
                                                                            {9, "IX"},
                                                                            {5, "V"},
                                                                            {4, "IV"},
                                                                            {1, "I"}}};
  std::string text;
  for (const auto& [step, letters] : kSteps) {
    for (; value >= step; value -= step) text += letters;
  }
  return text;
}

bool has_ascii_word(std::string_view text, std::string_view word) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t past = at + word.size();
    if ((at == 0 || !letter(text[at - 1])) && (past == text.size() || !letter(text[past])))
      return true;
  }
  return false;
}

// Not as the three of `підтримки`.
bool begins_words(std::string_view text, std::string_view words) {
  if (words.empty()) return false;
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1)) {
    if (may_begin_word(text, at)) return true;
  }
  return false;
}

bool says_in_words(std::string_view text, double value, const LanguageTag& language) {
  if (value != std::floor(value) || value < 0 || value > 1e12) return false;
  if (value >= 1 && value < 4000 && has_ascii_word(text, roman(static_cast<int>(value))))
    return true;
  // 上百: a hundred and more.
  for (const auto& [power, words] : {std::pair<double, std::string_view>{100, "百"},
                                     {1000, "千"},
                                     {10000, "万"},
                                     {10000, "萬"}}) {
    if (value == power && text.find(words) != std::string_view::npos) return true;
  }
  return begins_words(fold(text), fold(spelled_out(value, language)));
}

struct Side {
  std::string_view text;
  const LanguageTag& language;
  std::vector<WrittenNumber> numbers;
  std::vector<bool> matched;
};

// What a number is counted in but for money; nothing where that is no unit that we know.
std::vector<std::uint16_t> measure_of(const Side& side, const WrittenNumber& number) {
  for (WrittenAmount& amount : find_amounts(side.text, side.language)) {
    if (amount.range.begin < number.range.end && number.range.begin < amount.range.end &&
        !is_money(amount.units))
      return std::move(amount.units);
  }
  return {};
}

// 5 km are 5,000 m.
bool may_be_of_other_units(const Side& left, const WrittenNumber& a, const Side& right,
                           const WrittenNumber& b) {
  const std::vector<std::uint16_t> ours = measure_of(left, a), theirs = measure_of(right, b);
  return !ours.empty() && !theirs.empty() &&
         std::none_of(ours.begin(), ours.end(), [&](std::uint16_t unit) {
           return std::find(theirs.begin(), theirs.end(), unit) != theirs.end();
         });
}

// A word that we do not know may stand by the smaller of two figures (`5 million`, `5.000.000`), or
// one word for several of them (`3 to 5 million`): but where both have their scale, or one has
// none, it is said.
bool may_have_one_scale(const Side& left, const WrittenNumber& a, const Side& right,
                        const WrittenNumber& b) {
  if (a.is_scaled() || b.is_scaled() ? !differ_by_scale(a, b) : !differ_by_powers(a, b))
    return false;
  const bool is_right =
      a.is_scaled() == b.is_scaled() ? b.values.front() < a.values.front() : a.is_scaled();
  const Side& side = is_right ? right : left;
  const WrittenNumber& plain = is_right ? b : a;
  return !ScaleWords::of(side.language).count_ones(side.text, plain.range.end) ||
         may_be_of_other_units(left, a, right, b);
}

Side side(std::string_view text, const LanguageTag& language) {
  Side made{text, language, find_numbers(text, language), {}};
  made.matched.assign(made.numbers.size(), false);
  return made;
}

template <typename Agree>
void match(Side& left, Side& right, const Agree& agree) {
  for (std::size_t i = 0; i < left.numbers.size(); ++i) {
    for (std::size_t k = 0; !left.matched[i] && k < right.numbers.size(); ++k) {
      if (!right.matched[k] && agree(left.numbers[i], right.numbers[k]))
        left.matched[i] = right.matched[k] = true;
    }
  }
}

// `5.30` and `17:30` of a clock: which hours may stand for these, and whether half an hour may be
// said in a word.
bool is_clock(const std::vector<double>& parts) {
  return parts.size() == 2 && parts[0] <= 24 && parts[1] < 60;
}

// A date or version counts as there when all its parts stand in the other text, in whatever order.
void match_parts(Side& left, Side& right) {
  const auto stands = [&](double part) {
    return std::any_of(
        right.numbers.begin(), right.numbers.end(), [&](const WrittenNumber& number) {
          return intersects({part}, number.values) || intersects({part}, number.parts);
        });
  };
  for (std::size_t i = 0; i < left.numbers.size(); ++i) {
    if (left.matched[i] || left.numbers[i].parts.size() < 2) continue;
    const auto& parts = left.numbers[i].parts;
    const bool clock = is_clock(parts) && (stands(parts[0]) || stands(parts[0] + 12) ||
                                           (parts[0] > 12 && stands(parts[0] - 12)));
    const bool minutes = clock && (parts[1] == 30 || parts[1] == 0 || stands(parts[1]));
    if (!minutes && !std::all_of(parts.begin(), parts.end(), stands)) continue;
    left.matched[i] = true;
    for (std::size_t k = 0; k < right.numbers.size(); ++k) {
      std::vector<double> meant = parts;
      if (clock) meant.insert(meant.end(), {parts[0] + 12, parts[0] - 12});
      if (!right.matched[k] && (intersects(meant, right.numbers[k].values) ||
                                intersects(meant, right.numbers[k].parts))) {
        right.matched[k] = true;
      }
    }
  }
}

// A number said twice on one side and once on the other is no difference.
void match_repetitions(Side& left, const Side& right) {
  for (std::size_t i = 0; i < left.numbers.size(); ++i) {
    for (std::size_t k = 0; !left.matched[i] && k < right.numbers.size(); ++k) {
      left.matched[i] = intersects(left.numbers[i].values, right.numbers[k].values);
    }
  }
}

void match_words(Side& left, const Side& right) {
  for (std::size_t i = 0; i < left.numbers.size(); ++i) {
    if (left.matched[i]) continue;
    const auto& values = left.numbers[i].values;
    left.matched[i] = std::any_of(values.begin(), values.end(), [&](double value) {
      return says_in_words(right.text, value, right.language);
    });
  }
}

// Small figures may be said in words that we do not know.
bool is_large(const WrittenNumber& number) {
  constexpr double kSmallest = 100;
  const std::vector<double>& figures = number.is_scaled() ? number.figures : number.values;
  return !figures.empty() && figures[0] >= kSmallest;
}

bool all_matched(const Side& side) {
  return std::all_of(side.matched.begin(), side.matched.end(), [](bool m) { return m; });
}

}  // namespace

NumberComparison compare_numbers(std::string_view source, const LanguageTag& source_language,
                                 std::string_view target, const LanguageTag& target_language) {
  Side left = side(source, source_language), right = side(target, target_language);
  if (left.numbers.empty() && right.numbers.empty()) return {};

  match(left, right, [](const WrittenNumber& a, const WrittenNumber& b) {
    return intersects(a.values, b.values);
  });
  match_parts(left, right);
  match_parts(right, left);
  match_repetitions(left, right);
  match_repetitions(right, left);
  if (all_matched(left) && all_matched(right)) return {};
  match(left, right, [&](const WrittenNumber& a, const WrittenNumber& b) {
    if (may_have_one_scale(left, a, right, b)) return true;
    if (a.is_scaled() || b.is_scaled()) return false;
    return std::any_of(a.values.begin(), a.values.end(), [&](double x) {
      return std::any_of(b.values.begin(), b.values.end(), [&](double y) {
        return may_mean_the_same(x, y, source_language, target_language);
      });
    });
  });
  match_words(left, right);
  match_words(right, left);

  NumberComparison found;
  std::size_t next = 0;
  for (std::size_t i = 0; i < left.numbers.size(); ++i) {
    if (left.matched[i]) continue;
    while (next < right.numbers.size() && right.matched[next]) ++next;
    if (next < right.numbers.size()) {
      found.differences.push_back({left.numbers[i].range, right.numbers[next++].range});
    } else if (is_large(left.numbers[i])) {
      found.differences.push_back({left.numbers[i].range, std::nullopt});
    }
  }
  for (; next < right.numbers.size(); ++next)
    if (!right.matched[next]) found.only_in_target.push_back(right.numbers[next].range);
  return found;
}

}  // namespace hexapla

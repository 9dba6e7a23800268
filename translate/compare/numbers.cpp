#include "translate/compare/numbers.h"

#include <unicode/rbnf.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "translate/compare/zawgyi.h"

namespace hexapla {
namespace {

struct CodePoint {
  UChar32 value;
  std::uint32_t begin, end;
};

std::vector<CodePoint> code_points(std::string_view text) {
  std::vector<CodePoint> result;
  result.reserve(text.size());
  std::optional<bool> in_zawgyi;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    auto c = static_cast<UChar32>(take_code_point(text, at));
    if (is_letter_in_zawgyi(static_cast<char32_t>(c))) {
      if (!in_zawgyi) in_zawgyi = is_zawgyi(text);
      constexpr UChar32 kAnyLetter = 0x1000;
      if (*in_zawgyi) c = kAnyLetter;
    }
    result.push_back({c, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
  }
  return result;
}

enum class Separator { none, point_or_comma, grouping, decimal };

Separator separator(UChar32 c) {
  switch (c) {
    case '.':
    case ',':
    case 0xFF0C:  // fullwidth comma
    case 0xFF0E:  // fullwidth full stop
      return Separator::point_or_comma;
    case 0x066C:  // Arabic thousands separator
    case '\'':
    case 0x2019:
    case ' ':
    case 0x00A0:
    case 0x2009:
    case 0x202F:
      return Separator::grouping;
    case 0x066B:  // Arabic decimal separator
      return Separator::decimal;
    default:
      return Separator::none;
  }
}

double multiplier(UChar32 c) {
  switch (c) {
    case 0x5341:
      return 1e1;  // 十
    case 0x767E:
      return 1e2;  // 百
    case 0x5343:
    case 0xCC9C:
      return 1e3;  // 千 천
    case 0x4E07:
    case 0x842C:
    case 0xB9CC:
      return 1e4;  // 万 萬 만
    case 0x4EBF:
    case 0x5104:
    case 0xC5B5:
      return 1e8;  // 亿 億 억
    case 0x5146:
    case 0xC870:
      return 1e12;  // 兆 조
    default:
      return 0;
  }
}

struct DigitRun {
  double value = 0;
  std::size_t digits = 0;
  bool leading_zero = false;
};

// The groups of one number and the marks between them.
struct Groups {
  std::vector<DigitRun> runs;
  std::vector<UChar32> marks;
};

double joined(const Groups& groups, std::size_t first, std::size_t past) {
  double value = 0;
  for (std::size_t i = first; i < past; ++i) {
    value =
        value * std::pow(10.0, static_cast<double>(groups.runs[i].digits)) + groups.runs[i].value;
  }
  return value;
}

// Whether groups [0, past) look like thousands: 412,000; 12,34,567 (India); 41,2000 (by ten
// thousands).
bool is_grouped(const Groups& groups, std::size_t past) {
  if (past < 2 || groups.runs[0].leading_zero || groups.runs[0].digits > 4) return false;
  const std::size_t last = groups.runs[past - 1].digits;
  if (last != 3 && last != 4) return false;
  for (std::size_t i = 1; i + 1 < past; ++i) {
    const std::size_t digits = groups.runs[i].digits;
    if (digits != last && !(last == 3 && digits == 2)) return false;
  }
  return last == 3 ? groups.runs[0].digits <= 3 : true;
}

double with_fraction(double whole, const DigitRun& fraction) {
  return whole + fraction.value / std::pow(10.0, static_cast<double>(fraction.digits));
}

std::vector<double> readings(const Groups& groups) {
  const std::size_t count = groups.runs.size();
  if (count == 1) return {groups.runs[0].value};
  const UChar32 last_mark = groups.marks.back();
  const bool one_kind = std::all_of(groups.marks.begin(), groups.marks.end(),
                                    [&](UChar32 mark) { return mark == last_mark; });
  std::vector<double> values;
  const Separator kind = separator(last_mark);
  if (one_kind) {
    if (kind != Separator::decimal && is_grouped(groups, count))
      values.push_back(joined(groups, 0, count));
    if (count == 2 && kind != Separator::grouping) {
      values.push_back(with_fraction(groups.runs[0].value, groups.runs[1]));
    }
    return values;
  }
  const bool one_grouping_mark = std::all_of(groups.marks.begin(), groups.marks.end() - 1,
                                             [&](UChar32 mark) { return mark == groups.marks[0]; });
  if (kind != Separator::grouping && one_grouping_mark && is_grouped(groups, count - 1)) {
    values.push_back(with_fraction(joined(groups, 0, count - 1), groups.runs.back()));
  }
  return values;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : points_(code_points(text)) {}

  std::vector<WrittenNumber> run() {
    std::vector<WrittenNumber> numbers;
    while (at_ < points_.size()) {
      if (u_charDigitValue(points_[at_].value) < 0) {
        ++at_;
      } else {
        numbers.push_back(number());
      }
    }
    return numbers;
  }

 private:
  DigitRun digits() {
    DigitRun run;
    run.leading_zero = u_charDigitValue(points_[at_].value) == 0;
    for (; at_ < points_.size(); ++at_) {
      const int digit = u_charDigitValue(points_[at_].value);
      if (digit < 0) break;
      run.value = run.value * 10 + digit;
      ++run.digits;
    }
    return run;
  }

  std::size_t digits_ahead(std::size_t from) const {
    std::size_t past = from;
    while (past < points_.size() && u_charDigitValue(points_[past].value) >= 0) ++past;
    return past - from;
  }

  // A space joins groups only where nothing else can be meant: `412 000`, but not `in 2014 300
  // people`.
  bool continues(const Groups& groups) const {
    if (at_ + 1 >= points_.size()) return false;
    const Separator kind = separator(points_[at_].value);
    if (kind == Separator::none) return false;
    const std::size_t ahead = digits_ahead(at_ + 1);
    if (kind == Separator::grouping)
      return ahead == 3 && groups.runs[0].digits <= 3 && groups.runs.back().digits <= 3;
    return ahead > 0;
  }

  WrittenNumber number() {
    WrittenNumber found;
    found.range.begin = points_[at_].begin;
    Groups groups;
    groups.runs.push_back(digits());
    while (continues(groups)) {
      groups.marks.push_back(points_[at_].value);
      ++at_;
      groups.runs.push_back(digits());
    }
    for (const DigitRun& run : groups.runs) found.parts.push_back(run.value);
    found.values = readings(groups);
    multiply(found);
    found.range.end = points_[at_ - 1].end;
    return found;
  }

  void multiply(WrittenNumber& found) {
    double factor = 1;
    while (at_ < points_.size() && multiplier(points_[at_].value) > 0)
      factor *= multiplier(points_[at_++].value);
    if (factor == 1) return;
    for (double& value : found.values) value *= factor;
    found.parts.clear();
    // `41万2千`: what follows counts smaller units.
    if (at_ < points_.size() && u_charDigitValue(points_[at_].value) >= 0) {
      const std::size_t before = at_;
      const double rest = digits().value;
      double unit = 1;
      while (at_ < points_.size() && multiplier(points_[at_].value) > 0)
        unit *= multiplier(points_[at_++].value);
      if (rest * unit < factor) {
        for (double& value : found.values) value += rest * unit;
      } else {
        at_ = before;
      }
    }
  }

  std::vector<CodePoint> points_;
  std::size_t at_ = 0;
};

bool same(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

bool intersects(const std::vector<double>& left, const std::vector<double>& right) {
  return std::any_of(left.begin(), left.end(), [&](double a) {
    return std::any_of(right.begin(), right.end(), [&](double b) { return same(a, b); });
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

// Whether the same thing may be meant although the digits differ.
bool may_mean_the_same(double source, double target, const LanguageTag& source_language,
                       const LanguageTag& target_language) {
  if (std::abs(source - target) == 12 && std::max(source, target) <= 24)
    return true;  // 9 p.m., 21 o'clock
  for (const double offset : calendar_offsets(target_language)) {
    if (same(source + offset, target)) return true;
  }
  for (const double offset : calendar_offsets(source_language)) {
    if (same(target + offset, source)) return true;
  }
  if (source > 0 && target > 0) {
    const double powers = std::log10(source / target);
    const double nearest = std::round(powers);
    if (std::abs(nearest) >= 2 && std::abs(powers - nearest) < 1e-9)
      return true;  // `5 million`, `5.000.000`
  }
  return false;
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

// Words for `value` as ICU spells them; empty where it has no rules for the language. Making the
// rules takes milliseconds, so each thread keeps them.
std::string spelled_out(double value, const LanguageTag& language) {
  thread_local std::map<std::string, std::unique_ptr<icu::RuleBasedNumberFormat>, std::less<>>
      rules;
  const std::string key(language.language());
  auto found = rules.find(key);
  if (found == rules.end()) {
    UErrorCode status = U_ZERO_ERROR;
    auto made = std::make_unique<icu::RuleBasedNumberFormat>(icu::URBNF_SPELLOUT,
                                                             icu::Locale(key.c_str()), status);
    if (U_FAILURE(status)) made.reset();
    constexpr std::size_t kLanguagesKept = 32;
    if (rules.size() >= kLanguagesKept) rules.clear();
    found = rules.emplace(key, std::move(made)).first;
  }
  if (!found->second) return {};
  icu::UnicodeString words;
  found->second->format(value, words);
  std::string text;
  words.toUTF8String(text);
  return text;
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
  const std::string words = fold(spelled_out(value, language));
  return !words.empty() && fold(text).find(words) != std::string::npos;
}

struct Side {
  std::string_view text;
  const LanguageTag& language;
  std::vector<WrittenNumber> numbers;
  std::vector<bool> matched;
};

Side side(std::string_view text, const LanguageTag& language) {
  Side made{text, language, find_numbers(text), {}};
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

bool all_matched(const Side& side) {
  return std::all_of(side.matched.begin(), side.matched.end(), [](bool m) { return m; });
}

}  // namespace

std::vector<WrittenNumber> find_numbers(std::string_view text) { return Scanner(text).run(); }

std::vector<NumberDifference> compare_numbers(std::string_view source,
                                              const LanguageTag& source_language,
                                              std::string_view target,
                                              const LanguageTag& target_language) {
  Side left = side(source, source_language);
  if (left.numbers.empty()) return {};
  Side right = side(target, target_language);

  match(left, right, [](const WrittenNumber& a, const WrittenNumber& b) {
    return intersects(a.values, b.values);
  });
  match_parts(left, right);
  match_parts(right, left);
  match_repetitions(left, right);
  match_repetitions(right, left);
  if (all_matched(left)) return {};
  match(left, right, [&](const WrittenNumber& a, const WrittenNumber& b) {
    return std::any_of(a.values.begin(), a.values.end(), [&](double x) {
      return std::any_of(b.values.begin(), b.values.end(), [&](double y) {
        return may_mean_the_same(x, y, source_language, target_language);
      });
    });
  });
  match_words(left, right);
  match_words(right, left);

  std::vector<NumberDifference> differences;
  std::size_t next = 0;
  constexpr double kSmallest = 100;
  for (std::size_t i = 0; i < left.numbers.size(); ++i) {
    if (left.matched[i]) continue;
    while (next < right.numbers.size() && right.matched[next]) ++next;
    if (next < right.numbers.size()) {
      differences.push_back({left.numbers[i].range, right.numbers[next++].range});
    } else if (!left.numbers[i].values.empty() && left.numbers[i].values[0] >= kSmallest) {
      differences.push_back({left.numbers[i].range, std::nullopt});
    }
  }
  return differences;
}

}  // namespace hexapla

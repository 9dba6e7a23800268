#include "translate/compare/numbers.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "store/text/code_points.h"
#include "translate/compare/figure_neighbours.h"
#include "translate/compare/scale_words.h"
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

bool is_han(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC); }

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
    // `300 亿`.
    if (at_ + 1 < points_.size() && points_[at_].value == ' ' && is_han(points_[at_ + 1].value) &&
        multiplier(points_[at_ + 1].value) > 0)
      ++at_;
    while (at_ < points_.size() && multiplier(points_[at_].value) > 0)
      factor *= multiplier(points_[at_++].value);
    if (factor == 1) return;
    found.scale_by(factor);
    // `41万2千`: what follows counts smaller units.
    if (at_ < points_.size() && u_charDigitValue(points_[at_].value) >= 0) {
      const std::size_t before = at_;
      const double rest = digits().value;
      double unit = 1;
      while (at_ < points_.size() && multiplier(points_[at_].value) > 0)
        unit *= multiplier(points_[at_++].value);
      if (rest * unit < factor) {
        for (double& value : found.values) value += rest * unit;
        found.unit = unit;
      } else {
        at_ = before;
      }
    }
  }

  std::vector<CodePoint> points_;
  std::size_t at_ = 0;
};

bool is_behind_currency_sign(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == ' ') --at;
  if (at == 0) return false;
  const auto sign = static_cast<UChar32>(code_point_at(text, before_code_point(text, at)));
  return u_charType(sign) == U_CURRENCY_SYMBOL;
}

// `5.3 million`, `5 mil millones`, `milioni 5`.
void take_scale_words(std::string_view text, const ScaleWords& words, WrittenNumber& number) {
  std::uint32_t past = number.range.end;
  double factor = 1;
  const bool is_money = is_behind_currency_sign(text, number.range.begin);
  while (const auto behind = words.behind(text, past, is_money)) {
    factor *= behind->factor;
    past = behind->range.end;
  }
  if (factor == 1) {
    const auto before = words.before(text, number.range.begin);
    if (!before) return;
    factor = before->factor;
    number.range.begin = before->range.begin;
  }
  number.range.end = past;
  number.scale_by(factor);
}

// `5 млн 300 тис.`, `1억 3600만`: what follows a scale counts smaller units.
bool continues(std::string_view text, const WrittenNumber& number, const WrittenNumber& next) {
  if (number.values.empty() || next.values.empty()) return false;
  const bool is_smaller = std::all_of(next.values.begin(), next.values.end(),
                                      [&](double value) { return value < number.unit; });
  return is_smaller && next.is_scaled() && after_joint(text, number.range.end) == next.range.begin;
}

}  // namespace

void WrittenNumber::scale_by(double factor) {
  if (!is_scaled()) figures = values;
  for (double& value : values) value *= factor;
  parts.clear();
  unit *= factor;
}

bool is_same_value(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

std::vector<WrittenNumber> find_numbers(std::string_view text) { return Scanner(text).run(); }

std::vector<WrittenNumber> find_numbers(std::string_view text, const LanguageTag& language) {
  std::vector<WrittenNumber> numbers = find_numbers(text);
  if (numbers.empty()) return numbers;
  const ScaleWords& words = ScaleWords::of(language);
  std::vector<WrittenNumber> joined;
  for (WrittenNumber& number : numbers) {
    take_scale_words(text, words, number);
    if (joined.empty() || !continues(text, joined.back(), number)) {
      joined.push_back(std::move(number));
      continue;
    }
    WrittenNumber& whole = joined.back();
    std::vector<double> sums;
    for (const double value : whole.values)
      for (const double rest : number.values) sums.push_back(value + rest);
    whole.values = std::move(sums);
    whole.unit = number.unit;
    whole.range.end = number.range.end;
  }
  return joined;
}

}  // namespace hexapla

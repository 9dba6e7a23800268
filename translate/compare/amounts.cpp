#include "translate/compare/amounts.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "store/text/utf8.h"
#include "translate/compare/figure_neighbours.h"
#include "translate/compare/numbers.h"
#include "translate/compare/unit_names.h"

namespace hexapla {
namespace {

// As names are kept.
std::string as_name(std::string_view word) {
  std::string name;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    if (is_gershayim(take_code_point(word, at)))
      name += "״";
    else
      name += word.substr(begin, at - begin);
  }
  return fold(name);
}

// `°C`, `° F`, `℃`: those of one letter are no words.
bool degrees_behind(std::string_view text, std::size_t at, WrittenAmount& amount) {
  if (at >= text.size() || take_code_point(text, at) != U'°') return false;
  at = after_joint(text, at);
  const std::size_t end = word_end(text, at);
  amount.units = degree_meanings(text.substr(at, end - at));
  amount.range.end = static_cast<std::uint32_t>(end);
  return !amount.units.empty();
}

// Behind the figure: a sign, or one of the next two words, since `million` may stand between.
bool unit_behind(std::string_view text, const UnitNames& names, WrittenAmount& amount) {
  std::size_t at = after_joint(text, amount.range.end);
  if (WrittenAmount degrees = amount; degrees_behind(text, at, degrees)) {
    amount = std::move(degrees);
    return true;
  }
  for (int words = 0; words < 2 && at < text.size(); ++words) {
    std::size_t past = at;
    const char32_t first = take_code_point(text, past);
    amount.units = sign_meanings(first);
    if (!amount.units.empty()) {
      amount.range.end = static_cast<std::uint32_t>(past);
      return true;
    }
    const std::size_t end = word_end(text, at);
    if (end == at) return false;
    const std::string word = as_name(text.substr(at, end - at));
    // `كيلو مترًا` is one word of CLDR's.
    const std::size_t next = after_joint(text, end), next_end = word_end(text, next);
    constexpr std::size_t kLongEnough = 3;
    if (next > end && count_code_points(text.substr(next, next_end - next)) >= kLongEnough) {
      amount.units = names.meanings(word + fold(text.substr(next, next_end - next)));
      if (!amount.units.empty()) {
        amount.range.end = static_cast<std::uint32_t>(next_end);
        return true;
      }
    }
    amount.units = names.meanings(word);
    std::size_t bytes = end - at;
    if (amount.units.empty()) {
      std::size_t folded_bytes = 0;
      amount.units = names.at_start(word, folded_bytes);
      // Folding leaves the scripts without spaces as they are, but for marks: then the word is
      // taken whole.
      if (!amount.units.empty() && word.size() == end - at) bytes = folded_bytes;
    }
    if (!amount.units.empty()) {
      amount.range.end = static_cast<std::uint32_t>(at + bytes);
      return true;
    }
    at = after_joint(text, end);
  }
  return false;
}

// `$5`, `€ 5`.
bool sign_before(std::string_view text, WrittenAmount& amount) {
  std::size_t at = amount.range.begin;
  if (at > 0 && text[at - 1] == ' ') --at;
  if (at == 0) return false;
  const std::size_t begin = before_code_point(text, at);
  amount.units = sign_meanings(code_point_at(text, begin));
  if (amount.units.empty()) return false;
  amount.range.begin = static_cast<std::uint32_t>(begin);
  return true;
}

bool share(const std::vector<std::uint16_t>& a, const std::vector<std::uint16_t>& b) {
  std::vector<std::uint16_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return !both.empty();
}

// `500万`, `5 million`: the word between figure and unit says the powers of ten.
bool same_but_for_powers(double x, double y) {
  if (x <= 0 || y <= 0) return false;
  const double powers = std::abs(std::log10(x / y)), nearest = std::round(powers);
  return nearest >= 3 && std::abs(powers - nearest) < 1e-9;
}

// Whether both say the same figure: money in millions, too, but no lengths, of which 5 km are as
// many as 5,000 m.
bool same_figure(const WrittenAmount& a, const WrittenAmount& b) {
  const bool are_money = is_money(a.units) && is_money(b.units);
  return std::any_of(a.values.begin(), a.values.end(), [&](double x) {
    return std::any_of(b.values.begin(), b.values.end(), [&](double y) {
      return is_same_value(x, y) || (are_money && same_but_for_powers(x, y));
    });
  });
}

bool says_the_same(const WrittenAmount& a, const WrittenAmount& b) {
  return same_figure(a, b) && share(a.units, b.units);
}

}  // namespace

std::vector<WrittenAmount> find_amounts(std::string_view text, const LanguageTag& language) {
  std::vector<WrittenAmount> amounts;
  std::shared_ptr<const UnitNames> names;
  for (WrittenNumber& number : find_numbers(text, language)) {
    if (number.values.empty()) continue;
    if (!names) names = unit_names(language);
    WrittenAmount amount{number.range, std::move(number.values), {}};
    if (sign_before(text, amount) || unit_behind(text, *names, amount))
      amounts.push_back(std::move(amount));
  }
  return amounts;
}

std::vector<AmountDifference> compare_amounts(std::string_view source,
                                              const LanguageTag& source_language,
                                              std::string_view target,
                                              const LanguageTag& target_language) {
  const std::vector<WrittenAmount> left = find_amounts(source, source_language);
  if (left.empty()) return {};
  const std::vector<WrittenAmount> right = find_amounts(target, target_language);
  std::vector<AmountDifference> differences;
  for (const WrittenAmount& ours : left) {
    const WrittenAmount* other = nullptr;
    bool agrees = false;
    for (const WrittenAmount& theirs : right) {
      if (!same_figure(ours, theirs)) continue;
      agrees = agrees || share(ours.units, theirs.units);
      // What says another amount of the original was not changed: `5 miles an hour for 5 hours`.
      const bool is_anothers = std::any_of(left.begin(), left.end(), [&](const WrittenAmount& one) {
        return says_the_same(one, theirs);
      });
      if (!is_anothers) other = &theirs;
    }
    if (!agrees && other != nullptr) differences.push_back({ours.range, other->range});
  }
  return differences;
}

}  // namespace hexapla

#include "translate/align/borders.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

enum Opening : std::uint8_t {
  kNothing,
  kLetter,
  kSmallLetter,
  kDigit,
  kQuotation,
  kDash,
  kBracket,
  kSymbol
};
enum Closing : std::uint8_t {
  kOpen,
  kStop,
  kQuestion,
  kExclamation,
  kColon,
  kSemicolon,
  kComma,
  kEllipsis,
  kDashed
};
constexpr std::uint8_t kQuoted = 9;  // added to a closing

bool is_quotation(char32_t c) {
  return c == U'"' || c == U'\'' || c == U'`' || c == U'´' ||
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_QUOTATION_MARK);
}

bool is_dash(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_DASH_PUNCTUATION; }

Closing closing_mark(char32_t c) {
  switch (c) {
    case U'?':
    case U'？':
    case U'؟':
    case U'՞':
      return kQuestion;
    case U'!':
    case U'！':
    case U'՜':
      return kExclamation;
    case U':':
    case U'：':
      return kColon;
    case U';':
    case U'；':
    case U'؛':
      return kSemicolon;
    case U',':
    case U'，':
    case U'、':
    case U'،':
      return kComma;
    case U'…':
    case U'⋯':
      return kEllipsis;
    default:
      break;
  }
  if (is_dash(c)) return kDashed;
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_S_TERM) ? kStop : kOpen;
}

// The last code point of `text`, which is valid and not empty; takes it off.
char32_t take_last(std::string_view& text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  std::size_t from = at;
  const char32_t c = take_code_point(text, from);
  text = text.substr(0, at);
  return c;
}

// Of `counts`, which are over classes inside beads, how much likelier each is there than in `all`;
// `habit` says the same before anything was counted.
template <std::size_t Classes>
void set_inner(std::array<float, Classes>& result, const std::array<double, Classes>& inner,
               const std::array<double, Classes>& all, const std::array<double, Classes>& habit,
               double strength) {
  double all_sum = 0, inner_sum = 0, habit_sum = 0;
  std::array<double, Classes> marginal{};
  for (std::size_t c = 0; c < Classes; ++c) all_sum += marginal[c] = all[c] + 0.2;
  for (std::size_t c = 0; c < Classes; ++c) {
    marginal[c] /= all_sum;
    habit_sum += marginal[c] * habit[c];
    inner_sum += inner[c];
  }
  for (std::size_t c = 0; c < Classes; ++c) {
    const double expected = marginal[c] * habit[c] / habit_sum;
    const double found = (inner[c] + strength * expected) / (inner_sum + strength);
    result[c] = static_cast<float>(std::clamp(std::log(found / marginal[c]), -2.0, 2.0));
  }
}

template <std::size_t Classes>
void set_matched(std::array<std::array<float, Classes>, Classes>& result,
                 const std::array<std::array<double, Classes>, Classes>& joint,
                 const std::array<double, Classes>& source,
                 const std::array<double, Classes>& target, double strength) {
  std::array<double, Classes> of_source{}, of_target{};
  double source_sum = 0, target_sum = 0, joint_sum = 0, equal_sum = 0;
  for (std::size_t c = 0; c < Classes; ++c) {
    source_sum += of_source[c] = source[c] + 0.2;
    target_sum += of_target[c] = target[c] + 0.2;
    for (const double count : joint[c]) joint_sum += count;
  }
  for (std::size_t c = 0; c < Classes; ++c) {
    of_source[c] /= source_sum;
    of_target[c] /= target_sum;
    equal_sum += std::min(of_source[c], of_target[c]);
  }
  for (std::size_t a = 0; a < Classes; ++a) {
    for (std::size_t b = 0; b < Classes; ++b) {
      const double chance = of_source[a] * of_target[b];
      double expected = 0.5 * chance;
      if (a == b) expected += 0.5 * std::min(of_source[a], of_target[a]) / equal_sum;
      const double found = (joint[a][b] + strength * expected) / (joint_sum + strength);
      result[a][b] = static_cast<float>(std::clamp(std::log(found / chance), -2.0, 2.0));
    }
  }
}

struct Counts {
  std::array<double, kClosings> closing{};
  std::array<double, kOpenings> opening{};
  void add(const SentenceTable& table, std::uint32_t sentence, double weight) {
    closing[table.closing[sentence - 1]] += weight;
    opening[table.opening[sentence]] += weight;
  }
};

// What is inside a sentence oftener than between two, in every language.
std::array<double, kClosings> inner_closings() {
  std::array<double, kClosings> habit{};
  habit.fill(1);
  for (const std::uint8_t quoted : {std::uint8_t{0}, kQuoted}) {
    habit[kOpen + quoted] = 2;
    habit[kColon + quoted] = 1.5;
    habit[kSemicolon + quoted] = 2;
    habit[kComma + quoted] = 2;
  }
  return habit;
}
std::array<double, kOpenings> inner_openings() {
  std::array<double, kOpenings> habit{};
  habit.fill(1);
  habit[kSmallLetter] = 2.5;
  return habit;
}

}  // namespace

std::uint8_t opening_of(std::string_view sentence) {
  for (std::size_t at = 0; at < sentence.size();) {
    const char32_t c = take_code_point(sentence, at);
    const auto character = static_cast<UChar32>(c);
    if (u_isUWhiteSpace(character) || u_iscntrl(character)) continue;
    if (is_quotation(c)) return kQuotation;
    if (is_dash(c)) return kDash;
    if (u_isdigit(character)) return kDigit;
    if (u_islower(character)) return kSmallLetter;
    if (u_isalpha(character)) return kLetter;
    if (u_charType(character) == U_START_PUNCTUATION) return kBracket;
    return kSymbol;
  }
  return kNothing;
}

std::uint8_t closing_of(std::string_view sentence) {
  std::uint8_t quoted = 0;
  while (!sentence.empty()) {
    const char32_t c = take_last(sentence);
    const auto character = static_cast<UChar32>(c);
    if (u_isUWhiteSpace(character) || u_iscntrl(character)) continue;
    if (is_quotation(c)) {
      quoted = kQuoted;
      continue;
    }
    if (u_charType(character) == U_END_PUNCTUATION) continue;
    if (c == U'.' && sentence.ends_with("..")) return kEllipsis + quoted;
    return closing_mark(c) + quoted;
  }
  return kOpen + quoted;
}

BorderModel::BorderModel(const AlignTuning& tuning)
    : weight_(tuning.border_weight), strength_(tuning.border_strength) {}

void BorderModel::fit(const SentenceTable& source, const SentenceTable& target,
                      std::span<const LearnedBead> beads) {
  Counts source_all, target_all, source_inner, target_inner;
  std::array<std::array<double, kClosings>, kClosings> closing{};
  std::array<std::array<double, kOpenings>, kOpenings> opening{};
  for (std::size_t k = 0; k < beads.size(); ++k) {
    const LearnedBead& bead = beads[k];
    const auto weight = static_cast<double>(bead.weight);
    for (std::uint32_t i = 1; i < bead.source_count; ++i) {
      source_inner.add(source, bead.source_first + i, weight);
      source_all.add(source, bead.source_first + i, 1);
    }
    for (std::uint32_t j = 1; j < bead.target_count; ++j) {
      target_inner.add(target, bead.target_first + j, weight);
      target_all.add(target, bead.target_first + j, 1);
    }
    if (k == 0) continue;
    const LearnedBead& last = beads[k - 1];
    const bool goes_on = last.source_first + last.source_count == bead.source_first &&
                         last.target_first + last.target_count == bead.target_first;
    if (!goes_on || bead.source_first == 0 || bead.target_first == 0) continue;
    if (bead.source_count > 0 && last.source_count > 0)
      source_all.add(source, bead.source_first, 1);
    if (bead.target_count > 0 && last.target_count > 0)
      target_all.add(target, bead.target_first, 1);
    if (bead.source_count == 0 || bead.target_count == 0 || last.source_count == 0 ||
        last.target_count == 0)
      continue;
    const double both = weight * static_cast<double>(last.weight);
    closing[source.closing[bead.source_first - 1]][target.closing[bead.target_first - 1]] += both;
    opening[source.opening[bead.source_first]][target.opening[bead.target_first]] += both;
  }
  set_matched(closing_, closing, source_all.closing, target_all.closing, strength_);
  set_matched(opening_, opening, source_all.opening, target_all.opening, strength_);
  const auto closing_habit = inner_closings();
  const auto opening_habit = inner_openings();
  set_inner(inner_source_.closing, source_inner.closing, source_all.closing, closing_habit,
            strength_);
  set_inner(inner_source_.opening, source_inner.opening, source_all.opening, opening_habit,
            strength_);
  set_inner(inner_target_.closing, target_inner.closing, target_all.closing, closing_habit,
            strength_);
  set_inner(inner_target_.opening, target_inner.opening, target_all.opening, opening_habit,
            strength_);
}

float BorderModel::matched(const SentenceTable& source_table, std::uint32_t source,
                           const SentenceTable& target_table, std::uint32_t target) const {
  return static_cast<float>(weight_) *
         (closing_[source_table.closing[source - 1]][target_table.closing[target - 1]] +
          opening_[source_table.opening[source]][target_table.opening[target]]);
}

float BorderModel::inner_source(const SentenceTable& table, std::uint32_t sentence) const {
  return static_cast<float>(weight_) * (inner_source_.closing[table.closing[sentence - 1]] +
                                        inner_source_.opening[table.opening[sentence]]);
}

float BorderModel::inner_target(const SentenceTable& table, std::uint32_t sentence) const {
  return static_cast<float>(weight_) * (inner_target_.closing[table.closing[sentence - 1]] +
                                        inner_target_.opening[table.opening[sentence]]);
}

}  // namespace hexapla

#include "translate/compare/dates.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "store/ingest/month_names.h"
#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/fold.h"

namespace hexapla {
namespace {

// A run of digits, a run of letters, or one other character that is no white space.
struct Token {
  enum class Is { number, word, mark } is;
  ByteRange range;
  int value = 0;  // of a number; -1 when it has more than four digits
  std::uint32_t digits = 0;
  char32_t first = 0;
};

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char32_t first = take_code_point(text, at);
    const auto c = static_cast<UChar32>(first);
    Token token{Token::Is::mark, {begin, static_cast<std::uint32_t>(at)}, 0, 0, first};
    if (u_isUWhiteSpace(c)) continue;
    const bool number = u_charDigitValue(c) >= 0, word = is_letter_or_mark(c);
    if (number || word) {
      token.is = number ? Token::Is::number : Token::Is::word;
      token.value = number ? u_charDigitValue(c) : 0;
      token.digits = 1;
      while (at < text.size()) {
        std::size_t next = at;
        const auto d = static_cast<UChar32>(take_code_point(text, next));
        // Digits glue to no letters: `10月21日`, `21st`.
        if (number ? u_charDigitValue(d) < 0 : !is_letter_or_mark(d)) break;
        if (number && ++token.digits <= 4) token.value = token.value * 10 + u_charDigitValue(d);
        at = next;
      }
      if (number && token.digits > 4) token.value = -1;
      token.range.end = static_cast<std::uint32_t>(at);
    }
    tokens.push_back(token);
  }
  return tokens;
}

constexpr int kDaysOfMonth[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool is_day(int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= kDaysOfMonth[month - 1];
}

bool is_year(const Token& token) {
  return token.is == Token::Is::number && token.digits == 4 && token.value >= 1000 &&
         token.value < 2400;
}

class DateFinder {
 public:
  DateFinder(std::string_view text, const LanguageTag& language)
      : text_(text), language_(language.language()), tokens_(tokens_of(text)) {}

  std::vector<WrittenDate> run() {
    std::vector<WrittenDate> dates;
    for (std::size_t at = 0; at < tokens_.size();) {
      past_ = at;
      std::optional<WrittenDate> date = with_counters(at);
      if (!date) date = in_figures(at);
      if (!date) date = day_then_month(at);
      if (!date) date = month_then_day(at);
      if (date) {
        date->range = {tokens_[at].range.begin, tokens_[past_ - 1].range.end};
        dates.push_back(*std::move(date));
      }
      at = date ? past_ : at + 1;
    }
    return dates;
  }

 private:
  const Token* token(std::size_t at) const { return at < tokens_.size() ? &tokens_[at] : nullptr; }
  bool is_number(std::size_t at) const {
    return at < tokens_.size() && tokens_[at].is == Token::Is::number;
  }
  bool is_mark(std::size_t at, std::u32string_view marks) const {
    return at < tokens_.size() && tokens_[at].is == Token::Is::mark &&
           marks.find(tokens_[at].first) != std::u32string_view::npos;
  }
  bool begins_with(std::size_t at, std::u32string_view letters) const {
    return at < tokens_.size() && tokens_[at].is == Token::Is::word &&
           letters.find(tokens_[at].first) != std::u32string_view::npos;
  }
  bool touch(std::size_t left, std::size_t right) const {
    return tokens_[left].range.end == tokens_[right].range.begin;
  }

  // `2022年10月21日`, `10월 21일`. What follows the last counter is another word, so its first
  // letter is looked at only.
  std::optional<WrittenDate> with_counters(std::size_t at) {
    WrittenDate date;
    if (is_number(at) && tokens_[at].digits == 4 && begins_with(at + 1, U"年년")) {
      date.year = tokens_[at].value;
      at += 2;
    }
    if (!is_number(at) || !begins_with(at + 1, U"月월") || !is_number(at + 2) ||
        !begins_with(at + 3, U"日일號号") || !is_day(tokens_[at].value, tokens_[at + 2].value)) {
      return std::nullopt;
    }
    date.days.push_back({tokens_[at].value, tokens_[at + 2].value});
    past_ = at + 3;
    return date;
  }

  // `2022-10-21`, `21.10.2022`, `10/21/2022`.
  std::optional<WrittenDate> in_figures(std::size_t at) {
    if (!is_number(at) || !is_number(at + 2) || !is_number(at + 4)) return std::nullopt;
    if (!is_mark(at + 1, U".-/") || tokens_[at + 1].first != tokens_[at + 3].first)
      return std::nullopt;
    for (std::size_t i = at; i < at + 4; ++i) {
      if (!touch(i, i + 1)) return std::nullopt;
    }
    const int a = tokens_[at].value, b = tokens_[at + 2].value, c = tokens_[at + 4].value;
    WrittenDate date;
    const auto can_be = [&](int month, int day) {
      if (is_day(month, day)) date.days.push_back({month, day});
    };
    if (is_year(tokens_[at])) {
      date.year = a;
      can_be(b, c);
    } else if (is_year(tokens_[at + 4])) {
      date.year = c;
      can_be(b, a);
      if (tokens_[at + 1].first == '/' && a != b) can_be(a, b);
    }
    if (date.days.empty()) return std::nullopt;
    past_ = at + 5;
    return date;
  }

  // The month that the words from `at` on name, and how many tokens they are.
  std::optional<int> month_at(std::size_t at, std::size_t& count) const {
    if (at >= tokens_.size() || tokens_[at].is != Token::Is::word) return std::nullopt;
    const std::string_view word = tokens_[at].range.of(text_);
    // `may` and `march` are words of their own.
    if (language_ == "en" && !u_isupper(static_cast<UChar32>(tokens_[at].first)))
      return std::nullopt;
    const auto look_up = [&](std::string_view name) -> std::optional<int> {
      std::string key = fold(name);
      std::erase_if(key, [](char c) { return c == ' ' || c == '.'; });
      const DateWord* found = find_date_word(language_, key);
      if (found == nullptr || found->is != DateWord::Is::month ||
          found->calendar != CalendarKind::gregorian)
        return std::nullopt;
      return found->month;
    };
    // `تشرين الأول` before `تشرين`.
    if (at + 1 < tokens_.size() && tokens_[at + 1].is == Token::Is::word) {
      if (const auto month = look_up(text_.substr(
              tokens_[at].range.begin, tokens_[at + 1].range.end - tokens_[at].range.begin))) {
        count = 2;
        return month;
      }
    }
    count = 1;
    if (const auto month = look_up(word)) return month;
    constexpr std::string_view kHebrewIn = "ב";
    if (language_ == "he" && word.starts_with(kHebrewIn))
      return look_up(word.substr(kHebrewIn.size()));
    return std::nullopt;
  }

  // What may stand between a day and its month: `21.`, `21st of`, `21 de`, `21-го`, `ב-`.
  std::size_t after_joint(std::size_t at) const {
    std::size_t past = at;
    for (int steps = 0; steps < 3 && past < tokens_.size(); ++steps) {
      std::size_t ignored = 0;
      if (tokens_[past].is == Token::Is::word) {
        if (month_at(past, ignored)) return past;
        constexpr std::uint32_t kLongestJoint = 6;  // bytes: `of`, `de`, `-го`, `من`
        if (tokens_[past].range.size() > kLongestJoint) return past;
      } else if (!is_mark(past, U".-‑’'ºª")) {
        return past;
      }
      ++past;
    }
    return past;
  }

  void take_year(WrittenDate& date, std::size_t at) {
    std::size_t next = at;
    for (int steps = 0; steps < 2 && next < tokens_.size(); ++steps) {
      if (is_year(tokens_[next])) break;
      const bool joint = is_mark(next, U",،.") ||
                         (tokens_[next].is == Token::Is::word && tokens_[next].range.size() <= 4);
      if (!joint) return;
      ++next;
    }
    if (next < tokens_.size() && is_year(tokens_[next])) {
      date.year = tokens_[next].value;
      past_ = next + 1;
    }
  }

  std::optional<WrittenDate> day_then_month(std::size_t at) {
    if (!is_number(at) || tokens_[at].digits > 2) return std::nullopt;
    // Not the end of `3.21 Mai` or `1,21`.
    if (at > 0 && touch(at - 1, at) && is_mark(at - 1, U".,:/")) return std::nullopt;
    const std::size_t month_token = after_joint(at + 1);
    std::size_t count = 0;
    const auto month = month_at(month_token, count);
    if (!month || !is_day(*month, tokens_[at].value)) return std::nullopt;
    WrittenDate date;
    date.days.push_back({*month, tokens_[at].value});
    past_ = month_token + count;
    take_year(date, past_);
    return date;
  }

  std::optional<WrittenDate> month_then_day(std::size_t at) {
    std::size_t count = 0;
    const auto month = month_at(at, count);
    if (!month) return std::nullopt;
    std::size_t day = at + count;
    if (is_mark(day, U".")) ++day;
    if (!is_number(day) || tokens_[day].digits > 2 || !is_day(*month, tokens_[day].value))
      return std::nullopt;
    // `May 21.5`, `May 10:30`, `May 10 000`: no day.
    if (day + 2 < tokens_.size() && touch(day, day + 1) && is_number(day + 2) &&
        touch(day + 1, day + 2) && is_mark(day + 1, U".:")) {
      return std::nullopt;
    }
    WrittenDate date;
    date.days.push_back({*month, tokens_[day].value});
    past_ = day + 1;
    const bool ordinal = past_ < tokens_.size() && tokens_[past_].is == Token::Is::word &&
                         touch(day, past_) && tokens_[past_].range.size() <= 2;
    take_year(date, ordinal ? past_ + 1 : past_);
    return date;
  }

  std::string_view text_, language_;
  std::vector<Token> tokens_;
  std::size_t past_ = 0;  // of the date found last
};

bool agree(const WrittenDate& a, const WrittenDate& b) {
  const bool same_day = std::any_of(a.days.begin(), a.days.end(), [&](const auto& day) {
    return std::find(b.days.begin(), b.days.end(), day) != b.days.end();
  });
  // A year of another calendar is centuries off.
  constexpr int kOtherCalendar = 100;
  const int years = std::abs(a.year - b.year);
  return same_day && (a.year == 0 || b.year == 0 || years == 0 || years > kOtherCalendar);
}

}  // namespace

std::vector<WrittenDate> find_dates(std::string_view text, const LanguageTag& language) {
  return DateFinder(text, language).run();
}

std::vector<DateDifference> compare_dates(std::string_view source,
                                          const LanguageTag& source_language,
                                          std::string_view target,
                                          const LanguageTag& target_language) {
  std::vector<WrittenDate> left = find_dates(source, source_language);
  if (left.empty()) return {};
  std::vector<WrittenDate> right = find_dates(target, target_language);
  const auto without_partner = [](const std::vector<WrittenDate>& these,
                                  const std::vector<WrittenDate>& those) {
    std::vector<WrittenDate> alone;
    std::copy_if(these.begin(), these.end(), std::back_inserter(alone), [&](const auto& date) {
      return std::none_of(those.begin(), those.end(),
                          [&](const auto& other) { return agree(date, other); });
    });
    return alone;
  };
  const std::vector<WrittenDate> ours = without_partner(left, right),
                                 theirs = without_partner(right, left);
  std::vector<DateDifference> differences;
  for (std::size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i)
    differences.push_back({ours[i].range, theirs[i].range});
  return differences;
}

}  // namespace hexapla

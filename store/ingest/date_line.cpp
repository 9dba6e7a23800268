#include "store/ingest/date_line.h"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "store/ingest/cues.h"
#include "store/ingest/month_names.h"
#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/fold.h"

namespace hexapla {
namespace {

// A line longer than this tells a story, whatever it begins with.
constexpr std::size_t kLongestDateLine = 240;

struct Token {
  enum class Kind { number, word, mark } kind;
  std::string_view text;
  bool after_space = false;
};

// Marks of East Asian dates; each is a token of its own behind a number, so that `日星期五` falls
// apart.
constexpr std::array<std::string_view, 13> kNumberMarks = {"年", "月", "日", "号", "號", "时", "時",
                                                           "点", "點", "分", "년", "월", "일"};
constexpr std::array<std::string_view, 8> kHourMarks = {"h",  "时", "時",  "点",
                                                        "點", "시", "uhr", "ч"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  bool space = true;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const auto c = static_cast<UChar32>(take_code_point(text, i));
    const auto part = [&](std::size_t end) { return text.substr(begin, end - begin); };
    if (u_isUWhiteSpace(c)) {
      space = true;
      continue;
    }
    if (c >= '0' && c <= '9') {
      while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
      tokens.push_back({Token::Kind::number, part(i), space});
    } else if (is_letter_or_mark(c)) {
      const bool behind_number = !tokens.empty() && tokens.back().kind == Token::Kind::number;
      if (!behind_number || !is_one_of(kNumberMarks, part(i))) {
        while (i < text.size() && is_letter_or_mark(static_cast<UChar32>(code_point_at(text, i))))
          i = after_code_point(text, i);
      }
      tokens.push_back({Token::Kind::word, part(i), space});
    } else {
      tokens.push_back({Token::Kind::mark, part(i), space});
    }
    space = false;
  }
  return tokens;
}

class DateReader {
 public:
  DateReader(std::string_view text, std::string_view language)
      : tokens_(tokenize(text)), language_(language) {}

  std::optional<std::string> read() {
    while (at_ < tokens_.size()) {
      const bool understood = token(0).kind == Token::Kind::number ? read_number()
                              : token(0).kind == Token::Kind::word ? read_word()
                                                                   : read_mark();
      if (!understood) return std::nullopt;
    }
    if (ambiguous_) return std::string();
    return written();
  }

 private:
  const Token& token(std::size_t ahead) const { return tokens_[at_ + ahead]; }
  bool has(std::size_t ahead, Token::Kind kind) const {
    return at_ + ahead < tokens_.size() && token(ahead).kind == kind;
  }
  bool has_text(std::size_t ahead, std::string_view text) const {
    return at_ + ahead < tokens_.size() && token(ahead).text == text;
  }
  bool has_number(std::size_t ahead, std::size_t most_digits) const {
    return has(ahead, Token::Kind::number) && token(ahead).text.size() <= most_digits;
  }
  int value(std::size_t ahead) const {
    int value = 0;
    for (const char c : token(ahead).text) value = value * 10 + (c - '0');
    return value;
  }
  bool advance(std::size_t count) {
    at_ += count;
    return true;
  }
  // A second year, month, day or time makes it no date.
  static bool set(int& field, int value) {
    if (field >= 0) return false;
    field = value;
    return true;
  }

  bool read_number() {
    if (token(0).text.size() > 4) return false;
    if (has_number(0, 2) && has_text(1, ":") && has_number(2, 2)) return read_time(":");
    if (const auto numeric = read_numeric_date()) return *numeric;
    if (has_text(1, "年") || has_text(1, "년")) return set(year_, value(0)) && advance(2);
    if (has_number(0, 2)) {
      if (has_text(1, "月") || has_text(1, "월")) return set(month_, value(0)) && advance(2);
      if (has_text(1, "日") || has_text(1, "일") || has_text(1, "号") || has_text(1, "號")) {
        return set(day_, value(0)) && advance(2);
      }
      if (has(1, Token::Kind::word) && is_one_of(kHourMarks, token(1).text) && hour_ < 0) {
        hour_ = value(0);
        minute_ = has_number(2, 2) ? value(2) : 0;
        return advance(has_number(2, 2) ? 3 : 2);
      }
      const bool date_is_whole = year_ >= 0 && month_ >= 0 && day_ >= 0;
      if (date_is_whole && has_text(1, ".") && has_number(2, 2)) return read_time(".");
      if (hour_ < 0 && has(1, Token::Kind::word) && (day_ >= 0 || date_is_whole) &&
          half_of_day(token(1).text)) {
        minute_ = 0;
        return set(hour_, value(0)) && advance(1);
      }
      if (hour_ < 0 && half_before_ && day_ >= 0) {
        minute_ = 0;
        return set(hour_, value(0)) && advance(1);
      }
      return set(day_, value(0)) && advance(1);
    }
    return token(0).text.size() == 4 && set(year_, value(0)) && advance(1);
  }

  bool read_time(std::string_view separator) {
    if (!set(hour_, value(0))) return false;
    minute_ = value(2);
    advance(3);
    if (has_text(0, separator) && has_number(1, 2)) {
      second_ = value(1);
      advance(2);
      if (has_text(0, ".") && has(1, Token::Kind::number)) advance(2);
    }
    if ((has_text(0, "+") || has_text(0, "-")) && has_number(1, 4)) return read_offset();
    return true;
  }

  // `2022-10-21`, `21/10/2022`, `21.10.2022`.
  std::optional<bool> read_numeric_date() {
    if (!has(2, Token::Kind::number) || !has(4, Token::Kind::number)) return std::nullopt;
    const std::string_view separator = token(1).text;
    if ((separator != "-" && separator != "/" && separator != ".") || token(3).text != separator) {
      return std::nullopt;
    }
    const int first = value(0), second = value(2), third = value(4);
    if (year_ >= 0 || month_ >= 0 || day_ >= 0 || token(2).text.size() > 2) return false;
    if (token(0).text.size() == 4 && token(4).text.size() <= 2) {
      year_ = first, month_ = second, day_ = third;
    } else if (token(0).text.size() <= 2 && token(4).text.size() == 4) {
      year_ = third;
      const bool month_may_be_first = language_.empty() || language_ == "en";
      if (month_may_be_first && separator == "/" && first <= 12 && second <= 12 &&
          first != second) {
        ambiguous_ = true;
      }
      const bool month_is_first = month_may_be_first && second > 12;
      day_ = month_is_first ? second : first;
      month_ = month_is_first ? first : second;
    } else {
      return false;
    }
    return advance(5);
  }

  bool read_offset() {
    const bool minus = token(0).text == "-";
    int hours = value(1), minutes = 0;
    std::size_t used = 2;
    if (token(1).text.size() == 4) {
      minutes = hours % 100;
      hours /= 100;
    } else if (has_text(2, ":") && has_number(3, 2)) {
      minutes = value(3);
      used = 4;
    }
    if (hours > 14 || minutes > 59 || !offset_.empty()) return false;
    offset_ = fmt::format("{}{:02}:{:02}", minus ? '-' : '+', hours, minutes);
    return advance(used);
  }

  bool half_of_day(std::string_view word) {
    const auto known = [&](Cue cue) { return is_cue(cue, word); };
    const DateWord* const found = find(word);
    if (known(Cue::pm) || (found && found->is == DateWord::Is::pm)) return half_ = 2, true;
    if (known(Cue::am) || (found && found->is == DateWord::Is::am)) return half_ = 1, true;
    return false;
  }

  const DateWord* find(std::string_view word) const {
    if (const DateWord* const found = find_date_word(language_, word)) return found;
    return language_.empty() || language_ == "en" ? nullptr : find_date_word("en", word);
  }

  bool take(const DateWord& word) {
    switch (word.is) {
      case DateWord::Is::month:
        calendar_ = word.calendar;
        return set(month_, word.month);
      case DateWord::Is::weekday:
        return true;
      case DateWord::Is::am:
        return half_ = 1, half_before_ = true;
      case DateWord::Is::pm:
        return half_ = 2, half_before_ = true;
    }
    return false;
  }

  bool read_word() {
    const std::string_view word = token(0).text;
    if ((word == "thang" || word == "thg") && has_number(1, 2))
      return set(month_, value(1)) && advance(2);
    if (word == "gmt" || word == "utc" || word == "z") {
      advance(1);
      if ((has_text(0, "+") || has_text(0, "-")) && has_number(1, 4)) return read_offset();
      if (offset_.empty() && hour_ >= 0) offset_ = "Z";
      return true;
    }
    // Names of several words or with dots inside: `تشرين الأول`, `ต.ค.`
    std::string joined;
    std::size_t used = 0;
    const DateWord* found = nullptr;
    for (std::size_t i = 0; i < 6 && at_ + i < tokens_.size(); ++i) {
      if (token(i).kind == Token::Kind::number) break;
      if (token(i).kind == Token::Kind::word)
        joined += token(i).text;
      else if (token(i).text != ".")
        break;
      if (const DateWord* const longer = find(joined)) {
        found = longer;
        used = i + 1;
      }
    }
    if (found) return take(*found) && advance(used);
    if (is_filler(word)) return advance(1);
    return read_glued(word) && advance(1);
  }

  bool is_filler(std::string_view word) {
    static constexpr std::array<std::string_view, 12> kOrdinals = {
        "st", "nd", "rd", "th", "er", "o", "a", "e", "η", "ος", "t", "de"};
    if (is_cue(Cue::am, word) || is_cue(Cue::pm, word)) {
      half_ = is_cue(Cue::pm, word) ? 2 : 1;
      return half_before_ = true;
    }
    const bool behind_number =
        at_ > 0 && tokens_[at_ - 1].kind == Token::Kind::number && !token(0).after_space;
    return is_cue(Cue::date, word) || (behind_number && is_one_of(kOrdinals, word));
  }

  // `באוקטובר` (in October), `星期五上午` (Friday morning).
  bool read_glued(std::string_view word) {
    for (std::size_t i = 0; i < word.size();) {
      i = after_code_point(word, i);
      const std::string_view left = word.substr(0, i);
      const std::string_view right = word.substr(i);
      if (right.empty()) return false;
      const DateWord* const first = find(left);
      const DateWord* const second = find(right);
      if ((first || is_filler(left)) && (second || is_filler(right))) {
        return (!first || take(*first)) && (!second || take(*second));
      }
    }
    return false;
  }

  bool read_mark() {
    static constexpr std::string_view kMarks[] = {",", ".", "-", "–", "—",  "|",  "•",  "·",
                                                  "/", "(", ")", ":", "،",  "、", "'",  "’",
                                                  "@", "‒", "[", "]", "。", "״",  "\"", "”"};
    const std::string_view mark = token(0).text;
    return std::find(std::begin(kMarks), std::end(kMarks), mark) != std::end(kMarks) && advance(1);
  }

  std::optional<std::string> written() {
    if (year_ < 0 || month_ < 1 || month_ > 12 || day_ < 1 || day_ > 31) return std::nullopt;
    if (language_ == "fa" && year_ >= 1300 && year_ < 1500) calendar_ = CalendarKind::persian;
    if (calendar_ == CalendarKind::gregorian && year_ >= 2400 && year_ < 2700)
      year_ -= 543;  // Buddhist
    if (calendar_ != CalendarKind::gregorian && !make_gregorian()) return std::nullopt;
    const std::chrono::year_month_day day(std::chrono::year(year_),
                                          std::chrono::month(static_cast<unsigned>(month_)),
                                          std::chrono::day(static_cast<unsigned>(day_)));
    if (!day.ok() || year_ < 1000 || year_ > 2399) return std::nullopt;
    std::string date = fmt::format("{:04}-{:02}-{:02}", year_, month_, day_);
    if (hour_ < 0) return date;
    if (half_ == 2 && hour_ < 12) hour_ += 12;
    if (half_ == 1 && hour_ == 12) hour_ = 0;
    if (hour_ > 23 || minute_ > 59 || second_ > 59) return std::nullopt;
    return date + fmt::format("T{:02}:{:02}:{:02}{}", hour_, minute_, second_, offset_);
  }

  bool make_gregorian() {
    UErrorCode status = U_ZERO_ERROR;
    const char* const name =
        calendar_ == CalendarKind::persian ? "fa@calendar=persian" : "ar@calendar=islamic-umalqura";
    const std::unique_ptr<icu::Calendar> from(
        icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale(name), status));
    const std::unique_ptr<icu::Calendar> to(icu::Calendar::createInstance(
        *icu::TimeZone::getGMT(), icu::Locale("en@calendar=gregorian"), status));
    if (U_FAILURE(status)) return false;
    from->clear();
    from->setLenient(false);
    from->set(UCAL_EXTENDED_YEAR, year_);
    from->set(UCAL_MONTH, month_ - 1);
    from->set(UCAL_DATE, day_);
    to->setTime(from->getTime(status), status);
    if (U_FAILURE(status)) return false;
    year_ = to->get(UCAL_YEAR, status);
    month_ = to->get(UCAL_MONTH, status) + 1;
    day_ = to->get(UCAL_DATE, status);
    return U_SUCCESS(status);
  }

  std::vector<Token> tokens_;
  std::string_view language_;
  std::size_t at_ = 0;
  int year_ = -1, month_ = -1, day_ = -1, hour_ = -1, minute_ = 0, second_ = 0;
  int half_ = 0;  // 1: before noon, 2: after
  bool half_before_ = false;
  bool ambiguous_ = false;
  CalendarKind calendar_ = CalendarKind::gregorian;
  std::string offset_;
};

std::optional<std::string> read_folded_date(std::string_view folded, std::string_view language) {
  if (folded.size() > kLongestDateLine || folded.find_first_of("0123456789") == folded.npos)
    return std::nullopt;
  return DateReader(folded, language).read();
}

std::string_view without_leading_marks(std::string_view text) {
  while (!text.empty() && std::string_view(" :-.,|").find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  return text;
}

bool has_year(std::string_view folded) {
  std::size_t digits = 0;
  for (const char c : folded) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

std::optional<DateLine> read_folded_line(std::string_view folded) {
  folded = without_leading_marks(folded);
  for (const auto& [cue, says] : {std::pair{Cue::updated, DateLine::Says::updated},
                                  std::pair{Cue::published, DateLine::Says::published}}) {
    const auto match = cue_at_start(cue, folded);
    if (!match) continue;
    const std::string_view rest = without_leading_marks(folded.substr(match->bytes));
    for (const std::string_view language : languages_of_cue(cue, folded.substr(0, match->bytes))) {
      if (auto date = read_folded_date(rest, language)) return DateLine{says, std::move(*date)};
    }
  }
  // Without a word that says whose it is, only a whole date counts: one with a year.
  if (!has_year(folded)) return std::nullopt;
  if (auto date = read_folded_date(folded, ""))
    return DateLine{DateLine::Says::nothing, std::move(*date)};
  return std::nullopt;
}

}  // namespace

std::optional<DateLine> parse_date_line(std::string_view line) {
  // Most lines of most texts have no year, or are too long: they cost a look, not a fold.
  if (line.size() > kLongestDateLine) return std::nullopt;
  const std::string folded = fold(line);
  if (folded.find_first_of("0123456789") == folded.npos) return std::nullopt;
  if (auto whole = read_folded_line(folded)) return whole;

  // `Published: 20 October 2022 | Updated: 21 October 2022`: the last update is what the text is
  // of.
  std::optional<DateLine> found;
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    const auto part = read_folded_line(rest.substr(0, bar));
    if (!part) return std::nullopt;
    if (!found || part->says == DateLine::Says::updated) found = part;
    rest = bar == rest.npos ? std::string_view{} : rest.substr(bar + 1);
  }
  return found;
}

std::optional<std::string> parse_date(std::string_view text, std::string_view language) {
  return read_folded_date(fold(text), language);
}

}  // namespace hexapla

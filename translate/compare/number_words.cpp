#include "translate/compare/number_words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "store/text/utf8.h"
#include "translate/compare/figure_neighbours.h"
#include "translate/compare/spelled_numbers.h"

namespace hexapla {
namespace {

bool is_ideograph(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const std::string& piece : pieces) {
    if (!text.empty()) text += ' ';
    text += piece;
  }
  return text;
}

// Where nothing but a space or a hyphen is between two words of one number; parts of one word are
// where it is.
bool are_adjacent(std::string_view text, const ByteRange& left, const ByteRange& right) {
  if (right.begin < left.end) return true;
  const std::string_view between = text.substr(left.end, right.begin - left.end);
  return between.empty() || between == " " || between == "-" || between == "\u00A0";
}

// A word that begins so may be one of these, whatever it ends with.
std::string_view stem_of(std::string_view word) {
  constexpr std::size_t kShort = 4, kLong = 7;
  const std::size_t letters = count_code_points(word);
  std::size_t end = word.size();
  for (std::size_t cut = letters <= kShort ? 0 : letters < kLong ? 1 : 2; cut > 0; --cut)
    end = before_code_point(word, end);
  return word.substr(0, end);
}

}  // namespace

// A number that begins at a token, or none.
class NumberWords::Reader {
 public:
  Reader(const NumberWords& words, std::string_view text, const std::vector<Token>& tokens)
      : words_(words), text_(text), tokens_(tokens) {}

  // Moves `at` behind what belongs together; nothing where that leaves open how many there are.
  std::optional<WrittenNumber> read(std::size_t& at) {
    const std::size_t first = at;
    if (auto digits = digit_by_digit(at)) return digits;
    sums_.clear();
    bool is_open = false;
    double last_multiplier = 0;
    std::size_t past = first;
    for (std::size_t i = first; i < tokens_.size();) {
      if (i > first && !are_adjacent(text_, tokens_[i - 1].range, tokens_[i].range)) break;
      if (i > first && is_joint(tokens_[i].piece)) {
        ++i;
        last_multiplier = 0;
        continue;
      }
      double value = 0;
      if (const std::size_t taken = phrase_at(i, value); taken > 0) {
        if (!sums_.empty() && sums_.back() < 100) break;
        is_open = is_open || (i == first && value == 10);
        sums_.push_back(value);
        if (value >= 10) last_multiplier = 0;
        i += taken;
      } else if (const auto large = words_.pieces_.find(tokens_[i].piece);
                 large != words_.pieces_.end() && large->second >= 100) {
        if (!sums_.empty() && sums_.back() <= large->second) break;
        sums_.push_back(large->second);
        last_multiplier = 0;
        ++i;
      } else if (const auto many = words_.multipliers_.find(tokens_[i].piece);
                 many != words_.multipliers_.end()) {
        is_open = is_open || i == first;
        if (!multiply(many->second)) break;
        last_multiplier = many->second;
        ++i;
      } else {
        break;
      }
      past = i;
    }
    if (past == first) {
      ++at;
      return std::nullopt;
    }
    at = past;
    if (is_open) return std::nullopt;
    WrittenNumber number;
    number.range = {tokens_[first].range.begin, tokens_[past - 1].range.end};
    double sum = 0;
    for (const double part : sums_) sum += part;
    number.values = {sum};
    // `两千五` are 2,500 as well.
    const double last = sums_.back();
    if (last < 10 && last_multiplier >= 100 && sums_.size() > 1)
      number.values.push_back(sum - last + last * last_multiplier / 10);
    return number;
  }

 private:
  bool is_joint(const std::string& piece) const {
    if (words_.joints_.count(piece) > 0) return true;
    const auto zero = words_.pieces_.find(piece);
    return zero != words_.pieces_.end() && zero->second == 0;
  }

  // The tokens of the longest number below 100 that begins at one.
  std::size_t phrase_at(std::size_t at, double& value) const {
    constexpr std::size_t kLongest = 5;
    std::string phrase;
    std::size_t longest = 0;
    for (std::size_t i = at; i < tokens_.size() && i < at + kLongest; ++i) {
      if (i > at && !are_adjacent(text_, tokens_[i - 1].range, tokens_[i].range)) break;
      if (i > at) phrase += ' ';
      phrase += tokens_[i].piece;
      const auto found = words_.phrases_.find(phrase);
      if (found == words_.phrases_.end()) continue;
      value = found->second;
      longest = i + 1 - at;
    }
    return longest;
  }

  // All that is smaller counts these.
  bool multiply(double power) {
    double count = 0;
    while (!sums_.empty() && sums_.back() < power) {
      count += sums_.back();
      sums_.pop_back();
    }
    if (!sums_.empty() && sums_.back() == power) return false;
    sums_.push_back(std::max(count, 1.0) * power);
    return true;
  }

  // `二〇二二`.
  std::optional<WrittenNumber> digit_by_digit(std::size_t& at) const {
    constexpr std::size_t kFewest = 3;
    WrittenNumber number;
    double value = 0;
    std::size_t i = at;
    for (; i < tokens_.size(); ++i) {
      const auto digit = words_.pieces_.find(tokens_[i].piece);
      if (digit == words_.pieces_.end() || digit->second >= 10 ||
          !is_ideograph(code_point_at(text_, tokens_[i].range.begin)) ||
          (i > at && tokens_[i].range.begin != tokens_[i - 1].range.end))
        break;
      value = value * 10 + digit->second;
    }
    if (i < at + kFewest) return std::nullopt;
    number.range = {tokens_[at].range.begin, tokens_[i - 1].range.end};
    number.values = {value};
    at = i;
    return number;
  }

  const NumberWords& words_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<double> sums_;  // each smaller than the one before
};

NumberWords::NumberWords(const LanguageTag& language) {
  const std::string script = language.script();
  constexpr std::array<std::string_view, 4> kSpaceless{"Thai", "Laoo", "Khmr", "Mymr"};
  is_spaceless_ = std::find(kSpaceless.begin(), kSpaceless.end(), script) != kSpaceless.end();
  is_compounding_ = script == "Kore";
  learn_below_hundred(language);
  if (phrases_.empty()) return;
  for (int power = 2; power <= 12; ++power) {
    // Figures that between them want every plural form.
    for (const int count : {1, 2, 3, 4, 5, 6, 7, 8, 9})
      if (power == 2 || count == 1 || count == 2 || count == 5)
        learn_round(language, std::pow(10.0, power), count);
  }
  learn_joints(language);
  learn_ordinals(language);
}

// Han numerals are the same words in either script.
std::string NumberWords::as_piece(std::string_view word) const {
  if (word == "萬") return "万";
  if (word == "億") return "亿";
  if (word == "兩") return "两";
  if (word == "〇") return "零";
  // Folding takes the marks away that tell words apart there.
  return is_spaceless_ ? std::string(word) : fold(word);
}

std::vector<std::string> NumberWords::pieces_of(std::string_view spelled) const {
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  const auto end_piece = [&](std::size_t end) {
    if (end > begin) pieces.push_back(as_piece(spelled.substr(begin, end - begin)));
  };
  for (std::size_t at = 0; at < spelled.size();) {
    const std::size_t here = at;
    const char32_t c = take_code_point(spelled, at);
    if (is_ideograph(c)) {
      end_piece(here);
      begin = here;
      end_piece(at);
      begin = at;
    } else if (!is_letter(c) && !is_mark(c) && c != U'’' && c != U'ʼ') {
      end_piece(here);
      begin = at;
    }
  }
  end_piece(spelled.size());
  return pieces;
}

// Arabic and Hebrew write `and` to the next word.
std::string NumberWords::without_and(std::string word) const {
  if (is_known(word)) return word;
  for (const std::string_view joint : {"و", "ו"})
    if (word.starts_with(joint) && is_known(std::string_view(word).substr(joint.size())))
      return word.substr(joint.size());
  return word;
}

void NumberWords::add_stem(const std::string& piece, double value) {
  stems_.try_emplace(is_spaceless_ ? piece : std::string(stem_of(piece)), value);
}

void NumberWords::learn_below_hundred(const LanguageTag& language) {
  struct Place {
    std::set<int> numbers;
    bool is_inner = true;
  };
  std::map<std::string, Place> places;
  std::vector<std::pair<int, std::vector<std::string>>> all;
  for (int value = 0; value < 100; ++value) {
    for (const std::string& spelled : all_spellings(value, NumberForm::cardinal, language)) {
      is_compounding_ = is_compounding_ || spelled.find("\u00AD") != std::string::npos;
      std::vector<std::string> pieces = pieces_of(spelled);
      if (pieces.empty()) continue;
      if (value > 0) phrases_.try_emplace(joined(pieces), value);
      if (pieces.size() == 1) pieces_.try_emplace(pieces[0], value);
      std::vector<std::string> parted = pieces;
      for (std::string& piece : parted) piece = without_and(std::move(piece));
      if (value > 0) phrases_.try_emplace(joined(parted), value);
      for (std::size_t i = 0; i < pieces.size(); ++i) {
        Place& place = places[pieces[i]];
        place.numbers.insert(value);
        place.is_inner = place.is_inner && i > 0 && i + 1 < pieces.size();
      }
      all.emplace_back(value, std::move(pieces));
    }
  }
  constexpr std::size_t kOften = 20;
  for (const auto& [piece, place] : places)
    if (place.is_inner && place.numbers.size() >= kOften) joints_.insert(piece);
  for (const auto& [value, pieces] : all) {
    for (const std::string& piece : pieces) {
      const auto known = pieces_.find(piece);
      if (value < 10 || joints_.count(piece) > 0) continue;
      const double counted = known == pieces_.end() ? value / 10 * 10 : known->second;
      if (counted >= 10) add_stem(piece, counted);
    }
  }
}

void NumberWords::learn_round(const LanguageTag& language, double power, int count) {
  const double value = power * count;
  for (const std::string& spelled : all_spellings(value, NumberForm::cardinal, language)) {
    const std::vector<std::string> pieces = pieces_of(spelled);
    double known = 1;
    std::vector<std::string> unknown;
    for (const std::string& piece : pieces) {
      const auto own = pieces_.find(piece);
      const auto many = multipliers_.find(piece);
      if (many != multipliers_.end())
        known *= many->second;
      else if (own != pieces_.end())
        known *= own->second;
      else if (joints_.count(piece) == 0)
        unknown.push_back(piece);
    }
    if (unknown.size() != 1) continue;
    std::string piece = unknown[0];
    if (pieces.size() == 1) {
      // `နှစ်ထောင်`: a count and what it counts.
      for (const auto& [small, own] : pieces_) {
        if (own != count || !piece.starts_with(small) || piece.size() < small.size() + 2) continue;
        piece = piece.substr(small.size());
        known = count;
        break;
      }
    }
    const double counted = value / known;
    if (counted < 100) continue;
    add_stem(piece, counted);
    if (pieces.size() == 1 && known == 1 && count > 1)
      pieces_.try_emplace(piece, value);
    else if (counted == std::pow(10.0, std::round(std::log10(counted))))
      multipliers_.try_emplace(piece, counted);
  }
}

// `ciento` of `ciento tres`, `and` of `one hundred and three`.
void NumberWords::learn_joints(const LanguageTag& language) {
  constexpr double kHundredAndThree = 103;
  for (const std::string& spelled :
       all_spellings(kHundredAndThree, NumberForm::cardinal, language)) {
    const std::vector<std::string> pieces = pieces_of(spelled);
    const bool says_hundred = std::any_of(pieces.begin(), pieces.end(), [&](const auto& piece) {
      return multipliers_.find(piece) != multipliers_.end();
    });
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (is_known(pieces[i]) || i + 1 == pieces.size()) continue;
      if (!says_hundred)
        multipliers_.try_emplace(pieces[i], 100);
      else if (i > 0)
        joints_.insert(pieces[i]);
    }
  }
}

void NumberWords::learn_ordinals(const LanguageTag& language) {
  std::vector<double> values{100, 1000};
  for (int value = 10; value < 100; value += value < 31 ? 1 : 10) values.push_back(value);
  for (const double value : values) {
    for (const std::string& spelled : all_spellings(value, NumberForm::ordinal, language)) {
      const std::vector<std::string> pieces = pieces_of(spelled);
      if (pieces.size() == 1 && !is_known(pieces[0])) add_stem(pieces[0], value);
    }
  }
}

const NumberWords& NumberWords::of(const LanguageTag& language) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const NumberWords>, std::less<>> made;
  // A hostile archive may name any number of languages, but ICU spells those of some dozens.
  const std::string key =
      spelled_out(1, language).empty() ? std::string() : std::string(language.language());
  const std::lock_guard lock(mutex);
  auto& words = made[key];
  if (!words) words.reset(new NumberWords(language));
  return *words;
}

bool NumberWords::is_known(std::string_view piece) const {
  return pieces_.find(piece) != pieces_.end() || multipliers_.find(piece) != multipliers_.end() ||
         joints_.find(piece) != joints_.end();
}

// `at` where none begins there.
std::size_t NumberWords::end_of_longest_piece(std::string_view text, std::size_t at) const {
  constexpr std::size_t kLongest = 16;  // code points
  std::size_t longest = at, end = at;
  for (std::size_t i = 0; i < kLongest && end < text.size(); ++i) {
    end = after_code_point(text, end);
    // The marks of a letter belong to it.
    if (end < text.size() && is_mark(code_point_at(text, end))) continue;
    if (is_known(text.substr(at, end - at))) longest = end;
  }
  return longest;
}

// Parts stand at places that mean nothing in a word that was folded: all are where it is.
bool NumberWords::take_compound(const std::string& word, ByteRange range,
                                std::vector<Token>& tokens) const {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t end = end_of_longest_piece(word, at);
    if (end == at) return false;
    parts.push_back(word.substr(at, end - at));
    at = end;
  }
  for (std::string& part : parts) tokens.push_back({range, std::move(part)});
  return true;
}

std::vector<NumberWords::Token> NumberWords::tokens(std::string_view text) const {
  std::vector<Token> tokens;
  const auto range = [](std::size_t begin, std::size_t end) {
    return ByteRange{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = take_code_point(text, at);
    if (is_ideograph(c)) {
      tokens.push_back({range(begin, at), as_piece(text.substr(begin, at - begin))});
    } else if (is_spaceless_) {
      const std::size_t end = end_of_longest_piece(text, begin);
      if (end == begin) continue;
      at = end;
      tokens.push_back({range(begin, end), std::string(text.substr(begin, end - begin))});
    } else if (is_letter(c)) {
      at = std::max(at, word_end(text, begin));
      std::string word = without_and(as_piece(text.substr(begin, at - begin)));
      if (is_compounding_ && !is_known(word) && take_compound(word, range(begin, at), tokens))
        continue;
      tokens.push_back({range(begin, at), std::move(word)});
    }
  }
  return tokens;
}

std::vector<WrittenNumber> NumberWords::find(std::string_view text) const {
  std::vector<WrittenNumber> numbers;
  if (!are_known()) return numbers;
  const std::vector<Token> all = tokens(text);
  Reader reader(*this, text, all);
  for (std::size_t at = 0; at < all.size();)
    if (auto number = reader.read(at)) numbers.push_back(std::move(*number));
  return numbers;
}

std::set<double> NumberWords::unread(std::string_view text,
                                     const std::vector<WrittenNumber>& read) const {
  std::string rest(text);
  for (const WrittenNumber& number : read)
    std::fill(rest.begin() + number.range.begin, rest.begin() + number.range.end, ' ');
  if (!is_spaceless_) rest = fold(rest);
  std::set<double> counted;
  for (const auto& [stem, value] : stems_) {
    for (std::size_t at = rest.find(stem); at != std::string::npos; at = rest.find(stem, at + 1)) {
      if (!is_compounding_ && !may_begin_word(rest, at)) continue;
      counted.insert(value);
      break;
    }
  }
  for (const std::string_view form : {"萬", "億"})
    if (rest.find(form) != std::string::npos) counted.insert(1e4);
  return counted;
}

}  // namespace hexapla

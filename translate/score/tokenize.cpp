#include "translate/score/tokenize.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) points.push_back(take_code_point(text, at));
  return points;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_point_or_comma(char32_t c) { return c == U'.' || c == U','; }

// What Python calls white space; differs from Unicode's in the information separators.
bool is_space(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || (c >= 0x1C && c <= 0x1F);
}

std::vector<std::string> split(std::u32string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char32_t c : text) {
    if (!is_space(c)) {
      append_code_point(c, word);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

void replace_all(std::u32string& text, std::u32string_view what, std::u32string_view with) {
  for (std::size_t at = text.find(what); at != std::u32string::npos;
       at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

void decode_entities(std::u32string& text) {
  replace_all(text, U"&quot;", U"\"");
  replace_all(text, U"&amp;", U"&");
  replace_all(text, U"&lt;", U"<");
  replace_all(text, U"&gt;", U">");
}

// ASCII marks but ' , - and the full stop.
bool is_western_mark(char32_t c) {
  return (c >= U'{' && c <= U'~') || (c >= U'[' && c <= U'`') || (c >= U' ' && c <= U'&') ||
         (c >= U'(' && c <= U'+') || (c >= U':' && c <= U'@') || c == U'/';
}

template <typename Is>
std::u32string spaced(std::u32string_view text, const Is& is) {
  std::u32string result;
  for (const char32_t c : text) {
    if (is(c)) {
      result += U' ';
      result += c;
      result += U' ';
    } else {
      result += c;
    }
  }
  return result;
}

// Each pair that fits, from left to right without overlap, written anew.
template <typename Fits, typename Write>
std::u32string rewrite_pairs(std::u32string_view text, const Fits& fits, const Write& write) {
  std::u32string result;
  for (std::size_t i = 0; i < text.size();) {
    if (i + 1 < text.size() && fits(text[i], text[i + 1])) {
      write(result, text[i], text[i + 1]);
      i += 2;
    } else {
      result += text[i++];
    }
  }
  return result;
}

// The marks of Western languages split off, except inside numbers. The order of these steps
// matters, as does that each takes no character twice.
std::u32string split_marks(std::u32string_view text) {
  std::u32string result = spaced(text, is_western_mark);
  const auto first_alone = [](std::u32string& to, char32_t a, char32_t b) {
    to += a;
    to += U' ';
    to += b;
    to += U' ';
  };
  result = rewrite_pairs(
      result, [](char32_t a, char32_t b) { return !is_digit(a) && is_point_or_comma(b); },
      first_alone);
  result = rewrite_pairs(
      result, [](char32_t a, char32_t b) { return is_point_or_comma(a) && !is_digit(b); },
      [](std::u32string& to, char32_t a, char32_t b) {
        to += U' ';
        to += a;
        to += U' ';
        to += b;
      });
  return rewrite_pairs(
      result, [](char32_t a, char32_t b) { return is_digit(a) && b == U'-'; }, first_alone);
}

// The ranges that sacreBLEU's zh tokenizer takes for Chinese. Two of its bounds were meant to lie
// beyond the first plane and are read as two characters there, so that U+2001 to U+2A6D (with “ ” …
// and —) and U+2F81 to U+2FA1 are in: scores would differ without them.
bool is_chinese(char32_t c) {
  static constexpr std::array<std::pair<char32_t, char32_t>, 20> kRanges{{
      {0x2001, 0x2A6D}, {0x2E80, 0x2EFF}, {0x2F00, 0x2FDF}, {0x2FF0, 0x2FFF}, {0x3000, 0x303F},
      {0x3100, 0x312F}, {0x31A0, 0x31BF}, {0x31C0, 0x31EF}, {0x3200, 0x32FF}, {0x3300, 0x33FF},
      {0x3400, 0x4DB5}, {0x4E00, 0x9FA5}, {0x9FA6, 0x9FBB}, {0xF900, 0xFA2D}, {0xFA30, 0xFA6A},
      {0xFA70, 0xFAD9}, {0xFE10, 0xFE1F}, {0xFE30, 0xFE4F}, {0xFF00, 0xFFEF}, {0x2F81, 0x2FA1},
  }};
  return std::any_of(kRanges.begin(), kRanges.end(),
                     [&](const auto& range) { return c >= range.first && c <= range.second; });
}

std::u32string_view stripped(std::u32string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string in_small_letters(std::string_view text) {
  icu::UnicodeString letters = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string result;
  letters.toLower(icu::Locale::getRoot()).toUTF8String(result);
  return result;
}

// Tercom's "Asian support": Chinese characters, radicals, strokes, compatibility and enclosed
// forms, and the marks of Chinese and Japanese.
bool is_split_by_tercom(char32_t c) {
  static constexpr std::array<std::pair<char32_t, char32_t>, 14> kRanges{{
      {0x4E00, 0x9FFF},
      {0x3400, 0x4DBF},
      {0x31C0, 0x31EF},
      {0x2E80, 0x2EFF},
      {0x3300, 0x33FF},
      {0xF900, 0xFAFF},
      {0xFE30, 0xFE4F},
      {0x3200, 0x3F22},
      {0x3001, 0x3002},
      {0x3008, 0x3011},
      {0x3014, 0x301F},
      {0xFF61, 0xFF65},
      {0x30FB, 0x30FB},
      {0xFF08, 0xFF09},
  }};
  static constexpr std::u32string_view kFullWidth = U"．，？：；！＂";
  return kFullWidth.find(c) != std::u32string_view::npos ||
         std::any_of(kRanges.begin(), kRanges.end(),
                     [&](const auto& range) { return c >= range.first && c <= range.second; });
}

}  // namespace

std::string_view name(BleuTokenizer tokenizer) {
  switch (tokenizer) {
    case BleuTokenizer::zh:
      return "zh";
    case BleuTokenizer::characters:
      return "char";
    case BleuTokenizer::mteval_13a:
      break;
  }
  return "13a";
}

std::vector<std::string> tokenize(std::string_view text, BleuTokenizer tokenizer) {
  std::u32string points = code_points(text);
  switch (tokenizer) {
    case BleuTokenizer::characters:
      return split(spaced(points, [](char32_t) { return true; }));
    case BleuTokenizer::zh:
      return split(split_marks(spaced(stripped(points), is_chinese)));
    case BleuTokenizer::mteval_13a:
      break;
  }
  while (!points.empty() && is_space(points.back())) points.pop_back();
  replace_all(points, U"<skipped>", U"");
  replace_all(points, U"-\n", U"");
  replace_all(points, U"\n", U" ");
  decode_entities(points);
  return split(split_marks(U" " + points + U" "));
}

BleuTokenizer bleu_tokenizer(const LanguageTag& language) {
  const std::string_view tag = language.language();
  if (tag == "zh" || tag == "yue") return BleuTokenizer::zh;
  for (const std::string_view spaceless : {"ja", "th", "lo", "km", "my"}) {
    if (tag == spaceless) return BleuTokenizer::characters;
  }
  return BleuTokenizer::mteval_13a;
}

std::vector<std::string> tokenize_for_ter(std::string_view text, bool split_asian) {
  std::u32string points = code_points(in_small_letters(text));
  if (!split_asian) return split(points);
  replace_all(points, U"\n-", U"");
  replace_all(points, U"\n", U" ");
  decode_entities(points);
  points = split_marks(U" " + points + U" ");
  return split(spaced(points, is_split_by_tercom));
}

std::vector<std::string> tokenize_for_chrf(std::string_view text) {
  const auto is_mark = [](char c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
  };
  std::vector<std::string> words;
  for (std::string& word : split(code_points(text))) {
    const bool is_one_letter = after_code_point(word, 0) == word.size();
    if (!is_one_letter && is_mark(word.back())) {
      const std::string mark(1, word.back());
      word.pop_back();
      words.push_back(std::move(word));
      words.push_back(mark);
    } else if (!is_one_letter && is_mark(word.front())) {
      words.emplace_back(1, word.front());
      words.push_back(word.substr(1));
    } else {
      words.push_back(std::move(word));
    }
  }
  return words;
}

}  // namespace hexapla

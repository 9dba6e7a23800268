#include "store/search/words.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "store/search/first_bytes.h"
#include "store/text/code_points.h"
#include "store/text/fold.h"

namespace hexapla {
namespace {

// Of a run without end (hostile text) the beginning is read.
constexpr std::size_t kMaxRawBytes = 512;
constexpr std::size_t kMaxRemembered = 200'000;

std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && is_utf8_trail(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

bool joins_digits(char32_t c) {
  return c == U'.' || c == U',' || c == U'٫' || c == U'٬' || c == U'\'' || c == U'’';
}

// Names are written with a capital where a script has them; where it has none any word may be one.
bool can_begin_name(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  if (u_isUUppercase(c) || u_istitle(c)) return true;
  return u_tolower(c) == c && u_toupper(c) == c;
}

// Goes past a code point, which most often is a byte.
char32_t take_letter(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte >= 0x80) return take_code_point(text, at);
  ++at;
  return byte;
}

ByteRange range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

const SearchTerm* SearchWords::term(std::string_view text) {
  text = cut(text, kMaxTermBytes);
  if (const SearchTerm* found = terms_.find(text)) return found;
  return &terms_.add(SearchTerm{std::string(text), first_bytes(text)});
}

const SearchWords::Fold& SearchWords::folded(std::string_view raw) {
  raw = cut(raw, kMaxRawBytes);
  if (const Fold* found = folds_.find(raw)) return *found;
  std::string fold_of_it = fold(raw);
  // Bytes below the space are what the index's own keys are made of.
  std::erase_if(fold_of_it, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  const SearchTerm* made = fold_of_it.empty() ? nullptr : term(fold_of_it);
  return folds_.add({std::string(raw), made, can_begin_name(code_point_at(raw, 0))});
}

void SearchWords::forget_if_many() {
  if (terms_.size() + folds_.size() < kMaxRemembered) return;
  folds_.clear();
  terms_.clear();
}

void SearchWords::read(std::string_view text, std::vector<SearchWord>& words) {
  const std::size_t size = text.size();
  std::size_t at = 0;
  while (at < size) {
    const std::size_t begin = at;
    const SearchLetter first = letter_(take_letter(text, at));
    if (first == SearchLetter::separator || first == SearchLetter::attached) continue;
    while (at < size) {
      std::size_t after = at;
      const char32_t c = take_letter(text, after);
      const SearchLetter now = letter_(c);
      if (now != first && now != SearchLetter::attached) {
        if (first != SearchLetter::digit || !joins_digits(c) || after >= size) break;
        if (letter_(code_point_at(text, after)) != SearchLetter::digit) break;
      }
      at = after;
    }
    const ByteRange range = range_of(begin, at);
    if (first == SearchLetter::letter) {
      const Fold& found = folded(range.of(text));
      if (found.term != nullptr)
        words.push_back({found.term, range, SearchWord::Kind::word, found.may_be_name});
    } else if (first == SearchLetter::digit) {
      read_number(text, range, words);
    } else {
      read_unspaced(text, range, words);
    }
  }
}

// A single separator before other than three digits makes a decimal fraction.
void SearchWords::read_number(std::string_view text, ByteRange range,
                              std::vector<SearchWord>& words) {
  const std::string_view raw = cut(range.of(text), kMaxRawBytes);
  std::string value;
  std::size_t last_separator = 0, separators = 0;
  for (std::size_t at = 0; at < raw.size();) {
    const auto c = static_cast<UChar32>(take_code_point(raw, at));
    const int digit = u_charDigitValue(c);
    if (digit >= 0) {
      value.push_back(static_cast<char>('0' + digit));
    } else if (joins_digits(static_cast<char32_t>(c))) {
      last_separator = value.size();
      ++separators;
    }
  }
  if (separators == 1 && value.size() - last_separator != 3) value.insert(last_separator, 1, '.');
  words.push_back({term(value), range, SearchWord::Kind::number, false});
}

void SearchWords::read_unspaced(std::string_view text, ByteRange run,
                                std::vector<SearchWord>& words) {
  units_.clear();
  for (std::size_t at = run.begin; at < run.end;) {
    const std::size_t begin = at;
    take_code_point(text, at);
    while (at < run.end && letter_(code_point_at(text, at)) == SearchLetter::attached) {
      at = after_code_point(text, at);
    }
    const ByteRange range = range_of(begin, at);
    if (const SearchTerm* found = folded(range.of(text)).term) units_.push_back({range, found});
  }
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const Unit& unit = units_[i];
    if (i + 1 == units_.size()) {
      words.push_back({unit.folded, unit.range, SearchWord::Kind::last_one, false});
    } else {
      const Unit& next = units_[i + 1];
      joined_ = unit.folded->text;
      joined_ += next.folded->text;
      words.push_back({term(joined_), range_of(unit.range.begin, next.range.end),
                       SearchWord::Kind::pair, false});
    }
  }
}

}  // namespace hexapla

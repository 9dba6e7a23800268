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
// Looked for together: no more than the nearest cache has room for.
constexpr std::size_t kSoughtAtOnce = 64;

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
  return term(text, terms_.hash(text));
}

const SearchTerm* SearchWords::term(std::string_view text, std::uint64_t hash) {
  if (const SearchTerm* found = terms_.find(text, hash)) return found;
  return &terms_.add(SearchTerm{std::string(text), first_bytes(text)});
}

const SearchWords::Fold& SearchWords::folded(std::string_view raw) {
  raw = cut(raw, kMaxRawBytes);
  return folded(raw, folds_.hash(raw));
}

const SearchWords::Fold& SearchWords::folded(std::string_view raw, std::uint64_t hash) {
  if (const Fold* found = folds_.find(raw, hash)) return *found;
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
      const std::uint64_t hash = folds_.hash(cut(range.of(text), kMaxRawBytes));
      folds_.fetch_slot(hash);
      letters_.push_back({range, hash});
      if (letters_.size() == kSoughtAtOnce) take_letters(text, words);
      continue;
    }
    take_letters(text, words);
    if (first == SearchLetter::digit) {
      read_number(text, range, words);
    } else {
      read_unspaced(text, range, words);
    }
  }
  take_letters(text, words);
}

// The words of letters that have been cut, in their order.
void SearchWords::take_letters(std::string_view text, std::vector<SearchWord>& words) {
  for (const Sought& sought : letters_) folds_.fetch_entry(sought.hash);
  for (const Sought& sought : letters_) {
    const Fold& found = folded(cut(sought.range.of(text), kMaxRawBytes), sought.hash);
    if (found.term == nullptr) continue;
    __builtin_prefetch(found.term);
    words.push_back({found.term, sought.range, SearchWord::Kind::word, found.may_be_name});
  }
  letters_.clear();
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
  for (std::size_t from = 0; from + 1 < units_.size(); from += kSoughtAtOnce) {
    const std::size_t past = std::min(from + kSoughtAtOnce, units_.size() - 1);
    joined_.clear();
    pairs_.clear();
    for (std::size_t i = from; i < past; ++i) {
      const std::size_t begin = joined_.size();
      joined_ += units_[i].folded->text;
      joined_ += units_[i + 1].folded->text;
      const std::string_view pair = cut(std::string_view(joined_).substr(begin), kMaxTermBytes);
      joined_.resize(begin + pair.size());
      const std::uint64_t hash = terms_.hash(std::string_view(joined_).substr(begin));
      terms_.fetch_slot(hash);
      pairs_.push_back({range_of(begin, joined_.size()), hash});
    }
    for (const Sought& pair : pairs_) terms_.fetch_entry(pair.hash);
    for (std::size_t i = from; i < past; ++i) {
      const Sought& pair = pairs_[i - from];
      words.push_back({term(pair.range.of(joined_), pair.hash),
                       range_of(units_[i].range.begin, units_[i + 1].range.end),
                       SearchWord::Kind::pair, false});
    }
  }
  if (!units_.empty()) {
    const Unit& last = units_.back();
    words.push_back({last.folded, last.range, SearchWord::Kind::last_one, false});
  }
}

}  // namespace hexapla

#include "translate/align/words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstring>

#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "store/text/segment.h"

namespace hexapla {
namespace {

enum class LetterClass : std::uint8_t { none, letter, single, unspaced, digit, mark };

// Alphabets are cut at what is no letter; Chinese characters stand alone; scripts that write no
// spaces between words (line break class SA: Thai, Lao, Khmer, Burmese) need a dictionary.
LetterClass class_of(char32_t c) {
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return LetterClass::letter;
    if (c >= '0' && c <= '9') return LetterClass::digit;
    return c > ' ' ? LetterClass::mark : LetterClass::none;
  }
  const auto type = u_charType(static_cast<UChar32>(c));
  switch (type) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return LetterClass::letter;
    case U_DECIMAL_DIGIT_NUMBER:
      return LetterClass::digit;
    case U_OTHER_LETTER:
    case U_MODIFIER_LETTER:
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
      break;
    case U_SPACE_SEPARATOR:
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
      return c == 0x200C || c == 0x200D ? LetterClass::letter : LetterClass::none;
    default:
      return LetterClass::mark;
  }
  if (c >= 0x2E80 && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC))
    return LetterClass::single;
  if (c >= 0x3041 && c <= 0x309F) return LetterClass::single;
  if (c >= 0x0E00 &&
      u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
    return LetterClass::unspaced;
  return LetterClass::letter;
}

// One sign for what writing systems spell differently; 0 for marks that say nothing across
// languages.
char32_t meaning_of_mark(char32_t c) {
  switch (c) {
    case U'?':
    case U'？':
    case U'؟':
    case U'⁇':
    case U'՞':
      return U'?';
    case U'!':
    case U'！':
    case U'՜':
      return U'!';
    case U':':
    case U'：':
      return U':';
    case U';':
    case U'；':
    case U'؛':
      return U';';
    case U'(':
    case U'（':
    case U')':
    case U'）':
    case U'[':
    case U']':
      return U'(';
    case U'"':
    case U'“':
    case U'”':
    case U'„':
    case U'«':
    case U'»':
    case U'「':
    case U'」':
    case U'『':
    case U'』':
    case U'‟':
    case U'〝':
    case U'〞':
    case U'《':
    case U'》':
      return U'"';
    case U'—':
    case U'–':
    case U'―':
      return U'—';
    case U'%':
    case U'％':
    case U'٪':
      return U'%';
    case U'…':
    case U'⋯':
      return U'…';
    case U'$':
    case U'€':
    case U'£':
    case U'¥':
    case U'₴':
    case U'₽':
    case U'&':
    case U'@':
    case U'/':
    case U'+':
    case U'=':
    case U'*':
    case U'#':
    case U'°':
    case U'§':
      return c;
    default:
      // Emoji and other pictures are carried over as they are.
      return u_charType(static_cast<UChar32>(c)) == U_OTHER_SYMBOL ? c : 0;
  }
}

// The marks that only say where a thought pauses: of no use for telling sentences apart, but the
// words around them stand in order.
char32_t meaning_of_pause(char32_t c) {
  switch (c) {
    case U'،':
    case U'、':
    case U'，':
      return U',';
    case U'。':
    case U'۔':
    case U'।':
    case U'։':
    case U'።':
    case U'．':
      return U'.';
    default:
      return c;
  }
}

// How many letters of an alphabet with vowels one letter stands for: a Korean syllable is written
// of two or three, and Arabic and Hebrew leave most vowels out.
float letters_in(char32_t c) {
  if (c >= 0xAC00 && c <= 0xD7A3) return 2.5F;
  if (c >= 0x0590 && c <= 0x06FF) return 1.25F;
  return 1;
}

// The article and the short words that Arabic writes onto the next one hide the stem.
std::string_view without_arabic_prefix(std::string_view word) {
  constexpr std::string_view kWaw = "و", kArticle = "ال", kLam = "لل";
  constexpr std::string_view kLetters[] = {"ب", "ف", "ك"};
  const auto drop = [&](std::string_view prefix, std::size_t letters_left) {
    if (!word.starts_with(prefix) || word.size() < prefix.size() + 2 * letters_left) return false;
    word.remove_prefix(prefix.size());
    return true;
  };
  for (const auto letter : kLetters)
    if (word.starts_with(letter) && word.substr(letter.size()).starts_with(kArticle)) {
      drop(letter, 5);
      break;
    }
  if (word.starts_with(kWaw) && word.substr(kWaw.size()).starts_with(kArticle)) drop(kWaw, 5);
  if (!drop(kArticle, 3)) drop(kLam, 3);
  return word;
}

constexpr std::uint32_t kDigitsOfThousand = 3;

// How many digits `text` begins with.
std::uint32_t count_digits(std::string_view text) {
  std::uint32_t digits = 0;
  for (std::size_t at = 0; at < text.size(); ++digits)
    if (class_of(take_code_point(text, at)) != LetterClass::digit) break;
  return digits;
}

constexpr std::size_t kPresentBits = 1U << 16U;

// A number below kPresentBits, of the size and both ends of a key.
std::size_t bit_of(std::string_view key) {
  std::uint64_t front = 0, back = key.size();
  const auto take = [&](auto part) {
    std::memcpy(&part, key.data(), sizeof part);
    front = part;
    std::memcpy(&part, key.data() + key.size() - sizeof part, sizeof part);
    back = back << 32U ^ part;
  };
  if (key.size() >= 8)
    take(std::uint64_t{});
  else if (key.size() >= 4)
    take(std::uint32_t{});
  else
    for (const char c : key) front = front << 8U | static_cast<unsigned char>(c);
  return ((front + back * 0x9E3779B97F4A7C15U) * 0xD6E8FEB86659FD93U) >> 48U;
}

}  // namespace

std::string_view stem_of(std::string_view word, std::uint32_t letters) {
  std::size_t at = 0;
  for (float taken = 0; taken < static_cast<float>(letters) && at < word.size();)
    taken += letters_in(take_code_point(word, at));
  return word.substr(0, at);
}

WordId Vocabulary::add(WordClass word_class, std::string_view key, std::string_view spelling) {
  if (const auto found = ids_.find(key); found != ids_.end()) return found->second;
  const auto id = static_cast<WordId>(words_.size());
  words_.push_back({std::string(key), std::string(spelling), word_class});
  ids_.emplace(words_.back().key, id);
  present_.resize(kPresentBits / 64);
  const std::size_t bit = bit_of(key);
  present_[bit / 64] |= std::uint64_t{1} << bit % 64;
  return id;
}

// Most of what a lexicon offers is not there, which one bit tells.
std::optional<WordId> Vocabulary::find(std::string_view key) const {
  const std::size_t bit = bit_of(key);
  if (present_.empty() || (present_[bit / 64] >> bit % 64 & 1U) == 0) return std::nullopt;
  const auto found = ids_.find(key);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

WordReader::WordReader(Vocabulary& vocabulary, LanguageTag language, std::uint32_t stem_letters,
                       std::string_view key_prefix)
    : vocabulary_(vocabulary),
      language_(std::move(language)),
      stem_letters_(stem_letters),
      key_prefix_(key_prefix) {}

WordId WordReader::word_of(WordClass word_class, std::string_view key, std::string_view spelling) {
  return key_prefix_.empty()
             ? vocabulary_.add(word_class, key, spelling)
             : vocabulary_.add(word_class, key_prefix_ + std::string(key), spelling);
}

template <typename Placed>
std::uint32_t WordReader::scan(std::string_view sentence, bool every_mark, Placed placed) {
  sentence_.clear();
  std::uint32_t letters = 0;
  const std::size_t size = sentence.size();
  std::size_t at = 0;
  const auto next_class = [&](std::size_t& after, char32_t& c) {
    c = take_code_point(sentence, after);
    return class_of(c);
  };
  while (at < size) {
    const std::size_t start = at;
    char32_t c = 0;
    const LetterClass first = next_class(at, c);
    const auto from = [&] { return sentence.substr(start, at - start); };
    if (first == LetterClass::none) continue;
    if (first == LetterClass::mark) {
      add_mark(c, every_mark);
      placed(start, at);
      continue;
    }
    ++letters;
    if (first == LetterClass::single) {
      letters += 2;  // a Chinese character says about as much as three letters
      add_word(from());
      placed(start, at);
      continue;
    }
    std::uint32_t digits = 1;  // since the last space between thousands
    while (at < size) {
      std::size_t after = at;
      const LetterClass now = next_class(after, c);
      if (first == LetterClass::digit && now == LetterClass::none && c >= U' ' &&
          digits <= kDigitsOfThousand &&
          count_digits(sentence.substr(after)) == kDigitsOfThousand) {
        digits = 0;
        at = after;
        continue;
      }
      if (now != first) {
        // A separator between digits belongs to the number.
        if (first != LetterClass::digit ||
            (c != U'.' && c != U',' && c != U'٫' && c != U'٬' && c != U'\''))
          break;
        std::size_t beyond = after;
        char32_t following = 0;
        if (after >= size || next_class(beyond, following) != LetterClass::digit) break;
      }
      at = after;
      ++letters;
      ++digits;
    }
    if (first == LetterClass::digit) {
      add_number(from());
    } else if (first == LetterClass::unspaced) {
      const std::string_view run = from();
      for (const ByteRange range : segment_words(run, language_)) {
        add_word(range.of(run));
        placed(start + range.begin, start + range.end);
      }
      continue;
    } else {
      add_word(from());
    }
    placed(start, at);
  }
  return letters;
}

std::uint32_t WordReader::read(std::string_view sentence, std::vector<WordCount>& words,
                               std::vector<std::uint16_t>& places) {
  const std::uint32_t letters = scan(sentence, false, [](std::size_t, std::size_t) {});
  const std::size_t size = sentence_.size();
  ordered_.clear();
  for (std::size_t i = 0; i < size; ++i) ordered_.push_back(std::uint64_t{sentence_[i]} << 32U | i);
  std::sort(ordered_.begin(), ordered_.end());
  for (std::size_t i = 0; i < size;) {
    const std::uint64_t word = ordered_[i] >> 32U;
    std::size_t past = i + 1;
    while (past < size && ordered_[past] >> 32U == word) ++past;
    words.push_back({static_cast<WordId>(word), static_cast<float>(past - i)});
    places.push_back(static_cast<std::uint16_t>((ordered_[i] & 0xFFFFFFFFU) * 0xFFFFU / size));
    i = past;
  }
  return letters;
}

void WordReader::read_in_order(std::string_view sentence, std::vector<PlacedWord>& words) {
  std::size_t taken = 0;
  scan(sentence, true, [&](std::size_t begin, std::size_t end) {
    if (sentence_.size() == taken) return;
    words.push_back(
        {sentence_[taken++], {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
  });
}

void WordReader::add_word(std::string_view raw) {
  const auto [entry, is_new] = known_.try_emplace(std::string(raw), 0);
  if (is_new) {
    const std::string folded = fold(raw);
    const std::string_view stem = stem_of(without_arabic_prefix(folded), stem_letters_);
    entry->second = word_of(WordClass::word, stem, folded);
  }
  sentence_.push_back(entry->second);
}

// By value: `1,000`, `1 000`, `1.000` and `١٠٠٠` are one number, and so are `3,5` and `3.5`.
void WordReader::add_number(std::string_view digits) {
  std::string value;
  std::size_t last_separator = std::string::npos, separators = 0;
  for (std::size_t at = 0; at < digits.size();) {
    const char32_t c = take_code_point(digits, at);
    if (const auto digit = u_charDigitValue(static_cast<UChar32>(c)); digit >= 0) {
      value.push_back(static_cast<char>('0' + digit));
    } else {
      last_separator = value.size();
      ++separators;
    }
  }
  if (separators == 1 && value.size() - last_separator != 3) {
    value.insert(last_separator, 1, '.');
  }
  const auto first = std::min(value.find_first_not_of('0'), value.size() - 1);
  value.erase(0, first);
  value.insert(0, 1, '#');
  sentence_.push_back(word_of(WordClass::number, value, value));
}

void WordReader::add_mark(char32_t mark, bool every_mark) {
  char32_t meaning = meaning_of_mark(mark);
  if (meaning == 0 && every_mark) meaning = meaning_of_pause(mark);
  if (meaning == 0) return;
  std::string key = "\x01";
  key += std::to_string(static_cast<std::uint32_t>(meaning));
  sentence_.push_back(word_of(WordClass::mark, key, key));
}

}  // namespace hexapla

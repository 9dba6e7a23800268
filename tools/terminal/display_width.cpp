#include "tools/terminal/display_width.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace hexapla {

namespace {

constexpr UChar32 kZeroWidthJoiner = 0x200D;
constexpr UChar32 kEmojiPresentation = 0xFE0F;

// The code point that begins at `at`, which moves behind it. `text` is well-formed UTF-8.
UChar32 next_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) return first;
  UChar32 c = first < 0xE0 ? first & 0x1F : first < 0xF0 ? first & 0x0F : first & 0x07;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
    c = c << 6 | (static_cast<unsigned char>(text[at++]) & 0x3F);
  }
  return c;
}

std::size_t width_of(UChar32 c) {
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  // Hangul vowels and final consonants are drawn within the syllable that their initial begins.
  if (c >= 0x1160 && c <= 0x11FF) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::size_t width_of_cluster(std::string_view cluster) {
  std::size_t width = 0;
  bool is_emoji_sequence = false;
  for (std::size_t at = 0; at < cluster.size();) {
    const UChar32 c = next_code_point(cluster, at);
    is_emoji_sequence = is_emoji_sequence || c == kEmojiPresentation || c == kZeroWidthJoiner;
    width += width_of(c);
  }
  // Joiners also shape Arabic and Indic letters: only where something wide is joined is the whole
  // one emoji.
  return is_emoji_sequence && width != 1 ? std::min<std::size_t>(width, 2) : width;
}

// Visits the parts between two neighbouring breaks.
class Breaks {
 public:
  Breaks(std::unique_ptr<icu::BreakIterator> iterator, std::string_view text)
      : iterator_(std::move(iterator)), text_(text) {
    UErrorCode status = U_ZERO_ERROR;
    utext_ = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterator_->setText(utext_, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot read a text");
    begin_ = iterator_->first();
  }
  ~Breaks() { utext_close(utext_); }
  Breaks(const Breaks&) = delete;
  Breaks& operator=(const Breaks&) = delete;

  // An empty view at the end.
  std::string_view next() {
    const std::int32_t end = iterator_->next();
    if (end == icu::BreakIterator::DONE) return {};
    const auto part =
        text_.substr(static_cast<std::size_t>(begin_), static_cast<std::size_t>(end - begin_));
    begin_ = end;
    return part;
  }

 private:
  std::unique_ptr<icu::BreakIterator> iterator_;
  std::string_view text_;
  UText* utext_ = nullptr;
  std::int32_t begin_ = 0;
};

using IteratorMaker = icu::BreakIterator* (*)(const icu::Locale&, UErrorCode&);

// Made once a thread and language, then cloned: making one reads rule files.
std::unique_ptr<icu::BreakIterator> iterator_for(IteratorMaker make, std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const auto locale = icu::Locale::forLanguageTag(
      icu::StringPiece(language.data(), static_cast<std::int32_t>(language.size())), status);
  status = U_ZERO_ERROR;
  thread_local std::vector<
      std::pair<std::pair<IteratorMaker, std::string>, std::unique_ptr<icu::BreakIterator>>>
      kept;
  const std::pair key(make, std::string(language));
  for (const auto& [held, iterator] : kept) {
    if (held == key) return std::unique_ptr<icu::BreakIterator>(iterator->clone());
  }
  std::unique_ptr<icu::BreakIterator> iterator(make(locale, status));
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no rules to break lines");
  kept.emplace_back(key, std::unique_ptr<icu::BreakIterator>(iterator->clone()));
  return iterator;
}

Breaks graphemes(std::string_view text) {
  return Breaks(iterator_for(icu::BreakIterator::createCharacterInstance, "und"), text);
}

std::string_view without_trailing_space(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

// Collects lines, breaking within what is wider than one.
class LineFiller {
 public:
  explicit LineFiller(std::size_t columns) : columns_(columns) {}

  void add(std::string_view part) {
    const std::string_view visible = without_trailing_space(part);
    const std::size_t width = display_width(visible);
    if (line_width_ > 0 && line_width_ + width > columns_) end_line();
    if (width > columns_) {
      add_by_grapheme(visible);
    } else {
      line_ += visible;
      line_width_ += width;
    }
    if (part.ends_with('\n')) {
      end_line();
    } else {
      line_ += part.substr(visible.size());
      line_width_ += part.size() - visible.size();
    }
  }

  std::vector<std::string> finish() {
    if (!line_.empty() || lines_.empty()) end_line();
    return std::move(lines_);
  }

 private:
  void add_by_grapheme(std::string_view text) {
    Breaks breaks = graphemes(text);
    for (auto cluster = breaks.next(); !cluster.empty(); cluster = breaks.next()) {
      const std::size_t width = width_of_cluster(cluster);
      if (line_width_ > 0 && line_width_ + width > columns_) end_line();
      line_ += cluster;
      line_width_ += width;
    }
  }

  void end_line() {
    lines_.emplace_back(without_trailing_space(line_));
    line_.clear();
    line_width_ = 0;
  }

  std::size_t columns_;
  std::string line_;
  std::size_t line_width_ = 0;
  std::vector<std::string> lines_;
};

}  // namespace

std::size_t display_width(std::string_view text) {
  if (is_ascii(text)) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= ' ' && c != 0x7F; }));
  }
  std::size_t width = 0;
  Breaks breaks = graphemes(text);
  for (auto cluster = breaks.next(); !cluster.empty(); cluster = breaks.next())
    width += width_of_cluster(cluster);
  return width;
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns,
                              std::string_view language) {
  LineFiller lines(std::max<std::size_t>(columns, 2));
  Breaks breaks(iterator_for(icu::BreakIterator::createLineInstance, language), text);
  for (auto part = breaks.next(); !part.empty(); part = breaks.next()) lines.add(part);
  return lines.finish();
}

std::string fit(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::string fitted;
  std::size_t width = 0;
  Breaks breaks = graphemes(text);
  for (auto cluster = breaks.next(); !cluster.empty(); cluster = breaks.next()) {
    width += width_of_cluster(cluster);
    if (width + 1 > columns) break;
    fitted += cluster;
  }
  return fitted + "…";
}

std::string fit_ends(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::vector<std::pair<std::string_view, std::size_t>> clusters;  // with their widths
  Breaks breaks = graphemes(text);
  for (auto cluster = breaks.next(); !cluster.empty(); cluster = breaks.next())
    clusters.emplace_back(cluster, width_of_cluster(cluster));
  const std::size_t of_end = (columns - 1) / 3, of_beginning = columns - 1 - of_end;
  std::string beginning, end;
  std::size_t first = 0, past = clusters.size();
  for (std::size_t width = 0; first < past; ++first) {
    width += clusters[first].second;
    if (width > of_beginning) break;
    beginning += clusters[first].first;
  }
  for (std::size_t width = 0; past > first; --past) {
    width += clusters[past - 1].second;
    if (width > of_end) break;
  }
  for (; past < clusters.size(); ++past) end += clusters[past].first;
  return beginning + "…" + end;
}

std::string without_controls(std::string_view text) {
  constexpr const char* kReplacement = "\uFFFD";
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const UChar32 c = next_code_point(text, at);
    if (c != '\n' && u_charType(c) == U_CONTROL_CHAR) {
      safe += c == '\t' ? " " : kReplacement;
    } else {
      safe += text.substr(begin, at - begin);
    }
  }
  return safe;
}

std::string isolated(std::string_view line, bool is_right_to_left) {
  if (line.empty()) return {};
  constexpr const char* kRightToLeftIsolate = "\u2067";
  constexpr const char* kFirstStrongIsolate = "\u2068";
  constexpr const char* kPopIsolate = "\u2069";
  if (!is_right_to_left && is_ascii(line)) return std::string(line);
  return (is_right_to_left ? kRightToLeftIsolate : kFirstStrongIsolate) + std::string(line) +
         kPopIsolate;
}

}  // namespace hexapla

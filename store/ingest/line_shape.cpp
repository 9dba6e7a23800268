#include "store/ingest/line_shape.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <string>

#include "store/ingest/cues.h"
#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

// Beyond these a line is no heading. A wide character says about twice as much.
constexpr std::size_t kLongestHeadingColumns = 160;
constexpr std::size_t kLongestThaiHeadingColumns = 90;
constexpr std::size_t kLongestBylineColumns = 100;

UChar32 next_code_point(std::string_view text, std::size_t& i) {
  return static_cast<UChar32>(take_code_point(text, i));
}

UChar32 previous_code_point(std::string_view text, std::size_t& i) {
  i = before_code_point(text, i);
  return static_cast<UChar32>(code_point_at(text, i));
}

bool is_closing(UChar32 c) {
  const auto mask = U_GET_GC_MASK(c);
  return c == '"' || c == '\'' || (mask & (U_GC_PE_MASK | U_GC_PF_MASK | U_GC_PI_MASK)) != 0 ||
         u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK);
}

bool ends_without_marks(std::string_view line) {
  std::size_t i = line.size();
  while (i > 0) {
    const UChar32 c = previous_code_point(line, i);
    if (!u_isalpha(c)) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    return script == USCRIPT_THAI || script == USCRIPT_LAO;
  }
  return false;
}

constexpr std::string_view kDashes[] = {"—",  "–",  "―",  " - ", "|", "丨", "｜", ":",
                                        "：", "(",  ")",  "[",   "]", "【", "】", "（",
                                        "）", "「", "」", "«",   "»", "…"};

// The parts of a folded line between dashes, colons, bars and brackets.
template <typename Test>
bool any_part(std::string_view folded, const Test& test) {
  while (!folded.empty()) {
    std::size_t cut = folded.size(), width = 0;
    for (const std::string_view dash : kDashes) {
      const std::size_t at = folded.find(dash);
      if (at < cut) cut = at, width = dash.size();
    }
    const std::string_view part = trimmed(folded.substr(0, cut));
    if (!part.empty() && test(part)) return true;
    folded.remove_prefix(std::min(folded.size(), cut + width));
  }
  return false;
}

bool begins_with_colon(std::string_view text) {
  return text.starts_with(":") || text.starts_with(" :") || text.starts_with("|") ||
         text.starts_with("/") || text.starts_with("丨");
}

}  // namespace

bool ends_as_sentence(std::string_view line) {
  std::size_t i = line.size();
  while (i > 0) {
    const UChar32 c = previous_code_point(line, i);
    if (u_isUWhiteSpace(c) || is_closing(c) ||
        u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
      continue;
    // Terminal sentence marks of UAX #29; ellipses and the Armenian and Greek marks it leaves out.
    return u_hasBinaryProperty(c, UCHAR_S_TERM) || c == 0x2026 || c == 0x22EF || c == 0x0589 ||
           c == 0xFF0E || c == 0xFF61 || c == '.' || c == ';' || c == 0x061B;
  }
  return false;
}

bool is_prose(std::string_view line) {
  const std::size_t width = columns(line);
  if (ends_without_marks(line)) return width > kLongestThaiHeadingColumns;
  return width > kLongestHeadingColumns || ends_as_sentence(line);
}

std::size_t columns(std::string_view line) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < line.size();) {
    const UChar32 c = next_code_point(line, i);
    if (c < 0x300) {
      ++width;
      continue;
    }
    if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) continue;
    const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

bool is_blank(std::string_view line) {
  for (std::size_t i = 0; i < line.size();) {
    const UChar32 c = next_code_point(line, i);
    if (!u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
      return false;
  }
  return true;
}

std::size_t list_marker_bytes(std::string_view line) {
  for (const std::string_view marker :
       {"- ", "* ", "• ", "•\t", "‣ ", "▪ ", "● ", "◦ ", "– ", "· "}) {
    if (line.starts_with(marker)) return marker.size();
  }
  return 0;
}

bool is_byline(std::string_view line) {
  if (columns(line) > kLongestBylineColumns) return false;
  const std::string folded = fold(line);
  const auto match = cue_at_start(Cue::byline, folded);
  if (!match) return false;
  const std::string_view rest = std::string_view(folded).substr(match->bytes);
  if (trimmed(rest).empty()) return false;
  if (begins_with_colon(rest)) return true;
  if (!rest.starts_with(" ")) return false;
  // Where letters have case, a name begins with a capital: `By the river` is none. The first word
  // of the line is the cue's; fold() changes lengths, so the name is looked for behind as many
  // words.
  std::size_t words = 1;
  for (const char c : folded.substr(0, match->bytes)) words += c == ' ';
  std::string_view name = line;
  for (; words > 0 && !name.empty(); --words) {
    const std::size_t space = name.find(' ');
    name = space == name.npos ? std::string_view{} : trimmed(name.substr(space));
  }
  if (name.empty() || ends_as_sentence(line)) return false;
  const auto first = static_cast<UChar32>(code_point_at(name, 0));
  return u_isalpha(first) && !u_islower(first);
}

bool is_related_link(std::string_view line) {
  const std::string folded = fold(line);
  if (const auto match = cue_at_start(Cue::related, folded)) {
    const std::string_view rest = trimmed(std::string_view(folded).substr(match->bytes));
    if (rest.empty() || begins_with_colon(rest) || rest.starts_with(">") || rest.starts_with("→") ||
        rest.starts_with("—") || rest.starts_with("–") || rest.starts_with("»")) {
      return true;
    }
  }
  for (const std::string_view arrow : {"→", "»", ">>", "►", "▶", "➤", "☞"}) {
    if (folded.starts_with(arrow)) return true;
  }
  return any_part(folded, [&](std::string_view part) {
    return part.size() < folded.size() && is_cue(Cue::media, part);
  });
}

bool is_picture_credit(std::string_view line) {
  static constexpr std::array<std::string_view, 22> kAgencies = {
      "afp",          "ap",    "ap photo", "reuters",  "epa",      "epa-efe", "efe",    "getty",
      "getty images", "dpa",   "ansa",     "tass",     "upi",      "xinhua",  "新华社", "新華社",
      "رويترز",       "أ ف ب", "أ.ف.ب",    "ロイター", "연합뉴스", "рейтер"};
  const std::string folded = fold(line);
  if (const auto match = cue_at_start(Cue::credit, folded)) {
    if (begins_with_colon(std::string_view(folded).substr(match->bytes))) return true;
  }
  std::string_view tail = trimmed(folded);
  while (!tail.empty() && std::string_view(").]").find(tail.back()) != std::string_view::npos)
    tail.remove_suffix(1);
  const std::size_t cut = tail.find_last_of("([/|");
  if (cut == tail.npos) return false;
  tail = trimmed(tail.substr(cut + 1));
  for (const std::string_view agency : kAgencies) {
    if (tail == fold(agency)) return true;
  }
  return false;
}

}  // namespace hexapla

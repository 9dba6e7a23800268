#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "store/text/code_points.h"
#include "translate/check/each_check.h"

namespace hexapla {
namespace {

// Which mark opens and which closes differs between languages (“ closes in German), so pairs are
// told by their number alone.
constexpr std::u32string_view kDouble = U"\"“”„‟«»「」『』〝〞＂";
// Marks that may stand for them: single quotes, titles of works, a dialogue's dash.
constexpr std::u32string_view kInstead = U"'‘’‚‹›《》〈〉–—―";

// Those of them that open only or close only, whatever the language.
constexpr std::u32string_view kOpens = U"«„「『〝", kCloses = U"»」』〞";

struct QuoteCount {
  std::uint32_t doubles = 0, instead = 0;
  std::optional<ByteRange> first;     // of the double ones
  bool begins = false, ends = false;  // whether one stands before and behind all letters
  bool is_ambiguous = false;  // a mark between Hebrew letters: gershayim, as in `גרש״ים`, or a
                              // quotation behind a prefix
  bool ends_together = false;  // a quotation in a quotation ends where that ends, with one mark
};

bool is_hebrew(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return u_isalpha(c) && uscript_getScript(c, &status) == USCRIPT_HEBREW;
}

QuoteCount count_quotes(std::string_view text) {
  QuoteCount count;
  UChar32 before = 0;
  std::uint32_t opened = 0, closed = 0, curled = 0;
  bool has_letters = false;
  bool closed_between = false;  // something closed before the second opening
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    char32_t c = take_code_point(text, at);
    std::size_t next = at;
    auto after = at < text.size() ? static_cast<UChar32>(take_code_point(text, next)) : 0;
    // Two single quotes that touch are how some keyboards write a double one.
    if ((c == '\'' || c == U'’' || c == U'‘') && after == static_cast<UChar32>(c)) {
      c = '"';
      at = next;
      after = at < text.size() ? static_cast<UChar32>(take_code_point(text, next)) : 0;
    }
    if (u_isalnum(static_cast<UChar32>(c))) {
      has_letters = true;
      count.ends = false;
    }
    const UChar32 previous = before;
    before = static_cast<UChar32>(c);
    if (kDouble.find(c) != std::u32string_view::npos) {
      if (c == '"' && u_isdigit(previous) && !u_isalpha(after)) continue;  // `6'2"` is inches
      if (is_hebrew(previous) && is_hebrew(after)) {
        count.is_ambiguous = true;
        continue;
      }
      ++count.doubles;
      count.begins = count.begins || !has_letters;
      count.ends = true;
      if (kOpens.find(c) != std::u32string_view::npos)
        ++opened;
      else if (kCloses.find(c) != std::u32string_view::npos)
        ++closed;
      else
        ++curled;
      if (opened == 1 && closed + curled > 0) closed_between = true;
      if (!count.first) count.first = ByteRange{begin, static_cast<std::uint32_t>(at)};
    } else if (kInstead.find(c) != std::u32string_view::npos) {
      ++count.instead;
    }
  }
  count.ends_together = opened == 2 && closed + curled == 1 && !closed_between;
  return count;
}

// Marks without partner. Of two marks alike that would stand together, Russian and others write one
// alone: `«Он сказал «нет»`.
bool is_odd(const QuoteCount& count) {
  return count.doubles % 2 != 0 && !count.ends_together && !count.is_ambiguous;
}

// Whether most of the sentence is said by somebody: then something has to mark it in every
// language.
bool is_mostly_quoted(std::string_view text) {
  std::size_t inside = 0, outside = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = take_code_point(text, at);
    if (kDouble.find(c) != std::u32string_view::npos) quoted = !quoted;
    if (u_isalnum(static_cast<UChar32>(c))) ++(quoted ? inside : outside);
  }
  constexpr std::size_t kEnoughLetters = 20;
  return inside >= kEnoughLetters && inside > outside;
}

}  // namespace

void check_quotations(std::span<const BeadPair> beads, Findings& findings) {
  std::vector<QuoteCount> ours, theirs;
  for (const BeadPair& bead : beads) {
    ours.push_back(count_quotes(bead.source.text()));
    theirs.push_back(count_quotes(bead.target.text()));
  }
  // A quotation may go on in the next sentence: then that one is odd too, and so is none alone. It
  // may go on for several, too, that have no marks, if it begins one and ends another.
  const auto goes_on = [&](std::size_t i) {
    constexpr std::size_t kFarthest = 4;
    for (std::size_t k = i + 1; k < std::min(theirs.size(), i + 1 + kFarthest); ++k) {
      if (is_odd(theirs[k]) && (k == i + 1 || (theirs[i].begins && theirs[k].ends))) return true;
      if (theirs[k].doubles > 0) break;
    }
    for (std::size_t k = i; k > i - std::min(i, kFarthest); --k) {
      if (is_odd(theirs[k - 1]) && (k == i || (theirs[k - 1].begins && theirs[i].ends)))
        return true;
      if (theirs[k - 1].doubles > 0) break;
    }
    return false;
  };
  // Some translations, as some languages' news, do without marks and say who speaks.
  std::size_t quoted = 0, marked = 0;
  for (std::size_t i = 0; i < beads.size(); ++i) {
    if (ours[i].doubles == 0 || beads[i].target.segments().empty()) continue;
    ++quoted;
    if (theirs[i].doubles > 0) ++marked;
  }
  // Half of a paragraph that is speech may be reported instead, where the other half is marked.
  std::set<std::uint32_t> marked_blocks;
  for (std::size_t i = 0; i < beads.size(); ++i) {
    if (theirs[i].doubles > 0) marked_blocks.insert(beads[i].target.whole().block);
  }
  constexpr std::size_t kEnoughQuotations = 4;
  const bool marks_quotations = quoted >= kEnoughQuotations && marked + 1 >= quoted;
  for (std::size_t i = 0; i < beads.size(); ++i) {
    const BeadPair& bead = beads[i];
    if (bead.source.segments().empty() || bead.target.segments().empty() || is_odd(ours[i]))
      continue;
    Finding finding;
    finding.found = FindingClass::quotation;
    finding.source = bead.source.whole();
    finding.target = bead.target.whole();
    if (is_odd(theirs[i])) {
      if (goes_on(i)) continue;
      finding.source.text.clear();
      finding.target = bead.target.place(*theirs[i].first);
      finding.explanation =
          "A quotation mark has no partner in this sentence, nor beside it, though the "
          "original's marks pair: one is missing or one too many.";
    } else if (marks_quotations && ours[i].doubles > 0 && theirs[i].doubles == 0 &&
               theirs[i].instead == 0 && !marked_blocks.contains(bead.target.whole().block) &&
               is_mostly_quoted(bead.source.text())) {
      finding.source = bead.source.place(*ours[i].first);
      finding.explanation = "The original is direct speech; this version has no quotation marks.";
    } else {
      continue;
    }
    findings.push_back(std::move(finding));
  }
}

}  // namespace hexapla

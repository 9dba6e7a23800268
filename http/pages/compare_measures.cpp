#include <fmt/format.h>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "http/pages/compare_parts.h"
#include "http/pages/words.h"

namespace hexapla {
namespace {

// Letters and digits of a version's text.
std::uint64_t length_of(const RevisionView& view) {
  std::uint64_t count = 0;
  for (std::uint32_t i = 0; i < view.segment_count(); ++i) {
    const auto text = icu::UnicodeString::fromUTF8(view.segment(i).text);
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1))
      count += u_isalnum(text.char32At(at)) ? 1 : 0;
  }
  return count;
}

void write_cell(Html& page, const std::string& value) {
  page << "<td class=\"n\">" << text(value) << "</td>";
}

void write_meaning(Html& page, Markup name, Markup meaning) {
  page << "<dt>" << name << "</dt><dd>" << meaning << "</dd>\n";
}

// TER takes some milliseconds for a long sentence: of a long article it is counted when somebody
// asks, and so is what people changed, which is TER's edits.
constexpr std::size_t kMostRowsWithTer = 120;

Markup meaning_of(std::string_view metric) {
  if (metric == "BLEU") return "runs of up to four words that both share, 0 to 100: 100 the same";
  if (metric == "TER")
    return "edits, moves of phrases among them, for 100 words of the later text: 0 the same";
  if (metric == "chrF2++") return "as chrF2, with runs of one and two words: 100 the same";
  return "letters in a row that both share, recall counted twice, 0 to 100: 100 the same";
}

void write_scores(Html& page, const Comparison& comparison, const Scores& scores) {
  const Pair& pair = *comparison.pair;
  page << "<div>\n<h2 id=\"scores\">" << text(version_words(comparison, pair.before))
       << ", scored by " << text(version_words(comparison, pair.after))
       << "</h2>\n<section class=\"scroll\" aria-labelledby=\"scores\" tabindex=\"0\"><table "
          "class=\"tbl scores\" aria-labelledby=\"scores\">\n<thead><tr><th "
          "scope=\"col\">Score</th><th scope=\"col\" class=\"n\">Value</th><th "
          "scope=\"col\">Meaning and signature</th></tr></thead>\n<tbody>\n";
  for (const Score& score : scores.scores) {
    page << "<tr><th scope=\"row\">" << text(score.metric) << "</th>";
    write_cell(page, fmt::format("{:.2f}", score.value));
    page << "<td>" << meaning_of(score.metric) << "<br><span class=\"hash\">"
         << text(score.signature) << "</span></td></tr>\n";
  }
  page << "</tbody>\n</table></section>\n</div>\n";
}

void write_shares(Html& page, const std::vector<EditShare>& shares) {
  page
      << "<div>\n<h2 id=\"shares\">What people changed</h2>\n<section class=\"scroll\" "
         "aria-labelledby=\"shares\" tabindex=\"0\"><table class=\"tbl\" "
         "aria-labelledby=\"shares\">\n<thead><tr><th scope=\"col\">Editor</th><th "
         "scope=\"col\">Engine</th><th scope=\"col\">Version</th><th scope=\"col\" "
         "class=\"n\">Words</th><th scope=\"col\" class=\"n\">Changed</th></tr></thead>\n<tbody>\n";
  for (const EditShare& share : shares) {
    page << "<tr><th scope=\"row\"><bdi>" << text(share.editor.empty() ? "not named" : share.editor)
         << "</bdi></th><td><bdi>" << text(share.engine.empty() ? "not named" : share.engine)
         << "</bdi></td><td><span class=\"tag\">" << text(share.edited.variant.text())
         << "</span></td><td class=\"n\">" << share.words << "</td>";
    write_cell(page, fmt::format("{:.0f} %", 100 * share.share()));
    page << "</tr>\n";
  }
  page << "</tbody>\n</table></section>\n<p class=\"note\">Words put in, taken out, replaced and "
          "phrases moved, for 100 words of the edited text.</p>\n</div>\n";
}

}  // namespace

ScoredPair score_pair(const Reading& reading, const Comparison& comparison,
                      const Request& request) {
  ScoredPair scored;
  scored.with_ter =
      comparison.rows.size() <= kMostRowsWithTer || request.parameter("scores") == "1";
  if (comparison.pair) {
    scored.scores = score_revisions(reading, comparison.versions[comparison.pair->before].address,
                                    comparison.versions[comparison.pair->after].address,
                                    scored.with_ter ? WhichScores::all : WhichScores::without_ter);
  }
  if (!scored.with_ter) return scored;
  for (const Version& version : comparison.versions) {
    if (!version.provenance.revises) continue;
    scored.shares = edit_shares(reading, comparison.article.id);
    break;
  }
  return scored;
}

void write_measures(Html& page, const Comparison& comparison, const ScoredPair& scored) {
  if (comparison.versions.size() < 2) return;
  const auto& pair = comparison.pair;
  page << "<div>\n<h2 id=\"meas\">Measures</h2>\n<section class=\"scroll\" "
          "aria-labelledby=\"meas\" tabindex=\"0\"><table class=\"tbl\" "
          "aria-labelledby=\"meas\">\n<thead><tr><th scope=\"col\">Version</th>"
          "<th scope=\"col\" class=\"n\">Aligned</th><th scope=\"col\">By</th>"
          "<th scope=\"col\" class=\"n\">Length</th>";
  if (pair)
    page << "<th scope=\"col\" class=\"n\">Edits</th><th scope=\"col\" class=\"n\">chrF</th>";
  page << "</tr></thead>\n<tbody>\n";
  const std::uint64_t original_length = length_of(comparison.versions[0].view);
  for (std::uint32_t i = 1; i < comparison.versions.size(); ++i) {
    const Version& version = comparison.versions[i];
    page << "<tr><th scope=\"row\"><span class=\"tag\">" << text(version.address.variant.text())
         << "</span>, " << text(short_kind_words(version.provenance.shown_kind()))
         << "</th><td class=\"n\">" << version.aligned << " of " << comparison.versions[0].aligned
         << "</td><td class=\"mut\"><bdi>" << text(version.aligner) << "</bdi></td>";
    write_cell(page, original_length == 0
                         ? "–"
                         : fmt::format("{:.2f}", static_cast<double>(length_of(version.view)) /
                                                     static_cast<double>(original_length)));
    if (pair && pair->after == i) {
      write_cell(page, fmt::format("{:.2f}", pair->distance.edit_rate));
      write_cell(page, fmt::format("{:.1f}", pair->distance.chrf));
    } else if (pair) {
      page << "<td class=\"n\">–</td><td class=\"n\">–</td>";
    }
    page << "</tr>\n";
  }
  page << "</tbody>\n</table></section>\n<dl class=\"means\">\n";
  write_meaning(page, "Aligned", "sentences of the original that have a counterpart here");
  write_meaning(
      page, "By",
      "what found the counterparts: +41 knows the words that event 41 of the log kept; by "
      "and through name versions that helped");
  write_meaning(page, "Length",
                "letters and digits for each one of the original; compare versions in one "
                "language, since languages differ");
  if (pair) {
    write_meaning(page, "Edits",
                  "words changed for each word of the later text: 0 the same, 1 all new");
    write_meaning(page, "chrF", "letters in a row that both share, 0 to 100 (chrF2): 100 the same");
  }
  page << "</dl>\n";
  if (pair) {
    page << "<p class=\"note\">Edits and chrF compare "
         << text(version_words(comparison, pair->after)) << ", with "
         << text(version_words(comparison, pair->before))
         << ". They say how much was changed, not how good either text is.</p>\n";
  }
  if (pair && !scored.with_ter) {
    page << "<p class=\"note\"><a rel=\"nofollow\" href=\""
         << text(compare_address(comparison) + pair_query(comparison))
         << "&amp;scores=1#meas\">Count TER and what people changed</a>, which takes a while for a "
            "text this long.</p>\n";
  }
  page << "</div>\n";
  if (scored.scores) write_scores(page, comparison, *scored.scores);
  if (!scored.shares.empty()) write_shares(page, scored.shares);
}

}  // namespace hexapla

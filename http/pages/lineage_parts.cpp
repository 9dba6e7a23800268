#include "http/pages/lineage_parts.h"

#include <fmt/format.h>

#include <string>

#include "http/comparison.h"
#include "http/pages/compare_parts.h"
#include "http/pages/word_difference.h"
#include "http/pages/words.h"
#include "store/text/utf8.h"
#include "translate/lineage/segment_origins.h"
#include "translate/lineage/staleness.h"

namespace hexapla {
namespace {

constexpr std::size_t kStretchesShown = 30;
constexpr std::size_t kMostBytesShown = 4000;  // of one side of a stretch

// `sentence 4`, `sentences 4–6`, counted from 1 as in the side-by-side page.
std::string sentence_words(const SegmentRange& range) {
  if (range.count == 1) return "sentence " + std::to_string(range.first + 1);
  return "sentences " + std::to_string(range.first + 1) + "–" + std::to_string(range.past());
}

// A stretch can be a whole article: its beginning says enough here.
std::string shortened(std::string words) {
  if (words.size() <= kMostBytesShown) return words;
  return std::string(prefix_of_whole_graphemes(words, kMostBytesShown)) + " …";
}

void write_difference(Html& page, const std::string& older, const std::string& newer,
                      const LanguageTag& language) {
  page << "<p" << language_attributes(language) << ">";
  write_word_difference(page, older, newer, language);
  page << "</p>\n";
}

void write_stretch(Html& page, const Staleness& stale, const StaleStretch& stretch,
                   const RevisionView& older, const RevisionView& newer,
                   const RevisionView& version) {
  const bool is_in_version = !stretch.target.empty();
  page << "<li><p class=\"mut\">" << text(name(stretch.change.kind)) << ": ";
  if (is_in_version) {
    page << text(sentence_words(stretch.target)) << " of this version";
  } else {
    page << "nothing for it in this version";
  }
  page << "</p>\n";
  if (stretch.change.kind != TextChange::Kind::moved) {
    write_difference(page, shortened(segments_text(older, stretch.change.older)),
                     shortened(segments_text(newer, stretch.change.newer)),
                     stale.newest.variant.language());
  }
  if (is_in_version)
    page << "<p class=\"seen\">"
         << isolated(shortened(segments_text(version, stretch.target)), version.language()) << "</p>\n";
  page << "</li>\n";
}

void write_one(Html& page, const Reading& reading, const Staleness& stale) {
  const auto older = reading.view(stale.made_from), newer = reading.view(stale.newest),
             version = reading.view(stale.version);
  if (!older || !newer || !version) return;
  page << "<details class=\"stale\"><summary><span aria-hidden=\"true\">↻</span> "
       << own_name(stale.version.variant.language()) << " <span class=\"tag\">"
       << text(stale.version.variant.text()) << "</span> "
       << (stale.accepted_before ? Markup("was accepted for ") : Markup("was made from "))
       << text(stale.made_from.variant.text()) << ", revision " << stale.made_from.number;
  for (const RevisionAddress& pivot : stale.through)
    page << ", through " << text(pivot.variant.text()) << " revision " << pivot.number;
  page << "; stale since revision " << stale.since.number << ", " << time_mark(stale.since_time)
       << " <span class=\"mut\">" << text(counted(stale.stretches.size(), "change", "changes"))
       << "</span></summary>\n<p><a href=\""
       << text(compare_address(stale.version.article, {stale.made_from, stale.newest}))
       << "&amp;view=difference\">What changed in the text it was made from</a> · <a href=\""
       << text(compare_address(stale.version.article, {stale.newest, stale.version}))
       << "\">this version beside the newest text</a></p>\n<ul class=\"stale-list\">\n";
  for (std::size_t i = 0; i < stale.stretches.size() && i < kStretchesShown; ++i)
    write_stretch(page, stale, stale.stretches[i], *older, *newer, *version);
  page << "</ul>\n";
  if (stale.stretches.size() > kStretchesShown)
    page << "<p class=\"mut\">and " << stale.stretches.size() - kStretchesShown << " more</p>\n";
  page << "</details>\n";
}

}  // namespace

void write_stale_versions(Html& page, const Reading& reading, const ArticleId& article) {
  const std::vector<Staleness> all = stale_versions(reading, article);
  if (all.empty()) return;
  page << "<h2 id=\"stale\">Made from an older text</h2>\n";
  for (const Staleness& stale : all) write_one(page, reading, stale);
}

void write_sentence_origins(Html& page, const Reading& reading, const RevisionAddress& address) {
  const SegmentOrigins origins = segment_origins(reading, address);
  if (!origins.changed_share) return;
  const std::size_t all = origins.segments.size();
  page << "<p>Of " << text(counted(all, "sentence", "sentences")) << ", " << origins.machine
       << text(origins.machine == 1 ? " is" : " are") << " the machine’s still and "
       << origins.person << " a person’s";
  if (const auto others = origins.source + origins.unknown; others > 0)
    page << ", " << others << " of others or not known";
  page << ". A person changed <b>" << text(fmt::format("{:.0f} %", 100 * *origins.changed_share))
       << "</b> of the characters of <a href=\"/a/" << text(origins.revises->text()) << "\">"
       << text(origins.revises->variant.text()) << ", revision " << origins.revises->number
       << "</a> <span class=\"chip b-detected\">detected</span> by comparing the two.</p>\n";
}

}  // namespace hexapla

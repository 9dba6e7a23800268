#include "translate/check/check_strays.h"

#include <algorithm>

#include "translate/align/align.h"
#include "translate/check/bead_text.h"
#include "translate/check/find_moves.h"
#include "translate/compare/omissions.h"
#include "translate/compare/zawgyi.h"

namespace hexapla {
namespace {

// Of stretches from here on, two in three were omissions to human judges (omissions.h); a reader
// who meets false alarms reads no fourth remark.
constexpr float kLeastStrayTold = 4.0F;

// The bead of each segment on one side.
std::vector<const Bead*> beads_by_segment(const Alignment& alignment, std::uint32_t segments,
                                          bool of_source) {
  std::vector<const Bead*> beads(segments, nullptr);
  for (const Bead& bead : alignment.beads) {
    const SegmentRange& range = of_source ? bead.source : bead.target;
    for (std::uint32_t i = range.first; i < range.past() && i < segments; ++i) beads[i] = &bead;
  }
  return beads;
}

bool is_in_zawgyi(const RevisionView& view) {
  for (std::uint32_t i = 0; i < view.segment_count(); ++i)
    if (is_zawgyi(view.segment(i).text)) return true;
  return false;
}

// All of one side, without its words: what was sought there and not found.
TextPlace silent(const RevisionView& view, const SegmentRange& segments) {
  return {segments, segments.first, view.segment(segments.first).block, {}, {}};
}

class StrayReport {
 public:
  StrayReport(const TextToCheck& source, const VersionToCheck& version)
      : source_(source),
        version_(version),
        by_source_(beads_by_segment(version.alignment, source.view.segment_count(), true)),
        by_target_(beads_by_segment(version.alignment, version.view.segment_count(), false)) {}

  // A finding for each segment that the words stand in.
  void tell(std::span<const LinkedWord> words, bool is_added) {
    for (std::size_t i = 0, past = 0; i < words.size(); i = past) {
      const std::uint32_t segment = words[i].segment;
      while (past < words.size() && words[past].segment == segment) ++past;
      tell(segment, {words[i].range.begin, words[past - 1].range.end}, is_added);
    }
  }

  std::vector<Finding> take() { return std::move(findings_); }

 private:
  void tell(std::uint32_t segment, ByteRange range, bool is_added) {
    const Bead* bead = (is_added ? by_target_ : by_source_)[segment];
    // A sentence that has no counterpart at all is told as such.
    if (bead == nullptr || bead->source.empty() || bead->target.empty()) return;
    const RevisionView& view = is_added ? version_.view : source_.view;
    const auto& where = view.segment(segment);
    TextPlace place{is_added ? bead->target : bead->source, segment, where.block, range,
                    std::string(range.of(where.text))};
    Finding finding;
    finding.found = is_added ? FindingClass::addition : FindingClass::omission;
    finding.source = is_added ? silent(source_.view, bead->source) : std::move(place);
    finding.target = is_added ? std::move(place) : silent(version_.view, bead->target);
    finding.explanation =
        is_added ? "Nothing in the original seems to answer to “" + finding.target.text + "”."
                 : "Nothing in this version seems to answer to “" + finding.source.text +
                       "” of the original.";
    findings_.push_back(std::move(finding));
  }

  const TextToCheck& source_;
  const VersionToCheck& version_;
  std::vector<const Bead*> by_source_, by_target_;
  std::vector<Finding> findings_;
};

// What versions beside it tell is sure; the rest is found by the words of the two texts alone.
std::vector<Finding> all_moves(const TextToCheck& source, const VersionToCheck& version,
                               std::span<const BeadLinks* const> links) {
  std::vector<Finding> moves = version.moves;
  for (Finding& one :
       find_moves(source, {version.view, version.language}, version.alignment, links)) {
    const bool is_told =
        std::any_of(version.moves.begin(), version.moves.end(), [&](const Finding& told) {
          return overlap(told.source.segments, one.source.segments) ||
                 overlap(told.target.segments, one.target.segments);
        });
    if (!is_told) moves.push_back(std::move(one));
  }
  return moves;
}

}  // namespace

std::vector<std::vector<Finding>> check_strays(const TextToCheck& source,
                                               std::span<const VersionToCheck> versions,
                                               std::span<const Row> rows,
                                               std::span<const std::vector<BeadLinks>> links) {
  const TextToAlign original = text_of(source.view);
  std::vector<TextToAlign> texts;
  for (const VersionToCheck& version : versions) texts.push_back(text_of(version.view));
  const OmissionFinder finder(original, texts, links);
  std::vector<std::vector<Finding>> found;
  for (std::size_t v = 0; v < versions.size(); ++v) {
    StrayReport report(source, versions[v]);
    // The words of Zawgyi are not told apart, so their links say nothing.
    if (is_in_zawgyi(source.view) || is_in_zawgyi(versions[v].view)) {
      found.push_back(report.take());
      continue;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!is_prose(source.view, rows[i].original) ||
          !is_prose(versions[v].view, rows[i].versions[v]))
        continue;
      const BeadLinks& own = links[i][v];
      for (const Stray& stray : finder.wanting(i, v, kLeastStrayTold))
        report.tell(std::span(own.source_words).subspan(stray.first, stray.past - stray.first),
                    false);
      for (const Stray& stray : finder.added(i, v, kLeastStrayTold))
        report.tell(std::span(own.target_words).subspan(stray.first, stray.past - stray.first),
                    true);
    }
    found.push_back(report.take());
  }
  return found;
}

std::vector<std::vector<Finding>> check_together(const TextToCheck& source,
                                                 std::span<const VersionToCheck> versions,
                                                 std::span<const Row> rows,
                                                 std::span<const std::vector<BeadLinks>> links) {
  std::vector<std::vector<Finding>> strays = check_strays(source, versions, rows, links);
  std::vector<std::vector<Finding>> found;
  for (std::size_t v = 0; v < versions.size(); ++v) {
    const TextToCheck version{versions[v].view, versions[v].language};
    std::vector<const BeadLinks*> own;
    for (const std::vector<BeadLinks>& row : links) own.push_back(&row[v]);
    found.push_back(check_texts(source, version, versions[v].alignment, std::move(strays[v]),
                                all_moves(source, versions[v], own), own));
  }
  return found;
}

}  // namespace hexapla

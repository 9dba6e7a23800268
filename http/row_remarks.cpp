#include "http/row_remarks.h"

#include <algorithm>

#include "http/older_texts.h"
#include "http/row_words.h"
#include "store/text/utf8.h"
#include "translate/check/check_strays.h"
#include "translate/check/moves_beside.h"
#include "translate/check/sibling_versions.h"

namespace hexapla {
namespace {

// Longest text quoted in a remark.
constexpr std::size_t kQuoteBytes = 90;

bool is_all(const RevisionView& view, const SegmentRange& range, Role role) {
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    if (view.block(view.segment(i).block).role != role) return false;
  }
  return true;
}

// What an older text explains: it may well have had another number, or a sentence less.
bool may_come_of_older_text(const Finding& finding) {
  switch (finding.found) {
    case FindingClass::number:
    case FindingClass::date:
    case FindingClass::amount:
    case FindingClass::address:
    case FindingClass::name:
    case FindingClass::length:
      return true;
    case FindingClass::omission:
    case FindingClass::addition:
      return !finding.source.segments.empty() && !finding.target.segments.empty();
    default:
      return false;
  }
}

// Underlines the words that a finding speaks of, where it says which.
void mark(ComparedRow& row, const Comparison& comparison, const Finding& finding,
          std::uint32_t version, Sign sign) {
  if (!finding.target.range.empty()) {
    row.marks[version].push_back({finding.target.segment, finding.target.range, sign});
  } else if (finding.found == FindingClass::untranslated ||
             (finding.found == FindingClass::addition && finding.source.segments.empty())) {
    for (std::uint32_t i = finding.target.segments.first; i < finding.target.segments.past(); ++i) {
      const auto size =
          static_cast<std::uint32_t>(comparison.versions[version].view.segment(i).text.size());
      row.marks[version].push_back({i, {0, size}, sign});
    }
  }
  if (finding.found == FindingClass::omission && !finding.source.range.empty())
    row.marks[0].push_back({finding.source.segment, finding.source.range, sign});
}

void remark(ComparedRow& row, const Comparison& comparison, std::uint32_t version,
            CheckedFinding checked) {
  Finding& finding = checked.finding;
  Remark remark;
  remark.sign = sign_of(finding.found);
  remark.version = version;
  remark.lemma = quoted_in_remark(finding.source.text);
  remark.reading = quoted_in_remark(finding.target.text);
  remark.found = finding.found;
  remark.key = std::move(finding.key);
  remark.dismissed = std::move(checked.dismissed);
  // What a person has dismissed is told, and no longer underlined.
  if (!remark.dismissed) mark(row, comparison, finding, version, remark.sign);
  remark.explanation = std::move(finding.explanation);
  row.remarks.push_back(std::move(remark));
}

void remark_row(ComparedRow& row, const Comparison& comparison, const OlderTexts& older,
                std::uint32_t version, std::vector<CheckedFinding> findings) {
  const bool both = !row.row.original.empty() && !row.row.versions[version - 1].empty();
  const bool is_missing = std::any_of(findings.begin(), findings.end(), [](const auto& one) {
    return one.finding.found == FindingClass::untranslated;
  });
  // A stamp says when its own page was updated: it differs by its nature.
  const bool is_stamp = is_all(comparison.versions[0].view, row.row.original, Role::dateline);
  const bool outdated = both && !is_missing && !is_stamp && older.check(row, version);
  for (CheckedFinding& one : findings) {
    if (outdated && may_come_of_older_text(one.finding)) continue;
    remark(row, comparison, version, std::move(one));
  }
}

// What `version` has in another place than the first one, as versions in its language tell that are
// checked with it; where it is not checked against the first one, those shown.
std::vector<Finding> moves_of(const Reading& reading, const std::vector<Version>& versions,
                              std::size_t version, const Alignment& alignment) {
  const RevisionAddress &source = versions[0].address, &target = versions[version].address;
  std::vector<RevisionAddress> group;
  if (checked_against(reading, target) == source) {
    group = SiblingVersions(reading, source.article).group_of(source, target);
  } else {
    for (std::size_t i = 1; i < versions.size(); ++i) group.push_back(versions[i].address);
  }
  return moves_in_group(reading, source, versions[0].view, target, versions[version].view,
                        alignment, group);
}

// Says in the rows of both places where the other one is, and counts what has a counterpart there.
void tell_move(Comparison& comparison, const RowIndex& index, std::uint32_t version,
               const Finding& move) {
  const auto rows_of = [&](const SegmentRange& range, bool is_ours) {
    std::vector<std::size_t> rows;
    for (std::uint32_t i = range.first; i < range.past(); ++i) {
      const SegmentRange one{i, 1}, none;
      const std::size_t row = index.row_of(is_ours ? one : none, version, is_ours ? none : one);
      if (rows.empty() || rows.back() != row) rows.push_back(row);
    }
    return rows;
  };
  const auto tell = [&](const std::vector<std::size_t>& here, std::size_t there, bool is_here) {
    for (const std::size_t row : here) {
      if (row == RowIndex::kNone || row == there) continue;
      Elsewhere elsewhere{version, is_here, {}, {}};
      if (there != RowIndex::kNone) {
        elsewhere.id = comparison.rows[there].id;
        elsewhere.label = comparison.rows[there].label;
      }
      comparison.rows[row].elsewhere.push_back(std::move(elsewhere));
    }
  };
  const std::vector<std::size_t> ours = rows_of(move.source.segments, true),
                                 theirs = rows_of(move.target.segments, false);
  tell(ours, theirs.front(), false);
  tell(theirs, ours.front(), true);
  for (const std::size_t row : ours) {
    if (row == RowIndex::kNone) continue;
    const Row& beads = comparison.rows[row].row;
    if (beads.versions[version - 1].empty())
      comparison.versions[version].aligned += beads.original.count;
  }
}

void sort(std::vector<SignMark>& marks) {
  std::stable_sort(marks.begin(), marks.end(), [](const SignMark& a, const SignMark& b) {
    return a.segment != b.segment ? a.segment < b.segment : a.range.begin < b.range.begin;
  });
}

}  // namespace

Sign sign_of(FindingClass found) {
  switch (found) {
    case FindingClass::omission:
      return Sign::wanting;
    case FindingClass::addition:
      return Sign::added;
    case FindingClass::moved:
      return Sign::moved;
    case FindingClass::untranslated:
      return Sign::untranslated;
    case FindingClass::number:
    case FindingClass::date:
    case FindingClass::amount:
    case FindingClass::address:
      return Sign::differs;
    default:
      return Sign::doubtful;
  }
}

std::string quoted_in_remark(std::string_view text) {
  if (text.size() <= kQuoteBytes) return std::string(text);
  std::string_view prefix = prefix_of_whole_graphemes(text, kQuoteBytes);
  // Better the end of a word, where there is one.
  if (const std::size_t space = prefix.rfind(' ');
      space != std::string_view::npos && space > kQuoteBytes / 2) {
    prefix = prefix.substr(0, space);
  }
  return std::string(prefix) + " …";
}

void remark_rows(const Reading& reading, Comparison& comparison,
                 const std::vector<Alignment>& alignments) {
  const std::vector<Version>& versions = comparison.versions;
  const RowIndex index(comparison);
  std::vector<Row> rows;
  std::vector<std::vector<BeadLinks>> links;
  for (ComparedRow& row : comparison.rows) {
    row.marks.assign(versions.size(), {});
    rows.push_back(row.row);
    links.push_back(std::move(row.links));
  }
  std::vector<Alignment> parts;
  for (std::size_t v = 1; v < versions.size(); ++v)
    parts.push_back(index.shown_part(alignments[v - 1], v));
  std::vector<VersionToCheck> to_check;
  for (std::size_t v = 1; v < versions.size(); ++v)
    to_check.push_back({versions[v].view, versions[v].language, parts[v - 1],
                        moves_of(reading, versions, v, alignments[v - 1])});
  std::vector<std::vector<Finding>> found =
      check_together({versions[0].view, versions[0].language}, to_check, rows, links);
  const OlderTexts older(reading, versions);
  for (std::uint32_t v = 1; v < versions.size(); ++v) {
    std::vector<std::vector<CheckedFinding>> by_row(rows.size());
    for (CheckedFinding& one :
         with_dismissals(reading, versions[v].address, versions[v].view, std::move(found[v - 1]))) {
      if (one.finding.found == FindingClass::moved) tell_move(comparison, index, v, one.finding);
      const std::size_t row =
          index.row_of(one.finding.source.segments, v, one.finding.target.segments);
      if (row != RowIndex::kNone) by_row[row].push_back(std::move(one));
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
      remark_row(comparison.rows[i], comparison, older, v, std::move(by_row[i]));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    comparison.rows[i].links = std::move(links[i]);
    for (std::vector<SignMark>& marks : comparison.rows[i].marks) sort(marks);
  }
}

}  // namespace hexapla

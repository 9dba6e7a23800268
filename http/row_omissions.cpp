#include "http/row_omissions.h"

#include <algorithm>

#include "http/row_checks.h"
#include "translate/align/align.h"
#include "translate/compare/omissions.h"

namespace hexapla {
namespace {

// Dates and names of authors are put as each language likes.
bool is_prose(const RevisionView& view, const SegmentRange& range) {
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    const Role role = view.block(view.segment(i).block).role;
    if (role == Role::dateline || role == Role::byline || role == Role::label) return false;
  }
  return true;
}

// From the first to the last of `words`, segment by segment.
void mark(std::span<const LinkedWord> words, Sign sign, std::vector<SignMark>& marks) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == 0 || words[i].segment != words[i - 1].segment)
      marks.push_back({words[i].segment, words[i].range, sign});
    else
      marks.back().range.end = words[i].range.end;
  }
}

std::string text_of_words(const RevisionView& view, std::span<const LinkedWord> words) {
  std::string text;
  std::vector<SignMark> parts;
  mark(words, Sign::added, parts);
  for (const SignMark& part : parts) {
    if (!text.empty()) text += ' ';
    text += part.range.of(view.segment(part.segment).text);
  }
  return text;
}

void sort(std::vector<SignMark>& marks) {
  std::stable_sort(marks.begin(), marks.end(), [](const SignMark& a, const SignMark& b) {
    return a.segment != b.segment ? a.segment < b.segment : a.range.begin < b.range.begin;
  });
}

}  // namespace

void find_omissions(Comparison& comparison) {
  const TextToAlign original = text_of(comparison.versions[0].view);
  std::vector<TextToAlign> versions;
  for (std::size_t v = 1; v < comparison.versions.size(); ++v)
    versions.push_back(text_of(comparison.versions[v].view));
  std::vector<std::vector<BeadLinks>> links;
  for (const ComparedRow& row : comparison.rows) links.push_back(row.links);
  const OmissionFinder finder(original, versions, links);
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    ComparedRow& row = comparison.rows[i];
    for (std::uint32_t v = 1; v < comparison.versions.size(); ++v) {
      if (!is_prose(comparison.versions[0].view, row.row.original) ||
          !is_prose(comparison.versions[v].view, row.row.versions[v - 1]))
        continue;
      const bool is_told =
          std::any_of(row.remarks.begin(), row.remarks.end(), [&](const Remark& r) {
            return r.version == v && (r.sign == Sign::untranslated || r.sign == Sign::outdated);
          });
      if (is_told) continue;
      const BeadLinks& own = links[i][v - 1];
      for (const Stray& stray : finder.wanting(i, v - 1)) {
        const auto words =
            std::span(own.source_words).subspan(stray.first, stray.past - stray.first);
        row.remarks.push_back({Sign::wanting,
                               v,
                               quoted_in_remark(text_of_words(comparison.versions[0].view, words)),
                               {}});
        mark(words, Sign::wanting, row.marks[0]);
      }
      for (const Stray& stray : finder.added(i, v - 1)) {
        const auto words =
            std::span(own.target_words).subspan(stray.first, stray.past - stray.first);
        row.remarks.push_back(
            {Sign::added,
             v,
             {},
             quoted_in_remark(text_of_words(comparison.versions[v].view, words))});
        mark(words, Sign::added, row.marks[v]);
      }
    }
    for (std::vector<SignMark>& marks : row.marks) sort(marks);
  }
}

}  // namespace hexapla

#include "http/comparison.h"

#include <algorithm>

#include "http/problem.h"
#include "http/row_remarks.h"
#include "http/row_words.h"
#include "store/archive/kind_doubt.h"
#include "translate/align/held_alignment.h"
#include "translate/lineage/moved_sentences.h"

namespace hexapla {
namespace {

std::uint32_t newest_number(const Reading& reading, const RevisionAddress& address) {
  for (const VariantSummary& variant : reading.variants(address.article)) {
    if (variant.id == address.variant) return variant.newest;
  }
  return address.number;
}

Origin origin_of(const Reading& reading, const ArticleId& article, const Provenance& provenance) {
  Origin origin;
  if (!provenance.derived_from) return origin;
  origin.basis = provenance.derived_from->basis;
  origin.asserted_by = provenance.derived_from->asserted_by;
  if (!provenance.derived_from->value) {
    origin.state = Origin::State::unknown;
    return origin;
  }
  origin.state = Origin::State::not_held;
  for (const RevisionAddress& address : reading.addresses_of(*provenance.derived_from->value)) {
    if (address.article != article) continue;
    origin.state = Origin::State::held;
    origin.address = address;  // the last one of this text
  }
  if (origin.address) origin.newest = newest_number(reading, *origin.address);
  return origin;
}

Version version_at(const Reading& reading, const RevisionAddress& address) {
  auto record = reading.revision(address);
  reading.refuse_if_withdrawn(address);
  auto view = reading.view(address);
  if (!record || !view)
    throw Problem(404, "No such revision", "There is no revision " + address.text() + ".");
  Version version{address,
                  *std::move(record),
                  newest_number(reading, address),
                  reading.provenance(address),
                  address.variant.language(),
                  *std::move(view),
                  {},
                  {},
                  0,
                  {}};
  version.origin = origin_of(reading, address.article, version.provenance);
  return version;
}

// A bead names segments that exist, each once: what the page is made of is checked, not trusted.
std::vector<Row> rows_of(const Reading& reading, std::vector<Version>& versions,
                         std::vector<Alignment>& alignments) {
  for (std::size_t i = 1; i < versions.size(); ++i) {
    alignments.push_back(alignment_between(reading, versions[0].address, versions[i].address));
    versions[i].aligner = alignments.back().aligner;
  }
  std::vector<Row> rows = merge_rows(versions[0].view.segment_count(), alignments);
  for (const Row& row : rows) {
    bool fits = row.original.past() <= versions[0].view.segment_count() &&
                row.versions.size() + 1 == versions.size();
    for (std::size_t i = 1; fits && i < versions.size(); ++i) {
      fits = row.versions[i - 1].past() <= versions[i].view.segment_count();
    }
    if (!fits)
      throw StoreError(StoreError::Kind::corrupt,
                       "an alignment names segments that its texts do not have");
  }
  return rows;
}

// What pages say of their own translations, in neighbouring rows of different versions, shares a
// row.
void join_label_rows(std::vector<Row>& rows, const std::vector<Version>& versions) {
  const auto is_label = [&](const Row& row) {
    if (!row.original.empty()) return false;
    for (std::size_t i = 1; i < versions.size(); ++i) {
      const SegmentRange& range = row.versions[i - 1];
      for (std::uint32_t k = range.first; k < range.past(); ++k) {
        const RevisionView& view = versions[i].view;
        if (view.block(view.segment(k).block).role != Role::label) return false;
      }
    }
    return true;
  };
  std::vector<Row> joined;
  for (Row& row : rows) {
    bool fits = !joined.empty() && is_label(row) && is_label(joined.back());
    for (std::size_t i = 0; fits && i < row.versions.size(); ++i)
      fits = row.versions[i].empty() || joined.back().versions[i].empty();
    if (!fits) {
      joined.push_back(std::move(row));
      continue;
    }
    Row& last = joined.back();
    for (std::size_t i = 0; i < row.versions.size(); ++i) {
      if (row.versions[i].empty()) continue;
      last.versions[i] = row.versions[i];
      last.confidence[i] = row.confidence[i];
    }
  }
  rows = std::move(joined);
}

// Names of rows that stay the same however the page is asked for.
void name_rows(std::vector<ComparedRow>& rows, const std::vector<Version>& versions) {
  std::uint32_t last = 0;
  std::uint32_t extra = 0;
  for (ComparedRow& row : rows) {
    if (!row.row.original.empty()) {
      const std::uint32_t first = row.row.original.first + 1;
      last = row.row.original.past();
      extra = 0;
      row.id = "s" + std::to_string(first);
      row.label = std::to_string(first);
      if (last > first) row.label += "–" + std::to_string(last);
      continue;
    }
    row.label = "+";
    row.id = "s" + std::to_string(last) + "-" + std::to_string(++extra);
    for (std::size_t i = 1; i < versions.size(); ++i) {
      if (!row.row.versions[i - 1].empty())
        row.id += "-" + std::string(versions[i].language.language());
    }
  }
}

// Which two columns are in one language: the machine's and the one made from it where that is
// recorded, else the first two.
std::optional<Pair> likeliest_pair(const std::vector<Version>& versions) {
  std::optional<Pair> first;
  for (std::uint32_t i = 0; i < versions.size(); ++i) {
    for (std::uint32_t k = i + 1; k < versions.size(); ++k) {
      if (!are_comparable(versions[i], versions[k])) continue;
      const auto revised = [](const Version& later, const Version& earlier) {
        const auto& revises = later.provenance.revises;
        return revises && revises->value == earlier.record.digest;
      };
      if (revised(versions[k], versions[i])) return Pair{i, k, false, {}, {}};
      if (revised(versions[i], versions[k])) return Pair{k, i, false, {}, {}};
      if (!first) first = Pair{i, k, false, {}, {}};
    }
  }
  return first;
}

// The column of a version that somebody names as `es~desk@2`, or as `es~desk`.
std::optional<std::uint32_t> column_of(const std::vector<Version>& versions,
                                       std::string_view name) {
  for (std::uint32_t i = 0; i < versions.size(); ++i) {
    const std::string variant = versions[i].address.variant.text();
    if (name == variant || name == variant + "@" + std::to_string(versions[i].address.number))
      return i;
  }
  return std::nullopt;
}

// The two that are wished for; where they cannot be compared, a warning says why.
std::optional<Pair> find_pair(Comparison& comparison, const PairWish& wish) {
  const std::optional<Pair> likeliest = likeliest_pair(comparison.versions);
  if (wish.before.empty() && wish.after.empty()) return likeliest;
  const auto before = column_of(comparison.versions, wish.before);
  const auto after = column_of(comparison.versions, wish.after);
  if (!before || !after) {
    comparison.warnings.push_back("“" + std::string(before ? wish.after : wish.before) +
                                  "”, which was to be compared, is none of the versions shown.");
  } else if (*before == *after) {
    comparison.warnings.push_back("A version was to be compared with itself: choose two.");
  } else if (!are_comparable(comparison.versions[*before], comparison.versions[*after])) {
    comparison.warnings.push_back(
        "Only versions in one language and script can be compared word by word; “" +
        std::string(wish.before) + "” and “" + std::string(wish.after) + "” are not.");
  } else {
    return Pair{*before, *after, true, {}, {}};
  }
  return likeliest;
}

void measure(Comparison& comparison) {
  if (!comparison.pair) return;
  Pair& pair = *comparison.pair;
  const Version& before = comparison.versions[pair.before];
  const Version& after = comparison.versions[pair.after];
  DistanceMeter meter;
  for (const ComparedRow& row : comparison.rows) {
    meter.add(segments_text(before.view, row.row.of(pair.before)),
              segments_text(after.view, row.row.of(pair.after)), after.language);
  }
  pair.distance = meter.result();
}

// In which row of this part each segment of a version stands.
std::vector<std::size_t> rows_of_segments(const Comparison& comparison, std::uint32_t version) {
  std::vector<std::size_t> rows(comparison.versions[version].view.segment_count(), RowIndex::kNone);
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const SegmentRange& range = comparison.rows[i].row.of(version);
    for (std::uint32_t k = range.first; k < range.past(); ++k) rows[k] = i;
  }
  return rows;
}

// What concerns a whole version is said above all rows.
void warn_of_other_texts(Comparison& comparison) {
  std::vector<std::string> versions;
  for (const ComparedRow& row : comparison.rows) {
    for (const Remark& remark : row.remarks) {
      if (remark.found == FindingClass::unrelated && !remark.dismissed)
        versions.push_back(comparison.versions[remark.version].address.variant.text());
    }
  }
  if (versions.empty()) return;
  std::string names = versions.front();
  for (std::size_t i = 1; i < versions.size(); ++i)
    names += (i + 1 == versions.size() ? " and " : ", ") + versions[i];
  comparison.warnings.push_back("Hardly any sentence of " + names +
                                (versions.size() == 1
                                     ? " resembles its counterpart: it may be a version"
                                     : " resembles its counterpart: they may be versions") +
                                " of another text.");
}

void warn_of_doubtful_kinds(Comparison& comparison) {
  for (const Version& version : comparison.versions) {
    const std::string doubt = doubt_about_kind(version.provenance, version.view);
    if (!doubt.empty())
      comparison.warnings.push_back(version.address.variant.text() + " is " + doubt + ".");
  }
}

// Sentences of the pair that stand in different rows.
void find_moves_of_pair(Comparison& comparison) {
  if (!comparison.pair) return;
  Pair& pair = *comparison.pair;
  const Version &before = comparison.versions[pair.before],
                &after = comparison.versions[pair.after];
  const std::vector<std::size_t> before_rows = rows_of_segments(comparison, pair.before),
                                 after_rows = rows_of_segments(comparison, pair.after);
  for (const MovedSentence& moved : moved_sentences(before.view, after.view, after.language)) {
    const std::size_t row = before_rows[moved.older];
    if (row != RowIndex::kNone && row == after_rows[moved.newer]) continue;
    pair.moves.push_back({{moved.older, 1}, {moved.newer, 1}});
  }
}

}  // namespace

bool are_comparable(const Version& one, const Version& other) {
  return one.language.language() == other.language.language() &&
         one.language.script() == other.language.script();
}

std::vector<const BeadCorrection*> corrections_of(const Comparison& comparison,
                                                  const ComparedRow& row, std::uint32_t version) {
  std::vector<const BeadCorrection*> found;
  const auto overlap = [](const SegmentRange& a, const SegmentRange& b) {
    return a.first < b.past() && b.first < a.past();
  };
  for (const BeadCorrection& correction : comparison.versions[version].corrections) {
    if (overlap(correction.source, row.row.original) ||
        overlap(correction.target, row.row.versions[version - 1]))
      found.push_back(&correction);
  }
  return found;
}

std::vector<std::uint32_t> columns_of(const Comparison& comparison) {
  std::vector<std::uint32_t> columns;
  for (std::uint32_t i = 1; i < comparison.versions.size(); ++i) columns.push_back(i);
  columns.insert(columns.begin() + comparison.first_column, 0);
  return columns;
}

namespace {

std::vector<SegmentRange> segments_of_parts(const std::vector<ComparedRow>& rows) {
  std::vector<SegmentRange> parts(
      std::max<std::size_t>(1, (rows.size() + kRowsOfPart - 1) / kRowsOfPart));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SegmentRange& original = rows[i].row.original;
    if (original.empty()) continue;
    SegmentRange& part = parts[i / kRowsOfPart];
    if (part.empty()) part.first = original.first;
    part.count = original.past() - part.first;
  }
  return parts;
}

std::uint32_t number_of(const PartWish& wish, const std::vector<SegmentRange>& parts) {
  if (wish.segment == 0) return wish.number;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].empty() && wish.segment <= parts[i].past())
      return static_cast<std::uint32_t>(i + 1);
  }
  return static_cast<std::uint32_t>(parts.size());
}

// The versions chosen and the rows of the part, named; `alignments` are of the first version with
// each other one.
Comparison lay_out(const Reading& reading, const ArticleId& article,
                   const std::vector<std::string_view>& choices, const PartWish& wish,
                   const std::vector<std::string>& languages, std::vector<Alignment>& alignments) {
  Comparison comparison{
      require_article(reading, article.text()), {}, false, 0, {}, {}, {}, 1, 1, {}, 0};
  const std::vector<RevisionAddress> asked =
      choose_versions(reading, article, choices, comparison.warnings, languages);
  comparison.first_column = static_cast<std::uint32_t>(place_of_base(reading, article, asked));
  for (const RevisionAddress& address : base_first(reading, article, asked))
    comparison.versions.push_back(version_at(reading, address));
  if (const auto base = reading.base_variant(article); base && !asked.empty())
    comparison.has_original = comparison.versions[0].address.variant == *base;
  if (comparison.versions.empty())
    throw Problem(404, "No such revision", "This article has no version to show.");

  std::vector<Row> rows = rows_of(reading, comparison.versions, alignments);
  join_label_rows(rows, comparison.versions);
  for (const Row& row : rows) {
    for (std::size_t i = 1; i < comparison.versions.size(); ++i) {
      if (!row.versions[i - 1].empty()) comparison.versions[i].aligned += row.original.count;
    }
  }
  for (std::size_t i = 1; i < comparison.versions.size(); ++i)
    comparison.versions[i].corrections = corrections_between(
        reading, comparison.versions[0].address, comparison.versions[i].address);
  comparison.versions[0].aligned = comparison.versions[0].view.segment_count();

  std::vector<ComparedRow> named;
  named.reserve(rows.size());
  for (Row& row : rows) {
    ComparedRow one;
    one.row = std::move(row);
    named.push_back(std::move(one));
  }
  name_rows(named, comparison.versions);

  const auto total = static_cast<std::uint32_t>(named.size());
  comparison.segments_of_parts = segments_of_parts(named);
  comparison.parts = static_cast<std::uint32_t>(comparison.segments_of_parts.size());
  const std::uint32_t part = number_of(wish, comparison.segments_of_parts);
  comparison.part = part;
  if (part < 1 || part > comparison.parts) {
    Problem problem(
        404, "No such part",
        "This comparison has " +
            (comparison.parts == 1 ? "one part" : std::to_string(comparison.parts) + " parts") +
            ".");
    problem.parameter = "part";
    throw problem;
  }
  const std::uint32_t begin = (part - 1) * kRowsOfPart, end = std::min(total, part * kRowsOfPart);
  comparison.rows.assign(std::make_move_iterator(named.begin() + begin),
                         std::make_move_iterator(named.begin() + end));
  return comparison;
}

}  // namespace

Comparison compare_versions(const Reading& reading, const ArticleId& article,
                            const std::vector<std::string_view>& choices, const PartWish& part,
                            const PairWish& wish, const std::vector<std::string>& languages) {
  std::vector<Alignment> alignments;
  Comparison comparison = lay_out(reading, article, choices, part, languages, alignments);
  comparison.pair = find_pair(comparison, wish);
  measure(comparison);
  find_moves_of_pair(comparison);
  link_rows(reading, comparison, alignments);
  remark_rows(reading, comparison, alignments);
  warn_of_other_texts(comparison);
  warn_of_doubtful_kinds(comparison);
  for (const ComparedRow& row : comparison.rows) {
    comparison.remark_count += static_cast<std::uint32_t>(
        std::count_if(row.remarks.begin(), row.remarks.end(),
                      [](const Remark& remark) { return !remark.dismissed; }));
  }
  return comparison;
}

Comparison compare_words(const Reading& reading, const ArticleId& article,
                         const std::vector<std::string_view>& choices, const PartWish& part) {
  std::vector<Alignment> alignments;
  Comparison comparison = lay_out(reading, article, choices, part, {}, alignments);
  link_rows(reading, comparison, alignments);
  return comparison;
}

}  // namespace hexapla

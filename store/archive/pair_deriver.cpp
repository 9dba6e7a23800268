#include "store/archive/pair_deriver.h"

#include "store/archive/examiner.h"
#include "store/archive/kept_findings.h"
#include "store/archive/link_row.h"
#include "store/archive/lookup.h"
#include "store/archive/meta_names.h"
#include "store/archive/required_rows.h"
#include "store/archive/rows_being_written.h"
#include "store/model/compose_alignment.h"
#include "store/model/provenance.h"

namespace hexapla {
namespace {

// Behind the aligner's name stand the revisions that helped.
constexpr std::string_view kThrough = " through ";
constexpr std::string_view kBy = " by ";
std::string name_of_helper(const VariantRow& variant, std::uint32_t number) {
  return variant.id + "@" + std::to_string(number);
}
bool names_helper(std::string_view aligner, std::string_view helper) {
  for (std::size_t at = aligner.find(helper); at != aligner.npos;
       at = aligner.find(helper, at + 1)) {
    const std::size_t past = at + helper.size();
    if (at > 0 && aligner[at - 1] == ' ' && (past == aligner.size() || aligner[past] == ' '))
      return true;
  }
  return false;
}

void delete_links(RebuildWriter& rows, const std::string& prefix) {
  std::vector<std::string> keys;
  rows.scan(Table::word_links, prefix, [&](std::string_view key, std::string_view) {
    if (!key.starts_with(prefix)) return false;
    keys.emplace_back(key);
    return true;
  });
  for (const std::string& key : keys) rows.del(Table::word_links, key);
}

}  // namespace

void PairDeriver::align(std::uint64_t article, std::uint16_t base, std::uint16_t changed) {
  if (!materials_.can_align()) return;
  const auto row = require<ArticleRow>(rows_, Table::articles, article_key(article));
  if (changed != base) {
    align_pair({article, base}, {article, changed});
    const auto variant =
        require<VariantRow>(rows_, Table::variants, variant_key({article, changed}));
    if (variant.kind != Kind::machine) return;
    // It is a bridge to versions by other hands in its language.
    for (std::uint16_t order = 1; order <= row.variants; ++order) {
      if (order == base || order == changed) continue;
      const auto other = require<VariantRow>(rows_, Table::variants, variant_key({article, order}));
      if (other.kind != Kind::machine && language_of(other) == language_of(variant))
        align_pair({article, base}, {article, order});
    }
    return;
  }
  for (std::uint16_t order = 1; order <= row.variants; ++order) {
    if (order != base) align_pair({article, base}, {article, order});
  }
}

void PairDeriver::align_pair(const VariantKey& base, const VariantKey& version) {
  const auto newest = [&](const VariantKey& variant) {
    return RevisionKey{
        variant, require<VariantRow>(rows_, Table::variants, variant_key(variant)).newest_held};
  };
  const RevisionKey source = newest(base);
  const RevisionKey target = newest(version);
  if (source.number == 0 || target.number == 0) return;
  rows_.put(Table::meta, kMetaAligner, materials_.aligner_version());
  const auto variant_of = [&](const RevisionKey& key) {
    return require<VariantRow>(rows_, Table::variants, variant_key(key.variant));
  };
  const auto is_held = [&](const RevisionKey& key) {
    return texts_.view(require<RevisionRow>(rows_, Table::revisions, revision_key(key)).digest) !=
           nullptr;
  };
  const auto row_of = [&](const RevisionKey& from) {
    return alignment_key(target, from.variant.order, from.number);
  };
  if (!is_held(target)) return;
  const auto origin = origin_of(target, base);
  if (origin && is_held(*origin)) {
    put_alignment(row_of(*origin), alignment_of(*origin, target, std::nullopt));
  }
  if (!is_held(source)) return;
  const bool is_composed =
      origin && language_of(variant_of(*origin)) != language_of(variant_of(target));
  const auto bridge = is_composed ? machine_version_beside(base, origin->variant)
                      : origin    ? origin
                                  : machine_version_beside(base, version);
  if ((origin && !is_held(*origin)) || (bridge && !is_held(*bridge))) {
    // Further on its withdrawal takes away what was made with its help: see forget_text().
    delete_alignment(row_of(source));
    return;
  }
  Alignment alignment;
  if (is_composed) {
    // Translated from a translation: nearer to that than to the original.
    alignment =
        compose(alignment_of(source, *origin, bridge), alignment_of(*origin, target, std::nullopt));
    alignment.aligner +=
        std::string(kThrough) + name_of_helper(variant_of(*origin), origin->number);
  } else {
    alignment = alignment_of(source, target, bridge);
  }
  if (bridge)
    alignment.aligner += std::string(kBy) + name_of_helper(variant_of(*bridge), bridge->number);
  put_alignment(row_of(source), alignment);
}

void PairDeriver::put_alignment(const std::string& key, const Alignment& alignment) {
  const std::string row = encode(alignment);
  const auto before = rows_.get(Table::alignments, key);
  if (before && *before == row) return;
  rows_.put(Table::alignments, key, row);
  rows_.del(Table::word_links, key);
}

void PairDeriver::delete_alignment(const std::string& key) {
  rows_.del(Table::alignments, key);
  rows_.del(Table::word_links, key);
}

std::optional<RevisionKey> PairDeriver::origin_of(const RevisionKey& version,
                                                  const VariantKey& base) const {
  std::vector<Statement> statements;
  for (FoundStatement& found : find_statements(rows_, version))
    if (!found.retracted) statements.push_back(std::move(found.statement));
  const Provenance provenance = compute_provenance(statements);
  if (!provenance.derived_from || !provenance.derived_from->value) return std::nullopt;
  constexpr std::size_t kMostPlaces = 64;
  for (const FoundDigest& found :
       find_by_digest(rows_, provenance.derived_from->value->raw(), kMostPlaces)) {
    if (found.key.variant.article != version.variant.article ||
        found.key.variant.order == version.variant.order ||
        rows_.get(Table::withdrawals, revision_key(found.key)))
      continue;
    return found.key.variant.order == base.order ? std::nullopt : std::optional(found.key);
  }
  return std::nullopt;
}

std::optional<RevisionKey> PairDeriver::machine_version_beside(const VariantKey& base,
                                                               const VariantKey& version) const {
  const auto row = require<VariantRow>(rows_, Table::variants, variant_key(version));
  const auto base_row = require<VariantRow>(rows_, Table::variants, variant_key(base));
  if (row.kind == Kind::machine || language_of(row) == language_of(base_row)) return std::nullopt;
  for (const FoundVariant& found : find_variants(rows_, version.article)) {
    if (found.key.order == version.order || found.key.order == base.order ||
        found.row.newest_held == 0)
      continue;
    if (found.row.kind == Kind::machine && language_of(found.row) == language_of(row))
      return RevisionKey{found.key, found.row.newest_held};
  }
  return std::nullopt;
}

Alignment PairDeriver::alignment_of(const RevisionKey& source, const RevisionKey& target,
                                    const std::optional<RevisionKey>& bridge) const {
  const auto row = [&](const RevisionKey& key) {
    return require<RevisionRow>(rows_, Table::revisions, revision_key(key));
  };
  const auto language = [&](const RevisionKey& key) {
    return language_of(require<VariantRow>(rows_, Table::variants, variant_key(key.variant)));
  };
  const RevisionRow from = row(source), to = row(target);
  AlignmentRequest request{.source = from.digest, .target = to.digest};
  if (bridge) request.bridge = row(*bridge).digest;
  const auto lexicon =
      find_lexicon(rows_, language(source), language(target), materials_.aligner_version());
  if (lexicon) {
    request.lexicon = lexicon->digest;
    request.lexicon_knows_texts =
        from.event < lexicon->learnt_before && to.event < lexicon->learnt_before;
  }
  Alignment alignment = *materials_.alignment(request, objects_);
  if (lexicon) alignment.aligner += "+" + std::to_string(lexicon->event);
  return alignment;
}

void PairDeriver::forget(const RevisionKey& key) {
  const auto variant = require<VariantRow>(rows_, Table::variants, variant_key(key.variant));
  const std::string helper = name_of_helper(variant, key.number);
  std::vector<std::string> alignments;
  rows_.scan(Table::alignments, variant_key({key.variant.article, 0}),
             [&](std::string_view bytes, std::string_view value) {
               const auto alignment = parse_alignment_key(bytes);
               if (!alignment || alignment->target.variant.article != key.variant.article)
                 return false;
               if (alignment->source == key || alignment->target == key ||
                   names_helper(decode_row<Alignment>(value).aligner, helper))
                 alignments.emplace_back(bytes);
               return true;
             });
  for (const std::string& alignment : alignments) delete_alignment(alignment);
  // Its words taught those of its fellows.
  delete_links(rows_, article_key(key.variant.article));
}

void PairDeriver::beads_corrected(const RevisionKey& version) {
  delete_links(rows_, revision_key(version));
  drop_findings_of(version.variant.article);
}

void PairDeriver::drop_findings_of(std::uint64_t article) { drop_findings(rows_, article); }

bool PairDeriver::are_all_texts_held(std::uint64_t article) const {
  const std::string prefix = article_key(article);
  bool held = true;
  rows_.scan(Table::revisions, prefix, [&](std::string_view key, std::string_view) {
    if (!key.starts_with(prefix)) return false;
    held = rows_.get(Table::views, key) || rows_.get(Table::withdrawals, key);
    return held;
  });
  return held;
}

void PairDeriver::examine(std::uint64_t article) {
  // What was found in other beads, whether or not anybody looks again.
  drop_findings_of(article);
  const Examiner* examiner = materials_.examiner();
  if (examiner == nullptr || !materials_.can_align()) return;
  rows_.put(Table::meta, kMetaExaminer, examiner->version());
  // Where a text lacks, its withdrawal further on takes away what it would have helped to find.
  if (!are_all_texts_held(article)) return;
  const auto id =
      ArticleId::parse(require<ArticleRow>(rows_, Table::articles, article_key(article)).id);
  if (!id) contradict("an article has an id that is none");
  const Reading reading(std::make_unique<RowsBeingWritten>(rows_, objects_));
  const std::vector<ExaminedPair> pairs = examiner->examine(reading, *id);
  for (const ExaminedPair& pair : pairs) {
    const auto source = find_revision(rows_, pair.source),
               target = find_revision(rows_, pair.target);
    if (pair.links.empty() || !source || !target) continue;
    const std::string key =
        alignment_key(target->key, source->key.variant.order, source->key.number);
    // Of beads that are not kept, no links are.
    if (rows_.get(Table::alignments, key))
      rows_.put(Table::word_links, key, encode_links(pair.links));
  }
  keep_findings(rows_, article, pairs);
}

}  // namespace hexapla

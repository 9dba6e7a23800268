#include "store/archive/reading.h"

#include <algorithm>

#include "store/archive/codec.h"
#include "store/archive/deriver.h"
#include "store/archive/facet_counts.h"
#include "store/archive/keys.h"
#include "store/archive/lookup.h"
#include "store/archive/records.h"
#include "store/model/error.h"

namespace hexapla {

namespace {

[[noreturn]] void corrupt(const std::string& what) {
  throw StoreError(StoreError::Kind::corrupt,
                   what + ": run `hexapla verify`, then `hexapla reindex`");
}

ArticleSummary summary_of(std::uint64_t number, ArticleRow row) {
  const auto id = ArticleId::parse(row.id);
  if (!id) corrupt("an article has an id that is none");
  if (row.title.empty()) row.title = row.id;  // its texts were withdrawn
  return {*id,
          number,
          std::move(row.title),
          std::move(row.language),
          std::move(row.created),
          std::move(row.updated),
          row.variants,
          row.revisions};
}

RevisionRecord record_of(const RevisionAddress& address, RevisionRow row) {
  return {address,
          row.digest,
          row.event,
          std::move(row.time),
          std::move(row.actor),
          std::move(row.capture),
          row.segments,
          row.text_bytes};
}

std::uint8_t code(Facet facet) { return static_cast<std::uint8_t>(facet); }

}  // namespace

Reading::Reading(std::unique_ptr<Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}
Reading::Reading(Reading&&) noexcept = default;
Reading::~Reading() = default;

std::optional<ArticlePage> Reading::articles(const ArticleFilter& filter, std::string_view cursor,
                                             std::size_t limit) const {
  // The index of one facet is walked, newest first; the others are asked about each article.
  std::vector<std::pair<Facet, std::string_view>> wanted;
  if (!filter.engine.empty()) wanted.emplace_back(Facet::engine, filter.engine);
  if (!filter.label.empty()) wanted.emplace_back(Facet::label, filter.label);
  if (!filter.language.empty()) wanted.emplace_back(Facet::language, filter.language);
  if (!filter.kind.empty()) wanted.emplace_back(Facet::kind, filter.kind);
  if (wanted.empty()) wanted.emplace_back(Facet::all, "");
  for (const auto& [facet, value] : wanted) {
    if (value.size() > Engine::kMaxKeyBytes / 2) return ArticlePage{};  // no index key is that long
  }

  const std::string prefix = facet_prefix(code(wanted[0].first), wanted[0].second);
  std::string from = prefix;
  std::uint64_t newest = UINT64_MAX;
  if (!cursor.empty()) {
    std::uint64_t number = 0;
    for (const char c : cursor) {
      if (c < '0' || c > '9' || number > UINT64_MAX / 100) return std::nullopt;
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    from = facet_key(code(wanted[0].first), wanted[0].second, number);
    newest = number;
  }
  ArticlePage page;
  snapshot_->scan(Table::facets, from, [&](std::string_view key, std::string_view counts) {
    if (!key.starts_with(prefix) || key.size() != prefix.size() + 8) return false;
    for (const FacetCount& count : decode_facet_row(key, counts)) {
      const std::uint64_t number = count.article;
      const bool has_all = std::all_of(wanted.begin() + 1, wanted.end(), [&](const auto& facet) {
        return has_facet(*snapshot_, code(facet.first), facet.second, number);
      });
      if (number > newest || !has_all) continue;
      if (page.articles.size() == limit) {
        page.next_cursor = std::to_string(number);
        return false;
      }
      const auto row = snapshot_->get(Table::articles, article_key(number));
      if (!row)
        corrupt("an index names article " + std::to_string(number) + ", which is not there");
      page.articles.push_back(summary_of(number, decode_row<ArticleRow>(*row)));
    }
    return true;
  });
  return page;
}

std::vector<std::pair<std::string, std::uint64_t>> Reading::facet_values(Facet facet) const {
  std::vector<std::pair<std::string, std::uint64_t>> values;
  const std::string prefix(1, static_cast<char>(code(facet)));
  snapshot_->scan(Table::facets, prefix, [&](std::string_view key, std::string_view counts) {
    if (!key.starts_with(prefix) || key.size() < 10) return false;
    const std::string_view value = key.substr(1, key.size() - 10);
    if (values.empty() || values.back().first != value) values.emplace_back(std::string(value), 0);
    values.back().second += decode_facet_row(key, counts).size();
    return true;
  });
  return values;
}

std::optional<ArticleSummary> Reading::article(const ArticleId& id) const {
  auto found = find_article(*snapshot_, id);
  if (!found) return std::nullopt;
  return summary_of(found->number, std::move(found->row));
}

std::vector<VariantSummary> Reading::variants(const ArticleId& id) const {
  std::vector<VariantSummary> variants;
  const auto article = find_article(*snapshot_, id);
  if (!article) return variants;
  for (FoundVariant& found : find_variants(*snapshot_, article->number)) {
    const auto variant = VariantId::parse(found.row.id);
    if (!variant) corrupt("a variant of " + id.text() + " has an id that is none");
    const bool is_withdrawn = found.row.newest_held == 0;
    variants.push_back({*variant, found.key.order, found.row.revisions,
                        is_withdrawn ? found.row.revisions : found.row.newest_held, is_withdrawn,
                        found.row.kind, std::move(found.row.engine), std::move(found.row.labels)});
  }
  return variants;
}

std::vector<RevisionRecord> Reading::revisions(const ArticleId& id,
                                               const VariantId& variant) const {
  std::vector<RevisionRecord> records;
  const auto found = find_variant(*snapshot_, id, variant);
  if (!found) return records;
  for (std::uint32_t number = 1; number <= found->row.revisions; ++number) {
    const auto row = snapshot_->get(Table::revisions, revision_key({found->key, number}));
    if (!row)
      corrupt("revision " + std::to_string(number) + " of " + id.text() + "/" + variant.text() +
              " is missing");
    records.push_back(record_of({id, variant, number}, decode_row<RevisionRow>(*row)));
  }
  return records;
}

std::optional<RevisionRecord> Reading::revision(const RevisionAddress& address) const {
  auto found = find_revision(*snapshot_, address);
  if (!found) return std::nullopt;
  return record_of(address, std::move(found->row));
}

RevisionAddress Reading::resolve(std::string_view text) const {
  return resolve_revision(*snapshot_, text);
}

std::optional<VariantId> Reading::base_variant(const ArticleId& id) const {
  const auto found = find_base_variant(*snapshot_, id);
  return found ? VariantId::parse(found->row.id) : std::nullopt;
}

std::optional<Withdrawal> Reading::withdrawal(const RevisionAddress& address) const {
  const auto found = find_revision(*snapshot_, address);
  return found ? find_withdrawal(*snapshot_, found->key) : std::nullopt;
}

std::optional<Withdrawal> Reading::withdrawal(const Digest& object) const {
  const auto row = snapshot_->get(Table::withdrawn_objects, object.raw());
  if (!row) return std::nullopt;
  return withdrawal_at(*snapshot_, Decoder(*row, "withdrawn_objects").number());
}

void Reading::refuse_if_withdrawn(const RevisionAddress& address) const {
  if (const auto gone = withdrawal(address)) {
    throw RefusedError(RefusedError::Reason::withdrawn,
                       "the text of " + address.text() + " was withdrawn " + gone->text());
  }
}

std::optional<RevisionView> Reading::view(const RevisionAddress& address) const {
  const auto variant = find_variant_key(*snapshot_, address.article, address.variant);
  if (!variant) return std::nullopt;
  const std::string key = revision_key({*variant, address.number});
  const auto segments = snapshot_->get(Table::views, key);
  if (!segments) return std::nullopt;
  const auto row = snapshot_->get(Table::revisions, key);
  const auto digest = row ? digest_in_revision_row(*row) : std::nullopt;
  const auto packed = digest ? snapshot_->packed_revision(*digest) : std::nullopt;
  if (!packed) corrupt("the text of " + address.text() + " is missing");
  auto view = RevisionView::parse(*packed, *segments);
  if (!view) corrupt("the view of " + address.text() + " is damaged");
  return view;
}

std::string Reading::title(const RevisionAddress& address) const {
  const auto of_text = view(address);
  return of_text ? std::string(of_text->title()) : std::string();
}

std::optional<LexiconRecord> Reading::lexicon(std::string_view source_language,
                                              std::string_view target_language) const {
  const auto bytes = snapshot_->get(Table::meta, lexicon_key(source_language, target_language));
  if (!bytes) return std::nullopt;
  LexiconRow row = decode_row<LexiconRow>(*bytes);
  return LexiconRecord{row.digest, row.event, row.learnt_before, std::move(row.aligner)};
}

std::optional<Alignment> Reading::alignment(const RevisionAddress& source,
                                            const RevisionAddress& target) const {
  if (source.article != target.article) return std::nullopt;
  const auto from = find_variant_key(*snapshot_, source.article, source.variant);
  const auto to = find_variant_key(*snapshot_, target.article, target.variant);
  if (!from || !to) return std::nullopt;
  const auto bytes = snapshot_->get(
      Table::alignments, alignment_key({*to, target.number}, from->order, source.number));
  if (!bytes) return std::nullopt;
  return decode_row<Alignment>(*bytes);
}

std::vector<RevisionAddress> Reading::addresses_of(const Digest& digest) const {
  constexpr std::size_t kLimit = 1000;
  std::vector<RevisionAddress> addresses;
  for (const FoundDigest& found : find_by_digest(*snapshot_, digest.raw(), kLimit)) {
    addresses.push_back(address_of(*snapshot_, found.key));
  }
  return addresses;
}

std::vector<RecordedStatement> Reading::statements(const RevisionAddress& address) const {
  std::vector<RecordedStatement> statements;
  const auto found = find_revision(*snapshot_, address);
  if (!found) return statements;
  for (FoundStatement& statement : find_statements(*snapshot_, found->key)) {
    statements.push_back({statement.event, statement.index, std::move(statement.time),
                          std::move(statement.actor), statement.retracted,
                          std::move(statement.statement)});
  }
  return statements;
}

Provenance Reading::provenance(const RevisionAddress& address) const {
  std::vector<Statement> standing;
  for (RecordedStatement& recorded : statements(address)) {
    if (!recorded.retracted) standing.push_back(std::move(recorded.statement));
  }
  return compute_provenance(standing);
}

std::uint64_t Reading::event_count() const { return count_events(*snapshot_); }

std::optional<std::string> Reading::event_json(std::uint64_t number) const {
  const auto bytes = snapshot_->get(Table::events, event_key(number));
  if (!bytes) return std::nullopt;
  return std::string(*bytes);
}

std::optional<Event> Reading::event(std::uint64_t number) const {
  const auto json = event_json(number);
  if (!json) return std::nullopt;
  try {
    return event_from_canonical_json(*json);
  } catch (const InputError& error) {
    corrupt("event " + std::to_string(number) + " cannot be read (" + error.what() + ")");
  }
}

std::optional<std::string> Reading::object(const Digest& digest) const {
  auto bytes = snapshot_->object(digest);
  if (bytes && Digest::of(*bytes) != digest)
    corrupt("object " + digest.hex() + " does not have the bytes it is named by");
  return bytes;
}

LogReading Reading::log() const { return LogReading(*snapshot_); }

ArchiveStats Reading::stats() const {
  ArchiveStats stats;
  if (const auto bytes = snapshot_->get(Table::meta, kMetaCounters)) {
    const auto counters = decode_row<Counters>(*bytes);
    stats.articles = counters.articles;
    stats.variants = counters.variants;
    stats.revisions = counters.revisions;
    stats.segments = counters.segments;
    stats.text_bytes = counters.text_bytes;
  }
  stats.events = count_events(*snapshot_);
  stats.alignments = snapshot_->count(Table::alignments);
  snapshot_->scan_objects([&](const Digest&, std::uint64_t stored_bytes) {
    ++stats.objects;
    stats.object_stored_bytes += stored_bytes;
    return true;
  });
  return stats;
}

std::string Reading::meta(std::string_view key) const {
  const auto value = snapshot_->get(Table::meta, key);
  return value ? std::string(*value) : std::string();
}

}  // namespace hexapla

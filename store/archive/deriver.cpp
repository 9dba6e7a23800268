#include "store/archive/deriver.h"

#include <algorithm>
#include <set>

#include "store/archive/codec.h"
#include "store/archive/facet_counts.h"
#include "store/archive/log_tree.h"
#include "store/archive/lookup.h"
#include "store/archive/required_rows.h"
#include "store/log/merkle.h"
#include "store/model/provenance.h"
#include "store/search/index_writer.h"
#include "store/text/normalize.h"
#include "store/text/segment.h"

namespace hexapla {

namespace {

constexpr std::size_t kAll = SIZE_MAX;
constexpr std::string_view kPresent = "\1";  // no value is ever empty

Counters counters_of(const Snapshot& rows) {
  const auto bytes = rows.get(Table::meta, kMetaCounters);
  return bytes ? decode_row<Counters>(*bytes) : Counters{};
}

// A UUID's 16 bytes as the key; an id of another shape (none is ever written) keeps its text, with
// a byte before it that no key of 16 bytes is mistaken for.
std::string event_id_key(const std::string& id) {
  constexpr std::size_t kUuidText = 36;
  std::string key;
  unsigned digits = 0, byte = 0;
  for (std::size_t i = 0; id.size() == kUuidText && i < kUuidText; ++i) {
    const bool is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const std::size_t digit = std::string_view("0123456789abcdef").find(id[i]);
    if (is_hyphen ? id[i] != '-' : digit == std::string_view::npos) break;
    if (is_hyphen) continue;
    byte = byte * 16 + static_cast<unsigned>(digit);
    if (++digits % 2 == 0) key += static_cast<char>(byte & 0xFF);
  }
  return digits == 32 ? key : "=" + id.substr(0, Engine::kMaxKeyBytes - 1);
}

// Of claims these decide with which text a version is aligned.
bool says_origin(const Statement& statement) {
  return statement.claim.property == Property::derived_from;
}

bool says_beads(const Statement& statement) { return statement.claim.property == Property::beads; }

bool says_capture(const Statement& statement) {
  return statement.claim.property == Property::captured;
}

void note_event(ArticleRow& article, const Event& event, std::uint64_t number) {
  article.updated = std::max(article.updated, event.time);
  article.last_event = number;
}

}  // namespace

void Deriver::apply(const Event& event, std::uint64_t number) {
  if (event.id.empty() || rows_.get(Table::event_ids, event_id_key(event.id))) {
    contradict("event " + std::to_string(number) + " has an id that an earlier one has");
  }
  rows_.put(Table::event_ids, event_id_key(event.id), Encoder().number(number).take());
  const auto entry = objects_.get(Table::events, event_key(number));
  if (!entry) contradict("event " + std::to_string(number) + " is applied and not there");
  append_leaf(rows_, number, leaf_hash(*entry));
  const auto* what = std::get_if<ArchiveCreated>(&event.what);
  if ((what != nullptr) != (number == 0))
    contradict("an archive is created by event 0, and by no other: see event " +
               std::to_string(number));
  if (what != nullptr) {
    created(*what);
  } else if (const auto* revision = std::get_if<RevisionAdded>(&event.what)) {
    added(event, *revision, number);
  } else if (const auto* statements = std::get_if<StatementsAdded>(&event.what)) {
    stated(event, *statements, number);
  } else if (const auto* retraction = std::get_if<StatementRetracted>(&event.what)) {
    retracted(event, *retraction, number);
  } else if (const auto* withdrawal = std::get_if<TextWithdrawn>(&event.what)) {
    withdrawn(event, *withdrawal, number);
  } else if (const auto* lexicon = std::get_if<LexiconLearnt>(&event.what)) {
    learnt(*lexicon, number);
  } else {
    realigned(std::get<ArticlesRealigned>(event.what), number);
  }
  IndexWriter(rows_).pass(number);
}

void Deriver::created(const ArchiveCreated& what) {
  // A rebuild begins over the rows of the archive's state: what was learnt comes later in the log.
  std::vector<std::string> lexicons;
  rows_.scan(Table::meta, kLexiconKeys, [&](std::string_view key, std::string_view) {
    if (!key.starts_with(kLexiconKeys)) return false;
    lexicons.emplace_back(key);
    return true;
  });
  for (const std::string& key : lexicons) rows_.del(Table::meta, key);
  rows_.del(Table::meta, kMetaRealigned);
  rows_.del(Table::meta, kMetaAligner);
  rows_.del(Table::meta, kMetaExaminer);
  rows_.put(Table::meta, kMetaFormat, std::to_string(what.format));
  rows_.put(Table::meta, kMetaLayout, kLayout);
  rows_.put(Table::meta, kMetaUnicode, unicode_versions().unicode);
  rows_.put(Table::meta, kMetaIcu, unicode_versions().icu);
  rows_.put(Table::meta, kMetaSegmenter, segmenter_version());
  rows_.put(Table::meta, kMetaCounters, encode(Counters{}));
}

VariantKey Deriver::find_or_create_variant(const Event& event, const RevisionAddress& address) {
  const std::string name_key = variant_name_key(address.article, address.variant);
  if (const auto bytes = rows_.get(Table::article_names, name_key))
    return decode_row<VariantKey>(*bytes);

  Counters counters = counters_of(rows_);
  VariantKey key;
  ArticleRow article;
  const std::string article_name = article_name_key(address.article);
  if (const auto bytes = rows_.get(Table::article_names, article_name)) {
    key = decode_row<VariantKey>(*bytes);
    article = require<ArticleRow>(rows_, Table::articles, article_key(key.article));
  } else {
    key.article = ++counters.articles;
    article.id = address.article.text();
    article.created = event.time;
    rows_.put(Table::article_names, article_name, encode(key));
  }
  if (article.variants >= kMostVariants) {
    contradict(address.article.text() + " gets more than " + std::to_string(kMostVariants) +
               " variants");
  }
  key.order = static_cast<std::uint16_t>(++article.variants);
  ++counters.variants;
  VariantRow variant;
  variant.id = address.variant.text();
  rows_.put(Table::article_names, name_key, encode(key));
  rows_.put(Table::variants, variant_key(key), encode(variant));
  rows_.put(Table::articles, article_key(key.article), encode(article));
  rows_.put(Table::meta, kMetaCounters, encode(counters));
  return key;
}

void Deriver::added(const Event& event, const RevisionAdded& what, std::uint64_t number) {
  const VariantKey variant_of_it = find_or_create_variant(event, what.address);
  auto variant = require<VariantRow>(rows_, Table::variants, variant_key(variant_of_it));
  if (what.address.number != variant.revisions + 1) {
    contradict("event " + std::to_string(number) + " adds " + what.address.text() +
               " after revision " + std::to_string(variant.revisions));
  }
  variant.revisions = what.address.number;
  const std::uint32_t newest_before = variant.newest_held;
  variant.newest_held = what.address.number;
  rows_.put(Table::variants, variant_key(variant_of_it), encode(variant));

  const RevisionKey key{variant_of_it, what.address.number};
  RevisionRow row;
  row.digest = what.digest;
  row.event = number;
  row.time = event.time;
  row.actor = event.actor;
  row.capture = what.capture;
  if (const auto view = texts_.view(what.digest)) {
    row.segments = view->view().segment_count();
    for (const auto& block : view->view().blocks()) row.text_bytes += block.text.size();
    rows_.put(Table::views, revision_key(key), view->encoded().segments);
  }
  // What was withdrawn and is handed in again is held again.
  rows_.del(Table::withdrawn_objects, what.digest.raw());
  if (what.capture) rows_.del(Table::withdrawn_objects, what.capture->digest.raw());
  rows_.put(Table::revisions, revision_key(key), encode(row));
  rows_.put(Table::digests, digest_key(what.digest, key), kPresent);
  note_input(what.input, number);
  index_words(what, key, newest_before, number);
  put_statements(event, key, what.statements, number);

  Counters counters = counters_of(rows_);
  ++counters.revisions;
  counters.segments += row.segments;
  counters.text_bytes += row.text_bytes;
  rows_.put(Table::meta, kMetaCounters, encode(counters));

  auto article = require<ArticleRow>(rows_, Table::articles, article_key(key.variant.article));
  ++article.revisions;
  rows_.put(Table::articles, article_key(key.variant.article), encode(article));
  refresh(key.variant, event, number, Change::text);
}

void Deriver::withdrawn(const Event& event, const TextWithdrawn& what, std::uint64_t number) {
  key_of(what.address, what.digest);
  require_own_objects(what, number);
  std::set<VariantKey> changed;
  std::set<std::uint64_t> forgotten;
  for (const FoundDigest& found : find_by_digest(rows_, what.digest.raw(), kAll)) {
    if (rows_.get(Table::withdrawals, revision_key(found.key))) continue;
    forgotten.insert(event_of(found.key));
    forget_text(found.key, number);
    changed.insert(found.key.variant);
  }
  IndexWriter index(rows_);
  index.forget(forgotten, [&](const TextFacts& facts) {
    const RevisionKey key{{facts.article, facts.order}, facts.number};
    return materials_.indexed_text(
        require<RevisionRow>(rows_, Table::revisions, revision_key(key)).digest, objects_);
  });
  for (const Digest& object : what.objects) {
    rows_.put(Table::withdrawn_objects, object.raw(), Encoder().number(number).take());
  }
  for (const VariantKey& key : changed) {
    auto variant = require<VariantRow>(rows_, Table::variants, variant_key(key));
    const auto is_withdrawn = [&](std::uint32_t revision) {
      return rows_.get(Table::withdrawals, revision_key({key, revision})).has_value();
    };
    while (variant.newest_held > 0 && is_withdrawn(variant.newest_held)) --variant.newest_held;
    rows_.put(Table::variants, variant_key(key), encode(variant));
    if (variant.newest_held > 0) index.restore(event_of({key, variant.newest_held}));
  }
  // Only now: what is aligned anew must not meet a variant whose newest text is the one that goes.
  for (const VariantKey& key : changed) refresh(key, event, number, Change::withdrawal);
}

void Deriver::require_own_objects(const TextWithdrawn& what, std::uint64_t number) const {
  std::set<Digest> own{what.digest};
  for (const FoundDigest& found : find_by_digest(rows_, what.digest.raw(), kAll)) {
    const auto row = require<RevisionRow>(rows_, Table::revisions, revision_key(found.key));
    if (row.capture) own.insert(row.capture->digest);
  }
  const auto is_other_text = [&](const Digest& object) {
    const auto found = find_by_digest(rows_, object.raw(), kAll);
    return object != what.digest &&
           std::any_of(found.begin(), found.end(), [&](const FoundDigest& one) {
             return !rows_.get(Table::withdrawals, revision_key(one.key));
           });
  };
  bool has_text = false;
  for (const Digest& object : what.objects) {
    has_text = has_text || object == what.digest;
    if (!own.contains(object) || is_other_text(object)) {
      contradict("event " + std::to_string(number) + " withdraws " + what.address.text() +
                 ", and with it object " + object.hex() + ", which is none of its captures");
    }
  }
  if (!has_text) {
    contradict("event " + std::to_string(number) + " withdraws " + what.address.text() +
               ", and its text is not among the objects that go");
  }
}

void Deriver::forget_text(const RevisionKey& key, std::uint64_t event) {
  auto row = require<RevisionRow>(rows_, Table::revisions, revision_key(key));
  Counters counters = counters_of(rows_);
  counters.segments -= row.segments;
  counters.text_bytes -= row.text_bytes;
  rows_.put(Table::meta, kMetaCounters, encode(counters));
  row.segments = 0;
  row.text_bytes = 0;
  rows_.put(Table::revisions, revision_key(key), encode(row));
  rows_.put(Table::withdrawals, revision_key(key), Encoder().number(event).take());
  rows_.del(Table::views, revision_key(key));
  pairs_.forget(key);
}

void Deriver::index_words(const RevisionAdded& what, const RevisionKey& key, std::uint32_t before,
                          std::uint64_t number) {
  IndexWriter index(rows_);
  TextFacts facts;
  facts.article = key.variant.article;
  facts.order = key.variant.order;
  facts.number = key.number;
  if (texts_.view(what.digest))
    index.add(number, *materials_.indexed_text(what.digest, objects_), facts);
  if (before > 0) index.supersede(event_of({key.variant, before}));
}

std::uint64_t Deriver::event_of(const RevisionKey& key) const {
  return require<RevisionRow>(rows_, Table::revisions, revision_key(key)).event;
}

RevisionKey Deriver::key_of(const RevisionAddress& address, const Digest& digest) const {
  const auto bytes =
      rows_.get(Table::article_names, variant_name_key(address.article, address.variant));
  if (!bytes) contradict("a statement speaks of " + address.text() + ", which is not held");
  const RevisionKey key{decode_row<VariantKey>(*bytes), address.number};
  const auto row = rows_.get(Table::revisions, revision_key(key));
  if (!row || decode_row<RevisionRow>(*row).digest != digest) {
    contradict("a statement speaks of " + address.text() + " with another digest than it has");
  }
  return key;
}

void Deriver::put_statements(const Event& event, const RevisionKey& key,
                             const std::vector<Statement>& statements, std::uint64_t number) {
  if (statements.empty()) return;
  StatementsRow row{event.time, event.actor, {}};
  for (const Statement& statement : statements) row.statements.push_back({false, statement});
  rows_.put(Table::statements, statements_key(key, number), encode(row));
}

// Of inputs whose digests begin alike the events stand in one row.
void Deriver::note_input(const Digest& input, std::uint64_t number) {
  const std::string key = input_key(input);
  const auto row = rows_.get(Table::inputs, key);
  std::vector<std::uint64_t> events =
      row ? decode_event_numbers(*row) : std::vector<std::uint64_t>();
  events.push_back(number);
  rows_.put(Table::inputs, key, encode_event_numbers(events));
}

void Deriver::stated(const Event& event, const StatementsAdded& what, std::uint64_t number) {
  const RevisionKey key = key_of(what.address, what.digest);
  put_statements(event, key, what.statements, number);
  // That a text was seen once more decides nothing else. Of a page that is looked at every hour all
  // that was ever said would be read again each time.
  if (std::all_of(what.statements.begin(), what.statements.end(), says_capture)) {
    const std::string row_key = article_key(key.variant.article);
    auto article = require<ArticleRow>(rows_, Table::articles, row_key);
    note_event(article, event, number);
    rows_.put(Table::articles, row_key, encode(article));
    return;
  }
  const bool of_origin = std::any_of(what.statements.begin(), what.statements.end(), says_origin);
  if (std::any_of(what.statements.begin(), what.statements.end(), says_beads))
    pairs_.beads_corrected(key);
  refresh(key.variant, event, number, of_origin ? Change::origin : Change::claims);
}

void Deriver::retracted(const Event& event, const StatementRetracted& what, std::uint64_t number) {
  const auto bytes = objects_.get(Table::events, event_key(what.event));
  if (!bytes)
    contradict("a retraction names event " + std::to_string(what.event) + ", which is not there");
  const Event subject = event_from_canonical_json(*bytes);
  RevisionKey key;
  if (const auto* revision = std::get_if<RevisionAdded>(&subject.what)) {
    key = key_of(revision->address, revision->digest);
  } else if (const auto* statements = std::get_if<StatementsAdded>(&subject.what)) {
    key = key_of(statements->address, statements->digest);
  } else {
    contradict("a retraction names event " + std::to_string(what.event) + ", which states nothing");
  }
  const std::string row_key = statements_key(key, what.event);
  auto row = require<StatementsRow>(rows_, Table::statements, row_key);
  if (what.index >= row.statements.size()) {
    contradict("a retraction names statement " + std::to_string(what.index) + " of event " +
               std::to_string(what.event) + ", which has fewer");
  }
  StatementsRow::One& one = row.statements[what.index];
  one.retracted = true;
  rows_.put(Table::statements, row_key, encode(row));
  if (says_beads(one.statement)) pairs_.beads_corrected(key);
  refresh(key.variant, event, number, says_origin(one.statement) ? Change::origin : Change::claims);
}

void Deriver::refresh(const VariantKey& variant, const Event& event, std::uint64_t number,
                      Change change) {
  const auto before = require<VariantRow>(rows_, Table::variants, variant_key(variant));
  VariantRow after = before;
  // Of a variant whose texts were all withdrawn, the claims still stand.
  const RevisionKey newest{variant, before.newest_held > 0 ? before.newest_held : before.revisions};

  std::vector<Statement> statements;
  for (FoundStatement& found : find_statements(rows_, newest))
    if (!found.retracted) statements.push_back(std::move(found.statement));
  const Provenance provenance = compute_provenance(statements);
  after.kind = provenance.shown_kind();
  after.engine = provenance.engine ? provenance.engine->value : "";
  std::set<std::string> labels;
  for (const Statement& label : provenance.labels) labels.insert(label.claim.value);
  after.labels.assign(labels.begin(), labels.end());

  rows_.put(Table::variants, variant_key(variant), encode(after));
  // A variant's first revision brings its first facets.
  replace_facets(rows_, variant.article,
                 change == Change::text && newest.number == 1 ? nullptr : &before, after);

  auto article = require<ArticleRow>(rows_, Table::articles, article_key(variant.article));
  const std::uint16_t base = choose_base(variant.article, article, variant.order, after.kind);
  const bool other_base = base != article.base_order;
  article.base_order = base;
  note_event(article, event, number);
  const auto base_row =
      require<VariantRow>(rows_, Table::variants, variant_key({variant.article, base}));
  // Who is neither the base nor makes another the base changes no title.
  if (other_base || base == variant.order)
    article.title = title_of({variant.article, base}, base_row);
  article.language = language_of(base_row);
  rows_.put(Table::articles, article_key(variant.article), encode(article));
  // Claims decide too what helps to align: what it was made from, and whether by a machine. The
  // latter concerns other versions.
  const bool is_first = change == Change::text && newest.number == 1;
  if (other_base || change != Change::claims || before.kind != after.kind)
    pairs_.drop_findings_of(variant.article);
  if (other_base || change == Change::withdrawal || (before.kind != after.kind && !is_first)) {
    pairs_.align(variant.article, base, base);
  } else if (change != Change::claims) {
    pairs_.align(variant.article, base, variant.order);
  }
}

std::string Deriver::title_of(const VariantKey& key, const VariantRow& row) const {
  if (row.newest_held == 0) return {};
  const auto revision =
      require<RevisionRow>(rows_, Table::revisions, revision_key({key, row.newest_held}));
  const auto view = texts_.view(revision.digest);
  return view ? std::string(view->view().title()) : std::string();
}

// The first variant of kind original, else the first of all.
std::uint16_t Deriver::choose_base(std::uint64_t article, const ArticleRow& row,
                                   std::uint16_t changed, Kind kind) const {
  if (row.base_order == 0) return changed;
  const auto base =
      require<VariantRow>(rows_, Table::variants, variant_key({article, row.base_order}));
  if (base.kind == Kind::original && row.base_order <= changed) return row.base_order;
  if (changed != row.base_order && kind != Kind::original) return row.base_order;
  std::uint16_t first_original = 0;
  const std::string from = variant_key({article, 1});
  rows_.scan(Table::variants, from, [&](std::string_view key, std::string_view value) {
    const auto variant = parse_variant_key(key);
    if (!variant || variant->article != article) return false;
    if (decode_row<VariantRow>(value).kind != Kind::original) return true;
    first_original = variant->order;
    return false;
  });
  return first_original == 0 ? std::uint16_t{1} : first_original;
}

void Deriver::learnt(const LexiconLearnt& what, std::uint64_t number) {
  rows_.put(Table::meta, lexicon_key(what.source, what.target),
            encode(LexiconRow{what.digest, number, what.learnt_before, what.aligner}));
}

void Deriver::realigned(const ArticlesRealigned& what, std::uint64_t number) {
  rows_.put(Table::meta, kMetaRealigned, std::to_string(number));
  for (const ArticleId& id : what.articles) {
    const auto article = find_article(rows_, id);
    if (!article) contradict("article " + id.text() + " was aligned anew, but is not held");
    pairs_.align(article->number, article->row.base_order, article->row.base_order);
    pairs_.examine(article->number);
  }
}

}  // namespace hexapla

#include "store/archive/lookup.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "store/archive/codec.h"
#include "store/model/error.h"
#include "store/model/event.h"
#include "store/text/ascii.h"
#include "store/text/edit_distance.h"

namespace hexapla {

namespace {

constexpr std::size_t kShortestDigest = 8;

template <typename Row>
std::optional<Row> get_row(const Snapshot& rows, Table table, const std::string& key) {
  const auto bytes = rows.get(table, key);
  if (!bytes) return std::nullopt;
  return decode_row<Row>(*bytes);
}

// Names of articles near a name that is not there: those that it begins, that begin with it, or
// that a few edits make of it, of not more than half of its bytes: else any short name is near.
std::vector<std::string> near_articles(const Snapshot& rows, std::string_view name) {
  constexpr std::size_t kMaxLooked = 20'000;
  const std::size_t past_edits = std::min<std::size_t>(4, 1 + name.size() / 2);
  constexpr std::size_t kMaxNamed = 3;
  std::vector<std::pair<std::size_t, std::string>> near;
  std::size_t looked = 0;
  rows.scan(Table::articles, "", [&](std::string_view, std::string_view value) {
    std::string id = decode_row<ArticleRow>(value).id;
    const bool contains = name.size() >= 3 && id.find(name) != std::string::npos;
    const std::size_t longer = std::max(name.size(), id.size()),
                      shorter = std::min(name.size(), id.size());
    if (!contains && longer - shorter >= past_edits) return ++looked < kMaxLooked;
    const std::size_t distance =
        contains ? 1 : edits_between(std::span<const char>(name), std::span<const char>(id));
    if (distance < past_edits) near.emplace_back(distance, std::move(id));
    return ++looked < kMaxLooked;
  });
  std::sort(near.begin(), near.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < near.size() && i < kMaxNamed; ++i) names.push_back(near[i].second);
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

[[noreturn]] void refuse_article(const Snapshot& rows, std::string_view name) {
  std::string message = "there is no article \"" + std::string(name) + "\"";
  const auto near = near_articles(rows, name);
  if (!near.empty()) message += "; near it: " + joined(near);
  throw RefusedError(RefusedError::Reason::unknown_article, message);
}

[[noreturn]] void refuse_variant(const Snapshot& rows, const ArticleId& article,
                                 std::string_view name) {
  std::vector<std::string> names;
  if (const auto found = find_article(rows, article)) {
    for (const FoundVariant& variant : find_variants(rows, found->number))
      names.push_back(variant.row.id);
  }
  constexpr std::size_t kMaxNamed = 12;
  const bool cut = names.size() > kMaxNamed;
  if (cut) names.resize(kMaxNamed);
  throw RefusedError(RefusedError::Reason::unknown_variant,
                     "article " + article.text() + " has no variant \"" + std::string(name) +
                         "\"; it has: " + joined(names) + (cut ? ", …" : ""));
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

// Raw bytes of the whole pairs of digits; an odd last digit is left out.
std::string raw_of_hex(std::string_view hex) {
  std::string raw;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    raw += static_cast<char>(value);
  }
  return raw;
}

std::uint32_t newest_to_read(const VariantRow& row) {
  return row.newest_held > 0 ? row.newest_held : row.revisions;
}

std::optional<RevisionAddress> resolve_digest(const Snapshot& rows, std::string_view hex) {
  const std::string lower = ascii_lower(hex);
  std::optional<FoundDigest> first;
  for (const FoundDigest& found : find_by_digest(rows, raw_of_hex(lower), 64)) {
    if (!found.digest.hex().starts_with(lower)) continue;
    if (first && first->digest != found.digest) {
      throw RefusedError(
          RefusedError::Reason::ambiguous,
          "several revisions have a digest that begins with " + lower + ": give more digits");
    }
    if (!first) first = found;
  }
  if (!first) return std::nullopt;
  return address_of(rows, first->key);
}

}  // namespace

std::optional<FoundArticle> find_article(const Snapshot& rows, const ArticleId& article) {
  const auto key = get_row<VariantKey>(rows, Table::article_names, article_name_key(article));
  if (!key) return std::nullopt;
  auto row = get_row<ArticleRow>(rows, Table::articles, article_key(key->article));
  if (!row) return std::nullopt;
  return FoundArticle{key->article, std::move(*row)};
}

std::optional<VariantKey> find_variant_key(const Snapshot& rows, const ArticleId& article,
                                           const VariantId& variant) {
  return get_row<VariantKey>(rows, Table::article_names, variant_name_key(article, variant));
}

std::optional<FoundVariant> find_variant(const Snapshot& rows, const ArticleId& article,
                                         const VariantId& variant) {
  const auto key = find_variant_key(rows, article, variant);
  if (!key) return std::nullopt;
  auto row = get_row<VariantRow>(rows, Table::variants, variant_key(*key));
  if (!row) return std::nullopt;
  return FoundVariant{*key, std::move(*row)};
}

std::optional<FoundVariant> find_base_variant(const Snapshot& rows, const ArticleId& article) {
  const auto found = find_article(rows, article);
  if (!found) return std::nullopt;
  const VariantKey key{found->number, found->row.base_order};
  auto row = get_row<VariantRow>(rows, Table::variants, variant_key(key));
  if (!row) return std::nullopt;
  return FoundVariant{key, std::move(*row)};
}

std::vector<FoundVariant> find_variants(const Snapshot& rows, std::uint64_t article) {
  std::vector<FoundVariant> variants;
  rows.scan(Table::variants, variant_key({article, 0}),
            [&](std::string_view key, std::string_view value) {
              const auto variant = parse_variant_key(key);
              if (!variant || variant->article != article) return false;
              variants.push_back({*variant, decode_row<VariantRow>(value)});
              return true;
            });
  return variants;
}

std::optional<LexiconRow> find_lexicon(const Snapshot& rows, std::string_view source_language,
                                       std::string_view target_language, std::string_view aligner) {
  const auto bytes = rows.get(Table::meta, lexicon_key(source_language, target_language));
  if (!bytes) return std::nullopt;
  auto row = decode_row<LexiconRow>(*bytes);
  return row.aligner == aligner ? std::optional(std::move(row)) : std::nullopt;
}

std::optional<FoundRevision> find_revision(const Snapshot& rows, const RevisionAddress& address) {
  const auto variant = get_row<VariantKey>(rows, Table::article_names,
                                           variant_name_key(address.article, address.variant));
  if (!variant) return std::nullopt;
  const RevisionKey key{*variant, address.number};
  auto row = get_row<RevisionRow>(rows, Table::revisions, revision_key(key));
  if (!row) return std::nullopt;
  return FoundRevision{key, std::move(*row)};
}

RevisionAddress address_of(const Snapshot& rows, const RevisionKey& key) {
  const auto article = get_row<ArticleRow>(rows, Table::articles, article_key(key.variant.article));
  const auto variant = get_row<VariantRow>(rows, Table::variants, variant_key(key.variant));
  if (article && variant) {
    const auto article_id = ArticleId::parse(article->id);
    const auto variant_id = VariantId::parse(variant->id);
    if (article_id && variant_id) return {*article_id, *variant_id, key.number};
  }
  throw StoreError(StoreError::Kind::corrupt,
                   "an index names a revision that is not there: run `hexapla reindex`");
}

std::vector<FoundDigest> find_by_digest(const Snapshot& rows, std::string_view raw_prefix,
                                        std::size_t limit) {
  std::vector<FoundDigest> found;
  const std::string_view beginning = raw_prefix.substr(0, kDigestKeyBytes);
  rows.scan(Table::digests, beginning, [&](std::string_view key, std::string_view) {
    if (!key.starts_with(beginning) || found.size() == limit) return false;
    const auto revision = revision_of_digest_key(key);
    const auto row = revision ? rows.get(Table::revisions, revision_key(*revision)) : std::nullopt;
    const auto digest = row ? digest_in_revision_row(*row) : std::nullopt;
    if (digest && digest->raw().starts_with(raw_prefix)) found.push_back({*digest, *revision});
    return true;
  });
  return found;
}

std::optional<RevisionKey> find_by_input(const Snapshot& rows, const Digest& input) {
  const auto bytes = rows.get(Table::inputs, input_key(input));
  if (!bytes) return std::nullopt;
  const std::vector<std::uint64_t> events = decode_event_numbers(*bytes);
  for (auto number = events.rbegin(); number != events.rend(); ++number) {
    const auto entry = rows.get(Table::events, event_key(*number));
    if (!entry) continue;
    const Event event = event_from_canonical_json(*entry);
    const auto* const added = std::get_if<RevisionAdded>(&event.what);
    if (added == nullptr || added->input != input) continue;
    if (const auto found = find_revision(rows, added->address)) return found->key;
  }
  return std::nullopt;
}

std::uint64_t count_events(const Snapshot& rows) {
  const std::uint64_t count = rows.count(Table::events);
  const auto is_there = [&](std::uint64_t number) {
    return rows.get(Table::events, event_key(number)).has_value();
  };
  if ((count > 0 && !is_there(count - 1)) || is_there(count)) {
    throw StoreError(StoreError::Kind::corrupt,
                     "the store says that the log has " + std::to_string(count) +
                         " events, and they end elsewhere: restore data.mdb from a copy");
  }
  return count;
}

Withdrawal withdrawal_at(const Snapshot& rows, std::uint64_t number) {
  const auto bytes = rows.get(Table::events, event_key(number));
  try {
    if (bytes) {
      const Event event = event_from_canonical_json(*bytes);
      if (const auto* what = std::get_if<TextWithdrawn>(&event.what)) {
        return {number, event.time, event.actor, what->reason, what->authority};
      }
    }
  } catch (const InputError&) {
    // said below
  }
  throw StoreError(StoreError::Kind::corrupt,
                   "event " + std::to_string(number) + ", which is to withdraw a text, does not");
}

std::optional<Withdrawal> find_withdrawal(const Snapshot& rows, const RevisionKey& key) {
  const auto row = rows.get(Table::withdrawals, revision_key(key));
  if (!row) return std::nullopt;
  return withdrawal_at(rows, Decoder(*row, "withdrawals").number());
}

std::vector<FoundStatement> find_statements(const Snapshot& rows, const RevisionKey& revision) {
  std::vector<FoundStatement> statements;
  const std::string prefix = revision_key(revision);
  rows.scan(Table::statements, prefix, [&](std::string_view key, std::string_view value) {
    if (!key.starts_with(prefix)) return false;
    const auto event = event_of_statements_key(key);
    if (!event) return true;
    StatementsRow row = decode_row<StatementsRow>(value);
    std::uint32_t index = 0;
    for (StatementsRow::One& one : row.statements) {
      statements.push_back(
          {*event, index++, row.time, row.actor, one.retracted, std::move(one.statement)});
    }
    return true;
  });
  return statements;
}

RevisionAddress resolve_revision(const Snapshot& rows, std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string_view article_part = text.substr(0, slash);
  const auto article = ArticleId::parse(article_part);
  if (slash == std::string_view::npos) {
    if (article) {
      if (const auto base = find_base_variant(rows, *article)) {
        return address_of(rows, {base->key, newest_to_read(base->row)});
      }
    }
    if (text.size() >= kShortestDigest && text.size() <= 2 * Digest::kSize && is_hex(text)) {
      if (auto address = resolve_digest(rows, text)) return *address;
      if (text.size() == 2 * Digest::kSize) {
        throw RefusedError(RefusedError::Reason::unknown_revision,
                           "no revision has the digest " + std::string(text));
      }
    }
    refuse_article(rows, text);
  }
  if (!article || !find_article(rows, *article))
    refuse_article(rows, article_part.empty() ? text : article_part);
  const std::string_view rest = text.substr(slash + 1);
  const std::size_t at = rest.rfind('@');
  const auto variant = VariantId::parse(rest.substr(0, at));
  const auto found = variant ? find_variant(rows, *article, *variant) : std::nullopt;
  if (!found) refuse_variant(rows, *article, rest.substr(0, at));
  if (at == std::string_view::npos) return {*article, *variant, newest_to_read(found->row)};
  const auto address = RevisionAddress::parse(text);
  if (!address || address->number > found->row.revisions) {
    throw RefusedError(RefusedError::Reason::unknown_revision,
                       "there is no revision \"" + std::string(text) + "\"; " + article->text() +
                           "/" + variant->text() + " has revisions 1 to " +
                           std::to_string(found->row.revisions));
  }
  return *address;
}

}  // namespace hexapla

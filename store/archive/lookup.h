#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/archive/keys.h"
#include "store/archive/records.h"
#include "store/archive/withdrawal.h"
#include "store/engine/engine.h"
#include "store/model/address.h"

namespace hexapla {

// Finding things by their names in the derived tables, for reading and for planning a write alike.

struct FoundArticle {
  std::uint64_t number;
  ArticleRow row;
};
std::optional<FoundArticle> find_article(const Snapshot& rows, const ArticleId& article);

struct FoundVariant {
  VariantKey key;
  VariantRow row;
};
std::optional<VariantKey> find_variant_key(const Snapshot& rows, const ArticleId& article,
                                           const VariantId& variant);
std::optional<FoundVariant> find_variant(const Snapshot& rows, const ArticleId& article,
                                         const VariantId& variant);
std::optional<FoundVariant> find_base_variant(const Snapshot& rows, const ArticleId& article);
// What was learnt last of two languages, if by an aligner of this version.
std::optional<LexiconRow> find_lexicon(const Snapshot& rows, std::string_view source_language,
                                       std::string_view target_language, std::string_view aligner);

// In the order of creation.
std::vector<FoundVariant> find_variants(const Snapshot& rows, std::uint64_t article);

struct FoundRevision {
  RevisionKey key;
  RevisionRow row;
};
std::optional<FoundRevision> find_revision(const Snapshot& rows, const RevisionAddress& address);

RevisionAddress address_of(const Snapshot& rows, const RevisionKey& key);

// Where revisions whose digest starts with `raw_prefix` stand, at most `limit`.
struct FoundDigest {
  Digest digest;
  RevisionKey key;
};
std::vector<FoundDigest> find_by_digest(const Snapshot& rows, std::string_view raw_prefix,
                                        std::size_t limit);

// The newest revision that was made of this input.
std::optional<RevisionKey> find_by_input(const Snapshot& rows, const Digest& input);

// How many events the log has. Throws StoreError::corrupt when the table's own count, which a
// damaged file may have wrong, is not where its rows end: whoever counts up to it would not come to
// an end, and whoever adds would leave a gap.
std::uint64_t count_events(const Snapshot& rows);

// Why a text is no longer there, as event `event` says. Throws StoreError::corrupt when that
// withdraws nothing.
Withdrawal withdrawal_at(const Snapshot& rows, std::uint64_t event);
// Of the revision at `key`; nothing when it is held.
std::optional<Withdrawal> find_withdrawal(const Snapshot& rows, const RevisionKey& key);

// Recorded statements of one revision, oldest first.
struct FoundStatement {
  std::uint64_t event = 0;
  std::uint32_t index = 0;  // among those of its event
  std::string time, actor;
  bool retracted = false;
  Statement statement;
};
std::vector<FoundStatement> find_statements(const Snapshot& rows, const RevisionKey& revision);

// Which revision a user means: `article/variant@3`, `article/variant` (its newest), `article` (the
// newest of its base variant) or at least 8 hexadecimal digits of a digest. Throws RefusedError
// saying what is not there, with names that are near.
RevisionAddress resolve_revision(const Snapshot& rows, std::string_view text);

}  // namespace hexapla

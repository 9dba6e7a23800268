#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/keys.h"
#include "store/model/alignment.h"
#include "store/model/event.h"
#include "store/model/kind.h"
#include "store/model/statement.h"

namespace hexapla {

// The values of the derived tables, one struct a table. encode() and decode() are each other's
// reverse; decode() throws StoreError::corrupt. The bytes are described in store/FORMAT.md.

struct ArticleRow {
  std::string id, title, language, created, updated;
  std::uint32_t variants = 0, revisions = 0;
  std::uint16_t base_order = 0;  // of the variant that the others are compared with
  // The newest that said something of the article: so this row never is what it was before, even
  // where the clock that gave the times stood still or was put back.
  std::uint64_t last_event = 0;
};

struct VariantRow {
  std::string id;
  std::uint32_t revisions = 0;
  std::uint32_t newest_held = 0;  // the newest that was not withdrawn; 0: all were
  Kind kind = Kind::unknown;
  std::string engine;
  std::vector<std::string> labels;  // classes, sorted, each once
};

struct RevisionRow {
  Digest digest;
  std::uint64_t event = 0;
  std::string time, actor;
  std::optional<CaptureRecord> capture;
  std::uint32_t segments = 0;
  std::uint64_t text_bytes = 0;
};

// What one event stated of one revision.
struct StatementsRow {
  struct One {
    bool retracted = false;
    Statement statement;
  };
  std::string time, actor;
  std::vector<One> statements;
};

// What an archive holds, counted as events are applied.
struct Counters {
  std::uint64_t articles = 0, variants = 0, revisions = 0, segments = 0, text_bytes = 0;
};

// What was learnt of two languages.
struct LexiconRow {
  Digest digest;
  std::uint64_t event = 0, learnt_before = 0;
  std::string aligner;
};

// The language tag in its id: `zh-Hans` of `zh-Hans~desk`.
std::string language_of(const VariantRow& row);

// Which it begins with, for who wants no more of it.
std::optional<Digest> digest_in_revision_row(std::string_view bytes);

std::string encode(const LexiconRow& row);
std::string encode(const ArticleRow& row);
std::string encode(const VariantRow& row);
std::string encode(const RevisionRow& row);
std::string encode(const StatementsRow& row);
std::string encode(const Counters& counters);
std::string encode(const Alignment& alignment);
std::string encode(const VariantKey& key);
// Of table inputs.
std::string encode_event_numbers(const std::vector<std::uint64_t>& numbers);
std::vector<std::uint64_t> decode_event_numbers(std::string_view bytes);

template <typename Row>
Row decode_row(std::string_view bytes);
template <>
LexiconRow decode_row<LexiconRow>(std::string_view bytes);
template <>
ArticleRow decode_row<ArticleRow>(std::string_view bytes);
template <>
VariantRow decode_row<VariantRow>(std::string_view bytes);
template <>
RevisionRow decode_row<RevisionRow>(std::string_view bytes);
template <>
StatementsRow decode_row<StatementsRow>(std::string_view bytes);
template <>
Counters decode_row<Counters>(std::string_view bytes);
template <>
Alignment decode_row<Alignment>(std::string_view bytes);
template <>
VariantKey decode_row<VariantKey>(std::string_view bytes);

}  // namespace hexapla

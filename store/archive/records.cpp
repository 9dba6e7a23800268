#include "store/archive/records.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "store/archive/codec.h"
#include "store/archive/short_text.h"

namespace hexapla {

namespace {

// Confidences are kept in 1/10,000: what a calibration can mean, and the same bytes on every
// machine.
constexpr float kConfidenceUnits = 10'000.0F;

constexpr std::string_view kOutOfRange = "has a bead that is out of range";

Digest take_digest(Decoder& decoder) { return *Digest::from_raw(decoder.fixed(Digest::kSize)); }

std::string own(std::string_view text) { return std::string(text); }

std::uint16_t take_order(Decoder& decoder) {
  const std::uint64_t order = decoder.number();
  if (order > UINT16_MAX) decoder.fail("has an order that is too large");
  return static_cast<std::uint16_t>(order);
}

template <typename Word>
Word take_word(Decoder& in, Word last, const char* what) {
  const std::uint64_t number = in.number();
  if (number > static_cast<std::uint64_t>(last)) in.fail(std::string("has an unknown ") + what);
  return static_cast<Word>(number);
}

// From where a bead is expected to where it is: 0, 2, 4 … for 0, 1, 2 …; 1, 3 … for −1, −2 …
void put_step(Encoder& out, std::uint32_t from, std::uint32_t to) {
  out.number(to >= from ? std::uint64_t{to - from} * 2 : std::uint64_t{from - to} * 2 - 1);
}

std::uint32_t take_step(Decoder& in, std::uint32_t from) {
  const std::uint64_t step = in.number();
  const bool is_back = step % 2 != 0;
  const std::uint64_t size = step / 2 + (is_back ? 1 : 0);
  if (size > (is_back ? from : UINT32_MAX - from)) in.fail(kOutOfRange);
  return static_cast<std::uint32_t>(is_back ? from - size : from + size);
}

void put_statement(Encoder& out, const StatementsRow& row, const StatementsRow::One& one) {
  const Statement& statement = one.statement;
  const bool is_by_actor = statement.asserted_by == row.actor;
  out.number((one.retracted ? 1 : 0) + (is_by_actor ? 2 : 0));
  if (!is_by_actor) out.text(statement.asserted_by);
  out.number(static_cast<std::uint64_t>(statement.claim.property))
      .number(static_cast<std::uint64_t>(statement.basis))
      .number(static_cast<std::uint64_t>(statement.scope));
  put_digits_or_text(out, statement.claim.value);
  out.number(statement.claim.details.size());
  for (const auto& [name, value] : statement.claim.details) {
    out.text(name);
    put_digits_or_text(out, value);
  }
  out.number(statement.parts.size());
  for (const BlockPart& part : statement.parts)
    out.number(part.block).number(part.range.begin).number(part.range.end);
}

StatementsRow::One take_statement(Decoder& in, const StatementsRow& row) {
  StatementsRow::One one;
  Statement& statement = one.statement;
  const std::uint64_t flags = in.number();
  if (flags > 3) in.fail("has unknown marks");
  one.retracted = flags % 2 != 0;
  statement.asserted_by = flags >= 2 ? row.actor : own(in.text());
  statement.claim.property = take_word(in, static_cast<Property>(kPropertyCount - 1), "property");
  statement.basis = take_word(in, Basis::generated, "basis");
  statement.scope = take_word(in, Scope::uncertain, "scope");
  statement.claim.value = take_digits_or_text(in);
  for (std::uint64_t count = in.number(); count > 0; --count) {
    std::string name = own(in.text());
    statement.claim.details.insert_or_assign(std::move(name), take_digits_or_text(in));
  }
  for (std::uint64_t count = in.number(); count > 0; --count) {
    BlockPart part;
    part.block = in.small_number();
    part.range.begin = in.small_number();
    part.range.end = in.small_number();
    statement.parts.push_back(part);
  }
  return one;
}

}  // namespace

std::string language_of(const VariantRow& row) { return row.id.substr(0, row.id.find('~')); }

std::string encode(const ArticleRow& row) {
  return Encoder()
      .text(row.id)
      .text(row.title)
      .text(row.language)
      .text(row.created)
      .text(row.updated)
      .number(row.variants)
      .number(row.revisions)
      .number(row.base_order)
      .number(row.last_event)
      .take();
}

template <>
ArticleRow decode_row<ArticleRow>(std::string_view bytes) {
  Decoder in(bytes, "articles");
  ArticleRow row;
  row.id = in.text();
  row.title = in.text();
  row.language = in.text();
  row.created = in.text();
  row.updated = in.text();
  row.variants = in.small_number();
  row.revisions = in.small_number();
  row.base_order = take_order(in);
  row.last_event = in.number();
  in.expect_end();
  return row;
}

std::string encode(const VariantRow& row) {
  Encoder out;
  out.text(row.id)
      .number(row.revisions)
      .number(row.newest_held)
      .number(static_cast<std::uint64_t>(row.kind))
      .text(row.engine);
  out.number(row.labels.size());
  for (const std::string& label : row.labels) out.text(label);
  return out.take();
}

template <>
VariantRow decode_row<VariantRow>(std::string_view bytes) {
  Decoder in(bytes, "variants");
  VariantRow row;
  row.id = in.text();
  row.revisions = in.small_number();
  row.newest_held = in.small_number();
  row.kind = take_word(in, Kind::human, "kind");
  row.engine = in.text();
  for (std::uint64_t count = in.number(); count > 0; --count) row.labels.push_back(own(in.text()));
  in.expect_end();
  return row;
}

std::string encode(const LexiconRow& row) {
  return Encoder()
      .fixed(row.digest.raw())
      .number(row.event)
      .number(row.learnt_before)
      .text(row.aligner)
      .take();
}

template <>
LexiconRow decode_row<LexiconRow>(std::string_view bytes) {
  Decoder in(bytes, "meta");
  LexiconRow row;
  row.digest = take_digest(in);
  row.event = in.number();
  row.learnt_before = in.number();
  row.aligner = in.text();
  in.expect_end();
  return row;
}

std::string encode(const RevisionRow& row) {
  Encoder out;
  out.fixed(row.digest.raw()).number(row.event);
  put_moment(out, row.time);
  out.text(row.actor);
  out.number(row.segments).number(row.text_bytes).number(row.capture ? 1 : 0);
  if (row.capture) {
    const CaptureRecord& capture = *row.capture;
    out.fixed(capture.digest.raw());
    put_media_type(out, capture.media_type);
    out.text(capture.uri).text(capture.date);
    out.text(capture.file_name).text(capture.encoding).number(capture.facts.size());
    for (const auto& [name, value] : capture.facts) out.text(name).text(value);
  }
  return out.take();
}

std::optional<Digest> digest_in_revision_row(std::string_view bytes) {
  return Digest::from_raw(bytes.substr(0, Digest::kSize));
}

template <>
RevisionRow decode_row<RevisionRow>(std::string_view bytes) {
  Decoder in(bytes, "revisions");
  RevisionRow row;
  row.digest = take_digest(in);
  row.event = in.number();
  row.time = take_moment(in);
  row.actor = in.text();
  row.segments = in.small_number();
  row.text_bytes = in.number();
  if (in.number() != 0) {
    CaptureRecord capture;
    capture.digest = take_digest(in);
    capture.media_type = take_media_type(in);
    capture.uri = in.text();
    capture.date = in.text();
    capture.file_name = in.text();
    capture.encoding = in.text();
    for (std::uint64_t count = in.number(); count > 0; --count) {
      std::string name = own(in.text());
      capture.facts.emplace(std::move(name), own(in.text()));
    }
    row.capture = std::move(capture);
  }
  in.expect_end();
  return row;
}

std::string encode(const StatementsRow& row) {
  Encoder out;
  put_moment(out, row.time);
  out.text(row.actor).number(row.statements.size());
  for (const StatementsRow::One& one : row.statements) put_statement(out, row, one);
  return out.take();
}

template <>
StatementsRow decode_row<StatementsRow>(std::string_view bytes) {
  Decoder in(bytes, "statements");
  StatementsRow row;
  row.time = take_moment(in);
  row.actor = in.text();
  for (std::uint64_t count = in.number(); count > 0; --count)
    row.statements.push_back(take_statement(in, row));
  in.expect_end();
  return row;
}

std::string encode(const Counters& counters) {
  return Encoder()
      .number(counters.articles)
      .number(counters.variants)
      .number(counters.revisions)
      .number(counters.segments)
      .number(counters.text_bytes)
      .take();
}

template <>
Counters decode_row<Counters>(std::string_view bytes) {
  Decoder in(bytes, "meta");
  Counters counters;
  counters.articles = in.number();
  counters.variants = in.number();
  counters.revisions = in.number();
  counters.segments = in.number();
  counters.text_bytes = in.number();
  in.expect_end();
  return counters;
}

std::string encode(const Alignment& alignment) {
  Encoder out;
  out.text(alignment.aligner).number(alignment.beads.size());
  std::uint32_t source_next = 0, target_next = 0;
  for (const Bead& bead : alignment.beads) {
    const bool is_next_pair = bead.source.first == source_next && bead.source.count == 1 &&
                              bead.target.first == target_next && bead.target.count == 1;
    const auto lacks =
        kConfidenceUnits - std::clamp(bead.confidence * kConfidenceUnits, 0.0F, kConfidenceUnits);
    out.number(static_cast<std::uint64_t>(std::lround(lacks)) * 2 + (is_next_pair ? 0 : 1));
    if (!is_next_pair) {
      put_step(out, source_next, bead.source.first);
      out.number(bead.source.count);
      put_step(out, target_next, bead.target.first);
      out.number(bead.target.count);
    }
    source_next = bead.source.past();
    target_next = bead.target.past();
  }
  return out.take();
}

template <>
Alignment decode_row<Alignment>(std::string_view bytes) {
  Decoder in(bytes, "alignments");
  Alignment alignment;
  alignment.aligner = in.text();
  std::uint32_t source_next = 0, target_next = 0;
  for (std::uint64_t count = in.number(); count > 0; --count) {
    Bead bead{{source_next, 1}, {target_next, 1}, 0};
    const std::uint64_t number = in.number();
    if (number % 2 != 0) {
      bead.source.first = take_step(in, source_next);
      bead.source.count = in.small_number();
      bead.target.first = take_step(in, target_next);
      bead.target.count = in.small_number();
    }
    const auto is_range = [](const SegmentRange& range) {
      return range.count <= UINT32_MAX - range.first;
    };
    if (!is_range(bead.source) || !is_range(bead.target)) in.fail(kOutOfRange);
    if (number / 2 > static_cast<std::uint64_t>(kConfidenceUnits))
      in.fail("has a confidence that is out of range");
    bead.confidence = (kConfidenceUnits - static_cast<float>(number / 2)) / kConfidenceUnits;
    source_next = bead.source.past();
    target_next = bead.target.past();
    alignment.beads.push_back(bead);
  }
  in.expect_end();
  return alignment;
}

std::string encode(const VariantKey& key) {
  return Encoder().number(key.article).number(key.order).take();
}

template <>
VariantKey decode_row<VariantKey>(std::string_view bytes) {
  Decoder in(bytes, "names");
  VariantKey key;
  key.article = in.number();
  key.order = take_order(in);
  in.expect_end();
  return key;
}

std::string encode_event_numbers(const std::vector<std::uint64_t>& numbers) {
  Encoder out;
  for (const std::uint64_t number : numbers) out.number(number);
  return out.take();
}

std::vector<std::uint64_t> decode_event_numbers(std::string_view bytes) {
  Decoder in(bytes, "inputs");
  std::vector<std::uint64_t> numbers;
  while (!in.at_end()) numbers.push_back(in.number());
  return numbers;
}

}  // namespace hexapla

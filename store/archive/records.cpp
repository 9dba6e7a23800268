#include "store/archive/records.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "store/archive/codec.h"
#include "store/model/canonical_json.h"
#include "store/model/error.h"
#include "store/model/json_fields.h"
#include "store/model/statement_json.h"

namespace hexapla {

namespace {

// Confidences are kept in 1/10,000: what a calibration can mean, and the same bytes on every
// machine.
constexpr float kConfidenceUnits = 10'000.0F;

Digest take_digest(Decoder& decoder) { return *Digest::from_raw(decoder.fixed(Digest::kSize)); }

std::string own(std::string_view text) { return std::string(text); }

std::uint16_t take_order(Decoder& decoder) {
  const std::uint64_t order = decoder.number();
  if (order > UINT16_MAX) decoder.fail("has an order that is too large");
  return static_cast<std::uint16_t>(order);
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
      .text(row.engine)
      .text(row.title);
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
  const std::uint64_t kind = in.number();
  if (kind > static_cast<std::uint64_t>(Kind::human)) in.fail("has an unknown kind");
  row.kind = static_cast<Kind>(kind);
  row.engine = in.text();
  row.title = in.text();
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
  out.fixed(row.digest.raw()).number(row.event).text(row.time).text(row.actor);
  out.number(row.segments).number(row.text_bytes).number(row.capture ? 1 : 0);
  if (row.capture) {
    const CaptureRecord& capture = *row.capture;
    out.fixed(capture.digest.raw()).text(capture.media_type).text(capture.uri).text(capture.date);
    out.text(capture.file_name).text(capture.encoding).number(capture.facts.size());
    for (const auto& [name, value] : capture.facts) out.text(name).text(value);
  }
  return out.take();
}

template <>
RevisionRow decode_row<RevisionRow>(std::string_view bytes) {
  Decoder in(bytes, "revisions");
  RevisionRow row;
  row.digest = take_digest(in);
  row.event = in.number();
  row.time = in.text();
  row.actor = in.text();
  row.segments = in.small_number();
  row.text_bytes = in.number();
  if (in.number() != 0) {
    CaptureRecord capture;
    capture.digest = take_digest(in);
    capture.media_type = in.text();
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

std::string encode(const StatementRow& row) {
  return Encoder()
      .number(row.retracted ? 1 : 0)
      .text(row.time)
      .text(row.actor)
      .text(canonical_json(to_json(row.statement)))
      .take();
}

template <>
StatementRow decode_row<StatementRow>(std::string_view bytes) {
  Decoder in(bytes, "statements");
  StatementRow row;
  row.retracted = in.number() != 0;
  row.time = in.text();
  row.actor = in.text();
  try {
    row.statement = statement_from_json(parse_json(in.text()));
  } catch (const InputError& error) {
    in.fail(std::string("is no statement (") + error.what() + ")");
  }
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
  for (const Bead& bead : alignment.beads) {
    out.number(bead.source.first)
        .number(bead.source.count)
        .number(bead.target.first)
        .number(bead.target.count);
    out.number(static_cast<std::uint64_t>(std::lround(bead.confidence * kConfidenceUnits)));
  }
  return out.take();
}

template <>
Alignment decode_row<Alignment>(std::string_view bytes) {
  Decoder in(bytes, "alignments");
  Alignment alignment;
  alignment.aligner = in.text();
  for (std::uint64_t count = in.number(); count > 0; --count) {
    Bead bead;
    bead.source.first = in.small_number();
    bead.source.count = in.small_number();
    bead.target.first = in.small_number();
    bead.target.count = in.small_number();
    bead.confidence = static_cast<float>(in.small_number()) / kConfidenceUnits;
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

std::string encode(const RevisionKey& key) {
  return Encoder().number(key.variant.article).number(key.variant.order).number(key.number).take();
}

template <>
RevisionKey decode_row<RevisionKey>(std::string_view bytes) {
  Decoder in(bytes, "inputs");
  RevisionKey key;
  key.variant.article = in.number();
  key.variant.order = take_order(in);
  key.number = in.small_number();
  in.expect_end();
  return key;
}

}  // namespace hexapla

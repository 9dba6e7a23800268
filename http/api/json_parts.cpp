#include "http/api/json_parts.h"

#include "http/api/finding_json.h"
#include "store/model/statement_json.h"
#include "store/model/statement_number.h"

namespace hexapla {
namespace {

using nlohmann::json;

void put(json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

json stated(const Stated<std::string>& value) {
  return {{"value", value.value}, {"basis", name(value.basis)}, {"by", value.asserted_by}};
}

json stated(const Stated<std::optional<Digest>>& value) {
  return {{"value", value.value ? json(value.value->hex()) : json("unknown")},
          {"basis", name(value.basis)},
          {"by", value.asserted_by}};
}

std::string_view sign_name(Sign sign) {
  switch (sign) {
    case Sign::wanting:
      return "wanting";
    case Sign::added:
      return "added";
    case Sign::moved:
      return "moved";
    case Sign::differs:
      return "differs";
    case Sign::outdated:
      return "older-source";
    case Sign::untranslated:
      return "untranslated";
    case Sign::doubtful:
      break;
  }
  return "doubtful";
}

std::string_view origin_name(Origin::State state) {
  switch (state) {
    case Origin::State::unsaid:
      return "not-recorded";
    case Origin::State::unknown:
      return "unknown";
    case Origin::State::not_held:
      return "not-held";
    case Origin::State::held:
      break;
  }
  return "held";
}

json json_of_version(const Version& version) {
  json one{{"address", version.address.text()},
           {"variant", version.address.variant.text()},
           {"revision", version.address.number},
           {"revisions", version.newest},
           {"language", version.language.text()},
           {"direction", version.language.is_right_to_left() ? "rtl" : "ltr"},
           {"digest", version.record.digest.hex()},
           {"kind", name(version.provenance.shown_kind())},
           {"aligned", version.aligned},
           {"segments", version.view.segment_count()},
           {"provenance", json_of(version.provenance)}};
  put(one, "aligner", version.aligner);
  json made{{"state", origin_name(version.origin.state)}};
  if (version.origin.address) {
    made["address"] = version.origin.address->text();
    made["newest"] = version.origin.newest;
    made["outdated"] = version.origin.outdated();
  }
  one["made_from"] = std::move(made);
  return one;
}

json json_of_cell(const Version& version, const SegmentRange& range) {
  json segments = json::array();
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    const auto& segment = version.view.segment(i);
    segments.push_back({{"number", i + 1},
                        {"block", segment.block},
                        {"role", name(version.view.block(segment.block).role)},
                        {"begin", segment.range.begin},
                        {"end", segment.range.end},
                        {"text", segment.text}});
  }
  return segments;
}

// Words as number of the segment and bytes within it; links as numbers of words and confidence.
// Marks are left out.
json json_of_links(const BeadLinks& links) {
  const auto list_of = [](const std::vector<LinkedWord>& words,
                          std::vector<std::uint32_t>& numbers) {
    json list = json::array();
    for (const LinkedWord& word : words) {
      numbers.push_back(static_cast<std::uint32_t>(list.size()));
      if (!word.is_mark) list.push_back({word.segment + 1, word.range.begin, word.range.end});
    }
    return list;
  };
  std::vector<std::uint32_t> source_numbers, target_numbers;
  json one{{"original", list_of(links.source_words, source_numbers)},
           {"version", list_of(links.target_words, target_numbers)}};
  json pairs = json::array();
  for (const WordLink& link : links.links) {
    if (links.source_words[link.source].is_mark || links.target_words[link.target].is_mark)
      continue;
    pairs.push_back({source_numbers[link.source], target_numbers[link.target],
                     static_cast<int>(link.confidence * 1000 + 0.5F) / 1000.0});
  }
  one["links"] = std::move(pairs);
  return one;
}

json json_of_row(const Comparison& comparison, const ComparedRow& row, bool with_words) {
  json one{{"id", row.id}, {"label", row.label}};
  json cells = json::array();
  for (std::uint32_t i = 0; i < comparison.versions.size(); ++i) {
    const SegmentRange& range = i == 0 ? row.row.original : row.row.versions[i - 1];
    json cell{{"version", i}, {"segments", json_of_cell(comparison.versions[i], range)}};
    if (i > 0 && !range.empty() && !row.row.original.empty()) {
      cell["confidence"] = static_cast<int>(row.row.confidence[i - 1] * 1000 + 0.5F) / 1000.0;
      if (with_words) cell["words"] = json_of_links(row.links[i - 1]);
    }
    if (i > 0) {
      for (const BeadCorrection* correction : corrections_of(comparison, row, i)) {
        cell["by_hand"].push_back(
            {{"change", name(correction->change)},
             {"by", correction->by},
             {"time", correction->time},
             {"statement", StatementNumber{correction->event, correction->index}.text()}});
      }
    }
    cells.push_back(std::move(cell));
  }
  one["cells"] = std::move(cells);
  json remarks = json::array();
  for (const Remark& remark : row.remarks) {
    json note{{"sign", sign_name(remark.sign)}, {"version", remark.version}};
    put(note, "original", remark.lemma);
    put(note, "reading", remark.reading);
    if (remark.found) note["class"] = name(*remark.found);
    put(note, "explanation", remark.explanation);
    put(note, "key", remark.key);
    if (remark.dismissed) note["dismissed"] = json_of(*remark.dismissed);
    remarks.push_back(std::move(note));
  }
  one["remarks"] = std::move(remarks);
  return one;
}

}  // namespace

json json_of(const ArticleSummary& article) {
  return {{"id", article.id.text()},
          {"number", article.number},
          {"title", article.title},
          {"language", article.language},
          {"created", article.created},
          {"updated", article.updated},
          {"variants", article.variants},
          {"revisions", article.revisions},
          {"url", "/api/v1/articles/" + article.id.text()}};
}

json json_of(const VariantSummary& variant, const std::string& title) {
  const LanguageTag language = variant.id.language();
  json one{{"id", variant.id.text()},
           {"language", language.text()},
           {"order", variant.order},
           {"kind", name(variant.kind)},
           {"revisions", variant.revisions},
           {"labels", variant.labels},
           {"title", title}};
  put(one, "engine", variant.engine);
  return one;
}

json json_of(const RevisionRecord& record) {
  json one{{"address", record.address.text()},
           {"variant", record.address.variant.text()},
           {"revision", record.address.number},
           {"digest", record.digest.hex()},
           {"event", record.event},
           {"time", record.time},
           {"actor", record.actor},
           {"segments", record.segments},
           {"text_bytes", record.text_bytes}};
  if (record.capture) {
    json capture{{"digest", record.capture->digest.hex()}};
    put(capture, "media_type", record.capture->media_type);
    put(capture, "uri", record.capture->uri);
    put(capture, "date", record.capture->date);
    put(capture, "file_name", record.capture->file_name);
    put(capture, "encoding", record.capture->encoding);
    if (!record.capture->facts.empty()) capture["facts"] = record.capture->facts;
    one["capture"] = std::move(capture);
  }
  return one;
}

json json_of(const Provenance& provenance) {
  json one = json::object();
  if (provenance.kind) {
    one["kind"] = {{"value", name(provenance.kind->value)},
                   {"basis", name(provenance.kind->basis)},
                   {"by", provenance.kind->asserted_by}};
  }
  const std::pair<const char*, const std::optional<Stated<std::string>>*> texts[] = {
      {"engine", &provenance.engine},         {"engine_version", &provenance.engine_version},
      {"translator", &provenance.translator}, {"editor", &provenance.editor},
      {"author", &provenance.author},         {"publisher", &provenance.publisher},
      {"source_uri", &provenance.source_uri}, {"published", &provenance.published},
      {"updated", &provenance.updated},       {"licence", &provenance.licence},
      {"encoding", &provenance.encoding}};
  for (const auto& [key, value] : texts) {
    if (*value) one[key] = stated(**value);
  }
  if (provenance.derived_from) one["derived_from"] = stated(*provenance.derived_from);
  if (provenance.revises) one["revises"] = stated(*provenance.revises);
  json labels = json::array();
  for (const Statement& label : provenance.labels) labels.push_back(to_json(label));
  one["labels"] = std::move(labels);
  return one;
}

json json_of(const RecordedStatement& recorded) {
  json one = to_json(recorded.statement);
  one["event"] = recorded.event;
  one["index"] = recorded.index;
  one["time"] = recorded.time;
  one["actor"] = recorded.actor;
  one["retracted"] = recorded.retracted;
  return one;
}

json json_of(const Comparison& comparison, bool with_words) {
  json one{{"article", json_of(comparison.article)},
           {"part", comparison.part},
           {"parts", comparison.parts},
           {"warnings", comparison.warnings}};
  json versions = json::array();
  for (const Version& version : comparison.versions) versions.push_back(json_of_version(version));
  one["versions"] = std::move(versions);
  json rows = json::array();
  for (const ComparedRow& row : comparison.rows)
    rows.push_back(json_of_row(comparison, row, with_words));
  one["rows"] = std::move(rows);
  if (comparison.pair) {
    const auto rounded = [](double value) {
      return static_cast<double>(static_cast<long>(value * 10000 + 0.5)) / 10000;
    };
    one["same_language"] = {{"before", comparison.pair->before},
                            {"after", comparison.pair->after},
                            {"edit_rate", rounded(comparison.pair->distance.edit_rate)},
                            {"chrf", rounded(comparison.pair->distance.chrf)},
                            {"moved", json::array()}};
    for (const Pair::Move& move : comparison.pair->moves) {
      one["same_language"]["moved"].push_back(
          {{"before", {{"first", move.before.first}, {"count", move.before.count}}},
           {"after", {{"first", move.after.first}, {"count", move.after.count}}}});
    }
  }
  return one;
}

json json_of(const Staleness& stale) {
  json one{{"made_from", stale.made_from.text()},
           {"newest", stale.newest.text()},
           {"since", stale.since.text()},
           {"since_time", stale.since_time},
           {"accepted_before", stale.accepted_before},
           {"through", json::array()},
           {"changes", json::array()}};
  for (const RevisionAddress& pivot : stale.through) one["through"].push_back(pivot.text());
  const auto range = [](const SegmentRange& segments) {
    return json{{"first", segments.first}, {"count", segments.count}};
  };
  for (const StaleStretch& stretch : stale.stretches) {
    one["changes"].push_back({{"change", name(stretch.change.kind)},
                              {"older", range(stretch.change.older)},
                              {"newer", range(stretch.change.newer)},
                              {"segments", range(stretch.target)}});
  }
  return one;
}

Response answer_json(const json& value) {
  return json_answer(value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
}

void link_next(Response& response, const std::string& address) {
  response.headers.emplace_back("Link", "<" + address + ">; rel=\"next\"");
}

}  // namespace hexapla

#include "tools/describing/revision_json.h"

#include "store/archive/kind_doubt.h"
#include "store/model/error.h"
#include "store/model/statement_json.h"

namespace hexapla {

namespace {

using nlohmann::json;

void put_text(json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

}  // namespace

json to_json(const ArticleSummary& article) {
  return {{"article", article.id.text()},   {"title", article.title},
          {"language", article.language},   {"created", article.created},
          {"updated", article.updated},     {"variants", article.variants},
          {"revisions", article.revisions}, {"number", article.number}};
}

json to_json(const VariantSummary& variant, const std::string& title) {
  json object{{"variant", variant.id.text()},
              {"language", variant.id.language().text()},
              {"kind", name(variant.kind)},
              {"revisions", variant.revisions},
              {"title", title}};
  put_text(object, "engine", variant.engine);
  if (!variant.labels.empty()) object["labels"] = variant.labels;
  return object;
}

json to_json(const RevisionRecord& record) {
  json object{{"address", record.address.text()},
              {"digest", record.digest.hex()},
              {"event", record.event},
              {"time", record.time},
              {"actor", record.actor},
              {"segments", record.segments},
              {"text-bytes", record.text_bytes}};
  if (record.capture) {
    json capture{{"digest", record.capture->digest.hex()}};
    put_text(capture, "media-type", record.capture->media_type);
    put_text(capture, "uri", record.capture->uri);
    put_text(capture, "date", record.capture->date);
    put_text(capture, "file-name", record.capture->file_name);
    if (!record.capture->facts.empty()) capture["facts"] = record.capture->facts;
    put_text(capture, "encoding", record.capture->encoding);
    if (!record.capture->facts.empty()) capture["facts"] = record.capture->facts;
    object["capture"] = std::move(capture);
  }
  return object;
}

json to_json(const RecordedStatement& recorded) {
  json object = to_json(recorded.statement);
  object["event"] = recorded.event;
  object["index"] = recorded.index;
  object["time"] = recorded.time;
  object["actor"] = recorded.actor;
  if (recorded.retracted) object["retracted"] = true;
  return object;
}

json to_json(const Provenance& provenance) {
  json object = json::object();
  const auto stated = [&](const char* member, const auto& what, const auto& value) {
    if (what)
      object[member] = {
          {"value", value(what->value)}, {"basis", name(what->basis)}, {"by", what->asserted_by}};
  };
  const auto text = [&](const char* member, const std::optional<Stated<std::string>>& what) {
    stated(member, what, [](const std::string& value) { return value; });
  };
  const auto revision = [&](const char* member,
                            const std::optional<Stated<std::optional<Digest>>>& what) {
    stated(member, what,
           [](const std::optional<Digest>& value) { return value ? value->hex() : "unknown"; });
  };
  stated("kind", provenance.kind, [](Kind kind) { return std::string(name(kind)); });
  text("engine", provenance.engine);
  text("engine-version", provenance.engine_version);
  text("translator", provenance.translator);
  text("editor", provenance.editor);
  text("author", provenance.author);
  text("publisher", provenance.publisher);
  text("source-uri", provenance.source_uri);
  text("published", provenance.published);
  text("updated", provenance.updated);
  text("licence", provenance.licence);
  text("encoding", provenance.encoding);
  revision("derived-from", provenance.derived_from);
  revision("revises", provenance.revises);
  if (!provenance.labels.empty()) {
    object["labels"] = json::array();
    for (const Statement& label : provenance.labels) object["labels"].push_back(to_json(label));
  }
  return object;
}

json blocks_json(const RevisionView& view) {
  json blocks = json::array();
  for (const auto& block : view.blocks()) {
    json one{{"role", name(block.role)}, {"text", block.text}};
    if (!block.href.empty()) one["href"] = block.href;
    if (!block.date.empty()) one["date"] = block.date;
    if (!block.language.empty()) one["language"] = block.language;
    blocks.push_back(std::move(one));
  }
  return blocks;
}

json revision_json(const Reading& reading, const RevisionAddress& address) {
  const auto record = reading.revision(address);
  const auto gone = reading.withdrawal(address);
  const auto view = gone ? std::nullopt : reading.view(address);
  if (!record || (!view && !gone)) {
    throw StoreError(StoreError::Kind::corrupt,
                     "the text of " + address.text() + " is missing: run `hexapla verify`");
  }
  json object = to_json(*record);
  if (gone) {
    object["language"] = address.variant.language().text();
    object["withdrawn"] = {{"event", gone->event},
                           {"time", gone->time},
                           {"by", gone->actor},
                           {"reason", gone->reason},
                           {"authority", gone->authority}};
  } else {
    object["language"] = view->language();
    object["title"] = view->title();
    object["blocks"] = blocks_json(*view);
  }
  const Provenance provenance = reading.provenance(address);
  object["provenance"] = to_json(provenance);
  if (const std::string doubt = view ? doubt_about_kind(provenance, *view) : ""; !doubt.empty())
    object["provenance"]["doubtful"] = doubt;
  object["statements"] = json::array();
  for (const RecordedStatement& statement : reading.statements(address))
    object["statements"].push_back(to_json(statement));
  return object;
}

}  // namespace hexapla

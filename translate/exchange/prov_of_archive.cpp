#include "translate/exchange/prov_of_archive.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <variant>

#include "store/archive/source.h"
#include "store/model/claim_rules.h"
#include "store/model/disclosure.h"
#include "store/model/error.h"
#include "store/model/weighing.h"
#include "store/text/timestamp.h"
#include "translate/lineage/segment_origins.h"
#include "translate/lineage/staleness.h"

namespace hexapla {
namespace {

ProvValue plain(std::string text) { return {std::move(text), {}, {}}; }
ProvValue in_language(std::string text, std::string language) {
  return {std::move(text), {}, std::move(language)};
}
ProvValue named(std::string name) { return {std::move(name), "prov:QUALIFIED_NAME", {}}; }
ProvValue number(std::uint64_t value) { return {std::to_string(value), "xsd:integer", {}}; }

std::string name_of(const RevisionAddress& address) { return "archive:" + address.text(); }

std::string detail(const Claim& claim, const char* name) {
  const auto found = claim.details.find(name);
  return found == claim.details.end() ? std::string() : found->second;
}

class Writer {
 public:
  explicit Writer(const Reading& reading) : reading_(reading) {
    const auto first = reading.event(0);
    if (!first)
      throw StoreError(StoreError::Kind::corrupt,
                       "the log has no first event: run `hexapla verify`");
    document_.namespaces = {{"archive", "urn:uuid:" + first->id + "#"},
                            {"hexapla", kVocabulary},
                            {"digsrctype", std::string(kDigitalSourceTypes)},
                            {"dcterms", "http://purl.org/dc/terms/"},
                            {"prov", "http://www.w3.org/ns/prov#"},
                            {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
  }

  void write(const RevisionAddress& address) {
    if (!written_.insert(name_of(address)).second) return;
    const auto record = reading_.revision(address);
    const auto view = reading_.view(address);
    if (!record || (!view && !reading_.withdrawal(address))) {
      throw StoreError(StoreError::Kind::corrupt,
                       "the text of " + address.text() + " is missing: run `hexapla verify`");
    }
    std::vector<RecordedStatement> recorded = reading_.statements(address);
    std::vector<Statement> standing;
    for (const RecordedStatement& one : recorded) {
      if (!one.retracted) standing.push_back(one.statement);
    }
    const Provenance provenance = compute_provenance(standing);
    const Disclosure disclosure = compute_disclosure(standing);
    write_revision(address, *record, view, provenance, disclosure);
    write_capture(address, *record);
    write_later_captures(address, *record, recorded);
    write_derivation(address, provenance);
    write_activity(address, provenance, disclosure, standing);
    write_agents(address, provenance, disclosure, standing);
    write_statements(address, recorded, standing);
  }

  // The texts that are only named come last, once it is known which they are.
  ProvDocument take() {
    for (const auto& [name, digest] : mentioned_) {
      if (!written_.insert(name).second) continue;
      ProvNode& entity = node(ProvNode::Kind::entity, name);
      entity.attributes.emplace_back("prov:type", named("hexapla:Revision"));
      entity.attributes.emplace_back("hexapla:sha256", plain(digest.hex()));
    }
    return std::move(document_);
  }

 private:
  ProvNode& node(ProvNode::Kind kind, const std::string& name) {
    document_.nodes.push_back({kind, name, {}, {}, {}});
    return document_.nodes.back();
  }
  void relate(ProvRelation::Kind kind, std::string from, std::string to, std::string also = {},
              std::string time = {}) {
    document_.relations.push_back(
        {kind, std::move(from), std::move(to), std::move(also), std::move(time)});
  }

  template <typename T>
  void put_stated(ProvNode& entity, const std::string& property,
                  const std::optional<Stated<T>>& stated, ProvValue value) {
    if (!stated) return;
    entity.attributes.emplace_back("hexapla:" + property, std::move(value));
    entity.attributes.emplace_back("hexapla:" + property + "Basis",
                                   plain(std::string(name(stated->basis))));
  }
  void put_stated(ProvNode& entity, const std::string& property,
                  const std::optional<Stated<std::string>>& stated) {
    if (stated) put_stated(entity, property, stated, plain(stated->value));
  }

  void write_revision(const RevisionAddress& address, const RevisionRecord& record,
                      const std::optional<RevisionView>& view, const Provenance& provenance,
                      const Disclosure& disclosure) {
    const std::string article = "archive:" + address.article.text();
    if (written_.insert(article).second)
      node(ProvNode::Kind::entity, article)
          .attributes.emplace_back("prov:type", named("hexapla:Article"));
    ProvNode& entity = node(ProvNode::Kind::entity, name_of(address));
    auto& attributes = entity.attributes;
    attributes.emplace_back("prov:type", named("hexapla:Revision"));
    const std::string language = address.variant.language().text();
    if (view && !view->title().empty())
      attributes.emplace_back("dcterms:title", in_language(std::string(view->title()), language));
    attributes.emplace_back("dcterms:language", plain(language));
    attributes.emplace_back("hexapla:sha256", plain(record.digest.hex()));
    attributes.emplace_back("hexapla:address", plain(address.text()));
    if (provenance.kind)
      put_stated(entity, "kind", provenance.kind, plain(std::string(name(provenance.kind->value))));
    if (provenance.derived_from && !provenance.derived_from->value)
      put_stated(entity, "derivedFrom", provenance.derived_from, plain("unknown"));
    put_stated(entity, "sourceUri", provenance.source_uri);
    put_stated(entity, "published", provenance.published);
    put_stated(entity, "updated", provenance.updated);
    put_stated(entity, "licence", provenance.licence);
    put_stated(entity, "humanReview", disclosure.human_review);
    put_stated(entity, "editorialResponsibility", disclosure.editorial_responsibility);
    if (disclosure.digital_source_type)
      put_stated(entity, "digitalSourceType", disclosure.digital_source_type,
                 named("digsrctype:" + disclosure.digital_source_type->value));
    write_origins(entity, address);
    relate(ProvRelation::Kind::specialization_of, name_of(address), article);
    relate(ProvRelation::Kind::generated_by, name_of(address), {}, {}, record.time);
  }

  void write_origins(ProvNode& entity, const RevisionAddress& address) {
    const SegmentOrigins origins = segment_origins(reading_, address);
    if (origins.changed_share) {
      entity.attributes.emplace_back("hexapla:segmentsOfMachine", number(origins.machine));
      entity.attributes.emplace_back("hexapla:segmentsOfPerson", number(origins.person));
      entity.attributes.emplace_back(
          "hexapla:changedShare",
          ProvValue{fmt::format("{:.4f}", *origins.changed_share), "xsd:decimal", {}});
    }
    if (const auto stale = staleness_of(reading_, address))
      entity.attributes.emplace_back("hexapla:staleSince", plain(stale->since.text()));
  }

  void write_capture(const RevisionAddress& address, const RevisionRecord& record) {
    if (!record.capture) return;
    const CaptureRecord& capture = *record.capture;
    const std::string name = "archive:capture/" + capture.digest.hex();
    if (written_.insert(name).second) {
      ProvNode& entity = node(ProvNode::Kind::entity, name);
      entity.attributes.emplace_back("prov:type", named("hexapla:Capture"));
      entity.attributes.emplace_back("hexapla:sha256", plain(capture.digest.hex()));
      const auto put = [&](const char* attribute, const std::string& text) {
        if (!text.empty()) entity.attributes.emplace_back(attribute, plain(text));
      };
      put("dcterms:format", capture.media_type);
      put("hexapla:targetUri", capture.uri);
      put("hexapla:captured", capture.date);
      put("hexapla:fileName", capture.file_name);
      put("hexapla:encoding", capture.encoding);
      const auto tool = capture.facts.find("warc-tool");
      write_capturing(name, "archive:activity/capture/" + capture.digest.hex(), capture.uri,
                      capture.date,
                      tool == capture.facts.end() || tool->second.empty()
                          ? std::string()
                          : agent(tool->second, "prov:SoftwareAgent"));
    }
    relate(ProvRelation::Kind::derived_from, name_of(address), name);
  }

  // Who fetched what, and when, where anything of that is known. A file that was handed in without
  // a word about it was captured by nobody that we know.
  void write_capturing(const std::string& capture, const std::string& name, const std::string& uri,
                       const std::string& date, const std::string& who) {
    if (uri.empty() && date.empty() && who.empty()) return;
    ProvNode& activity = node(ProvNode::Kind::activity, name);
    activity.attributes.emplace_back("prov:type", named("hexapla:capture"));
    activity.start = activity.end = to_utc(date).value_or("");
    relate(ProvRelation::Kind::generated_by, capture, name, {}, to_utc(date).value_or(""));
    if (!uri.empty()) relate(ProvRelation::Kind::used, name, resource(uri));
    if (!who.empty()) relate(ProvRelation::Kind::associated_with, name, who);
  }

  // What is on the web at an address, as it changes.
  std::string resource(const std::string& uri) {
    const std::string name = "archive:resource/" + Digest::of(uri).hex().substr(0, 16);
    if (!written_.insert(name).second) return name;
    ProvNode& entity = node(ProvNode::Kind::entity, name);
    entity.attributes.emplace_back("prov:type", named("hexapla:Resource"));
    entity.attributes.emplace_back("hexapla:targetUri", plain(uri));
    return name;
  }

  // Claims that the same was captured again, each a capture of its own of which no bytes are held.
  void write_later_captures(const RevisionAddress& address, const RevisionRecord& record,
                            const std::vector<RecordedStatement>& recorded) {
    for (const RecordedStatement& one : recorded) {
      const Claim& claim = one.statement.claim;
      if (one.retracted || claim.property != Property::captured) continue;
      const std::string uri = detail(claim, "uri");
      // What is said of the capture that is held is no other one.
      if (uri.empty() && record.capture && to_utc(claim.value) == to_utc(record.capture->date))
        continue;
      const std::string number = fmt::format("{}.{}", one.event, one.index);
      const std::string name = "archive:capture/" + number;
      ProvNode& entity = node(ProvNode::Kind::entity, name);
      entity.attributes.emplace_back("prov:type", named("hexapla:Capture"));
      entity.attributes.emplace_back("hexapla:captured", plain(claim.value));
      entity.attributes.emplace_back("hexapla:claim", named("archive:statement/" + number));
      if (!uri.empty()) entity.attributes.emplace_back("hexapla:targetUri", plain(uri));
      write_capturing(name, "archive:activity/capture/" + number, uri, claim.value,
                      agent(one.statement.asserted_by));
      relate(ProvRelation::Kind::alternate_of, name,
             record.capture ? "archive:capture/" + record.capture->digest.hex() : name_of(address));
    }
  }

  // The name of a text that another is made from: one of ours, or one known by its digest alone.
  std::string name_of_source(const Source& source) {
    const std::string name =
        source.address ? name_of(*source.address) : "archive:text/" + source.digest->hex();
    mentioned_.emplace(name, *source.digest);
    return name;
  }

  void write_derivation(const RevisionAddress& address, const Provenance& provenance) {
    const Source source = source_of(reading_, address), revised = revised_by(reading_, address);
    if (revised.digest)
      relate(ProvRelation::Kind::revision_of, name_of(address), name_of_source(revised));
    if (!source.digest) return;
    const bool is_primary = provenance.revises && provenance.revises->value;
    relate(is_primary ? ProvRelation::Kind::primary_source : ProvRelation::Kind::derived_from,
           name_of(address), name_of_source(source));
  }

  void write_activity(const RevisionAddress& address, const Provenance& provenance,
                      const Disclosure& disclosure, const std::vector<Statement>& standing) {
    if (!disclosure.activity) return;
    const std::string name = "archive:activity/" + address.text();
    ProvNode& activity = node(ProvNode::Kind::activity, name);
    activity.attributes.emplace_back("prov:type", named("hexapla:" + disclosure.activity->value));
    activity.attributes.emplace_back("hexapla:basis",
                                     plain(std::string(hexapla::name(disclosure.activity->basis))));
    activity.start = to_utc(disclosure.activity_start).value_or("");
    activity.end = to_utc(disclosure.activity_end).value_or("");
    relate(ProvRelation::Kind::generated_by, name_of(address), name);
    for (const Source& source : {source_of(reading_, address), revised_by(reading_, address)}) {
      if (source.digest) relate(ProvRelation::Kind::used, name, name_of_source(source));
    }
    std::string plan;
    for (const Statement& statement : standing) {
      if (statement.claim.property == Property::plan) plan = write_plan(statement.claim);
    }
    const auto by = [&](const std::optional<Stated<std::string>>& who) {
      if (who) relate(ProvRelation::Kind::associated_with, name, agent(who->value), plan);
    };
    by(provenance.engine);
    by(provenance.translator);
    by(provenance.editor);
  }

  std::string write_plan(const Claim& claim) {
    const std::string name = "archive:plan/" + Digest::of(claim.value).hex().substr(0, 16);
    if (!written_.insert(name).second) return name;
    ProvNode& entity = node(ProvNode::Kind::entity, name);
    entity.attributes.emplace_back("prov:type", named("prov:Plan"));
    entity.attributes.emplace_back("prov:label", plain(claim.value));
    for (const auto& [key, value] : claim.details) {
      if (key == "type" || key == "uri" || key == "digest")
        entity.attributes.emplace_back("hexapla:" + key, plain(value));
    }
    return name;
  }

  // Agents are named by a digest, since their own names are anything.
  std::string agent(const std::string& called, const char* type = nullptr) {
    const std::string name = "archive:agent/" + Digest::of(called).hex().substr(0, 16);
    const auto [place, is_new] = agents_.emplace(name, document_.nodes.size());
    if (is_new)
      node(ProvNode::Kind::agent, name).attributes.emplace_back("prov:label", plain(called));
    if (type != nullptr && agent_types_.insert(name + type).second)
      document_.nodes[place->second].attributes.emplace_back("prov:type", named(type));
    return name;
  }

  void write_agents(const RevisionAddress& address, const Provenance& provenance,
                    const Disclosure& disclosure, const std::vector<Statement>& standing) {
    if (provenance.engine) {
      const std::string engine = agent(provenance.engine->value, "prov:SoftwareAgent");
      relate(ProvRelation::Kind::attributed_to, name_of(address), engine);
      write_engine(engine, *provenance.engine, standing);
    }
    for (const auto* who : {&provenance.translator, &provenance.editor, &provenance.author}) {
      if (*who) relate(ProvRelation::Kind::attributed_to, name_of(address), agent((*who)->value));
    }
    if (provenance.publisher)
      relate(ProvRelation::Kind::attributed_to, name_of(address),
             agent(provenance.publisher->value));
    if (disclosure.editorial_responsibility) agent(disclosure.editorial_responsibility->value);
    for (const Statement& statement : standing) {
      const Claim& claim = statement.claim;
      if (claim.property == Property::organization)
        relate(ProvRelation::Kind::attributed_to, name_of(address),
               agent(claim.value, "prov:Organization"));
      if (claim.property != Property::acted_on_behalf_of) continue;
      std::string who = detail(claim, "agent");
      for (const auto* made_by : {&provenance.editor, &provenance.translator, &provenance.engine}) {
        if (who.empty() && *made_by) who = (*made_by)->value;
      }
      if (!who.empty()) relate(ProvRelation::Kind::acted_on_behalf, agent(who), agent(claim.value));
    }
  }

  void write_engine(const std::string& name, const Stated<std::string>& engine,
                    const std::vector<Statement>& standing) {
    for (const Statement& statement : standing) {
      if (statement.claim.property != Property::engine || statement.claim.value != engine.value)
        continue;
      for (const char* fact : {"vendor", "version", "model"}) {
        const std::string value = detail(statement.claim, fact);
        if (value.empty() || !agent_types_.insert(name + fact + value).second) continue;
        document_.nodes[agents_.at(name)].attributes.emplace_back("hexapla:" + std::string(fact),
                                                                  plain(value));
      }
    }
  }

  void write_statements(const RevisionAddress& address,
                        const std::vector<RecordedStatement>& recorded,
                        const std::vector<Statement>& standing) {
    const Weighing weighing(standing);
    std::size_t place = 0;
    for (const RecordedStatement& one : recorded) {
      const Statement& statement = one.statement;
      const std::string name = fmt::format("archive:statement/{}.{}", one.event, one.index);
      ProvNode& entity = node(ProvNode::Kind::entity, name);
      auto& attributes = entity.attributes;
      attributes.emplace_back("prov:type", named("hexapla:Statement"));
      attributes.emplace_back("hexapla:about", named(name_of(address)));
      attributes.emplace_back("hexapla:property",
                              plain(std::string(hexapla::name(statement.claim.property))));
      attributes.emplace_back("prov:value", plain(statement.claim.value));
      for (const auto& [key, value] : statement.claim.details)
        attributes.emplace_back("hexapla:detail", plain(key + "=" + value));
      attributes.emplace_back("hexapla:basis", plain(std::string(hexapla::name(statement.basis))));
      attributes.emplace_back("hexapla:scope", plain(std::string(hexapla::name(statement.scope))));
      if (!statement.parts.empty())
        attributes.emplace_back("hexapla:parts", plain(parts_text(statement.parts)));
      attributes.emplace_back(
          "hexapla:standing",
          plain(one.retracted ? "retracted"
                              : std::string(hexapla::name(weighing.standing(place)))));
      if (!one.retracted) ++place;
      relate(ProvRelation::Kind::generated_by, name, {}, {}, one.time);
      relate(ProvRelation::Kind::attributed_to, name, agent(statement.asserted_by));
      if (one.retracted) write_retraction(name, one);
    }
  }

  // When a claim was taken back, and why: the log says it, in an event after the claim's.
  void write_retraction(const std::string& name, const RecordedStatement& statement) {
    for (std::uint64_t number = statement.event + 1; number < reading_.event_count(); ++number) {
      const auto event = reading_.event(number);
      const auto* retraction = event ? std::get_if<StatementRetracted>(&event->what) : nullptr;
      if (retraction == nullptr || retraction->event != statement.event ||
          retraction->index != statement.index)
        continue;
      relate(ProvRelation::Kind::invalidated, name, {}, {}, event->time);
      return;
    }
  }

  const Reading& reading_;
  ProvDocument document_;
  std::set<std::string> written_;
  std::map<std::string, Digest> mentioned_;
  std::map<std::string, std::size_t> agents_;
  std::set<std::string> agent_types_;
};

}  // namespace

ProvDocument prov_of(const Reading& reading, const std::vector<RevisionAddress>& addresses) {
  Writer writer(reading);
  for (const RevisionAddress& address : addresses) writer.write(address);
  return writer.take();
}

}  // namespace hexapla

#include "tools/describing/provenance_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "store/archive/kind_doubt.h"
#include "store/archive/source.h"
#include "store/model/claim_rules.h"
#include "store/model/disclosure.h"
#include "store/model/error.h"
#include "store/model/weighing.h"
#include "tools/describing/revision_json.h"
#include "tools/describing/staleness_text.h"
#include "tools/terminal/display_width.h"
#include "translate/lineage/segment_origins.h"
#include "translate/lineage/staleness.h"

namespace hexapla {

namespace {

using nlohmann::json;

std::string shown_text(std::string_view outside) {
  return isolated(without_controls(std::string(outside)), false);
}

std::vector<Statement> standing_of(const std::vector<RecordedStatement>& recorded) {
  std::vector<Statement> standing;
  for (const RecordedStatement& one : recorded) {
    if (!one.retracted) standing.push_back(one.statement);
  }
  return standing;
}

// What became of each recorded claim.
std::vector<std::string> standings_of(const std::vector<RecordedStatement>& recorded) {
  const std::vector<Statement> standing = standing_of(recorded);
  const Weighing weighing(standing);
  std::vector<std::string> names;
  std::size_t place = 0;
  for (const RecordedStatement& one : recorded)
    names.emplace_back(one.retracted ? "retracted" : name(weighing.standing(place++)));
  return names;
}

std::string value_text(const Reading& reading, const Claim& claim) {
  std::string text = claim.value;
  const std::string* const named = revision_named_in(claim);
  const auto said = claim.details.find("address");
  if (named != nullptr && named == &claim.value) {
    const auto digest = Digest::parse(*named);
    text = named->substr(0, 12);
    if (said != claim.details.end()) {
      text = said->second + " (" + text + ")";
    } else if (const auto held =
                   digest ? reading.addresses_of(*digest) : std::vector<RevisionAddress>{};
               !held.empty()) {
      text = held.front().text() + " (" + text + ")";
    }
  } else if (named == nullptr && claim.value == "unknown") {
    text = "not known";
  }
  for (const auto& [key, value] : claim.details) {
    if (key != "address") text += ", " + key + " " + value;
  }
  return text;
}

std::string words_of_parts(const Statement& statement, const std::optional<RevisionView>& view) {
  std::string text;
  for (const BlockPart& part : statement.parts) {
    if (!view || part.block >= view->block_count()) continue;
    const std::string_view block = view->block(part.block).text;
    const bool is_within = part.range.end <= block.size() && !part.range.empty();
    const std::string seen =
        without_controls(std::string(is_within ? part.range.of(block) : block));
    text +=
        fmt::format("{:>30}block {}: “{}”\n", "", part.block + 1, isolated(fit(seen, 60), false));
  }
  return text;
}

std::string claim_text(const Reading& reading, const std::optional<RevisionView>& view,
                       const RecordedStatement& recorded, const std::string& standing,
                       const Style& style) {
  const Statement& statement = recorded.statement;
  const std::string value = shown_text(value_text(reading, statement.claim));
  std::string text = fmt::format("    {:<26}{}\n", name(statement.claim.property),
                                 standing == "shown" ? style.bold(value) : value);
  std::string basis =
      fmt::format("{} by {}", name(statement.basis), shown_text(statement.asserted_by));
  if (statement.scope != Scope::revision) basis += fmt::format(", about {}", name(statement.scope));
  basis += fmt::format("; {}; {}.{}", standing, recorded.event, recorded.index);
  return text + style.dim(fmt::format("{:>30}{}", "", basis)) + "\n" +
         words_of_parts(statement, view);
}

std::string chain_text(const Reading& reading, const RevisionAddress& address) {
  const std::vector<ChainLink> chain = chain_of(reading, address);
  std::string text;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    text +=
        fmt::format("{}{} ({})", i == 1 ? "" : " ← ", chain[i].address.text(), name(chain[i].kind));
  }
  switch (chain.back().source.state) {
    case Source::State::unknown:
      text += std::string(text.empty() ? "" : " ← ") + "a text that is said not to be known";
      break;
    case Source::State::not_held:
      text += std::string(text.empty() ? "" : " ← ") +
              chain.back().source.digest->hex().substr(0, 12) + ", not held";
      break;
    default:
      break;
  }
  return text;
}

std::string summary_text(const Reading& reading, const RevisionAddress& address,
                         const Style& style) {
  const auto record = reading.revision(address);
  if (!record)
    throw StoreError(StoreError::Kind::corrupt,
                     address.text() + " is missing: run `hexapla verify`");
  const std::vector<Statement> standing = standing_of(reading.statements(address));
  const Provenance provenance = compute_provenance(standing);
  const Disclosure disclosure = compute_disclosure(standing);
  std::string text =
      style.bold(address.text()) + "  " + std::string(name(provenance.shown_kind())) +
      (provenance.kind ? fmt::format(" ({})", name(provenance.kind->basis)) : " (nobody said)") +
      "\n";
  const auto put = [&](const char* what, const std::string& value) {
    if (!value.empty()) text += fmt::format("  {:<14}{}\n", what, value);
  };
  if (const auto view = reading.view(address))
    put("doubtful", shown_text(doubt_about_kind(provenance, *view)));
  put("digest", record->digest.hex());
  if (record->capture) {
    const CaptureRecord& capture = *record->capture;
    std::string facts = capture.digest.hex().substr(0, 12) + ", " + capture.media_type;
    for (const std::string& fact :
         {capture.uri, capture.date, capture.file_name, capture.encoding}) {
      if (!fact.empty()) facts += ", " + fact;
    }
    put("capture", shown_text(facts));
  }
  put("made from", shown_text(chain_text(reading, address)));
  if (disclosure.digital_source_type) {
    put("source type", disclosure.digital_source_type->value +
                           fmt::format(" ({})", name(disclosure.digital_source_type->basis)));
  }
  const SegmentOrigins origins = segment_origins(reading, address);
  if (origins.changed_share) {
    put("sentences", fmt::format("{} the machine's, {} a person's, {} others; a person changed "
                                 "{:.0f}% of the characters of {}",
                                 origins.machine, origins.person, origins.source + origins.unknown,
                                 100 * *origins.changed_share, origins.revises->text()));
  }
  if (const auto stale = staleness_of(reading, address))
    put("stale", staleness_line(reading, *stale));
  return text;
}

// What happened to some revisions, by the number of its event.
struct Happening {
  std::uint64_t event;
  std::string text;
};

void collect(const Reading& reading, const RevisionAddress& address, const Style& style,
             std::vector<Happening>& all) {
  const auto record = reading.revision(address);
  const auto view = reading.view(address);
  const auto gone = reading.withdrawal(address);
  if (!record || (!view && !gone))
    throw StoreError(StoreError::Kind::corrupt,
                     address.text() + " is missing: run `hexapla verify`");
  all.push_back({record->event, fmt::format("{}  {} added by {}, event {}\n",
                                            style.dim(record->time), style.bold(address.text()),
                                            shown_text(record->actor), record->event)});
  if (gone) {
    all.push_back(
        {gone->event,
         fmt::format("{}  text of {} withdrawn by {}, on the authority of {}: {}, event {}\n",
                     style.dim(gone->time), style.bold(address.text()), shown_text(gone->actor),
                     shown_text(gone->authority), shown_text(gone->reason), gone->event)});
  }
  const std::vector<RecordedStatement> recorded = reading.statements(address);
  const std::vector<std::string> standings = standings_of(recorded);
  std::uint64_t last = record->event;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const RecordedStatement& one = recorded[i];
    if (one.event != last) {
      last = one.event;
      all.push_back({one.event, fmt::format("{}  {} stated by {}, event {}\n", style.dim(one.time),
                                            address.text(), shown_text(one.actor), one.event)});
    }
    all.push_back({one.event, claim_text(reading, view, one, standings[i], style)});
  }
}

// Retractions are events of their own: when, by whom, why.
void collect_retractions(const Reading& reading, const std::vector<RevisionAddress>& addresses,
                         const Style& style, std::vector<Happening>& all) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> taken_back;
  std::uint64_t first = reading.event_count();
  for (const RevisionAddress& address : addresses) {
    for (const RecordedStatement& one : reading.statements(address)) {
      if (!one.retracted) continue;
      taken_back.emplace_back(one.event, one.index);
      first = std::min(first, one.event);
    }
  }
  if (taken_back.empty()) return;
  for (std::uint64_t number = first; number < reading.event_count(); ++number) {
    const auto event = reading.event(number);
    const auto* what = event ? std::get_if<StatementRetracted>(&event->what) : nullptr;
    if (what == nullptr) continue;
    const std::pair<std::uint64_t, std::uint32_t> which{what->event, what->index};
    if (std::find(taken_back.begin(), taken_back.end(), which) == taken_back.end()) continue;
    all.push_back(
        {number,
         fmt::format("{}  claim {}.{} taken back by {}, event {}{}\n", style.dim(event->time),
                     what->event, what->index, shown_text(event->actor), number,
                     what->reason.empty() ? "" : ": " + shown_text(what->reason))});
  }
}

}  // namespace

std::string provenance_text(const Reading& reading, const std::vector<RevisionAddress>& addresses,
                            const Style& style) {
  std::string text;
  for (const RevisionAddress& address : addresses) text += summary_text(reading, address, style);
  std::vector<Happening> all;
  for (const RevisionAddress& address : addresses) collect(reading, address, style, all);
  collect_retractions(reading, addresses, style, all);
  std::stable_sort(all.begin(), all.end(),
                   [](const Happening& a, const Happening& b) { return a.event < b.event; });
  text += "\n";
  for (const Happening& one : all) text += one.text;
  return text;
}

json provenance_json(const Reading& reading, const RevisionAddress& address) {
  json object = revision_json(reading, address);
  object.erase("blocks");
  const std::vector<RecordedStatement> recorded = reading.statements(address);
  const std::vector<std::string> standings = standings_of(recorded);
  for (std::size_t i = 0; i < standings.size(); ++i)
    object["statements"][i]["standing"] = standings[i];
  const Disclosure disclosure = compute_disclosure(standing_of(recorded));
  const auto put = [&](const char* member, const std::optional<Stated<std::string>>& stated) {
    if (stated)
      object["provenance"][member] = {
          {"value", stated->value}, {"basis", name(stated->basis)}, {"by", stated->asserted_by}};
  };
  put("activity", disclosure.activity);
  put("digital-source-type", disclosure.digital_source_type);
  put("human-review", disclosure.human_review);
  put("editorial-responsibility", disclosure.editorial_responsibility);
  object["chain"] = json::array();
  for (const ChainLink& link : chain_of(reading, address)) {
    if (link.address != address)
      object["chain"].push_back({{"address", link.address.text()}, {"kind", name(link.kind)}});
  }
  const SegmentOrigins origins = segment_origins(reading, address);
  json& whose = object["origins"];
  whose = {{"source", origins.source},
           {"machine", origins.machine},
           {"person", origins.person},
           {"unknown", origins.unknown},
           {"segments", json::array()}};
  if (origins.changed_share) {
    whose["changed-share"] = *origins.changed_share;
    whose["revises"] = origins.revises->text();
  }
  for (const SegmentOrigin& origin : origins.segments) {
    json one{{"origin", name(origin.kind)}};
    if (!origin.agent.empty()) one["agent"] = origin.agent;
    if (origin.basis) one["basis"] = name(*origin.basis);
    if (origin.from) one["from"] = origin.from->text();
    whose["segments"].push_back(std::move(one));
  }
  if (const auto stale = staleness_of(reading, address))
    object["stale"] = staleness_json(reading, *stale);
  return object;
}

}  // namespace hexapla

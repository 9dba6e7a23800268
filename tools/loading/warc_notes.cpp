#include "tools/loading/warc_notes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "store/ingest/warc/http_message.h"
#include "store/ingest/warc/payload_digest.h"
#include "tools/loading/rehearsal.h"
#include "translate/exchange/warc_claims.h"

namespace hexapla {

namespace {

std::string detail_of(const Claim& claim, const char* name) {
  const auto held = claim.details.find(name);
  return held == claim.details.end() ? std::string() : held->second;
}

}  // namespace

WarcNotes::Taken WarcNotes::take(const WarcRecord& record, const WarcSurroundings& around) {
  if (record.type() == "revisit") return take_revisit(record, around);
  if (record.type() == "conversion") return take_conversion(record, around);
  return take_metadata(record, around);
}

WarcNotes::Taken WarcNotes::take_revisit(const WarcRecord& record, const WarcSurroundings& around) {
  auto claim = claim_of_capture(record, around);
  if (!claim) return {ignored("has no WARC-Date: nobody says when the page was as before")};
  HeldCaptures::Name name{.record = std::string(record.refers_to())};
  name.uri = field(record.fields, "WARC-Refers-To-Target-URI");
  if (name.uri.empty()) name.uri = record.target_uri();
  name.date = field(record.fields, "WARC-Refers-To-Date");
  // What a server did not send has no payload.
  if (profile_of(record) != "server-not-modified")
    name.payload_digest = field(record.fields, "WARC-Payload-Digest");
  const auto found = held_.find(name);
  if (!found) return {ignored("is the same again of a capture that is not here")};
  return note(found->address, *std::move(claim));
}

WarcNotes::Taken WarcNotes::take_conversion(const WarcRecord& record,
                                            const WarcSurroundings& around) {
  if (record.refers_to().empty())
    return {ignored("is another form of a record that it does not name (WARC-Refers-To)")};
  const auto source = held_.find({.record = std::string(record.refers_to())});
  if (!source) return {ignored("is another form of a record that is not here")};
  WarcPage page = read_warc_conversion(record, around, source->address, options_.actor);
  if (!page.revision) return {ignored("is " + page.passed_over + ", which is not read as text")};
  page.revision->allow_withdrawn = options_.allow_withdrawn;
  if (options_.dry_run) return {rehearse(*page.revision, archive_)};
  const AddResult added = archive_.add(*std::move(page.revision));
  held_.remember(added.event);
  return {outcome_of(added)};
}

WarcNotes::Taken WarcNotes::take_metadata(const WarcRecord& record,
                                          const WarcSurroundings& around) {
  const MediaType media = parse_media_type(field(record.fields, "Content-Type"));
  if (media.type != "application/warc-fields" && media.type != "text/anvl") {
    return {ignored("is metadata of another form than application/warc-fields: " +
                    (media.type.empty() ? "no media type" : media.type))};
  }
  const auto found = subject_of(record);
  if (!found) return {ignored("is metadata of a record that is not here")};
  if (found->date.empty())
    return {ignored("is metadata of a capture of which nobody says when it was")};
  MetadataClaim said = claim_of_metadata(record, around, found->date);
  if (!said.claim) return {ignored("holds no field that is known here")};
  Taken taken = note(found->address, *std::move(said.claim));
  if (!said.other_names.empty())
    taken.outcome.reason = fmt::format("left alone: {}", fmt::join(said.other_names, ", "));
  return taken;
}

// What metadata are about: the records that they name, else the capture of that moment.
std::optional<HeldCaptures::Found> WarcNotes::subject_of(const WarcRecord& metadata) const {
  std::vector<std::string_view> named = metadata.concurrent_to();
  named.insert(named.begin(), metadata.refers_to());
  for (const std::string_view id : named) {
    if (auto found = held_.find({.record = std::string(id)})) return found;
  }
  const std::string date(field(metadata.fields, "WARC-Date"));
  if (date.empty() || metadata.target_uri().empty()) return std::nullopt;
  return held_.find({.uri = std::string(metadata.target_uri()), .date = date});
}

WarcNotes::Taken WarcNotes::note(const RevisionAddress& address, Statement claim) {
  Outcome outcome;
  outcome.what = Outcome::What::unchanged;
  outcome.address = address.text();
  // A record's id is unique in the world: what it says was taken before. Only claims without one
  // are compared with all that is said of the revision.
  const std::string id = detail_of(claim.claim, "record");
  if (!id.empty()) {
    if (const auto known = held_.find({.record = id})) {
      outcome.address = known->address.text();
      return {outcome};
    }
  }
  for (const OnItsWay& one : on_their_way_) {
    if ((one.address == address && one.claim == claim.claim) ||
        (!id.empty() && detail_of(one.claim, "record") == id)) {
      outcome.address = one.address.text();
      return {outcome};
    }
  }
  if (id.empty()) {
    const auto all = archive_.read().statements(address);
    if (std::any_of(all.begin(), all.end(), [&](const RecordedStatement& known) {
          return known.statement.claim == claim.claim;
        }))
      return {outcome};
  }
  if (options_.dry_run) {
    outcome.what = Outcome::What::checked;
    return {outcome};
  }
  outcome.what = Outcome::What::added;
  on_their_way_.push_back({++last_number_, address, claim.claim});
  return {outcome,
          Pending{archive_.state_later(address, {std::move(claim)}, options_.actor), last_number_}};
}

Outcome WarcNotes::finish(Pending pending, Outcome outcome) {
  std::erase_if(on_their_way_, [&](const OnItsWay& one) { return one.number == pending.number; });
  outcome.event = pending.event.get();
  held_.remember(*outcome.event);
  return outcome;
}

bool WarcNotes::may_concern_pending(const WarcRecord& record) const {
  std::vector<std::string_view> names = record.concurrent_to();
  for (const std::string_view name :
       {record.refers_to(), record.target_uri(), field(record.fields, "WARC-Refers-To-Target-URI")})
    names.push_back(name);
  const std::string payload = plain_digest(field(record.fields, "WARC-Payload-Digest"));
  return std::any_of(on_their_way_.begin(), on_their_way_.end(), [&](const OnItsWay& one) {
    const std::string id = detail_of(one.claim, "record"), uri = detail_of(one.claim, "uri");
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) {
                         return !name.empty() && (name == id || name == uri);
                       }) ||
           (!payload.empty() && payload == plain_digest(detail_of(one.claim, "payload-digest")));
  });
}

}  // namespace hexapla

#include "translate/exchange/warc_export.h"

#include <map>
#include <optional>

#include "store/ingest/warc/warc_writer.h"
#include "store/model/error.h"
#include "translate/exchange/archive_line.h"

namespace hexapla {
namespace {

std::string object_of(const Reading& reading, const Digest& digest, std::uint64_t number) {
  auto bytes = reading.object(digest);
  if (!bytes) {
    throw StoreError(StoreError::Kind::corrupt, "event " + std::to_string(number) +
                                                    " names object " + digest.hex() +
                                                    ", which is not there");
  }
  return *std::move(bytes);
}

std::string revision_record_id(const std::string& event_id) {
  return warc_record_id("revision " + event_id);
}
std::string capture_record_id(const std::string& event_id) {
  return warc_record_id("capture " + event_id);
}

// An address that a record can be about, of something that has none on the web.
std::string uri_of(const std::string& uri, const Digest& digest) {
  return uri.empty() ? "urn:sha256:" + digest.hex() : uri;
}

// The HTTP message that a capture came in, its codings undone.
std::string http_message(const CaptureRecord& capture, std::string_view body) {
  std::string message = "HTTP/1.1 " + capture.facts.at("http-status") + " OK\r\n";
  bool has_type = false;
  for (const auto& [name, value] : capture.facts) {
    if (!name.starts_with("http:")) continue;
    const std::string field = name.substr(5);
    if (field == "content-encoding" || field == "transfer-encoding" || field == "content-length" ||
        field == "connection")
      continue;
    has_type = has_type || field == "content-type";
    message += field + ": " + value + "\r\n";
  }
  if (!has_type) message += "content-type: " + capture.media_type + "\r\n";
  message += "content-length: " + std::to_string(body.size()) + "\r\n\r\n";
  message += body;
  return message;
}

std::string capture_record(const CaptureRecord& capture, const Event& event,
                           std::string_view bytes) {
  const bool is_response = capture.facts.contains("http-status");
  const std::string block = is_response ? http_message(capture, bytes) : std::string(bytes);
  return warc_record(
      {{"WARC-Type", is_response ? "response" : "resource"},
       {"WARC-Record-ID", capture_record_id(event.id)},
       {"WARC-Date", capture.date.empty() ? event.time : capture.date},
       {"WARC-Target-URI", uri_of(capture.uri, capture.digest)},
       {"WARC-Payload-Digest", "sha256:" + capture.digest.hex()},
       {"Content-Type",
        is_response ? std::string("application/http; msgtype=response") : capture.media_type}},
      block, true);
}

std::string fact(const std::map<std::string, std::string>& facts, const char* name) {
  const auto held = facts.find(name);
  return held == facts.end() ? std::string() : held->second;
}

// A revisit for each claim that the same payload came again: of `subject`, whose capture is kept.
std::string revisit_records(const RevisionRecord& subject, const Event& adding, const Event& event,
                            const std::vector<Statement>& statements) {
  std::string records;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const Claim& claim = statements[i].claim;
    const std::string profile = fact(claim.details, "profile");
    if (claim.property != Property::captured || profile.empty() || !subject.capture) continue;
    const CaptureRecord& capture = *subject.capture;
    records += warc_record(
        {{"WARC-Type", "revisit"},
         {"WARC-Record-ID", warc_record_id("revisit " + event.id + ' ' + std::to_string(i))},
         {"WARC-Date", claim.value},
         {"WARC-Target-URI", uri_of(fact(claim.details, "uri"), capture.digest)},
         {"WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/" + profile},
         {"WARC-Refers-To", capture_record_id(adding.id)},
         {"WARC-Refers-To-Target-URI", uri_of(capture.uri, capture.digest)},
         {"WARC-Refers-To-Date", capture.date.empty() ? adding.time : capture.date},
         {"WARC-Payload-Digest", "sha256:" + capture.digest.hex()}},
        {}, true);
  }
  return records;
}

// The record of the revision that `address` was made from; empty when nobody says, or it is not
// here.
std::string source_record(const Reading& reading, const RevisionAddress& address) {
  const auto derived = reading.provenance(address).derived_from;
  if (!derived || !derived->value) return {};
  const auto sources = reading.addresses_of(*derived->value);
  if (sources.empty() || reading.withdrawal(sources.front())) return {};
  const auto source = reading.revision(sources.front());
  const auto event = source ? reading.event(source->event) : std::nullopt;
  if (!event) return {};
  return source->capture ? capture_record_id(event->id) : revision_record_id(event->id);
}

std::string event_record(const Reading& reading, const Event& event, std::uint64_t number,
                         const std::string& uri, const std::string& refers_to) {
  const auto* const added = std::get_if<RevisionAdded>(&event.what);
  // A line of an export without its texts, which have records of their own. One whose text was
  // withdrawn has none, and says so.
  const std::string block = added != nullptr && !reading.withdrawal(added->address)
                                ? "{\"archive-event\":" + *reading.event_json(number) +
                                      ",\"number\":" + std::to_string(number) + "}"
                                : to_archive_line(reading, number);
  return warc_record({{"WARC-Type", "metadata"},
                      {"WARC-Record-ID", warc_record_id("event " + event.id)},
                      {"WARC-Date", event.time},
                      {"WARC-Target-URI", uri},
                      {"WARC-Refers-To", refers_to},
                      {"Content-Type", std::string(kEventMediaType)}},
                     block, true);
}

}  // namespace

std::string warc_info(std::string_view version, const std::string& date) {
  const std::string block =
      "software: hexapla/" + std::string(version) +
      "\r\nformat: WARC File Format 1.1\r\n"
      "conformsTo: "
      "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
  return warc_record({{"WARC-Type", "warcinfo"},
                      {"WARC-Record-ID", warc_record_id(block + date)},
                      {"WARC-Date", date},
                      {"Content-Type", "application/warc-fields"}},
                     block, true);
}

std::vector<std::string> exported_record_ids(const Event& event) {
  const auto without_brackets = [](const std::string& id) { return id.substr(1, id.size() - 2); };
  std::vector<std::string> ids;
  if (const auto* const added = std::get_if<RevisionAdded>(&event.what)) {
    ids.push_back(without_brackets(revision_record_id(event.id)));
    if (added->capture) ids.push_back(without_brackets(capture_record_id(event.id)));
  }
  return ids;
}

std::string to_warc_records(const Reading& reading, std::uint64_t number) {
  const auto event = reading.event(number);
  if (!event)
    throw StoreError(StoreError::Kind::corrupt,
                     "event " + std::to_string(number) + " is not in the log");
  const auto* const added = std::get_if<RevisionAdded>(&event->what);
  if (added == nullptr) {
    std::string refers_to, revisits;
    if (const auto* const stated = std::get_if<StatementsAdded>(&event->what)) {
      const auto subject = reading.revision(stated->address);
      const auto adding = subject ? reading.event(subject->event) : std::nullopt;
      if (adding && !reading.withdrawal(stated->address)) {
        refers_to = revision_record_id(adding->id);
        revisits = revisit_records(*subject, *adding, *event, stated->statements);
      }
    }
    return revisits + event_record(reading, *event, number, "urn:uuid:" + event->id, refers_to);
  }
  if (reading.withdrawal(added->address))
    return event_record(reading, *event, number, uri_of({}, added->digest), {});
  std::string records;
  if (added->capture)
    records =
        capture_record(*added->capture, *event, object_of(reading, added->capture->digest, number));
  const std::string uri =
      uri_of(added->capture ? added->capture->uri : std::string(), added->digest);
  std::string refers_to = source_record(reading, added->address);
  if (refers_to.empty() && added->capture) refers_to = capture_record_id(event->id);
  const std::string id = revision_record_id(event->id);
  records += warc_record({{"WARC-Type", refers_to.empty() ? "resource" : "conversion"},
                          {"WARC-Record-ID", id},
                          {"WARC-Date", event->time},
                          {"WARC-Target-URI", uri},
                          {"WARC-Refers-To", refers_to},
                          {"WARC-Payload-Digest", "sha256:" + added->digest.hex()},
                          {"Content-Type", std::string(kRevisionMediaType)}},
                         object_of(reading, added->digest, number), true);
  return records + event_record(reading, *event, number, uri, id);
}

}  // namespace hexapla

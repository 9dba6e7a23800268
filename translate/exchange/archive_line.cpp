#include "translate/exchange/archive_line.h"

#include "store/model/base64.h"
#include "store/model/canonical_json.h"
#include "store/model/json_fields.h"

namespace hexapla {

namespace {

constexpr const char* kEvent = "archive-event";
constexpr const char* kNumber = "number";
constexpr const char* kRevision = "revision";
constexpr const char* kCapture = "capture-base64";
constexpr const char* kWithdrawn = "withdrawn";

std::string object_of(const Reading& reading, const Digest& digest, std::uint64_t number) {
  auto bytes = reading.object(digest);
  if (!bytes) {
    throw StoreError(StoreError::Kind::corrupt, "event " + std::to_string(number) +
                                                    " names object " + digest.hex() +
                                                    ", which is not there");
  }
  return *std::move(bytes);
}

// `error`, as of a document that has what it speaks of at `pointer`.
InputError within(const char* pointer, const InputError& error) {
  Place place = error.place();
  place.field = std::string("/") + pointer + place.field;
  place.byte.reset();  // was an offset in a text that nobody but us has seen
  return InputError(place, error.problem());
}

Event event_of(const nlohmann::json& json, const char* pointer) {
  try {
    return event_from_canonical_json(json.dump());
  } catch (const InputError& error) {
    throw within(pointer, error);
  }
}

Revision revision_of(const nlohmann::json& json, const Digest& digest) {
  try {
    const std::string canonical = canonical_json(json);
    if (Digest::of(canonical) != digest)
      throw InputError({}, "is not the text whose digest the event names");
    return revision_from_canonical_json(canonical);
  } catch (const InputError& error) {
    throw within(kRevision, error);
  } catch (const std::invalid_argument& error) {
    throw InputError({.field = std::string("/") + kRevision}, error.what());
  }
}

Capture capture_of(const CaptureRecord& record, const std::string& base64,
                   const JsonFields& fields) {
  auto bytes = from_base64(base64);
  if (!bytes) fields.refuse(kCapture, "is not base64");
  if (Digest::of(*bytes) != record.digest)
    fields.refuse(kCapture, "are not the bytes whose digest the event names");
  return {.bytes = *std::move(bytes),
          .media_type = record.media_type,
          .uri = record.uri,
          .date = record.date,
          .file_name = record.file_name,
          .encoding = record.encoding,
          .facts = record.facts};
}

NewRevision new_revision_of(const RevisionAdded& added, const JsonFields& fields) {
  NewRevision wanted{.article = added.address.article,
                     .article_must_exist = false,
                     .variant = added.address.variant,
                     .revision = revision_of(fields.required(kRevision), added.digest),
                     .capture = std::nullopt,
                     .statements = added.statements,
                     .input = added.input,
                     .actor = {}};
  if (added.capture) wanted.capture = capture_of(*added.capture, fields.text(kCapture), fields);
  return wanted;
}

TextWithdrawn withdrawal_of(const RevisionAdded& added, const nlohmann::json& json,
                            const JsonFields& fields) {
  const Event event = event_of(json, kWithdrawn);
  const auto* withdrawn = std::get_if<TextWithdrawn>(&event.what);
  if (withdrawn == nullptr || withdrawn->digest != added.digest) {
    fields.refuse(kWithdrawn, "is not an event that withdraws this text");
  }
  return *withdrawn;
}

}  // namespace

std::string to_archive_line(const Reading& reading, std::uint64_t number) {
  const auto event_json = reading.event_json(number);
  const auto event = reading.event(number);
  if (!event_json || !event) {
    throw StoreError(StoreError::Kind::corrupt,
                     "event " + std::to_string(number) + " is not in the log");
  }
  // Both objects are canonical JSON already, and large: they are put into the line as they are.
  std::string line = std::string("{\"") + kEvent + "\":" + *event_json;
  const auto* added = std::get_if<RevisionAdded>(&event->what);
  const auto gone = added != nullptr ? reading.withdrawal(added->address) : std::nullopt;
  if (gone) {
    return line + std::string(",\"") + kNumber + "\":" + std::to_string(number) + ",\"" +
           kWithdrawn + "\":" + reading.event_json(gone->event).value_or("null") + "}";
  }
  if (added != nullptr && added->capture) {
    line += std::string(",\"") + kCapture + "\":\"" +
            to_base64(object_of(reading, added->capture->digest, number)) + '"';
  }
  line += std::string(",\"") + kNumber + "\":" + std::to_string(number);
  if (added != nullptr)
    line += std::string(",\"") + kRevision + "\":" + object_of(reading, added->digest, number);
  return line + "}";
}

bool may_be_archive_line(std::string_view line) {
  return line.find(kEvent) != std::string_view::npos;
}

std::optional<ArchiveLine> parse_archive_line(std::string_view line) {
  const nlohmann::json json = parse_json(line);
  if (!json.is_object() || !json.contains(kEvent)) return std::nullopt;
  const JsonFields fields(json, "");
  fields.only({kEvent, kNumber, kRevision, kCapture, kWithdrawn});
  ArchiveLine parsed{.number = fields.number(kNumber),
                     .event = event_of(json[kEvent], kEvent),
                     .revision = std::nullopt,
                     .withdrawal = std::nullopt};
  if (const auto* added = std::get_if<RevisionAdded>(&parsed.event.what)) {
    if (fields.has(kWithdrawn)) {
      parsed.withdrawal = withdrawal_of(*added, json[kWithdrawn], fields);
    } else {
      parsed.revision = new_revision_of(*added, fields);
    }
  }
  return parsed;
}

}  // namespace hexapla

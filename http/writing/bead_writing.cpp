#include "http/writing/bead_writing.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/api/json_parts.h"
#include "http/html.h"
#include "http/problem.h"
#include "http/writing/form.h"
#include "store/archive/bead_corrections.h"
#include "store/model/json_fields.h"
#include "store/model/statement_number.h"
#include "translate/align/held_alignment.h"
#include "translate/align/named_sentences.h"

namespace hexapla {
namespace {

using nlohmann::json;

Problem wrong(std::string_view field, std::string detail) {
  Problem problem(400, "Bad request", std::move(detail));
  problem.pointer = "/" + std::string(field);
  return problem;
}

// The fields of a request by name, however they were sent.
class Fields {
 public:
  Fields(const Request& request, std::initializer_list<std::string_view> names)
      : is_form_(Form::is_form(request.content_type)) {
    if (is_form_) {
      form_ = Form::parse(request.content_type, request.body);
      return;
    }
    if (!request.content_type.starts_with("application/json"))
      throw Problem(415, "Unsupported media type", "A form or application/json is expected.");
    json_ = parse_json(request.body);
    JsonFields(json_, "").only(names);
  }

  bool is_form() const { return is_form_; }
  std::string value(const char* name) const {
    return is_form_ ? form_.value(name) : JsonFields(json_, "").text_or_empty(name);
  }

 private:
  bool is_form_;
  Form form_;
  json json_;
};

Response answered(const Fields& fields, const RevisionAddress& version, std::uint64_t event,
                  json body) {
  if (fields.is_form()) {
    const std::string back = fields.value("back");
    Response response = redirect(
        is_own_address(back) ? back
                             : "/a/" + percent_encoded(version.article.text()) +
                                   "/compare?version=" + percent_encoded(version.variant.text()));
    response.status = 303;
    return response;
  }
  body["address"] = version.text();
  body["event"] = event;
  Response response = answer_json(body);
  response.status = 201;
  response.headers.emplace_back("Location", "/api/v1/log/" + std::to_string(event));
  return response;
}

// The revision that an event states something about; null when it is no such event.
const RevisionAddress* subject_of(const Event& event) {
  if (const auto* added = std::get_if<RevisionAdded>(&event.what)) return &added->address;
  if (const auto* stated = std::get_if<StatementsAdded>(&event.what)) return &stated->address;
  return nullptr;
}

// The revision whose beads statement `number` corrects. Refuses what is no correction, and what was
// undone already: a second click is no second fact.
RevisionAddress corrected_revision(const Reading& reading, const StatementNumber& number) {
  const auto event = reading.event(number.event);
  const RevisionAddress* const address = event ? subject_of(*event) : nullptr;
  if (address != nullptr) {
    for (const RecordedStatement& recorded : reading.statements(*address)) {
      if (recorded.event != number.event || recorded.index != number.index) continue;
      if (recorded.statement.claim.property != Property::beads)
        throw Problem(409, "Conflict", number.text() + " says nothing of beads.");
      if (recorded.retracted) throw Problem(409, "Conflict", number.text() + " was undone before.");
      return *address;
    }
  }
  throw Problem(404, "Not found", "There is no statement " + number.text() + ".");
}

}  // namespace

Response post_beads(const WriteContext& call) {
  const Fields fields(call.request, {"change", "version", "sentences", "original", "reason"});
  const auto change = parse_bead_change(fields.value("change"));
  if (!change) throw wrong("change", "A change of beads is one of merge, split, link and unlink.");
  const auto sentences = NamedSentences::parse(fields.value("sentences"));
  if (!sentences)
    throw wrong("sentences", "Sentences are written ORIGINAL:VERSION, by numbers from 1: 4-5:6.");
  const Reading reading = call.archive.read();
  const RevisionAddress version = reading.resolve(fields.value("version"));
  const std::string named = fields.value("original");
  const RevisionAddress original =
      named.empty() ? newest_original(reading, version.article) : reading.resolve(named);
  if (original.article != version.article)
    throw wrong("original", "It is a revision of another article.");
  const BeadCorrection correction{*change, sentences->source, sentences->target, call.actor, {}, 0,
                                  0};
  const std::uint64_t event = call.archive.state(
      version, {statement_of(correction, reading, original, version, fields.value("reason"))},
      call.actor);
  return answered(fields, version, event,
                  {{"original", original.text()}, {"statement", StatementNumber{event, 0}.text()}});
}

Response undo_beads(const WriteContext& call) {
  const Fields fields(call.request, {"statement", "reason"});
  const auto number = StatementNumber::parse(fields.value("statement"));
  if (!number) throw wrong("statement", "A statement is written EVENT.INDEX: 12.0.");
  const RevisionAddress version = corrected_revision(call.archive.read(), *number);
  return answered(
      fields, version,
      call.archive.retract(number->event, number->index, fields.value("reason"), call.actor),
      json::object());
}

}  // namespace hexapla

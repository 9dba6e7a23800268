#include "tools/loading/outcome.h"

#include <nlohmann/json.hpp>

namespace hexapla {

std::string_view name(Outcome::What what) {
  switch (what) {
    case Outcome::What::added:
      return "added";
    case Outcome::What::unchanged:
      return "unchanged";
    case Outcome::What::checked:
      return "checked";
    case Outcome::What::refused:
      return "refused";
    case Outcome::What::ignored:
      return "ignored";
  }
  return "";
}

Outcome outcome_of(const AddResult& result) {
  return {.what = result.outcome == AddResult::Outcome::added ? Outcome::What::added
                                                              : Outcome::What::unchanged,
          .address = result.address.text(),
          .digest = result.digest.hex(),
          .event = result.event,
          .exit_code = ExitCode::ok,
          .reason = {},
          .place = {}};
}

Outcome outcome_of(const std::exception& error) {
  const Failure failure = describe_failure(error);
  Outcome outcome;
  outcome.exit_code = failure.exit_code;
  outcome.reason = failure.message;
  if (const auto* input = dynamic_cast<const InputError*>(&error)) outcome.place = input->place();
  return outcome;
}

Outcome ignored(std::string reason) {
  Outcome outcome;
  outcome.what = Outcome::What::ignored;
  outcome.reason = std::move(reason);
  return outcome;
}

Outcome attempt(const std::function<Outcome()>& action) {
  try {
    return action();
  } catch (const std::exception& error) {
    return outcome_of(error);
  }
}

nlohmann::json to_json(const Outcome& outcome) {
  nlohmann::json json{{"outcome", name(outcome.what)}};
  if (!outcome.address.empty()) json["address"] = outcome.address;
  if (!outcome.digest.empty()) json["digest"] = outcome.digest;
  if (outcome.event) json["event"] = *outcome.event;
  if (outcome.is_refused()) {
    json["reason"] = outcome.reason;
    json["exit-code"] = static_cast<int>(outcome.exit_code);
    if (!outcome.place.field.empty()) json["field"] = outcome.place.field;
    if (outcome.place.byte) json["byte"] = *outcome.place.byte;
  }
  return json;
}

}  // namespace hexapla

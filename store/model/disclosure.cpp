#include "store/model/disclosure.h"

#include "store/model/weighing.h"

namespace hexapla {

namespace {

std::string detail(const Statement* statement, const char* name) {
  if (statement == nullptr) return {};
  const auto found = statement->claim.details.find(name);
  return found == statement->claim.details.end() ? std::string() : found->second;
}

std::optional<Stated<std::string>> stated(const Statement* statement) {
  if (statement == nullptr) return std::nullopt;
  return Stated<std::string>{statement->claim.value, statement->basis, statement->asserted_by};
}

std::optional<Stated<std::string>> source_type_of(const Statement* kind) {
  if (kind == nullptr) return std::nullopt;
  const auto detected = [](const char* value) {
    return Stated<std::string>{value, Basis::detected, "hexapla"};
  };
  switch (parse_kind(kind->claim.value).value_or(Kind::unknown)) {
    case Kind::machine:
      return detected("trainedAlgorithmicMedia");
    case Kind::post_edited:
      return detected("compositeWithTrainedAlgorithmicMedia");
    default:
      return std::nullopt;
  }
}

}  // namespace

Disclosure compute_disclosure(std::span<const Statement> statements) {
  const Weighing weighing(statements);
  Disclosure disclosure;
  const Statement* const activity = weighing.deciding(Property::activity);
  disclosure.activity = stated(activity);
  disclosure.activity_start = detail(activity, "start");
  disclosure.activity_end = detail(activity, "end");
  disclosure.digital_source_type = stated(weighing.deciding(Property::digital_source_type));
  if (!disclosure.digital_source_type)
    disclosure.digital_source_type = source_type_of(weighing.deciding(Property::kind));
  const Statement* const review = weighing.deciding(Property::human_review);
  disclosure.human_review = stated(review);
  disclosure.reviewer = detail(review, "reviewer");
  disclosure.editorial_responsibility =
      stated(weighing.deciding(Property::editorial_responsibility));
  return disclosure;
}

}  // namespace hexapla

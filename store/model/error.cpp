#include "store/model/error.h"

namespace hexapla {

std::string Place::describe() const {
  std::string text;
  auto join = [&](const std::string& part) {
    if (!text.empty()) text += ", ";
    text += part;
  };
  if (!file.empty()) join(file);
  if (line) join("line " + std::to_string(*line));
  if (!field.empty()) join(field);
  if (byte) join("byte " + std::to_string(*byte));
  return text;
}

namespace {
std::string joined(const Place& place, const std::string& problem) {
  const std::string where = place.describe();
  return where.empty() ? problem : where + ": " + problem;
}
}  // namespace

InputError::InputError(Place place, const std::string& problem)
    : std::runtime_error(joined(place, problem)), place_(std::move(place)), problem_(problem) {}

}  // namespace hexapla

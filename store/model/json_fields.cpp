#include "store/model/json_fields.h"

#include <algorithm>

namespace hexapla {

JsonFields::JsonFields(const nlohmann::json& json, std::string pointer)
    : json_(json), pointer_(std::move(pointer)) {
  if (!json_.is_object()) {
    throw InputError({.field = pointer_.empty() ? "/" : pointer_},
                     std::string("an object is wanted here, not ") + json_.type_name());
  }
}

void JsonFields::refuse(std::string_view name, const std::string& problem) const {
  throw InputError({.field = pointer(name)}, problem);
}

const nlohmann::json& JsonFields::required(const char* name) const {
  const auto found = json_.find(name);
  if (found == json_.end()) refuse(name, "is missing");
  return *found;
}

std::string JsonFields::text(const char* name) const {
  const auto& value = required(name);
  if (!value.is_string())
    refuse(name, std::string("a string is wanted here, not ") + value.type_name());
  return value.get<std::string>();
}

std::string JsonFields::text_or_empty(const char* name) const {
  return has(name) ? text(name) : std::string();
}

std::uint64_t JsonFields::number(const char* name) const {
  const auto& value = required(name);
  // I-JSON (RFC 7493, section 2.2), and so RFC 8785: no integer beyond.
  constexpr std::uint64_t kMost = (std::uint64_t{1} << 53) - 1;
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMost)
    refuse(name, "an integer from 0 to 2^53 − 1 is wanted here");
  return value.get<std::uint64_t>();
}

const nlohmann::json* JsonFields::array(const char* name) const {
  const auto found = json_.find(name);
  if (found == json_.end()) return nullptr;
  if (!found->is_array())
    refuse(name, std::string("an array is wanted here, not ") + found->type_name());
  return &*found;
}

void JsonFields::only(std::initializer_list<std::string_view> names) const {
  for (const auto& [key, value] : json_.items()) {
    if (std::find(names.begin(), names.end(), key) == names.end())
      refuse(key, "is not a field that belongs here");
  }
}

nlohmann::json parse_json(std::string_view text) {
  constexpr int kMaxDepth = 64;
  const auto depth_limit = [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    if (depth > kMaxDepth) throw InputError({}, "nested deeper than 64 levels");
    return true;
  };
  try {
    return nlohmann::json::parse(text, depth_limit);
  } catch (const nlohmann::json::parse_error& error) {
    std::string problem = error.what();
    if (const auto colon = problem.find(": "); colon != std::string::npos)
      problem = problem.substr(colon + 2);
    throw InputError({.byte = error.byte > 0 ? error.byte - 1 : 0}, "not JSON: " + problem);
  }
}

}  // namespace hexapla

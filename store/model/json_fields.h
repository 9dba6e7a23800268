#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "store/model/error.h"

namespace hexapla {

// Reads the members of one JSON object, strictly: every refusal is an InputError whose field is the
// JSON pointer.
class JsonFields {
 public:
  // `pointer` is where `json` stands in its document. Refuses anything but an object.
  JsonFields(const nlohmann::json& json, std::string pointer);

  bool has(const char* name) const { return json_.contains(name); }
  std::string pointer(std::string_view name) const { return pointer_ + "/" + std::string(name); }
  [[noreturn]] void refuse(std::string_view name, const std::string& problem) const;

  const nlohmann::json& required(const char* name) const;
  std::string text(const char* name) const;             // required string
  std::string text_or_empty(const char* name) const;    // optional string
  std::uint64_t number(const char* name) const;         // required, integer ≥ 0
  const nlohmann::json* array(const char* name) const;  // optional; refuses other types
  // Refuses members with any other name.
  void only(std::initializer_list<std::string_view> names) const;

 private:
  const nlohmann::json& json_;
  std::string pointer_;
};

// nlohmann's parser with our error: byte offset and what was wrong. Nesting deeper than 64 is
// refused.
nlohmann::json parse_json(std::string_view text);

}  // namespace hexapla

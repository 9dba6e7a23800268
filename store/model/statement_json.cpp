#include "store/model/statement_json.h"

#include "store/model/json_fields.h"

namespace hexapla {

nlohmann::json to_json(const Statement& statement) {
  nlohmann::json json{{"property", name(statement.claim.property)},
                      {"value", statement.claim.value},
                      {"basis", name(statement.basis)},
                      {"scope", name(statement.scope)},
                      {"by", statement.asserted_by}};
  if (!statement.claim.details.empty()) json["details"] = statement.claim.details;
  if (!statement.parts.empty()) {
    auto& parts = json["parts"] = nlohmann::json::array();
    for (const BlockPart& part : statement.parts) {
      nlohmann::json one{{"block", part.block}};
      if (!part.range.empty()) {
        one["begin"] = part.range.begin;
        one["end"] = part.range.end;
      }
      parts.push_back(std::move(one));
    }
  }
  return json;
}

namespace {

std::uint32_t small_number(const JsonFields& fields, const char* name) {
  const std::uint64_t value = fields.number(name);
  if (value > UINT32_MAX) fields.refuse(name, "is too large");
  return static_cast<std::uint32_t>(value);
}

template <typename Parse>
auto word(const JsonFields& fields, const char* name, Parse parse) {
  const std::string text = fields.text(name);
  const auto value = parse(text);
  if (!value) fields.refuse(name, "\"" + text + "\" is not a " + name + " that we know");
  return *value;
}

}  // namespace

Statement statement_from_json(const nlohmann::json& json) {
  const JsonFields fields(json, "");
  fields.only({"property", "value", "basis", "scope", "by", "details", "parts"});
  Statement statement;
  statement.claim.property = word(fields, "property", parse_property);
  statement.claim.value = fields.text("value");
  statement.basis = word(fields, "basis", parse_basis);
  statement.scope = fields.has("scope") ? word(fields, "scope", parse_scope) : Scope::revision;
  statement.asserted_by = fields.text_or_empty("by");
  if (fields.has("details")) {
    const auto& details = fields.required("details");
    const JsonFields members(details, "/details");
    for (const auto& [key, value] : details.items())
      statement.claim.details[key] = members.text(key.c_str());
  }
  if (const auto* parts = fields.array("parts")) {
    for (std::size_t i = 0; i < parts->size(); ++i) {
      const JsonFields part((*parts)[i], "/parts/" + std::to_string(i));
      part.only({"block", "begin", "end"});
      BlockPart one;
      one.block = small_number(part, "block");
      if (part.has("begin") || part.has("end")) {
        one.range = {small_number(part, "begin"), small_number(part, "end")};
        if (one.range.end <= one.range.begin) part.refuse("end", "must be larger than begin");
      }
      statement.parts.push_back(one);
    }
  }
  return statement;
}

}  // namespace hexapla

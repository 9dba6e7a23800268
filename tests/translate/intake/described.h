#pragma once

#include <nlohmann/json.hpp>

#include "store/archive/archive.h"
#include "store/model/statement_json.h"

namespace hexapla {

// What an intake gives, as golden tests write it down.
inline nlohmann::ordered_json described(const NewRevision& added) {
  nlohmann::ordered_json json;
  if (added.article) json["article"] = added.article->text();
  if (added.variant) json["variant"] = added.variant->text();
  json["language"] = added.revision.language.text();
  json["blocks"] = nlohmann::ordered_json::array();
  for (const Block& block : added.revision.blocks) {
    nlohmann::ordered_json one{{"role", name(block.role)}, {"text", block.text}};
    if (!block.href.empty()) one["href"] = block.href;
    if (!block.date.empty()) one["date"] = block.date;
    if (block.language) one["language"] = block.language->text();
    json["blocks"].push_back(std::move(one));
  }
  json["statements"] = nlohmann::ordered_json::array();
  for (const Statement& statement : added.statements)
    json["statements"].push_back(nlohmann::ordered_json(to_json(statement)));
  return json;
}

}  // namespace hexapla

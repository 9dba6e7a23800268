#include "store/ingest/html/json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "store/model/error.h"
#include "store/model/json_fields.h"

namespace hexapla {
namespace {

using nlohmann::json;

bool is_article_type(const std::string& type) {
  return type.ends_with("Article") || type.ends_with("Posting") || type.ends_with("Report");
}

bool is_article(const json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto names_one = [](const json& one) {
    return one.is_string() && is_article_type(one.get_ref<const std::string&>());
  };
  return type->is_array() ? std::any_of(type->begin(), type->end(), names_one) : names_one(*type);
}

std::string text(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A text, something with a name, or a list of these.
std::string names(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) return text(value, "name");
  std::string all;
  if (value.is_array()) {
    for (const json& one : value) {
      const std::string name = one.is_array() ? std::string() : names(one);
      if (name.empty()) continue;
      if (!all.empty()) all += ", ";
      all += name;
    }
  }
  return all;
}

std::string names(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? std::string() : names(*found);
}

JsonLdArticle article(const json& object) {
  JsonLdArticle article;
  article.found = true;
  article.headline = text(object, "headline");
  if (article.headline.empty()) article.headline = text(object, "name");
  article.author = names(object, "author");
  article.publisher = names(object, "publisher");
  article.published = text(object, "datePublished");
  article.updated = text(object, "dateModified");
  article.language = names(object, "inLanguage");
  article.licence = text(object, "license");
  return article;
}

}  // namespace

JsonLdArticle read_json_ld(std::string_view script) {
  json document;
  try {
    document = parse_json(script);
  } catch (const InputError&) {
    return {};
  }
  std::vector<const json*> objects;
  const auto add = [&](const json& value) {
    if (value.is_object()) objects.push_back(&value);
    if (!value.is_array()) return;
    for (const json& one : value) {
      if (one.is_object()) objects.push_back(&one);
    }
  };
  add(document);
  for (std::size_t i = 0; i < objects.size() && i < 1000; ++i) {
    const json& object = *objects[i];
    for (const char* inner : {"@graph", "mainEntity", "mainEntityOfPage"}) {
      const auto found = object.find(inner);
      if (found != object.end()) add(*found);
    }
  }
  const auto found = std::find_if(objects.begin(), objects.end(),
                                  [](const json* object) { return is_article(*object); });
  return found == objects.end() ? JsonLdArticle() : article(**found);
}

}  // namespace hexapla

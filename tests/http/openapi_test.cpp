#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "http/application.h"
#include "http/router.h"
#include "tests/catch.h"
#include "tests/http/get.h"
#include "tests/http/sample_archive.h"
#include "translate/check/finding.h"

using namespace hexapla;
using hexapla::test::get;
using hexapla::test::SampleArchive;
using nlohmann::json;

namespace {

json document_of(const Application& application) {
  return json::parse(*get(application, "/openapi.json").body);
}

// As much of JSON Schema 2020-12 as the document uses. What it does not use is refused, so that no
// rule is passed over.
class Validator {
 public:
  explicit Validator(const json& document) : document_(document) {}

  // What is wrong, with its place; empty when nothing is.
  std::string problem(const json& value, const json& schema, const std::string& place = "") const {
    for (const auto& [keyword, rule] : schema.items()) {
      const std::string found = check(keyword, rule, value, schema, place);
      if (!found.empty()) return found;
    }
    return {};
  }

 private:
  std::string check(const std::string& keyword, const json& rule, const json& value,
                    const json& schema, const std::string& place) const {
    if (keyword == "$ref")
      return problem(value, document_.at(json::json_pointer(rule.get<std::string>().substr(1))),
                     place);
    if (keyword == "type") return has_type(value, rule) ? "" : place + " is no " + rule.dump();
    if (keyword == "enum")
      return std::find(rule.begin(), rule.end(), value) != rule.end()
                 ? ""
                 : place + ": " + value.dump() + " is not listed";
    if (keyword == "pattern")
      return std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()))
                 ? ""
                 : place + ": " + value.dump() + " does not fit " + rule.dump();
    if (keyword == "minimum") return value >= rule ? "" : place + " is too small";
    if (keyword == "maximum") return value <= rule ? "" : place + " is too large";
    if (keyword == "minItems") return value.size() >= rule ? "" : place + " has too few items";
    if (keyword == "required") {
      if (!value.is_object()) return {};
      for (const json& name : rule) {
        if (!value.contains(name.get<std::string>())) return place + " lacks " + name.dump();
      }
      return {};
    }
    if (keyword == "properties" || keyword == "additionalProperties") {
      for (const auto& [name, member] : value.items()) {
        const bool named = schema.contains("properties") && schema["properties"].contains(name);
        std::string found;
        if (keyword == "properties" && named)
          found = problem(member, rule[name], place + "/" + name);
        if (keyword == "additionalProperties" && !named)
          found = rule == false ? place + "/" + name + " is not documented"
                                : problem(member, rule, place + "/" + name);
        if (!found.empty()) return found;
      }
      return {};
    }
    if (keyword == "items") {
      for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string found = problem(value[i], rule, place + "/" + std::to_string(i));
        if (!found.empty()) return found;
      }
      return {};
    }
    const bool says_nothing =
        keyword == "description" || keyword == "contentMediaType" || keyword == "default";
    return says_nothing ? "" : place + ": this test does not know the keyword " + keyword;
  }

  static bool has_type(const json& value, const json& type) {
    if (type.is_array())
      return std::any_of(type.begin(), type.end(),
                         [&](const json& one) { return has_type(value, one); });
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    if (type == "array") return value.is_array();
    if (type == "null") return value.is_null();
    return type == "object" && value.is_object();
  }

  const json& document_;
};

const json& schema_of(const json& document, const std::string& path, const Response& response) {
  const json& described =
      document["paths"][path]["get"]["responses"][std::to_string(response.status)];
  return described["content"][response.content_type]["schema"];
}

bool is_json(std::string_view media_type) {
  return media_type == "application/json" || media_type.ends_with("+json");
}

}  // namespace

TEST_CASE("every answer of the API is as its OpenAPI document says", "[http][openapi]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const json document = document_of(application);
  CHECK(document["openapi"] == "3.1.0");
  const std::string digest = json::parse(
      *get(application, "/api/v1/articles/ferry").body)["versions"][0]["newest"]["digest"];
  const std::multimap<std::string, std::string> asked = {
      {"/api/v1", "/api/v1"},
      {"/api/v1/articles", "/api/v1/articles?limit=1"},
      {"/api/v1/articles/{article}", "/api/v1/articles/ferry"},
      {"/api/v1/articles/{article}/versions", "/api/v1/articles/ferry/versions"},
      {"/api/v1/articles/{article}/versions", "/api/v1/articles/ferry/versions?limit=1"},
      {"/api/v1/articles/{article}/compare", "/api/v1/articles/ferry/compare?version=all"},
      {"/api/v1/articles/{article}/compare",
       "/api/v1/articles/ferry/compare?version=es@1&version=es~desk&words=1&version=xx"},
      {"/api/v1/articles/{article}/findings", "/api/v1/articles/ferry/findings"},
      {"/api/v1/articles/{article}/scores", "/api/v1/articles/ferry/scores"},
      {"/api/v1/articles/{article}/scores",
       "/api/v1/articles/ferry/scores?version=es@1&version=es~desk"},
      {"/api/v1/articles/{article}/words", "/api/v1/articles/ferry/words?version=es"},
      {"/a/{article}/text", "/a/ferry/text"},
      {"/a/{article}/cite", "/a/ferry/cite?format=text"},
      {"/a/{article}/cite", "/a/ferry/cite?format=bibtex"},
      {"/a/{article}/cite", "/a/ferry/cite?format=ris"},
      {"/a/{article}/cite", "/a/ferry/cite?format=csl-json"},
      {"/a/{article}/memory", "/a/ferry/memory"},
      {"/a/{article}/memory", "/a/ferry/memory?v=ar&v=es"},
      {"/timegate/a/{article}/{version}", "/timegate/a/ferry/es"},
      {"/timemap/link/a/{article}/{version}", "/timemap/link/a/ferry/es"},
      {"/timemap/json/a/{article}/{version}", "/timemap/json/a/ferry/es"},
      {"/checkpoint", "/checkpoint"},
      {"/api/v1/articles/{article}/provenance", "/api/v1/articles/ferry/provenance"},
      {"/api/v1/revisions/{digest}", "/api/v1/revisions/" + digest},
      {"/api/v1/objects/{digest}", "/api/v1/objects/" + digest},
      {"/api/v1/log", "/api/v1/log?limit=3"},
      {"/api/v1/log", "/api/v1/log"},
      {"/api/v1/log/{number}", "/api/v1/log/1"},
      {"/api/v1/search", "/api/v1/search?q=mayo&limit=1"},
      {"/api/v1/search", "/api/v1/search?q=nowhere"},
      {"/api/v1/search", "/api/v1/search?q=transbordadro"},
      {"/api/v1/search", "/api/v1/search?q=transbordadro+qqqqqq"},
      {"/api/v1/search", "/api/v1/search?q=%22lago+transbordador%22"},
      {"/api/v1/search", "/api/v1/search?q=mayo&language=th"},
      {"/api/v1/search", "/api/v1/search?finding=number&finding=untranslated"},
      {"/api/v1/memory", "/api/v1/memory?least=20&sentence=El+ferry+llevar%C3%A1+pasajeros"},
      {"/api/v1/log/{number}/proof", "/api/v1/log/1/proof"},
      {"/api/v1/stats", "/api/v1/stats"},
      {"/healthz", "/healthz"},
      {"/readyz", "/readyz"},
      {"/metrics", "/metrics"},
  };
  const Validator validator(document);
  for (const auto& [path, item] : document["paths"].items()) {
    if (!item.contains("get")) continue;
    INFO(path << " is documented and not asked for here");
    CHECK(asked.count(path) > 0);
  }
  for (const auto& [path, target] : asked) {
    INFO(target);
    const Response response = get(application, target);
    const std::string status = std::to_string(response.status);
    REQUIRE(response.status / 100 <= 3);
    const json& described = document["paths"][path]["get"]["responses"][status];
    if (described.contains("headers")) {
      for (const auto& [name, header] : described["headers"].items()) {
        INFO(name);
        CHECK(response.header(name) != nullptr);
      }
    }
    if (!described.contains("content")) continue;
    const json& content = described["content"];
    REQUIRE(content.contains(response.content_type));
    const json value = is_json(response.content_type) ? json::parse(*response.body)
                                                      : json(*response.body);
    CHECK(validator.problem(value, schema_of(document, path, response)) == "");
  }
}

TEST_CASE("problems of the API are as its OpenAPI document says", "[http][openapi]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const json document = document_of(application);
  const Validator validator(document);
  for (const auto& [path, target] : std::multimap<std::string, std::string>{
           {"/api/v1/search", "/api/v1/search?q=ferry&kind=none"},
           {"/api/v1/search", "/api/v1/search?q=ferry&article=nowhere"},
           {"/api/v1/articles", "/api/v1/articles?kind=none"},
           {"/api/v1/articles/{article}", "/api/v1/articles/fery"},
           {"/api/v1/articles/{article}/findings", "/api/v1/articles/ferry/findings?class=none"},
           {"/api/v1/articles/{article}/scores", "/api/v1/articles/ferry/scores?version=ar"},
           {"/api/v1/revisions/{digest}", "/api/v1/revisions/12"},
           {"/api/v1/memory", "/api/v1/memory"},
           {"/api/v1/log/{number}", "/api/v1/log/999"}}) {
    INFO(target);
    const Response response = get(application, target);
    const std::string status = std::to_string(response.status);
    REQUIRE(document["paths"][path]["get"]["responses"].contains(status));
    CHECK(response.content_type == "application/problem+json");
    CHECK(validator.problem(json::parse(*response.body), schema_of(document, path, response)) ==
          "");
  }
}

TEST_CASE("every documented path has a route, and the document does not fall behind the routes",
          "[http][openapi]") {
  SampleArchive sample;
  const Application application(sample.archive());
  const json document = document_of(application);
  std::set<std::string> documented;
  const std::regex parameter("\\{[a-z]+\\}");
  for (const auto& [path, item] : document["paths"].items()) {
    if (!item.contains("get")) continue;
    const std::string pattern = std::regex_replace(path, parameter, "*");
    documented.insert(pattern);
    // Those for who keeps the server running are answered before any route is looked for.
    if (item["get"]["tags"][0] == "operating") continue;
    const auto match = find_route(std::regex_replace(path, parameter, "1"));
    INFO(path);
    REQUIRE(match.has_value());
    CHECK(match->route->pattern == pattern);
  }
  for (const Route& route : routes()) {
    INFO(route.pattern << " is served and not described in http/api/openapi.json");
    CHECK((!route.is_api || documented.count(std::string(route.pattern)) > 0));
  }
}

TEST_CASE("the OpenAPI document is sound in itself", "[http][openapi]") {
  SampleArchive sample;
  const Application application(sample.archive());
  const Response response = get(application, "/openapi.json");
  CHECK(response.content_type == "application/json");
  CHECK(*response.header("Access-Control-Allow-Origin") == "*");
  const json document = json::parse(*response.body);
  std::set<std::string> names, used;
  const std::function<void(const json&)> visit = [&](const json& value) {
    if (value.is_object() && value.contains("$ref")) used.insert(value["$ref"].get<std::string>());
    if (value.is_object() || value.is_array()) {
      for (const json& member : value) visit(member);
    }
  };
  visit(document);
  for (const std::string& reference : used) {
    INFO(reference);
    CHECK(document.contains(json::json_pointer(reference.substr(1))));
  }
  for (const auto& [name, schema] : document["components"]["schemas"].items()) {
    INFO(name << " is described and used nowhere");
    CHECK(used.count("#/components/schemas/" + name) == 1);
  }
  std::set<std::string> operations;
  for (const auto& [path, item] : document["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      INFO(method << " " << path);
      CHECK(operations.insert(operation["operationId"].get<std::string>()).second);
      CHECK_FALSE(operation["summary"].get<std::string>().empty());
      // Each {parameter} of the path is described.
      const std::regex parameter("\\{([a-z]+)\\}");
      for (std::sregex_iterator at(path.begin(), path.end(), parameter), end; at != end; ++at) {
        const json& parameters = operation["parameters"];
        CHECK(std::any_of(parameters.begin(), parameters.end(), [&](const json& one) {
          return one["in"] == "path" && one["name"] == (*at)[1].str() && one["required"] == true;
        }));
      }
    }
  }
}

TEST_CASE("the OpenAPI document lists every class of findings wherever it lists any",
          "[http][openapi]") {
  std::vector<std::string> classes;
  for (const FindingClass found : all_finding_classes()) classes.emplace_back(name(found));
  SampleArchive sample;
  const json document = document_of(Application(sample.archive()));
  std::size_t lists = 0;
  const std::function<void(const json&)> visit = [&](const json& value) {
    if (value.is_object() && value.contains("enum")) {
      const auto listed = value["enum"].get<std::vector<json>>();
      if (std::find(listed.begin(), listed.end(), "omission") != listed.end()) {
        ++lists;
        CHECK(value["enum"] == json(classes));
      }
    }
    if (value.is_object() || value.is_array()) {
      for (const json& member : value) visit(member);
    }
  };
  visit(document);
  CHECK(lists == 3);
}

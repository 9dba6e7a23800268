#include "http/api/api.h"

#include <algorithm>

#include "http/api/json_parts.h"
#include "http/api/list_parameters.h"
#include "http/html.h"
#include "http/numbers_in_requests.h"
#include "http/problem.h"
#include "store/model/statement_json.h"

namespace hexapla {

namespace embedded {
extern const std::string_view openapi_json;
}

namespace {

using nlohmann::json;

Digest require_digest(const std::string& text) {
  if (const auto digest = Digest::parse(text)) return *digest;
  throw Problem(404, "Not found", "“" + text + "” is no digest: 64 hexadecimal digits are.");
}

// Answers 410 with the reason for what was withdrawn (RFC 9110, section 15.5.11), and the event
// that says so.
void refuse_withdrawn(const Reading& reading, const Digest& digest) {
  const auto gone = reading.withdrawal(digest);
  if (!gone) return;
  Problem problem(410, "Withdrawn",
                  "What has the digest " + digest.hex() + " was withdrawn " + gone->text());
  problem.event = gone->event;
  throw problem;
}

// Values of the parameters that narrow a list, again as a query.
std::string narrowed(const Request& request, std::string_view cursor, std::uint64_t limit) {
  std::string query = "/api/v1/articles?";
  for (const std::string_view name : {"language", "kind", "engine", "label"}) {
    const std::string_view value = request.parameter(name);
    if (!value.empty()) query += std::string(name) + "=" + percent_encoded(value) + "&";
  }
  return query + "limit=" + std::to_string(limit) + "&cursor=" + percent_encoded(cursor);
}

}  // namespace

Response api_document(const Call&) { return json_answer(std::string(embedded::openapi_json)); }

Response api_index(const Call&) {
  return answer_json(
      {{"articles", "/api/v1/articles"},
       {"article", "/api/v1/articles/{article}"},
       {"versions", "/api/v1/articles/{article}/versions"},
       {"compare", "/api/v1/articles/{article}/compare?version={version}&words={0 or 1}"},
       {"findings", "/api/v1/articles/{article}/findings"},
       {"scores", "/api/v1/articles/{article}/scores?version={version}&version={version}"},
       {"revision", "/api/v1/revisions/{digest}"},
       {"object", "/api/v1/objects/{digest}"},
       {"search", "/api/v1/search?q={words}"},
       {"memory", "/api/v1/memory?sentence={sentence}"},
       {"log", "/api/v1/log?from={number}"},
       {"event", "/api/v1/log/{number}"},
       {"proof", "/api/v1/log/{number}/proof"},
       {"checkpoint", "/checkpoint"},
       {"stats", "/api/v1/stats"}});
}

Response api_articles(const Call& call) {
  const Request& request = call.request;
  const std::uint64_t limit = limit_of(request);
  const ArticleFilter filter{
      std::string(request.parameter("language")), std::string(request.parameter("kind")),
      std::string(request.parameter("engine")), std::string(request.parameter("label"))};
  if (!filter.kind.empty() && !parse_kind(filter.kind)) {
    Problem problem(400, "Bad request",
                    "A kind is one of original, machine, post-edited, human, unknown.");
    problem.parameter = "kind";
    throw problem;
  }
  const auto page = call.reading.articles(filter, request.parameter("cursor"), limit);
  if (!page) throw bad_cursor();
  json list = json::array();
  for (const ArticleSummary& article : page->articles) list.push_back(json_of(article));
  json answer{{"articles", std::move(list)}, {"next", nullptr}};
  if (!page->next_cursor.empty()) answer["next"] = page->next_cursor;
  Response response = answer_json(answer);
  if (!page->next_cursor.empty()) link_next(response, narrowed(request, page->next_cursor, limit));
  return response;
}

Response api_article(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  json answer = json_of(article);
  json variants = json::array();
  for (const VariantSummary& variant : call.reading.variants(article.id)) {
    const RevisionAddress newest{article.id, variant.id, variant.newest};
    json one = json_of(variant, call.reading.title(newest));
    if (const auto record = call.reading.revision(newest)) one["newest"] = json_of(*record);
    one["provenance"] = json_of(call.reading.provenance(newest));
    if (const auto stale = staleness_of(call.reading, newest)) one["stale"] = json_of(*stale);
    variants.push_back(std::move(one));
  }
  answer["versions"] = std::move(variants);
  return answer_json(answer);
}

// Every revision of every variant, oldest variant first. The cursor says how many came before.
Response api_versions(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const std::uint64_t limit = limit_of(call.request);
  const std::uint64_t skipped = number_parameter(call.request, "cursor", 0);
  if (skipped > article.revisions) throw bad_cursor();
  json list = json::array();
  std::uint64_t at = 0;
  for (const VariantSummary& variant : call.reading.variants(article.id)) {
    if (at + variant.revisions <= skipped || list.size() == limit) {
      at += variant.revisions;
      continue;
    }
    for (std::uint32_t number = 1; number <= variant.revisions; ++number) {
      if (at++ < skipped || list.size() == limit) continue;
      const RevisionAddress address{article.id, variant.id, number};
      const auto record = call.reading.revision(address);
      if (!record) continue;
      json one = json_of(*record);
      one["language"] = variant.id.language().text();
      one["provenance"] = json_of(call.reading.provenance(address));
      list.push_back(std::move(one));
    }
  }
  const std::uint64_t next = skipped + list.size();
  const bool more = next < at;
  json answer{{"article", article.id.text()}, {"versions", std::move(list)}, {"next", nullptr}};
  if (more) answer["next"] = std::to_string(next);
  Response response = answer_json(answer);
  if (more) {
    link_next(response, "/api/v1/articles/" + article.id.text() + "/versions?limit=" +
                            std::to_string(limit) + "&cursor=" + std::to_string(next));
  }
  return response;
}

Response api_compare(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const std::uint32_t part = clamped_number(call.request, "part", 1);
  const std::vector<std::string_view> choices = call.request.all("version");
  const bool with_words = number_parameter(call.request, "words", 0) != 0;
  const PairWish wish{call.request.parameter("before"), call.request.parameter("after")};
  const Comparison comparison = compare_versions(call.reading, article.id, choices, {part}, wish);
  Response response = answer_json(json_of(comparison, with_words));
  if (part < comparison.parts) {
    std::string address = "/api/v1/articles/" + article.id.text() + "/compare?";
    for (const Version& version : comparison.versions) {
      address += "version=" + version.address.variant.text() + "@" +
                 std::to_string(version.address.number) + "&";
    }
    if (with_words) address += "words=1&";
    if (comparison.pair && comparison.pair->is_chosen) {
      address +=
          "before=" + percent_encoded(wish.before) + "&after=" + percent_encoded(wish.after) + "&";
    }
    link_next(response, address + "part=" + std::to_string(part + 1));
  }
  return response;
}

Response api_revision(const Call& call) {
  const Digest digest = require_digest(call.names.at(0));
  const std::vector<RevisionAddress> addresses = call.reading.addresses_of(digest);
  const auto bytes = call.reading.object(digest);
  if (!bytes) refuse_withdrawn(call.reading, digest);
  if (addresses.empty() || !bytes) {
    throw Problem(404, "No such revision",
                  "No revision with the digest " + digest.hex() + " is held here.");
  }
  json places = json::array();
  for (const RevisionAddress& address : addresses) {
    const auto record = call.reading.revision(address);
    if (!record) continue;
    json one = json_of(*record);
    json statements = json::array();
    for (const RecordedStatement& statement : call.reading.statements(address))
      statements.push_back(json_of(statement));
    one["statements"] = std::move(statements);
    one["provenance"] = json_of(call.reading.provenance(address));
    places.push_back(std::move(one));
  }
  return answer_json({{"digest", digest.hex()},
                      {"object", "/api/v1/objects/" + digest.hex()},
                      {"text", json::parse(*bytes)},
                      {"held_as", std::move(places)}});
}

// The bytes that a digest names, as they are kept. Never with a type that a browser would run: a
// capture is a page of somebody else's.
Response api_object(const Call& call) {
  const Digest digest = require_digest(call.names.at(0));
  auto bytes = call.reading.object(digest);
  if (!bytes) refuse_withdrawn(call.reading, digest);
  if (!bytes)
    throw Problem(404, "No such object",
                  "Nothing with the digest " + digest.hex() + " is held here.");
  Response response;
  response.content_type = "application/octet-stream";
  response.body = std::make_shared<const std::string>(*std::move(bytes));
  response.etag = '"' + digest.hex() + '"';
  response.keep = Response::Keep::for_ever;
  response.open_to_other_sites = true;
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + digest.hex() + "\"");
  return response;
}

Response api_log(const Call& call) {
  const std::uint64_t limit = limit_of(call.request);
  const std::uint64_t from = number_parameter(call.request, "from", 0);
  const std::uint64_t count = call.reading.event_count();
  json list = json::array();
  std::uint64_t number = from;
  for (; number < count && list.size() < limit; ++number) {
    const auto entry = call.reading.event_json(number);
    if (!entry) break;
    list.push_back({{"number", number}, {"event", json::parse(*entry)}});
  }
  const bool more = number < count && number > from;
  json answer{{"size", count}, {"events", std::move(list)}, {"next", nullptr}};
  if (more) answer["next"] = number;
  Response response = answer_json(answer);
  if (more)
    link_next(response,
              "/api/v1/log?from=" + std::to_string(number) + "&limit=" + std::to_string(limit));
  return response;
}

// One entry, byte for byte as it is kept: what is hashed.
Response api_event(const Call& call) {
  const std::uint64_t number = number_in_path(call.names.at(0));
  auto entry = call.reading.event_json(number);
  if (!entry) {
    throw Problem(
        404, "No such event",
        "The log has " + std::to_string(call.reading.event_count()) + " events, numbered from 0.");
  }
  Response response = json_answer(*std::move(entry));
  response.keep = Response::Keep::for_ever;
  return response;
}

Response api_stats(const Call& call) {
  const ArchiveStats stats = call.reading.stats();
  const Archive::Size size = call.archive.size();
  return answer_json({{"articles", stats.articles},
                      {"variants", stats.variants},
                      {"revisions", stats.revisions},
                      {"segments", stats.segments},
                      {"events", stats.events},
                      {"alignments", stats.alignments},
                      {"objects", stats.objects},
                      {"text_bytes", stats.text_bytes},
                      {"object_stored_bytes", stats.object_stored_bytes},
                      {"file_bytes", size.file_bytes},
                      {"free_bytes", size.free_bytes}});
}

}  // namespace hexapla

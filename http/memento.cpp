#include "http/memento.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/comparison.h"
#include "http/http_date.h"
#include "http/pages/problem_page.h"
#include "http/problem.h"
#include "store/text/timestamp.h"

namespace hexapla {
namespace {

std::string original_path(const ArticleId& article, const VariantId& variant) {
  return "/a/" + article.text() + '/' + variant.text();
}

std::string relation(const std::string& path, std::string_view rel, std::string_view more = {}) {
  return '<' + path + ">; rel=\"" + std::string(rel) + '"' + std::string(more);
}

std::string dated(const Memento& memento, std::string_view rel, const std::string& site = {}) {
  return relation(site + "/a/" + memento.address.text(), rel,
                  "; datetime=\"" + http_date(memento.time) + '"');
}

// Where a memento stands: `first memento`, `prev memento`.
std::string links(const std::vector<Memento>& all, const ArticleId& article,
                  const VariantId& variant, std::optional<std::size_t> current) {
  const std::string path = original_path(article, variant);
  std::string header =
      relation(path, "original") + ", " + relation("/timegate" + path, "timegate") + ", " +
      relation("/timemap/link" + path, "timemap", "; type=\"application/link-format\"");
  const auto add = [&](std::size_t index, std::string_view rel) {
    header += ", " + dated(all[index], rel);
  };
  if (all.empty()) return header;
  if (all.size() == 1) {
    add(0, "first last memento");
    return header;
  }
  add(0, "first memento");
  if (current && *current > 0) add(*current - 1, "prev memento");
  if (current && *current != 0 && *current + 1 != all.size()) add(*current, "memento");
  if (current && *current + 1 < all.size()) add(*current + 1, "next memento");
  add(all.size() - 1, "last memento");
  return header;
}

// The variant that a TimeGate or TimeMap is asked of.
struct Asked {
  std::string site;  // `http://archive.example`; empty when the request names none
  ArticleId article;
  VariantId variant;
  std::vector<Memento> mementos;
};
Asked asked(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const auto variant = VariantId::parse(call.names.at(1));
  if (!variant)
    throw Problem(404, "No such version",
                  "There is no version “" + call.names.at(1) + "” of this article.");
  std::vector<Memento> mementos = mementos_of(call.reading, article.id, *variant);
  if (mementos.empty()) {
    const auto revisions = call.reading.revisions(article.id, *variant);
    // All that there was is gone: that is another answer than that there never was any.
    if (!revisions.empty()) call.reading.refuse_if_withdrawn(revisions.back().address);
    throw Problem(404, "No such version",
                  "There is no version “" + variant->text() + "” of this article.");
  }
  return {call.site, article.id, *variant, std::move(mementos)};
}

// Which one was seen last at `wanted` or before; the first when none was.
std::size_t current_at(const std::vector<Memento>& mementos, std::int64_t wanted) {
  std::size_t chosen = 0;
  std::optional<std::int64_t> seen;
  const auto look = [&](std::size_t index, std::int64_t time) {
    if (time > wanted || (seen && time < *seen)) return;
    chosen = index;
    seen = time;
  };
  for (std::size_t i = 0; i < mementos.size(); ++i) {
    look(i, mementos[i].time);
    for (const std::int64_t again : mementos[i].seen_again) look(i, again);
  }
  return chosen;
}

}  // namespace

std::vector<Memento> mementos_of(const Reading& reading, const ArticleId& article,
                                 const VariantId& variant) {
  std::vector<Memento> all;
  for (const RevisionRecord& record : reading.revisions(article, variant)) {
    if (reading.withdrawal(record.address)) continue;
    auto time = record.capture ? unix_seconds(record.capture->date) : std::nullopt;
    if (!time) time = unix_seconds(record.time);
    Memento memento{record.address, time.value_or(0), {}};
    for (const RecordedStatement& said : reading.statements(record.address)) {
      if (said.retracted || said.statement.claim.property != Property::captured) continue;
      if (const auto again = unix_seconds(said.statement.claim.value))
        memento.seen_again.push_back(*again);
    }
    all.push_back(std::move(memento));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Memento& a, const Memento& b) { return a.time < b.time; });
  return all;
}

void add_memento_header(Response& response, const Reading& reading, const RevisionAddress& address,
                        bool is_memento) {
  const std::vector<Memento> all = mementos_of(reading, address.article, address.variant);
  std::optional<std::size_t> current;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].address == address) current = i;
  }
  if (is_memento && current)
    response.headers.emplace_back("Memento-Datetime", http_date(all[*current].time));
  response.headers.emplace_back(
      "Link", links(all, address.article, address.variant, is_memento ? current : std::nullopt));
}

Response timegate(const Call& call) {
  const Asked what = asked(call);
  const std::string& wish = call.request.accept_datetime;
  const auto wanted = wish.empty() ? std::nullopt : parse_http_date(wish);
  const bool is_bad = !wish.empty() && !wanted;
  const std::size_t chosen = wanted ? current_at(what.mementos, *wanted) : what.mementos.size() - 1;
  Response response =
      is_bad ? problem_page(Problem(400, "Bad request",
                                    "Accept-Datetime is no date like Fri, 21 Oct 2022 09:49:00 "
                                    "GMT."),
                            call.request, &call.reading)
             : redirect("/a/" + what.mementos[chosen].address.text());
  // Of the refusal too, so that a client finds the TimeMap (RFC 7089, section 4.5.3).
  response.headers.emplace_back("Vary", "accept-datetime");
  response.headers.emplace_back("Link",
                                links(what.mementos, what.article, what.variant,
                                      is_bad ? std::nullopt : std::optional<std::size_t>(chosen)));
  return response;
}

Response timemap_link(const Call& call) {
  const Asked what = asked(call);
  const std::string path = original_path(what.article, what.variant);
  const std::vector<Memento>& all = what.mementos;
  std::string map =
      relation(what.site + path, "original") + ",\n" +
      relation(what.site + "/timemap/link" + path, "self",
               "; type=\"application/link-format\"; from=\"" + http_date(all.front().time) +
                   "\"; until=\"" + http_date(all.back().time) + '"') +
      ",\n" + relation(what.site + "/timegate" + path, "timegate");
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::string rel = i == 0 ? "first " : "";
    if (i + 1 == all.size()) rel += "last ";
    map += ",\n" + dated(all[i], rel + "memento", what.site);
  }
  Response response = json_answer(map + '\n');
  response.content_type = "application/link-format";
  return response;
}

Response timemap_json(const Call& call) {
  const Asked what = asked(call);
  const std::string path = original_path(what.article, what.variant);
  nlohmann::json list = nlohmann::json::array();
  for (const Memento& memento : what.mementos) {
    list.push_back({{"uri", what.site + "/a/" + memento.address.text()},
                    {"datetime", http_date(memento.time)}});
  }
  const nlohmann::json map{
      {"original_uri", what.site + path},
      {"timegate_uri", what.site + "/timegate" + path},
      {"timemap_uri",
       {{"link_format", what.site + "/timemap/link" + path},
        {"json_format", what.site + "/timemap/json" + path}}},
      {"mementos", {{"first", list.front()}, {"last", list.back()}, {"list", list}}}};
  return json_answer(map.dump());
}

}  // namespace hexapla

#include "http/pages/search_form.h"

#include <algorithm>

#include "http/pages/words.h"
#include "translate/check/finding.h"

namespace hexapla {
namespace {

// Values of one facet offered; an archive of many engines offers the commonest.
constexpr std::size_t kValuesOffered = 60;

std::string words_of(Facet facet, const std::string& value) {
  if (facet == Facet::language) {
    const auto tag = LanguageTag::parse(value);
    return tag ? tag->own_name() : value;
  }
  if (facet == Facet::kind) {
    const auto kind = parse_kind(value);
    return kind ? std::string(kind_words(*kind)) : value;
  }
  return value;
}

void write_finding_choice(Html& page, const Call& call) {
  const std::string_view chosen = call.request.parameter("finding");
  page << "<label><span>With a finding</span> <select name=\"finding\"><option "
          "value=\"\">or without</option>";
  for (const FindingClass found : all_finding_classes()) {
    page << "<option value=\"" << text(name(found)) << "\"";
    if (name(found) == chosen) page << " selected";
    page << ">" << text(name(found)) << ": " << text(meaning(found)) << "</option>";
  }
  page << "</select></label>\n";
}

void write_date(Html& page, const Call& call, std::string_view name, Markup label) {
  page << "<label><span>" << label << "</span> <input type=\"text\" name=\"" << text(name)
       << "\" value=\"" << text(call.request.parameter(name))
       << "\" placeholder=\"2026-04-14\" size=\"11\" inputmode=\"numeric\" "
          "pattern=\"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\" title=\"2026, 2026-04 or "
          "2026-04-14\"></label>\n";
}

// Whether anything but words is asked for.
bool is_narrowed(const Request& request) {
  static constexpr std::string_view kNames[] = {"language", "kind",  "engine",  "label",  "finding",
                                                "since",    "until", "article", "phrase", "names",
                                                "anywhere", "stale", "all"};
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](std::string_view name) { return !request.parameter(name).empty(); });
}

}  // namespace

void write_choice(Html& page, const Call& call, Facet facet, std::string_view name, Markup label) {
  auto values = call.reading.facet_values(facet);
  const std::string_view chosen = call.request.parameter(name);
  std::stable_sort(values.begin(), values.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (values.size() > kValuesOffered) values.resize(kValuesOffered);
  const auto is_chosen = [&](const auto& value) { return value.first == chosen; };
  // One that was asked for is offered even where nothing has it.
  if (!chosen.empty() && std::none_of(values.begin(), values.end(), is_chosen)) {
    values.emplace_back(std::string(chosen), 0);
  }
  if (values.empty()) return;
  page << "<label><span>" << label << "</span> <select name=\"" << text(name)
       << "\"><option value=\"\">any</option>";
  for (const auto& value : values) {
    page << "<option value=\"" << text(value.first) << "\"";
    if (is_chosen(value)) page << " selected";
    if (facet == Facet::language) {
      if (const auto tag = LanguageTag::parse(value.first)) page << language_attributes(*tag);
    }
    page << ">" << text(words_of(facet, value.first)) << "</option>";
  }
  page << "</select></label>\n";
}

void write_flag(Html& page, const Call& call, std::string_view name, Markup label) {
  page << "<label><input type=\"checkbox\" name=\"" << text(name) << "\" value=\"1\"";
  if (call.request.parameter(name) == "1") page << " checked";
  page << "> <span>" << label << "</span></label>\n";
}

void write_search_form(Html& page, const Call& call) {
  const Request& request = call.request;
  page << "<form class=\"search\" action=\"/search\" method=\"get\" aria-label=\"Search, "
          "narrowed\">\n<p class=\"ask\"><label class=\"vh\" for=\"words\">Words</label><input "
          "type=\"search\" id=\"words\" name=\"q\" dir=\"auto\" maxlength=\"2000\" value=\""
       << text(request.parameter("q"))
       << "\"> <button type=\"submit\">Search</button></p>\n<details class=\"narrowing\""
       << (is_narrowed(request) ? Markup(" open") : Markup(""))
       << "><summary>Narrow the search</summary>\n<div class=\"narrow\">\n";
  write_choice(page, call, Facet::language, "language", "Language");
  write_choice(page, call, Facet::kind, "kind", "Kind");
  write_choice(page, call, Facet::engine, "engine", "Engine");
  write_choice(page, call, Facet::label, "label", "Label seen");
  write_finding_choice(page, call);
  write_date(page, call, "since", "Added since");
  write_date(page, call, "until", "until");
  if (const std::string_view article = request.parameter("article"); !article.empty()) {
    page << "<label><span>Article</span> <input type=\"text\" name=\"article\" value=\""
         << text(article) << "\"></label>\n";
  }
  page << "</div>\n<div class=\"narrow\">\n";
  write_flag(page, call, "phrase", "As one phrase");
  write_flag(page, call, "names", "Names in any script");
  write_flag(page, call, "anywhere", "Words in different sentences too");
  write_flag(page, call, "stale", "Made from an outdated original");
  write_flag(page, call, "all", "Superseded revisions too");
  page << "</div>\n</details>\n</form>\n";
}

}  // namespace hexapla

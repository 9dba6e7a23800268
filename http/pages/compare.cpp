#include <algorithm>
#include <cstdint>

#include "http/language_negotiation.h"
#include "http/numbers_in_requests.h"
#include "http/pages/compare_parts.h"
#include "http/pages/json_ld.h"
#include "http/pages/layout.h"
#include "http/pages/long_words.h"
#include "http/pages/pages.h"
#include "http/pages/words.h"

namespace hexapla {
namespace {

// `401–800`; where a part has added text alone, that.
std::string segments_of_part(const Comparison& comparison, std::uint32_t part) {
  const SegmentRange& range = comparison.segments_of_parts[part - 1];
  if (range.empty()) return "added text";
  const std::string first = std::to_string(range.first + 1);
  return range.count == 1 ? first : first + "–" + std::to_string(range.past());
}

// The parts of a long article: above its text with all of them, by the segments that each has,
// below it with those that come before and after.
void write_parts(Html& page, const Comparison& comparison, const ViewState& state, bool is_above) {
  if (comparison.parts == 1) return;
  ViewQuery query = query_of(comparison, state);
  query.part = 1;
  const std::string address = compare_address(comparison) + query.text() + "&part=";
  page << "<nav class=\"parts\" aria-label=\""
       << (is_above ? Markup("Parts") : Markup("Parts before and after")) << "\"><span>Part "
       << comparison.part << " of " << comparison.parts
       << (comparison.segments_of_parts[comparison.part - 1].empty() ? Markup(", ")
                                                                     : Markup(", segments "))
       << text(segments_of_part(comparison, comparison.part)) << " of "
       << comparison.versions[0].view.segment_count() << "</span>";
  const auto write_link = [&](Markup kind, std::uint32_t part, Markup name) {
    page << " <a rel=\"" << kind << "\" href=\"" << text(address) << part << "\">" << name
         << "</a>";
  };
  if (comparison.part > 1) write_link("prev", comparison.part - 1, "Previous part");
  if (comparison.part < comparison.parts) write_link("next", comparison.part + 1, "Next part");
  if (is_above) {
    page << "\n<ol>";
    for (std::uint32_t part = 1; part <= comparison.parts; ++part) {
      const SegmentRange& range = comparison.segments_of_parts[part - 1];
      page << "<li><a href=\"" << text(address) << part << "\" data-first=\"" << range.first + 1
           << "\" data-last=\"" << range.past() << "\"";
      if (part == comparison.part) page << " aria-current=\"page\"";
      page << ">" << text(segments_of_part(comparison, part)) << "</a></li>\n";
    }
    page << "</ol>";
  }
  page << "</nav>\n";
}

// Whether another version has the same language and kind.
bool has_twin(const Comparison& comparison, std::uint32_t index) {
  const Version& version = comparison.versions[index];
  for (std::uint32_t i = 0; i < comparison.versions.size(); ++i) {
    const Version& other = comparison.versions[i];
    if (i != index && other.language == version.language &&
        other.provenance.shown_kind() == version.provenance.shown_kind())
      return true;
  }
  return false;
}

void write_tabs(Html& page, const Comparison& comparison, const ViewState& state) {
  if (comparison.versions.size() < 2) return;
  page << "<fieldset class=\"mtabs\"><legend>"
       << text(comparison.versions[0].language.english_name()) << " with</legend>\n";
  for (const std::uint32_t i : columns_of(comparison)) {
    if (i == 0) continue;
    const Version& version = comparison.versions[i];
    page << "<label class=\"opt\"><input type=\"radio\" name=\"m\" form=\"versions\" id=\"m" << i
         << "\" value=\"" << text(choice_of(version.address)) << "\"";
    if (i == state.companion && !state.all_companions) page << " checked";
    page << "><span class=\"" << text(script_class(version.language)) << "\""
         << language_attributes(version.language) << ">" << text(version.language.own_name())
         << "</span>";
    if (has_twin(comparison, i))
      page << "<span class=\"tag\">" << text(version.address.variant.word()) << "</span>";
    page << kind_glyph(version.provenance.shown_kind()) << "<span class=\"vh\">"
         << text(version_words(comparison, i)) << "</span></label>\n";
  }
  if (comparison.versions.size() > 2) {
    page << "<label class=\"opt\"><input type=\"radio\" name=\"m\" form=\"versions\" id=\"m-all\" "
            "value=\"all\"";
    if (state.all_companions) page << " checked";
    page << ">all</label>\n";
  }
  page << "</fieldset>\n";
}

// Letters of a version's name that stand beside that of its language in a quarter of a page.
constexpr std::size_t kShortName = 14;

void write_pair_class(Html& page, const Comparison& comparison) {
  page << " b" << comparison.pair->before << " a" << comparison.pair->after;
  for (std::uint32_t i = 1; i < comparison.versions.size(); ++i) {
    if (i != comparison.pair->before && i != comparison.pair->after) page << " x" << i;
  }
}

// Column number classes of a table: how many there are, where the first version stands, whether a
// name is long, which are wide, and which take no part in the comparison of two.
void write_table_class(Html& page, const Comparison& comparison) {
  page << "hex n" << comparison.versions.size();
  if (comparison.first_column > 0) page << " at" << comparison.first_column;
  if (std::any_of(comparison.versions.begin(), comparison.versions.end(), [](const Version& one) {
        return one.address.variant.text().size() > kShortName;
      }))
    page << " ids";
  write_column_widths(page, comparison);
  if (comparison.pair) write_pair_class(page, comparison);
  for (std::uint32_t i = 0; i < comparison.versions.size(); ++i) {
    if (telling_words(comparison, i).empty()) continue;
    page << " told";
    break;
  }
}

}  // namespace

namespace {

// By its number, as `fold` has it; by its name, as in the form that chooses versions; or all.
void choose_companion(ViewState& state, std::string_view wish, const Comparison& comparison) {
  state.all_companions = wish == "all" && comparison.versions.size() > 2;
  for (std::uint32_t i = 1; i < comparison.versions.size(); ++i) {
    const RevisionAddress& address = comparison.versions[i].address;
    if (wish == std::to_string(i + 1) || wish == choice_of(address) ||
        wish == address.variant.text())
      state.companion = i;
  }
}

}  // namespace

ViewState view_state(const Request& request, const Comparison& comparison) {
  ViewState state;
  const std::string_view view = request.parameter("view");
  if (view == "interleaved") state.view = ViewState::View::interleaved;
  if (view == "difference" && comparison.pair) state.view = ViewState::View::difference;
  state.signs = request.parameter("signs") != "0";
  state.remarks = request.parameter("remarks") != "0";
  state.folded.assign(comparison.versions.size(), false);
  for (const std::string_view fold : request.all("fold")) {
    for (const char digit : fold) {
      const auto column = static_cast<std::size_t>(digit - '1');
      if (digit >= '1' && column < state.folded.size()) state.folded[column] = true;
    }
  }
  choose_companion(state, request.parameter("m"), comparison);
  return state;
}

ViewQuery query_of(const Comparison& comparison, const ViewState& state) {
  using View = ViewState::View;
  ViewQuery query;
  if (state.view == View::interleaved) query.view = "interleaved";
  if (state.view == View::difference) query.view = "difference";
  for (std::size_t i = 0; i < state.folded.size(); ++i) {
    if (state.folded[i]) query.folded += std::to_string(i + 1);
  }
  if (state.all_companions) {
    query.companion = "all";
  } else if (state.companion > 1) {
    query.companion = std::to_string(state.companion + 1);
  }
  if (comparison.pair && comparison.pair->is_chosen) {
    query.before = choice_of(comparison.versions[comparison.pair->before].address);
    query.after = choice_of(comparison.versions[comparison.pair->after].address);
  }
  query.signs = state.signs;
  query.remarks = state.remarks;
  query.part = comparison.part;
  return query;
}

std::string version_words(const Comparison& comparison, std::uint32_t index) {
  const Version& version = comparison.versions[index];
  const Kind kind = version.provenance.shown_kind();
  bool alone = true, alone_with_word = true;
  for (std::uint32_t i = 0; i < comparison.versions.size(); ++i) {
    const Version& other = comparison.versions[i];
    if (i == index || other.language != version.language || other.provenance.shown_kind() != kind)
      continue;
    alone = false;
    if (other.address.variant == version.address.variant) alone_with_word = false;
  }
  std::string words = version.language.english_name();
  if (!alone && !version.address.variant.word().empty())
    words += " (" + std::string(version.address.variant.word()) + ")";
  if (kind != Kind::unknown) words += ", " + std::string(short_kind_words(kind));
  if (!alone && !alone_with_word) words += ", revision " + std::to_string(version.address.number);
  return words;
}

namespace {

std::string maker_of(const Version& version) {
  const Provenance& known = version.provenance;
  const auto said = [](const std::optional<Stated<std::string>>& value) {
    return value ? value->value : std::string();
  };
  std::string words;
  switch (known.shown_kind()) {
    case Kind::machine:
      words = said(known.engine);
      break;
    case Kind::post_edited:
      words = said(known.editor);
      break;
    case Kind::human:
      words = said(known.translator);
      break;
    case Kind::original:
    case Kind::unknown:
      break;
  }
  return words.empty() ? std::string(version.address.variant.word()) : words;
}

}  // namespace

std::string telling_words(const Comparison& comparison, std::uint32_t index) {
  const Version& version = comparison.versions[index];
  std::string words = maker_of(version);
  bool is_alone = true, is_told = !words.empty();
  for (std::uint32_t i = 0; i < comparison.versions.size(); ++i) {
    const Version& other = comparison.versions[i];
    if (i == index || other.language.language() != version.language.language()) continue;
    is_alone = false;
    is_told = is_told && maker_of(other) != words;
  }
  if (is_alone) return {};
  if (is_told) return words;
  if (!words.empty()) words += " ";
  return words + "r" + std::to_string(version.address.number);
}

std::string choice_of(const RevisionAddress& address) {
  return address.variant.text() + "@" + std::to_string(address.number);
}

std::string compare_address(const ArticleId& article,
                            const std::vector<RevisionAddress>& versions) {
  std::string address = "/a/" + article.text() + "/compare";
  char mark = '?';
  for (const RevisionAddress& version : versions) {
    address += mark;
    address += "v=" + choice_of(version);
    mark = '&';
  }
  return address;
}

namespace {

std::vector<RevisionAddress> addresses_of(const Comparison& comparison) {
  std::vector<RevisionAddress> addresses;
  for (const std::uint32_t i : columns_of(comparison))
    addresses.push_back(comparison.versions[i].address);
  return addresses;
}

// `/api/v1/articles/ferry/compare?version=en@3&version=ar@1`, and what else the API has of the
// same.
std::string api_address(const Comparison& comparison, std::string_view what) {
  std::string address = "/api/v1/articles/" + comparison.article.id.text() + "/";
  address += what;
  char mark = '?';
  for (const Version& version : comparison.versions) {
    address += mark;
    address += "version=" + choice_of(version.address);
    mark = '&';
  }
  address += pair_query(comparison);
  if (comparison.part > 1) address += "&part=" + std::to_string(comparison.part);
  return address;
}

}  // namespace

std::string compare_address(const Comparison& comparison) {
  return compare_address(comparison.article.id, addresses_of(comparison));
}

std::string lasting_address(const Comparison& comparison) {
  std::string address = compare_address(comparison);
  if (comparison.part > 1) address += "&part=" + std::to_string(comparison.part);
  return address;
}

std::string pair_query(const Comparison& comparison) {
  if (!comparison.pair || !comparison.pair->is_chosen) return {};
  return "&before=" + choice_of(comparison.versions[comparison.pair->before].address) +
         "&after=" + choice_of(comparison.versions[comparison.pair->after].address);
}

std::string api_compare_address(const Comparison& comparison) {
  return api_address(comparison, "compare");
}

std::string api_words_address(const Comparison& comparison) {
  return api_address(comparison, "words");
}

Response compare_page(const Call& call) {
  const Request& request = call.request;
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const Comparison comparison =
      compare_versions(call.reading, article.id, request.all("v", "version"),
                       {clamped_number(request, "part", 1), clamped_number(request, "at", 0)},
                       {request.parameter("before"), request.parameter("after")},
                       names_versions(request) ? std::vector<std::string>()
                                               : accepted_languages(request.accept_language));
  ViewState state = view_state(request, comparison);
  state.can_write = call.can_write && comparison.versions.size() > 1;
  if (state.can_write) {
    state.edited = request.parameter("edit");
    state.signed_in = call.signed_in;
  }

  const std::string title = article.title.empty() ? article.id.text() : article.title;
  Html page =
      begin_page({title + " · " + counted(comparison.versions.size(), "version", "versions"),
                  {{title, "/a/" + article.id.text()}, {"Side by side", ""}}});
  page.reserve(std::size_t{256} << 10);
  for (const std::string& warning : comparison.warnings) {
    page << "<p class=\"warning\" role=\"status\" dir=\"auto\"><b aria-hidden=\"true\">!</b> "
         << text(warning) << "</p>\n";
  }
  const std::vector<VariantSummary> variants = call.reading.variants(article.id);
  if (comparison.versions.size() == 1) {
    page << "<p class=\"warning\" role=\"status\"><b aria-hidden=\"true\">!</b> "
         << (variants.size() == 1
                 ? Markup("There is one version only: nothing to compare it with yet.")
                 : Markup("One version is chosen: choose more under Versions."))
         << "</p>\n";
  }
  write_toolbar(page, comparison, state, variants);
  write_synopsis(page, comparison);
  page << "</header>\n<main class=\"page\" id=\"text\">\n";
  // Stays where it is when the column of the title is folded.
  page << "<h1 class=\"vh\">" << isolated(title, article.language) << "</h1>\n";
  write_parts(page, comparison, state, true);
  write_tabs(page, comparison, state);
  page << "<table class=\"";
  write_table_class(page, comparison);
  page << "\" aria-label=\"" << text(counted(comparison.versions.size(), "version", "versions"))
       << " side by side\" aria-describedby=\"legend\" data-segments=\""
       << comparison.versions[0].view.segment_count() << "\" data-words=\""
       << text(api_words_address(comparison)) << "\">\n";
  write_columns(page, comparison, state);
  write_rows(page, comparison, state);
  page << "</table>\n";
  write_parts(page, comparison, state, false);
  write_apparatus(page, comparison, score_pair(call.reading, comparison, request));
  page << "</main>\n";
  write_legend(page, comparison);
  write_json_ld(page, call.reading, addresses_of(comparison));
  end_page(page);
  Response response = html_page(page.take());
  if (!names_versions(request)) response.headers.emplace_back("Vary", "Accept-Language");
  return response;
}

}  // namespace hexapla

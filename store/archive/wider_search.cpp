#include "store/archive/wider_search.h"

#include "store/search/query.h"
#include "store/text/code_points.h"

namespace hexapla {
namespace {

// The query with its quotation marks taken for white space.
std::string without_quote_marks(const std::string& query) {
  std::string words;
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t begin = at;
    const bool is_mark = is_quote_mark(take_code_point(query, at));
    words += is_mark ? " " : query.substr(begin, at - begin);
  }
  return words;
}

// The request, wider in this respect; the same where it cannot be.
SearchRequest widened(const SearchRequest& request, Widening how) {
  SearchRequest wider = request;
  switch (how) {
    case Widening::elsewhere:
      static_cast<SearchFilters&>(wider) = {};
      break;
    case Widening::words:
      wider.phrase = false;
      wider.query = without_quote_marks(request.query);
      break;
    case Widening::anywhere:
      // What follows each other stands in one sentence in any case.
      wider.anywhere = request.anywhere || !request.phrase;
      break;
    case Widening::names:
      wider.names = true;
      break;
    case Widening::all_revisions:
      // Texts that a finding concerns are looked at in any case.
      wider.all_revisions = request.all_revisions || request.findings.empty();
      break;
  }
  wider.cursor.clear();
  return wider;
}

bool is_wider(const SearchRequest& wider, const SearchRequest& request) {
  return static_cast<const SearchFilters&>(wider) != request || wider.query != request.query ||
         wider.phrase != request.phrase || wider.anywhere != request.anywhere ||
         wider.names != request.names || wider.all_revisions != request.all_revisions;
}

}  // namespace

std::string_view name(Widening how) {
  switch (how) {
    case Widening::elsewhere:
      return "elsewhere";
    case Widening::words:
      return "words";
    case Widening::anywhere:
      return "anywhere";
    case Widening::names:
      return "names";
    case Widening::all_revisions:
      return "all-revisions";
  }
  return {};
}

std::optional<WiderSearch> wider_search(const Reading& reading, const SearchRequest& request) {
  // Without words the filters are what is looked for.
  if (request.query.empty()) return std::nullopt;
  for (const Widening how : {Widening::elsewhere, Widening::words, Widening::anywhere,
                             Widening::names, Widening::all_revisions}) {
    SearchRequest wider = widened(request, how);
    if (!is_wider(wider, request)) continue;
    SearchRequest first = wider;
    first.limit = first.segments_of_version = 1;
    if (!search(reading, first).versions.empty()) return WiderSearch{how, std::move(wider)};
  }
  return std::nullopt;
}

}  // namespace hexapla

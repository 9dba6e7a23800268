#include "store/archive/wider_search.h"

namespace hexapla {
namespace {

SearchRequest widened(const SearchRequest& request, Widening how) {
  SearchRequest wider = request;
  switch (how) {
    case Widening::elsewhere:
      wider = {};
      wider.query = request.query;
      wider.phrase = request.phrase;
      wider.anywhere = request.anywhere;
      wider.names = request.names;
      wider.all_revisions = request.all_revisions;
      wider.limit = request.limit;
      wider.segments_of_version = request.segments_of_version;
      break;
    case Widening::anywhere:
      // What follows each other stands in one sentence in any case.
      wider.anywhere = !request.phrase;
      break;
    case Widening::names:
      wider.names = true;
      break;
    case Widening::all_revisions:
      wider.all_revisions = true;
      break;
  }
  wider.cursor.clear();
  return wider;
}

bool is_wider(const SearchRequest& request, Widening how) {
  switch (how) {
    case Widening::elsewhere:
      return !request.language.empty() || !request.kind.empty() || !request.engine.empty() ||
             !request.label.empty() || request.article || !request.since.empty() ||
             !request.until.empty() || request.stale || !request.findings.empty();
    case Widening::anywhere:
      return !request.anywhere && !request.phrase;
    case Widening::names:
      return !request.names;
    case Widening::all_revisions:
      return !request.all_revisions;
  }
  return false;
}

}  // namespace

std::string_view name(Widening how) {
  switch (how) {
    case Widening::elsewhere:
      return "elsewhere";
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
  if (request.query.empty()) return std::nullopt;
  for (const Widening how :
       {Widening::elsewhere, Widening::anywhere, Widening::names, Widening::all_revisions}) {
    if (!is_wider(request, how)) continue;
    SearchRequest wider = widened(request, how);
    SearchRequest first = wider;
    first.limit = first.segments_of_version = 1;
    if (!search(reading, first).versions.empty()) return WiderSearch{how, std::move(wider)};
  }
  return std::nullopt;
}

}  // namespace hexapla

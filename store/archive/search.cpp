#include "store/archive/search.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "store/archive/lookup.h"
#include "store/archive/outdated.h"
#include "store/archive/version_facts.h"
#include "store/model/error.h"
#include "store/search/indexed_text.h"
#include "store/search/matching.h"
#include "store/search/query.h"
#include "store/text/timestamp.h"

namespace hexapla {

namespace {

// Where a list goes on: how many events its first page saw, so that what comes later does not shift
// it, and how many matches have been looked at.
struct Cursor {
  std::uint64_t events = UINT64_MAX;
  std::size_t past = 0;

  std::string text() const { return std::to_string(events) + "." + std::to_string(past); }
  static Cursor parse(std::string_view text) {
    Cursor cursor;
    if (text.empty()) return cursor;
    const char* const end = text.data() + text.size();
    const auto events = std::from_chars(text.data(), end, cursor.events);
    if (events.ec == std::errc() && events.ptr != end && *events.ptr == '.') {
      const auto past = std::from_chars(events.ptr + 1, end, cursor.past);
      if (past.ec == std::errc() && past.ptr == end) return cursor;
    }
    throw InputError({.file = {}, .line = {}, .field = "cursor", .byte = {}},
                     "this is no cursor that a search has given: start again without one");
  }
};

[[noreturn]] void refuse(const char* field, const std::string& problem) {
  throw InputError({.file = {}, .line = {}, .field = field, .byte = {}}, problem);
}

void check_date(const char* field, std::string_view date) {
  if (date.empty() || is_beginning_of_moment(date)) return;
  refuse(field, "“" + std::string(date) + "” is no date: 2026, 2026-04 and 2026-04-14 are");
}

class Searcher {
 public:
  Searcher(const Reading& reading, const SearchRequest& request)
      : reading_(reading),
        request_(request),
        index_(reading.snapshot()),
        cursor_(Cursor::parse(request.cursor)),
        phrases_(parse_query(request.query, request.phrase)),
        query_(phrases_, index_, request.names),
        findings_(
            reading, request.findings,
            [this](const RevisionKey& version) { return is_wanted(version); },
            request.examiner.get()) {
    cursor_.events = std::min(cursor_.events, index_.totals().events);
    check_date("since", request.since);
    check_date("until", request.until);
    if (!request.kind.empty() && !parse_kind(request.kind)) {
      refuse("kind", "a kind is one of original, machine, post-edited, human, unknown");
    }
    if (!request.language.empty()) {
      language_ = LanguageTag::parse(request.language);
      if (!language_)
        refuse("language", "“" + request.language + "” is no language tag: en, zh-Hant and uk are");
    }
    if (request.article) {
      const auto article = find_article(reading.snapshot(), *request.article);
      if (!article) {
        throw RefusedError(RefusedError::Reason::unknown_article,
                           "there is no article " + request.article->text());
      }
      article_ = article->number;
    }
  }

  SearchPage page() {
    SearchPage page;
    if (phrases_.empty()) {
      if (!request_.findings.empty()) list_findings(page);
      return page;
    }
    MatchWanted wanted;
    wanted.groups = query_.groups();
    wanted.together = !request_.anywhere;
    wanted.events = cursor_.events;
    if (!request_.findings.empty()) {
      // The text may be another than the version that is asked about.
      wanted.superseded = true;
      wanted.keep = [this](const TextFacts& facts) {
        return (article_ == 0 || facts.article == article_) &&
               !findings_.of_revision(key_of(facts)).empty();
      };
    } else {
      wanted.superseded = request_.all_revisions;
      if (language_) wanted.groups.push_back({{language_term(language_->text())}, true});
      if (narrows())
        wanted.keep = [this](const TextFacts& facts) { return is_wanted(key_of(facts)); };
    }
    Matches matches = find_matches(index_, wanted);
    page.matched = matches.size();
    page.is_complete = matches.is_complete;
    const std::size_t limit = std::clamp<std::size_t>(request_.limit, 1, kMostVersionsOfPage);
    std::size_t at = std::min(cursor_.past, matches.size());
    for (; at < matches.size() && page.versions.size() < limit; ++at) {
      const TextMatch match = matches.best(at + 1)[at];
      add(key_of(index_.facts(match.text)), match.score, matches.segments_of(match), page);
    }
    page.unexamined = findings_.unexamined();
    if (at < matches.size()) page.next_cursor = Cursor{cursor_.events, at}.text();
    return page;
  }

 private:
  static RevisionKey key_of(const TextFacts& facts) {
    return {{facts.article, facts.order}, facts.number};
  }

  // By more than the language, which the index knows.
  bool narrows() const {
    SearchFilters others = request_;
    others.language.clear();
    return others != SearchFilters();
  }

  bool is_wanted(const RevisionKey& revision) const {
    if (article_ > 0 && revision.variant.article != article_) return false;
    const VersionFacts version = version_facts(reading_, revision);
    if (!is_of_language(version.address.variant.language().text())) return false;
    if (!request_.kind.empty() && name(version.kind) != request_.kind) return false;
    if (!request_.engine.empty() && version.engine != request_.engine) return false;
    if (!request_.label.empty() && std::find(version.labels.begin(), version.labels.end(),
                                             request_.label) == version.labels.end()) {
      return false;
    }
    if (!request_.since.empty() && version.time < request_.since) return false;
    if (!request_.until.empty() && version.time.substr(0, request_.until.size()) > request_.until)
      return false;
    return !request_.stale || outdated(reading_, version.address).has_value() == *request_.stale;
  }

  // Every segment that a finding concerns, the newest articles first. The cursor counts articles;
  // the versions of one stay on one page.
  void list_findings(SearchPage& page) {
    const std::uint64_t newest = reading_.stats().articles;
    const std::uint64_t from = newest - std::min<std::uint64_t>(cursor_.past, newest);
    const std::size_t limit = std::clamp<std::size_t>(request_.limit, 1, kMostVersionsOfPage);
    findings_.scan_articles(article_ > 0 ? article_ : from, [&](std::uint64_t article) {
      if (article_ > 0 && article != article_) return false;
      if (page.versions.size() >= limit) {
        page.next_cursor =
            Cursor{cursor_.events, static_cast<std::size_t>(newest - article)}.text();
        return false;
      }
      for (const auto& [revision, by_segment] : findings_.of_article(article)) {
        std::vector<std::uint32_t> segments;
        for (const auto& [segment, findings] : by_segment) segments.push_back(segment);
        add(revision, 0, segments, page);
      }
      return true;
    });
    page.matched = page.versions.size();
    page.unexamined = findings_.unexamined();
  }

  bool is_of_language(const std::string& tag) const {
    return !language_ || tag == language_->text() || tag.starts_with(language_->text() + "-");
  }

  void add(const RevisionKey& revision, double score, std::span<const std::uint32_t> segments,
           SearchPage& page) {
    VersionFacts version = version_facts(reading_, revision);
    const auto view = reading_.view(version.address);
    if (!view) return;
    const FindingsBySegment* const concerned =
        request_.findings.empty() ? nullptr : &findings_.of_revision(revision);
    FoundVersion found{version.address,
                       std::string(view->title()),
                       std::string(version.address.variant.language().text()),
                       version.kind,
                       std::move(version.engine),
                       std::move(version.time),
                       version.is_newest,
                       score,
                       {},
                       0};
    const bool must_check = query_.has_phrases();
    for (const std::uint32_t number : segments) {
      if (number >= view->segment_count()) {
        throw StoreError(StoreError::Kind::corrupt, "the search index names a segment that " +
                                                        version.address.text() +
                                                        " does not have: run `hexapla reindex`");
      }
      const auto of_segment =
          concerned == nullptr ? FindingsBySegment::const_iterator() : concerned->find(number);
      if (concerned != nullptr && of_segment == concerned->end()) continue;
      const bool is_shown = found.segments.size() < request_.segments_of_version;
      if (!is_shown && !must_check) {
        ++found.more_segments;
        continue;
      }
      const std::string_view text = view->segment(number).text;
      std::vector<ByteRange> places = query_.places_in(text, !request_.anywhere);
      if (places.empty() && !phrases_.empty()) continue;
      if (is_shown) {
        found.segments.push_back({number, text, std::move(places), {}});
        if (concerned != nullptr) found.segments.back().findings = of_segment->second;
      } else {
        ++found.more_segments;
      }
    }
    if (!found.segments.empty()) page.versions.push_back(std::move(found));
  }

  const Reading& reading_;
  const SearchRequest& request_;
  IndexReader index_;
  Cursor cursor_;
  std::vector<QueryPhrase> phrases_;
  ResolvedQuery query_;
  FindingFilter findings_;  // reads each article once
  std::optional<LanguageTag> language_;
  std::uint64_t article_ = 0;
};

}  // namespace

SearchPage search(const Reading& reading, const SearchRequest& request) {
  return Searcher(reading, request).page();
}

}  // namespace hexapla

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/finding_filter.h"
#include "store/archive/reading.h"
#include "store/text/byte_range.h"

namespace hexapla {

// What narrows a search. Empty members narrow nothing.
//
// With `findings` the others are asked of the version that a finding is in, and not of the text
// that the segment stands in: what a Spanish version leaves out is found by `es`, in a segment of
// the original. Only newest revisions are examined; what one was checked against may be superseded.
struct SearchFilters {
  std::string language;  // a tag; `zh` takes in `zh-Hans`
  std::string kind, engine, label;
  std::optional<ArticleId> article;
  // When the revision was added: `2026`, `2026-04`, `2026-04-14`, inclusive.
  std::string since, until;
  std::optional<bool> stale;  // as store/archive/outdated.h says
  // Classes: only segments that a finding of one of them concerns, in a version or in what it was
  // checked against, and that nobody dismissed. Then the query may be empty: all of them.
  std::vector<std::string> findings;

  friend bool operator==(const SearchFilters&, const SearchFilters&) = default;
};

// What somebody looks for.
struct SearchRequest : SearchFilters {
  std::string query;           // see parse_query()
  bool phrase = false;         // the whole query is one phrase
  bool anywhere = false;       // the words may stand in different segments of a version
  bool names = false;          // spellings in other scripts count: `Kyiv` finds `Київ`
  bool all_revisions = false;  // superseded ones too; of findings always

  // Looks at articles that changed since they were examined; null: nobody does.
  std::shared_ptr<const Examiner> examiner;

  std::string cursor;
  std::size_t limit = 20;               // versions, at most kMostVersionsOfPage
  std::size_t segments_of_version = 3;  // shown of each
};
inline constexpr std::size_t kMostVersionsOfPage = 100;

struct FoundSegment {
  std::uint32_t number;                  // from 0
  std::string_view text;                 // lives as long as the Reading
  std::vector<ByteRange> places;         // of what was looked for, in `text`
  std::vector<SegmentFinding> findings;  // of the classes asked for
};

struct FoundVersion {
  RevisionAddress address;
  std::string title, language;
  Kind kind;
  std::string engine;
  std::string time;
  bool is_newest;
  double score;
  std::vector<FoundSegment> segments;
  std::size_t more_segments;  // that were not named
};

struct SearchPage {
  std::vector<FoundVersion> versions;  // the best first
  // Versions with all words; of phrases and findings, before these were looked for in segments. Of
  // findings alone, those on this page.
  std::size_t matched = 0;
  bool is_complete = true;  // else only the newest versions were looked at (see find_matches())
  // Articles that changed since they were examined and were too many to look at now: what was found
  // in them is not here.
  std::size_t unexamined = 0;
  std::string next_cursor;  // empty: no more
};

// Throws InputError for a query, filter or cursor that cannot be taken.
SearchPage search(const Reading& reading, const SearchRequest& request);

}  // namespace hexapla

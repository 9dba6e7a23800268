#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/bead_corrections.h"
#include "store/archive/reading.h"
#include "translate/align/rows.h"
#include "translate/align/word_links.h"
#include "translate/check/check_version.h"
#include "translate/compare/difference.h"

namespace hexapla {

// Versions of one article side by side: the value behind the page and behind the API's answer.

// The exact revision that a version says it was made from.
struct Origin {
  enum class State {
    unsaid,    // nobody said
    unknown,   // somebody said that it is not known
    not_held,  // a digest that we do not hold in this article
    held,
  } state = State::unsaid;
  std::optional<RevisionAddress> address;  // where held
  std::uint32_t newest = 0;                // number of the newest revision of the same variant
  std::optional<Basis> basis;
  std::string asserted_by;
  bool outdated() const { return address && address->number < newest; }
};

struct Version {
  RevisionAddress address;
  RevisionRecord record;
  std::uint32_t newest = 1;  // number of its variant's newest revision
  Provenance provenance;
  LanguageTag language;
  RevisionView view;  // lives as long as the Reading
  Origin origin;
  std::vector<BeadCorrection> corrections;  // of its beads with the first version, by people
  std::uint32_t aligned = 0;  // how many of the first version's segments have a counterpart here
  std::string aligner;        // what matched it with the first version, and with what help
};

enum class Sign {
  wanting,       // ※
  added,         // ÷
  moved,         // ⇅ in another place
  differs,       // ≠ in a number, a date, a unit or an address
  outdated,      // ↻
  untranslated,  // =
  doubtful,      // † a passage to look at: the crux of critical editions
};
Sign sign_of(FindingClass found);

// Something a reader should know about one version in one row.
struct Remark {
  Sign sign = Sign::differs;
  std::uint32_t version = 0;
  std::string lemma;    // the words of the original that are meant
  std::string reading;  // what this version has; for `outdated`: what the older original had
  std::optional<FindingClass> found;  // nothing for `outdated`
  std::string explanation, key;       // of the finding
  std::optional<Dismissal> dismissed;
};

// Bytes of a segment that a sign speaks of.
struct SignMark {
  std::uint32_t segment;  // of its version
  ByteRange range;        // within the segment's text
  Sign sign;
};

// A row whose sentences a version has in another row, or the other way round.
struct Elsewhere {
  std::uint32_t version = 0;
  bool is_here = false;   // it has them here, where the first version has none of it; else there
  std::string id, label;  // of the other row; empty where it is in another part
};

struct ComparedRow {
  Row row;
  std::string id;     // for links: `s4`, `s4-es-1`
  std::string label;  // `4`, `4–5`, `+`
  std::vector<Remark> remarks;
  std::vector<std::vector<SignMark>> marks;  // by version (0: the first), sorted
  std::vector<BeadLinks> links;              // words of the original and of version i + 1
  std::vector<Elsewhere> elsewhere;

  const Elsewhere* moved_away(std::uint32_t version) const { return find(version, false); }
  const Elsewhere* moved_here(std::uint32_t version) const { return find(version, true); }

 private:
  const Elsewhere* find(std::uint32_t version, bool is_here) const {
    for (const Elsewhere& one : elsewhere) {
      if (one.version == version && one.is_here == is_here) return &one;
    }
    return nullptr;
  }
};

// Two versions in one language.
struct Pair {
  std::uint32_t before, after;  // versions
  bool is_chosen = false;       // by the reader
  Distance distance;            // over the rows shown
  // Sentences that both have, in different rows; some of their words may differ.
  struct Move {
    SegmentRange before, after;
  };
  std::vector<Move> moves;  // in the order of the earlier text
};

struct Comparison {
  ArticleSummary article;
  std::vector<Version> versions;   // the first is what the others are compared with; never empty
  bool has_original = false;       // the first is of the article's original
  std::uint32_t first_column = 0;  // where the first was asked for among them; the others keep
                                   // their order
  std::vector<ComparedRow> rows;   // of this part
  std::vector<std::string> warnings;
  std::optional<Pair> pair;
  std::uint32_t part = 1, parts = 1;            // long articles come in parts of kRowsOfPart rows
  std::vector<SegmentRange> segments_of_parts;  // of the first version, by part
  std::uint32_t remark_count = 0;               // those that nobody dismissed
};

// Which two versions to compare word by word, named as `es~desk@2` or `es~desk`; empty: the
// likeliest.
struct PairWish {
  std::string_view before, after;
};

// Which part of a long article: by its number, or the one that has a segment of the first version.
struct PartWish {
  std::uint32_t number = 1;   // from 1
  std::uint32_t segment = 0;  // from 1, and where not 0 instead of the number; beyond the last
                              // segment the last part is meant
};

inline constexpr std::size_t kMaxVersions = 8;
inline constexpr std::uint32_t kRowsOfPart = 400;

// Which of the versions stands in each column, from the left.
std::vector<std::uint32_t> columns_of(const Comparison& comparison);

// Which of `asked` the others are compared with: the first that is of the article's original, else
// the first. Its place; 0 for none.
std::size_t place_of_base(const Reading& reading, const ArticleId& article,
                          const std::vector<RevisionAddress>& asked);
// With that one in front, and the others in their order.
std::vector<RevisionAddress> base_first(const Reading& reading, const ArticleId& article,
                                        std::vector<RevisionAddress> asked);

// Which revisions are meant, in the order of `choices`: `ar`, `es~desk@2`, `original`, `latest`
// (the revision added last), `all` (the newest of every variant). Nothing chosen: the original and
// up to three more, of as many languages as there are (http/version_order.h). What is not there
// goes into `warnings`. No more than kMaxVersions, the original among them if it is chosen.
std::vector<RevisionAddress> choose_versions(const Reading& reading, const ArticleId& article,
                                             const std::vector<std::string_view>& choices,
                                             std::vector<std::string>& warnings,
                                             const std::vector<std::string>& languages = {});

// Throws Problem 404 when the article is not there or a part is not. A pair that cannot be had is
// warned of. `languages` are the reader's, where nothing is chosen.
Comparison compare_versions(const Reading& reading, const ArticleId& article,
                            const std::vector<std::string_view>& choices, const PartWish& part,
                            const PairWish& wish = {},
                            const std::vector<std::string>& languages = {});

// The same rows with the links between their words alone: no pair, no moves, no remarks. Costs
// little where the archive keeps the links, as it does of what was examined.
Comparison compare_words(const Reading& reading, const ArticleId& article,
                         const std::vector<std::string_view>& choices, const PartWish& part);

// Whether two versions can be compared word by word: one language, one script.
bool are_comparable(const Version& one, const Version& other);

// What people corrected of the beads in a row between the first version and `version`.
std::vector<const BeadCorrection*> corrections_of(const Comparison& comparison,
                                                  const ComparedRow& row, std::uint32_t version);

// The article, or Problem 404 with near ids.
ArticleSummary require_article(const Reading& reading, std::string_view id);

}  // namespace hexapla

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "store/archive/examiner.h"
#include "store/archive/keys.h"
#include "store/archive/reading.h"

namespace hexapla {

// A finding that concerns a segment: of the version that it was found in, or of the text that this
// was checked against.
struct SegmentFinding {
  std::string found;  // its class
  RevisionAddress version;
};
using FindingsBySegment = std::map<std::uint32_t, std::vector<SegmentFinding>>;

// Which segments findings of some classes concern, without those that people dismissed: in versions
// that are wanted, whatever the text is that the segment stands in. What a version leaves out
// stands in the original alone.
//
// Of articles that were examined it is read; others are examined now, as long as they are few, and
// counted beyond that. Each article is read once. For one thread.
class FindingFilter {
 public:
  using VersionWanted = std::function<bool(const RevisionKey& version)>;

  // `examiner` may be null: then no article is examined now. All must outlive this.
  FindingFilter(const Reading& reading, const std::vector<std::string>& classes,
                VersionWanted is_wanted, const Examiner* examiner)
      : reading_(reading),
        classes_(classes),
        is_wanted_(std::move(is_wanted)),
        examiner_(examiner) {}

  // By revision of the article, in the order of creation.
  const std::map<RevisionKey, FindingsBySegment>& of_article(std::uint64_t article);
  // Nothing for a revision without any.
  const FindingsBySegment& of_revision(const RevisionKey& revision);

  // Articles that may have findings, the newest first, from number `from` downwards; until `visit`
  // returns false.
  void scan_articles(std::uint64_t from, const std::function<bool(std::uint64_t)>& visit);

  // Articles that were asked for, changed since they were examined, and were not looked at.
  std::size_t unexamined() const { return unexamined_; }

 private:
  void read(std::uint64_t article, std::map<RevisionKey, FindingsBySegment>& to);
  void examine(std::uint64_t article, std::map<RevisionKey, FindingsBySegment>& to);
  void add(const RevisionKey& source, const RevisionKey& version,
           const std::vector<KeptFinding>& findings, std::map<RevisionKey, FindingsBySegment>& to);

  // A version takes some ten milliseconds.
  static constexpr std::size_t kMostExaminedNow = 64;

  const Reading& reading_;
  const std::vector<std::string>& classes_;
  VersionWanted is_wanted_;
  const Examiner* examiner_;
  std::map<std::uint64_t, std::map<RevisionKey, FindingsBySegment>> articles_;
  std::size_t examined_now_ = 0;  // versions
  std::size_t unexamined_ = 0;
  bool is_exhausted_ = false;  // no more are examined now
};

}  // namespace hexapla

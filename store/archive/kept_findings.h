#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/examiner.h"
#include "store/archive/keys.h"
#include "store/engine/engine.h"

namespace hexapla {

// The table `findings`: what was found when an article was examined, by class, so that a search can
// ask for one. Of an article that changed since nothing is there until it is examined again.

// All that was found of one class in one version.
struct FindingsRow {
  RevisionKey source;                 // that the version was checked against; of the same article
  std::vector<KeptFinding> findings;  // `found` is the class
};
std::string encode(const FindingsRow& row);
FindingsRow decode_findings(std::string_view bytes, std::string_view found, std::uint64_t article);

// Puts what was found in the versions of an article, and that it was examined.
void keep_findings(RebuildWriter& rows, std::uint64_t article,
                   const std::vector<ExaminedPair>& pairs);
// Takes it away again.
void drop_findings(RebuildWriter& rows, std::uint64_t article);

bool is_examined(const Snapshot& rows, std::uint64_t article);
bool was_examined(const Reading& reading, const ArticleId& article);

// Visits what was found of a class, in versions of one article in the order of their creation.
void scan_findings(const Snapshot& rows, std::string_view found, std::uint64_t article,
                   const std::function<void(const RevisionKey& version, FindingsRow row)>& visit);
// The newest article that has a finding of the class, of those from number `from` downwards; 0:
// none has.
std::uint64_t newest_with(const Snapshot& rows, std::string_view found, std::uint64_t from);
// The same of articles that have several versions and changed since they were examined.
std::uint64_t newest_unexamined(const Snapshot& rows, std::uint64_t from);
// How many of these there are.
std::uint64_t count_unexamined(const Snapshot& rows, std::uint64_t from);

}  // namespace hexapla

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/dismissals.h"
#include "store/archive/reading.h"
#include "translate/check/finding.h"

namespace hexapla {

struct CheckedFinding {
  Finding finding;
  std::optional<Dismissal> dismissed;
};

// One version checked against what it was made from.
struct CheckedVersion {
  RevisionAddress source, target;
  std::uint32_t segments = 0;  // of the target
  std::vector<CheckedFinding> findings;
};

// What `target` is checked against: the revision that it was made from where that is recorded and
// held in the article, else the newest of the article's base variant. Nothing for the original
// itself.
std::optional<RevisionAddress> checked_against(const Reading& reading,
                                               const RevisionAddress& target);

// Nothing when checked_against() has nothing. `target` must be in `reading`.
//
// Whether parts of sentences are wanting is judged beside the newest other versions that are made
// from the same revision, up to kVersionsTogether in all: always the same ones, whatever was asked
// for.
std::optional<CheckedVersion> check_version(const Reading& reading, const RevisionAddress& target);
inline constexpr std::size_t kVersionsTogether = 8;

// The same for several versions of one article, in their order, without those that cannot be
// checked; what they share is worked out once.
std::vector<CheckedVersion> check_versions(const Reading& reading,
                                           std::span<const RevisionAddress> targets);

// `findings` of `target` with what people dismissed: dismissals_of().
std::vector<CheckedFinding> with_dismissals(const Reading& reading, const RevisionAddress& target,
                                            const RevisionView& view,
                                            std::vector<Finding> findings);

// As an archive keeps it; `target` is the text it was found in.
KeptFinding kept_finding(const Finding& finding, const RevisionView& target);

// The statement that dismisses `finding`, found on `target`, by its key, with the place where it
// was seen. Nothing when `finding` is of another revision than `target`.
std::optional<Statement> statement_dismissing(const Reading& reading, const RevisionAddress& target,
                                              const Finding& finding, std::string_view reason);

}  // namespace hexapla

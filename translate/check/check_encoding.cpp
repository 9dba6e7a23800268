#include "translate/check/each_check.h"
#include "translate/compare/zawgyi.h"

namespace hexapla {

void check_encoding(std::span<const BeadPair> beads, Findings& findings) {
  for (const BeadPair& bead : beads) {
    // Where the original is in Zawgyi, too, that is how its publisher writes.
    if (bead.target.segments().empty() || !is_zawgyi(bead.target.text()) ||
        is_zawgyi(bead.source.text()))
      continue;
    Finding finding;
    finding.found = FindingClass::encoding;
    finding.source = bead.source.whole();
    finding.source.text.clear();
    finding.target = bead.target.whole();
    finding.explanation =
        "This version is in the Zawgyi encoding from here on: as Unicode its letters come out "
        "wrong and its words are not found. Parts left out or added are not told.";
    findings.push_back(std::move(finding));
    return;
  }
}

}  // namespace hexapla

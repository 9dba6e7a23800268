#include "translate/check/each_check.h"

namespace hexapla {

void check_presence(std::span<const BeadPair> beads, Findings& findings) {
  for (const BeadPair& bead : beads) {
    const bool ours = !bead.source.segments().empty(), theirs = !bead.target.segments().empty();
    if (ours == theirs) continue;
    const BeadText& present = ours ? bead.source : bead.target;
    // What a page says of itself is a claim, and a link or a stamp belongs to one page alone.
    if (present.is_all(Role::label) || present.is_all(Role::dateline) || present.letters() == 0)
      continue;
    Finding finding;
    finding.found = ours ? FindingClass::omission : FindingClass::addition;
    finding.source = bead.source.whole();
    finding.target = bead.target.whole();
    finding.explanation = ours ? "Nothing in this version answers to this sentence of the original."
                               : "Nothing in the original answers to this sentence.";
    findings.push_back(std::move(finding));
  }
}

}  // namespace hexapla

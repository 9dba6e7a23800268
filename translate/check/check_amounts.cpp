#include "translate/check/each_check.h"
#include "translate/compare/amounts.h"

namespace hexapla {

void check_amounts(const BeadPair& bead, Findings& findings) {
  for (const AmountDifference& difference :
       compare_amounts(bead.source.text(), bead.source.language(), bead.target.text(),
                       bead.target.language())) {
    Finding finding;
    finding.found = FindingClass::amount;
    finding.source = bead.source.place(difference.source);
    finding.target = bead.target.place(difference.target);
    finding.explanation = "The original has “" + finding.source.text + "”, this version “" +
                          finding.target.text + "”: the same figure in another currency or unit.";
    findings.push_back(std::move(finding));
  }
}

}  // namespace hexapla

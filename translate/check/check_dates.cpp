#include "translate/check/each_check.h"
#include "translate/compare/dates.h"

namespace hexapla {

void check_dates(const BeadPair& bead, Findings& findings) {
  for (const DateDifference& difference :
       compare_dates(bead.source.text(), bead.source.language(), bead.target.text(),
                     bead.target.language())) {
    Finding finding;
    finding.found = FindingClass::date;
    finding.source = bead.source.place(difference.source);
    finding.target = bead.target.place(difference.target);
    finding.explanation = "The original has the date “" + finding.source.text +
                          "”, this version “" + finding.target.text + "”.";
    findings.push_back(std::move(finding));
  }
}

}  // namespace hexapla

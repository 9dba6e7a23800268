#include "translate/check/each_check.h"
#include "translate/compare/number_differences.h"

namespace hexapla {

void check_numbers(const BeadPair& bead, Findings& findings) {
  for (const NumberDifference& difference :
       compare_numbers(bead.source.text(), bead.source.language(), bead.target.text(),
                       bead.target.language())) {
    Finding finding;
    finding.found = FindingClass::number;
    finding.source = bead.source.place(difference.source);
    if (difference.target) {
      finding.target = bead.target.place(*difference.target);
      finding.explanation = "The original has “" + finding.source.text + "”, this version “" +
                            finding.target.text + "”.";
    } else {
      finding.target = bead.target.whole();
      finding.target.text.clear();
      finding.explanation = "“" + finding.source.text +
                            "” of the original is not in this version, neither in digits nor in "
                            "words.";
    }
    findings.push_back(std::move(finding));
  }
}

}  // namespace hexapla

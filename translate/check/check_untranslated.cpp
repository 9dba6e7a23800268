#include "translate/check/each_check.h"
#include "translate/compare/untranslated.h"

namespace hexapla {

void check_untranslated(const BeadPair& bead, Findings& findings) {
  // Names and dates.
  if (bead.target.is_all(Role::byline) || bead.target.is_all(Role::dateline)) return;
  if (!is_left_untranslated(bead.source.text(), bead.source.language(), bead.target.text(),
                            bead.target.language()))
    return;
  Finding finding;
  finding.found = FindingClass::untranslated;
  finding.source = bead.source.whole();
  finding.target = bead.target.whole();
  finding.explanation = "This was left in " + bead.source.language().english_name() +
                        ", the language of the original.";
  findings.push_back(std::move(finding));
}

}  // namespace hexapla

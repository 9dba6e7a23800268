#include <algorithm>

#include "translate/check/each_check.h"
#include "translate/compare/addresses.h"

namespace hexapla {
namespace {

std::vector<WrittenAddress> without_partner(const std::vector<WrittenAddress>& these,
                                            const std::vector<WrittenAddress>& those) {
  std::vector<WrittenAddress> alone;
  std::copy_if(these.begin(), these.end(), std::back_inserter(alone), [&](const auto& address) {
    return std::none_of(those.begin(), those.end(),
                        [&](const auto& other) { return other.value == address.value; });
  });
  return alone;
}

}  // namespace

void check_addresses(const BeadPair& bead, Findings& findings) {
  const auto left = find_addresses(bead.source.text()), right = find_addresses(bead.target.text());
  const auto ours = without_partner(left, right), theirs = without_partner(right, left);
  for (std::size_t i = 0; i < std::max(ours.size(), theirs.size()); ++i) {
    Finding finding;
    finding.found = FindingClass::address;
    finding.source = i < ours.size() ? bead.source.place(ours[i].range) : bead.source.whole();
    finding.target = i < theirs.size() ? bead.target.place(theirs[i].range) : bead.target.whole();
    if (i >= ours.size()) {
      finding.source.text.clear();
      finding.explanation = "The original does not have the address “" + finding.target.text + "”.";
    } else if (i >= theirs.size()) {
      finding.target.text.clear();
      finding.explanation = "The address “" + finding.source.text + "” of the original is wanting.";
    } else {
      finding.explanation = "The original has the address “" + finding.source.text +
                            "”, this version “" + finding.target.text + "”.";
    }
    findings.push_back(std::move(finding));
  }
}

}  // namespace hexapla

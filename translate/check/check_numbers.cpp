#include <algorithm>
#include <string>

#include "translate/check/each_check.h"
#include "translate/compare/added_numbers.h"
#include "translate/compare/number_differences.h"
#include "translate/compare/numbers.h"

namespace hexapla {
namespace {

std::vector<double> figures_of(std::span<const BeadPair> beads) {
  std::vector<double> figures;
  for (const BeadPair& bead : beads)
    for (const WrittenNumber& number : find_numbers(bead.source.text(), bead.source.language()))
      figures.insert(figures.end(), number.values.begin(), number.values.end());
  std::sort(figures.begin(), figures.end());
  return figures;
}

// A sentence's figure may stand in the next one of the translation.
std::string text_around(std::span<const BeadPair> beads, std::size_t at, BeadText BeadPair::*side) {
  std::string text;
  for (std::size_t i = at == 0 ? at : at - 1; i < std::min(beads.size(), at + 2); ++i)
    text += (beads[i].*side).text();
  return text;
}

void tell(const BeadPair& bead, const std::optional<ByteRange>& source,
          const std::optional<ByteRange>& target, Findings& findings) {
  Finding finding;
  finding.found = FindingClass::number;
  const auto place = [](const BeadText& text, const std::optional<ByteRange>& range) {
    if (range) return text.place(*range);
    TextPlace whole = text.whole();
    whole.text.clear();
    return whole;
  };
  finding.source = place(bead.source, source);
  finding.target = place(bead.target, target);
  if (!target) {
    finding.explanation =
        "“" + finding.source.text +
        "” of the original is not in this version, neither in digits nor in words.";
  } else if (!source) {
    finding.explanation =
        "“" + finding.target.text +
        "” stands only in this version: the original has no such number, neither in digits nor in "
        "words.";
  } else {
    finding.explanation = "The original has “" + finding.source.text + "”, this version “" +
                          finding.target.text + "”.";
  }
  findings.push_back(std::move(finding));
}

}  // namespace

void check_numbers(std::span<const BeadPair> beads, std::size_t at,
                   std::optional<std::vector<double>>& figures, Findings& findings) {
  const BeadPair& bead = beads[at];
  const NumberComparison compared = compare_numbers(bead.source.text(), bead.source.language(),
                                                    bead.target.text(), bead.target.language());
  for (const NumberDifference& difference : compared.differences)
    tell(bead, difference.source, difference.target, findings);
  if (compared.only_in_target.empty()) return;
  if (!figures) figures = figures_of(beads);
  const std::string around_source = text_around(beads, at, &BeadPair::source),
                    around_target = text_around(beads, at, &BeadPair::target);
  for (const AddedNumber& added : find_added_numbers(
           {bead.source.text(), around_source, bead.source.language()}, *figures,
           {bead.target.text(), around_target, bead.target.language()}, compared.only_in_target))
    tell(bead, added.source, added.target, findings);
}

}  // namespace hexapla

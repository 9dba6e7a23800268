#include <algorithm>
#include <cmath>
#include <optional>

#include "translate/check/each_check.h"

namespace hexapla {
namespace {

// Tuned on references and machine translations of news in 60 pairs of languages.
constexpr std::uint32_t kFewestLetters = 20;  // of the longer side; a shorter text says nothing
constexpr std::size_t kFewestBeads = 5;
constexpr double kFarthest = 4.5;  // in standard deviations of this translation
constexpr double kLeastDeviation = 0.14;

struct Ratio {
  const BeadPair* bead;
  double value;  // log of the target's letters over the source's
};

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::optional<Ratio> ratio_of(const BeadPair& bead) {
  const std::uint32_t source = bead.source.letters(), target = bead.target.letters();
  if (bead.source.segments().empty() || bead.target.segments().empty()) return std::nullopt;
  if (std::max(source, target) < kFewestLetters) return std::nullopt;
  return Ratio{&bead, std::log((target + 2.0) / (source + 2.0))};
}

}  // namespace

void check_lengths(std::span<const BeadPair> beads, Findings& findings) {
  std::vector<Ratio> ratios;
  std::vector<double> values;
  for (const BeadPair& bead : beads) {
    if (const auto ratio = ratio_of(bead)) {
      ratios.push_back(*ratio);
      values.push_back(ratio->value);
    }
  }
  if (ratios.size() < kFewestBeads) return;
  const double usual = median(values);
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::abs(value - usual));
  constexpr double kDeviationOverMedian = 1.4826;  // of a normal distribution
  const double deviation = std::max(kLeastDeviation, kDeviationOverMedian * median(distances));
  for (const Ratio& ratio : ratios) {
    // Short sentences vary more: by the square root of their length, against one of 80 letters.
    const double letters =
        std::min(80.0, 1.0 * std::max(ratio.bead->source.letters(), ratio.bead->target.letters()));
    const double allowed = kFarthest * deviation * std::sqrt(80.0 / letters);
    const double off = ratio.value - usual;
    if (std::abs(off) <= allowed) continue;
    Finding finding;
    finding.found = FindingClass::length;
    finding.source = ratio.bead->source.whole();
    finding.target = ratio.bead->target.whole();
    const int percent = static_cast<int>(std::lround(std::exp(off) * 100));
    finding.explanation = off < 0 ? "This is " + std::to_string(percent) +
                                        " % as long as the rest of this version lets expect: "
                                        "something may be wanting."
                                  : "This is " + std::to_string(percent) +
                                        " % as long as the rest of this version lets expect: "
                                        "something may have been added.";
    findings.push_back(std::move(finding));
  }
}

}  // namespace hexapla

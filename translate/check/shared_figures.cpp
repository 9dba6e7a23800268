#include "translate/check/shared_figures.h"

#include <algorithm>

#include "translate/check/bead_text.h"

namespace hexapla {
namespace {

bool share(const std::vector<double>& a, const std::vector<double>& b) {
  return std::any_of(a.begin(), a.end(), [&](double value) {
    return std::any_of(b.begin(), b.end(),
                       [&](double other) { return is_same_value(value, other); });
  });
}

}  // namespace

std::vector<WrittenNumber> figures_of(const TextToCheck& text, const SegmentRange& segments) {
  return find_numbers(BeadText(text.view, segments, text.language).text(), text.language);
}

bool has_figure(const std::vector<WrittenNumber>& all, const WrittenNumber& figure) {
  return std::any_of(all.begin(), all.end(), [&](const WrittenNumber& one) {
    return share(one.values, figure.values) || share(one.parts, figure.parts);
  });
}

}  // namespace hexapla

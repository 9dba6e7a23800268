#include "store/archive/renderings.h"

#include <algorithm>

#include "store/archive/bead_corrections.h"
#include "store/model/error.h"
#include "store/model/kind_order.h"
#include "store/text/ascii.h"

namespace hexapla {

namespace {

void add_rendering(const Reading& reading, const RevisionAddress& address, Kind kind,
                   SegmentRange segments, float confidence, std::vector<Rendering>& renderings) {
  if (segments.empty()) return;
  const auto view = reading.view(address);
  if (!view) return;
  if (segments.past() > view->segment_count()) {
    throw StoreError(StoreError::Kind::corrupt,
                     "an alignment of " + address.text() +
                         " names segments that it does not have: run `hexapla reindex`");
  }
  renderings.push_back({address, kind, segments, segments_text(*view, segments), confidence});
}

}  // namespace

SegmentRange counterpart(const Alignment& alignment, SegmentRange range, bool from_source,
                         float& confidence) {
  SegmentRange found;
  for (const Bead& bead : alignment.beads) {
    const SegmentRange& from = from_source ? bead.source : bead.target;
    const SegmentRange& to = from_source ? bead.target : bead.source;
    if (from.empty() || to.empty() || from.first >= range.past() || from.past() <= range.first)
      continue;
    confidence = std::min(confidence, bead.confidence);
    if (found.empty()) {
      found = to;
    } else {
      const std::uint32_t first = std::min(found.first, to.first);
      found = {first, std::max(found.past(), to.past()) - first};
    }
  }
  return found;
}

std::vector<Rendering> find_renderings(const Reading& reading, const RevisionAddress& address,
                                       SegmentRange segments) {
  std::vector<Rendering> renderings;
  const auto base = reading.base_variant(address.article);
  if (!base || segments.empty()) return renderings;
  const std::vector<VariantSummary> variants = reading.variants(address.article);
  RevisionAddress original{address.article, *base, 1};
  Kind original_kind = Kind::unknown;
  for (const VariantSummary& variant : variants) {
    if (variant.id != *base) continue;
    original.number = variant.newest;
    original_kind = variant.kind;
  }
  SegmentRange of_original = segments;
  float confidence = 1;
  if (address.variant == *base) {
    original.number = address.number;
  } else {
    const auto alignment = stored_beads_in_force(reading, original, address);
    if (!alignment) return renderings;
    of_original = counterpart(*alignment, segments, false, confidence);
    add_rendering(reading, original, original_kind, of_original, confidence, renderings);
  }
  if (of_original.empty()) return renderings;
  const std::size_t originals = renderings.size();
  for (const VariantSummary& variant : variants) {
    if (variant.id == *base || variant.id == address.variant) continue;
    const RevisionAddress version{address.article, variant.id, variant.newest};
    const auto alignment = stored_beads_in_force(reading, original, version);
    if (!alignment) continue;
    float least = confidence;
    const SegmentRange there = counterpart(*alignment, of_original, true, least);
    add_rendering(reading, version, variant.kind, there, least, renderings);
  }
  std::stable_sort(renderings.begin() + static_cast<std::ptrdiff_t>(originals), renderings.end(),
                   [](const Rendering& a, const Rendering& b) {
                     return reading_order(a.kind) < reading_order(b.kind);
                   });
  return renderings;
}

std::size_t put_likely_first(std::vector<Rendering>& renderings,
                             const std::optional<VariantId>& base,
                             const std::vector<std::string>& languages) {
  std::vector<std::string> wanted;
  for (const std::string& language : languages) wanted.push_back(ascii_lower(language) + "-");
  const auto place_of = [&](const Rendering& rendering) -> std::size_t {
    if (rendering.address.variant == base) return 0;
    const std::string tag = ascii_lower(rendering.address.variant.language().text()) + "-";
    const auto one = std::find_if(wanted.begin(), wanted.end(), [&](const std::string& language) {
      return tag.starts_with(language) || language.starts_with(tag);
    });
    return static_cast<std::size_t>(one - wanted.begin()) + 1;
  };
  std::stable_sort(
      renderings.begin(), renderings.end(),
      [&](const Rendering& a, const Rendering& b) { return place_of(a) < place_of(b); });
  return static_cast<std::size_t>(std::count_if(
      renderings.begin(), renderings.end(),
      [&](const Rendering& rendering) { return place_of(rendering) <= wanted.size(); }));
}

}  // namespace hexapla

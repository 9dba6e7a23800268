#include "translate/align/rows.h"

#include <algorithm>

namespace hexapla {
namespace {

// Reads one version's beads in step with the rows.
class VersionBeads {
 public:
  explicit VersionBeads(const Alignment& alignment) : beads_(alignment.beads) {}

  // The next bead when it stands in no row of the original's: text of the version's own at or
  // before `original`.
  const Bead* own_text_before(std::uint32_t original) const {
    if (next_ == beads_.size()) return nullptr;
    const Bead& bead = beads_[next_];
    return bead.source.empty() && bead.source.first <= original ? &bead : nullptr;
  }

  // Takes the beads of the original's segments before `past`, with the own text between them.
  void take(std::uint32_t past, SegmentRange& range, float& confidence) {
    std::size_t end = next_;
    for (std::size_t k = next_; k < beads_.size(); ++k) {
      const Bead& bead = beads_[k];
      if (bead.source.first >= past && !(bead.source.empty() && bead.source.first < past)) break;
      if (!bead.source.empty()) end = k + 1;
    }
    range = {at_, 0};
    confidence = 1;
    for (; next_ < end; ++next_) {
      range.count += beads_[next_].target.count;
      confidence = std::min(confidence, beads_[next_].confidence);
    }
    at_ = range.past();
  }

  Bead take_own() {
    const Bead& bead = beads_[next_++];
    at_ = bead.target.past();
    return bead;
  }

  std::uint32_t at() const { return at_; }

 private:
  const std::vector<Bead>& beads_;
  std::size_t next_ = 0;
  std::uint32_t at_ = 0;  // segments of the version taken so far
};

}  // namespace

std::vector<Row> merge_rows(std::uint32_t original_segments,
                            const std::vector<Alignment>& versions) {
  // A row ends where no version's bead goes on.
  std::vector<bool> inside(original_segments + 1, false);
  for (const Alignment& version : versions)
    for (const Bead& bead : version.beads)
      for (std::uint32_t i = bead.source.first + 1; i < bead.source.past() && i < original_segments;
           ++i)
        inside[i] = true;

  std::vector<VersionBeads> readers(versions.begin(), versions.end());
  std::vector<Row> rows;
  const auto empty_row = [&](SegmentRange original) {
    Row row{original, {}, std::vector<float>(versions.size(), 1.0F)};
    for (const VersionBeads& reader : readers) row.versions.push_back({reader.at(), 0});
    return row;
  };
  const auto add_own_text = [&](std::uint32_t original) {
    for (std::size_t v = 0; v < readers.size(); ++v) {
      while (readers[v].own_text_before(original) != nullptr) {
        Row row = empty_row({original, 0});
        const Bead bead = readers[v].take_own();
        row.versions[v] = bead.target;
        row.confidence[v] = bead.confidence;
        rows.push_back(std::move(row));
      }
    }
  };
  add_own_text(0);
  for (std::uint32_t first = 0; first < original_segments;) {
    std::uint32_t past = first + 1;
    while (past < original_segments && inside[past]) ++past;
    Row row = empty_row({first, past - first});
    for (std::size_t v = 0; v < readers.size(); ++v)
      readers[v].take(past, row.versions[v], row.confidence[v]);
    rows.push_back(std::move(row));
    add_own_text(past);
    first = past;
  }
  return rows;
}

}  // namespace hexapla

#pragma once

#include <cstdint>

#include "translate/align/lattice.h"

namespace hexapla {

// What blocks and their roles say for a bead: nothing where the roles are not known. `stretch` and
// `models` must outlive this.
class BeadStructure {
 public:
  BeadStructure(const Stretch& stretch, const BeadModels& models);

  bool is_known() const { return known_; }

  // A logarithm, for the sentences [i0, i1) with [j0, j1) of the stretch.
  float score(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) const {
    return known_ ? score_known(i0, i1, j0, j1) : 0;
  }

 private:
  float score_known(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) const;
  bool mixes_labels(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) const;

  const Stretch& stretch_;
  const BeadModels& models_;
  bool known_ = false;
};

}  // namespace hexapla

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "store/model/statement.h"

namespace hexapla {

// What becomes of a claim when all claims about a revision are weighed.
enum class Standing {
  shown,       // it decides what is shown of its property
  outweighed,  // a stronger one does, or a newer one as strong
  beside,      // it stands for itself: it speaks of a part, or its property may have many values
};
std::string_view name(Standing standing);

// Whether one value is shown of `property`, so that claims outweigh each other.
bool has_one_value(Property property);

// Weighs claims about one revision, by the rules of store/model/PROVENANCE.md. Holds no copy: the
// statements must outlive it.
class Weighing {
 public:
  // From oldest to newest, retracted ones left out.
  explicit Weighing(std::span<const Statement> statements);

  // The claim that decides; null when nobody said. Of `kind` and `engine` it may be a label.
  const Statement* deciding(Property property) const;
  Standing standing(std::size_t index) const;  // of one of the statements, by its place

 private:
  void weigh(Property property, std::size_t index);

  std::span<const Statement> statements_;
  std::array<std::optional<std::size_t>, kPropertyCount> deciding_;
};

}  // namespace hexapla

#include "translate/align/bead_structure.h"

#include "store/model/revision.h"

namespace hexapla {
namespace {

constexpr auto kLabelRole = static_cast<std::uint8_t>(Role::label);

bool has_roles(const SentenceTable& table, std::uint32_t first) {
  return first < table.role.size() && table.role[first] != kUnknownRole;
}

}  // namespace

BeadStructure::BeadStructure(const Stretch& stretch, const BeadModels& models)
    : stretch_(stretch),
      models_(models),
      known_(has_roles(models.source, stretch.source_first) &&
             has_roles(models.target, stretch.target_first)) {}

float BeadStructure::score_known(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0,
                                 std::uint32_t j1) const {
  const SentenceTable& source = models_.source;
  const SentenceTable& target = models_.target;
  const AlignTuning& tuning = models_.tuning;
  double score = 0;
  if (i0 < i1 && j0 < j1 && mixes_labels(i0, i1, j0, j1)) score -= tuning.label_apart;
  for (std::uint32_t i = i0 + 1; i < i1; ++i)
    score -= tuning.crossing * source.block_start[stretch_.source_first + i];
  for (std::uint32_t j = j0 + 1; j < j1; ++j)
    score -= tuning.crossing * target.block_start[stretch_.target_first + j];
  if (i0 < i1 && j0 < j1) {
    const std::uint32_t a = stretch_.source_first + i0, b = stretch_.target_first + j0;
    if (source.role[a] != target.role[b])
      score -= tuning.role_mismatch;
    else if (source.role[a] != kPlainRole)
      score += tuning.role_match;
    if (source.block_start[a] != target.block_start[b])
      score -= tuning.block_start;
    else if (source.block_start[a] != 0)
      score += tuning.block_start;
  }
  return static_cast<float>(score);
}

// A line by which a page says that it is a translation renders nothing of the original but such
// a line.
bool BeadStructure::mixes_labels(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0,
                                 std::uint32_t j1) const {
  std::uint32_t labels = 0;
  for (std::uint32_t i = i0; i < i1; ++i)
    labels += models_.source.role[stretch_.source_first + i] == kLabelRole ? 1 : 0;
  for (std::uint32_t j = j0; j < j1; ++j)
    labels += models_.target.role[stretch_.target_first + j] == kLabelRole ? 1 : 0;
  return labels > 0 && labels < i1 - i0 + j1 - j0;
}

}  // namespace hexapla

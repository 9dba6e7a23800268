#pragma once

#include <cstdint>
#include <optional>

#include "store/archive/held_texts.h"
#include "store/archive/keys.h"
#include "store/archive/materials.h"
#include "store/engine/engine.h"
#include "store/model/alignment.h"

namespace hexapla {

// Derives what pairs of revisions are to each other, for Deriver: which segments render which, and,
// of articles that were examined, which words do and what a reader should look at. Nothing without
// an aligner.
//
// Examining costs more than all else that an add does, and gains by what came after: versions in
// one language teach each other, and a lexicon teaches all. So it is done when an article is
// aligned anew, not with each add. What changes the texts or beads of an article takes away what no
// longer holds; readers then look for themselves.
class PairDeriver {
 public:
  // As in Deriver; all must outlive this.
  PairDeriver(RebuildWriter& rows, const Snapshot& objects, Materials& materials,
              const HeldTexts& texts)
      : rows_(rows), objects_(objects), materials_(materials), texts_(texts) {}

  // After the variant `changed` of an article got another text or origin: its newest revision with
  // that of the variant `base`, and what else it helps to align. All variants with base where they
  // are the same.
  void align(std::uint64_t article, std::uint16_t base, std::uint16_t changed);
  // Takes away all that was made of the revision's text, or with its help.
  void forget(const RevisionKey& key);

  // Links the words of the article's versions and keeps what is found in them.
  void examine(std::uint64_t article);
  // After anything that examining looks at changed: what was found no longer holds.
  void drop_findings_of(std::uint64_t article);
  // After somebody corrected the beads of this revision: its links too are of others then.
  void beads_corrected(const RevisionKey& version);

 private:
  bool are_all_texts_held(std::uint64_t article) const;
  void put_alignment(const std::string& key, const Alignment& alignment);
  void delete_alignment(const std::string& key);
  void align_pair(const VariantKey& base, const VariantKey& version);
  // A revision of a third variant of the article that `version` says it was made from, if it was
  // not withdrawn.
  std::optional<RevisionKey> origin_of(const RevisionKey& version, const VariantKey& base) const;
  // The newest machine translation of the article in the version's language, if the version is by
  // another hand.
  std::optional<RevisionKey> machine_version_beside(const VariantKey& base,
                                                    const VariantKey& version) const;
  Alignment alignment_of(const RevisionKey& source, const RevisionKey& target,
                         const std::optional<RevisionKey>& bridge) const;

  RebuildWriter& rows_;
  const Snapshot& objects_;
  Materials& materials_;
  const HeldTexts& texts_;
};

}  // namespace hexapla

#include "translate/check/examine.h"

#include "translate/align/held_alignment.h"
#include "translate/align/held_links.h"
#include "translate/check/check_version.h"
#include "translate/check/sibling_versions.h"

namespace hexapla {
namespace {

std::vector<std::vector<BeadLinks>> link_group(const Reading& reading, const VersionGroup& group) {
  std::vector<VersionToLink> versions;
  for (std::size_t i = 0; i < group.targets.size(); ++i)
    versions.push_back({group.texts[i], group.alignments[i].beads});
  return link_now(reading, group.original, versions);
}

std::vector<KeptLinks> kept(const std::vector<BeadLinks>& beads) {
  std::vector<KeptLinks> links;
  for (const BeadLinks& bead : beads) links.push_back(kept_links(bead));
  return links;
}

class VersionExaminer : public Examiner {
 public:
  std::string_view version() const override { return kExaminerVersion; }

  std::vector<ExaminedPair> examine(const Reading& reading,
                                    const ArticleId& article) const override {
    std::vector<ExaminedPair> pairs;
    const auto base = reading.base_variant(article);
    if (!base) return pairs;
    std::optional<RevisionAddress> original;
    for (const VariantSummary& variant : reading.variants(article)) {
      if (variant.id == *base && !variant.is_withdrawn)
        original = RevisionAddress{article, *base, variant.newest};
    }
    // Versions of an older original or of another version, which pages set beside the newest one.
    std::vector<RevisionAddress> others;
    for (const SiblingVersions::Groups& of_source : SiblingVersions(reading, article).all()) {
      for (const std::vector<RevisionAddress>& targets : of_source.groups) {
        check(reading, of_source.source, targets, pairs);
        if (!original || of_source.source == *original) continue;
        for (const RevisionAddress& target : targets)
          if (target.variant != *base && reading.alignment(*original, target))
            others.push_back(target);
      }
    }
    for (std::size_t first = 0; first < others.size(); first += kVersionsTogether) {
      const std::size_t past = std::min(first + kVersionsTogether, others.size());
      link(reading, *original,
           {others.begin() + static_cast<std::ptrdiff_t>(first),
            others.begin() + static_cast<std::ptrdiff_t>(past)},
           pairs);
    }
    return pairs;
  }

 private:
  static void check(const Reading& reading, const RevisionAddress& source,
                    const std::vector<RevisionAddress>& targets, std::vector<ExaminedPair>& pairs) {
    const VersionGroup group = read_group(reading, source, targets);
    if (!group.source_view) return;
    const std::vector<std::vector<BeadLinks>> links = link_group(reading, group);
    const std::vector<std::vector<Finding>> found = check_group(group, links);
    for (std::size_t i = 0; i < group.targets.size(); ++i) {
      pairs.push_back({source, group.targets[i], kept(links[i]), {}});
      for (const Finding& finding : found[i])
        pairs.back().findings.push_back(kept_finding(finding, group.views[i]));
    }
  }

  static void link(const Reading& reading, const RevisionAddress& source,
                   const std::vector<RevisionAddress>& targets, std::vector<ExaminedPair>& pairs) {
    const VersionGroup group = read_group(reading, source, targets);
    const std::vector<std::vector<BeadLinks>> links = link_group(reading, group);
    for (std::size_t i = 0; i < group.targets.size(); ++i)
      pairs.push_back({source, group.targets[i], kept(links[i]), {}});
  }
};

}  // namespace

std::shared_ptr<const Examiner> make_examiner() { return std::make_shared<VersionExaminer>(); }

}  // namespace hexapla

#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/archive/reading.h"
#include "translate/align/row_links.h"
#include "translate/check/finding.h"

namespace hexapla {

// Which versions of an article are judged together: those that are checked against one revision,
// some at a time, in the order of the variants.
class SiblingVersions {
 public:
  SiblingVersions(const Reading& reading, const ArticleId& article);

  // `target` among the newest ones that are checked against `source`.
  std::vector<RevisionAddress> group_of(const RevisionAddress& source,
                                        const RevisionAddress& target) const;

  // What newest versions are checked against, each once, and the groups of its versions.
  struct Groups {
    RevisionAddress source;
    std::vector<std::vector<RevisionAddress>> groups;
  };
  std::vector<Groups> all() const;

 private:
  std::vector<RevisionAddress> sources_;  // in the order of the first version of each
  std::map<std::string, std::vector<RevisionAddress>> by_source_;
};

// Revisions that are judged together, read.
struct VersionGroup {
  RevisionAddress source;
  TextToAlign original;
  std::optional<RevisionView> source_view;  // nothing where it is not held; then there are none
  // One a held version each.
  std::vector<RevisionAddress> targets;
  std::vector<RevisionView> views;
  std::vector<TextToAlign> texts;
  std::vector<Alignment> alignments;        // the beads in force
  std::vector<std::vector<Finding>> moves;  // that versions beside each tell: moves_in_group()
};
VersionGroup read_group(const Reading& reading, const RevisionAddress& source,
                        const std::vector<RevisionAddress>& targets);

// What is found in each of the group, with the links of the words of its beads.
std::vector<std::vector<Finding>> check_group(const VersionGroup& group,
                                              std::span<const std::vector<BeadLinks>> links);

}  // namespace hexapla

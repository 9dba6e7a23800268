#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "store/archive/archive.h"

namespace hexapla {

// Calls report(done, total).
using RealignProgress = std::function<void(std::uint64_t, std::uint64_t)>;

// What was learnt of one pair of languages, and kept.
struct LearntLanguages {
  std::string source, target;
  std::uint64_t texts = 0;  // pairs of texts it was learnt from just now
  std::uint64_t words = 0;  // of the source language in the lexicon, with what it knew before
  std::uint64_t event = 0;
};

// Learns a lexicon for each pair of languages of originals and versions, from those pairs of texts
// that the one kept before has not seen (from all with `anew`), and keeps it. Pairs of languages
// with nothing new are left as they are. Texts are held some thousand sentences at a time; time is
// linear in their sentences.
std::vector<LearntLanguages> learn_lexicons(Archive& archive, bool anew, const std::string& actor,
                                            const RealignProgress& report);

// Articles with an alignment that a newer lexicon or aligner would make otherwise, and those that
// changed since they were examined, in the order of the list of articles.
std::vector<ArticleId> articles_to_realign(const Archive& archive, const RealignProgress& report);

// Aligns and examines them anew, some at a time; each portion is durable before the next begins, so
// that it can be cut off anywhere: what is left is what articles_to_realign() then says.
void realign_articles(Archive& archive, const std::vector<ArticleId>& articles,
                      const std::string& actor, const RealignProgress& report);

}  // namespace hexapla

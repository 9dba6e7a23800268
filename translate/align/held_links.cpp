#include "translate/align/held_links.h"

#include <cmath>
#include <map>
#include <memory>
#include <string>

#include "store/archive/link_row.h"
#include "store/text/normalize.h"
#include "translate/align/stored_lexicon.h"

namespace hexapla {
namespace {

std::uint8_t step_of(float share) {
  return static_cast<std::uint8_t>(std::lround(share * KeptLinks::kHighest));
}
float share_of(std::uint8_t step) { return static_cast<float>(step) / KeptLinks::kHighest; }

// Whether `links` are of these words; then puts them in.
bool restore(const KeptLinks& kept, BeadLinks& links) {
  if (kept.source_rendered.size() != links.source_words.size() ||
      kept.target_rendered.size() != links.target_words.size())
    return false;
  for (std::size_t i = 0; i < links.source_words.size(); ++i)
    links.source_words[i].rendered = share_of(kept.source_rendered[i]);
  for (std::size_t i = 0; i < links.target_words.size(); ++i)
    links.target_words[i].rendered = share_of(kept.target_rendered[i]);
  for (const KeptLinks::Link& link : kept.links)
    links.links.push_back({link.source, link.target, share_of(link.confidence)});
  return true;
}

// Nothing when none are kept, or for words that are others now.
std::optional<std::vector<BeadLinks>> held_links(const Reading& reading,
                                                 const RevisionAddress& source,
                                                 const TextToAlign& original,
                                                 const HeldVersion& version) {
  const auto kept = stored_links(reading, source, version.address);
  if (!kept || kept->size() != version.beads.beads.size()) return std::nullopt;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> numbers;
  for (std::size_t i = 0; i < kept->size(); ++i) {
    const Bead& bead = version.beads.beads[i];
    numbers[{bead.source.first, bead.target.first}] = i;
  }
  std::vector<BeadLinks> links = bead_words(original, version.text, version.wanted);
  for (BeadLinks& bead : links) {
    const auto number = numbers.find({bead.source.first, bead.target.first});
    if (number == numbers.end() || !restore((*kept)[number->second], bead)) return std::nullopt;
  }
  return links;
}

struct HeldLexicon {
  explicit HeldLexicon(std::string all) : bytes(std::move(all)), words(bytes) {}
  const std::string bytes;
  const StoredLexicon words;
};

}  // namespace

std::vector<std::vector<BeadLinks>> links_of(const Reading& reading, const RevisionAddress& source,
                                             const TextToAlign& original,
                                             std::span<const HeldVersion> versions) {
  std::vector<std::vector<BeadLinks>> links(versions.size());
  std::vector<std::size_t> missing;
  std::vector<VersionToLink> to_link;
  // Another ICU may find other words, and by chance as many.
  const bool same_words = reading.meta("icu") == unicode_versions().icu;
  for (std::size_t v = 0; v < versions.size(); ++v) {
    auto held = same_words ? held_links(reading, source, original, versions[v]) : std::nullopt;
    if (held) {
      links[v] = *std::move(held);
      continue;
    }
    missing.push_back(v);
    to_link.push_back({versions[v].text, versions[v].wanted});
  }
  std::vector<std::vector<BeadLinks>> made = link_now(reading, original, to_link);
  for (std::size_t i = 0; i < missing.size(); ++i) links[missing[i]] = std::move(made[i]);
  return links;
}

std::vector<std::vector<BeadLinks>> link_now(const Reading& reading, const TextToAlign& original,
                                             std::span<const VersionToLink> versions) {
  std::vector<std::unique_ptr<HeldLexicon>> lexicons;
  return link_versions(original, versions, [&](const LanguageTag& language) -> const KnownWords* {
    const auto lexicon = reading.lexicon(original.language.text(), language.text());
    if (!lexicon || lexicon->aligner != kAlignerVersion) return nullptr;
    auto bytes = reading.object(lexicon->digest);
    if (!bytes) return nullptr;
    lexicons.push_back(std::make_unique<HeldLexicon>(*std::move(bytes)));
    return &lexicons.back()->words;
  });
}

KeptLinks kept_links(const BeadLinks& links) {
  KeptLinks kept;
  for (const LinkedWord& word : links.source_words)
    kept.source_rendered.push_back(step_of(word.rendered));
  for (const LinkedWord& word : links.target_words)
    kept.target_rendered.push_back(step_of(word.rendered));
  for (const WordLink& link : links.links)
    kept.links.push_back({link.source, link.target, step_of(link.confidence)});
  return kept;
}

}  // namespace hexapla

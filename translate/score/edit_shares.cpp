#include "translate/score/edit_shares.h"

#include "store/text/segment.h"
#include "translate/align/held_alignment.h"
#include "translate/score/ter.h"

namespace hexapla {
namespace {

std::vector<std::string> words_of(const RevisionView& view, const SegmentRange& range,
                                  const LanguageTag& language) {
  std::vector<std::string> words;
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    const std::string_view text = view.segment(i).text;
    for (const ByteRange& word : segment_words(text, language)) words.emplace_back(word.of(text));
  }
  return words;
}

std::optional<RevisionAddress> revised_by(const Reading& reading, const ArticleId& article,
                                          const Provenance& provenance) {
  if (!provenance.revises || !provenance.revises->value) return std::nullopt;
  std::optional<RevisionAddress> found;
  for (const RevisionAddress& address : reading.addresses_of(*provenance.revises->value)) {
    if (address.article == article) found = address;  // the last one of this text
  }
  return found;
}

}  // namespace

std::vector<EditShare> edit_shares(const Reading& reading, const ArticleId& article) {
  std::vector<EditShare> shares;
  for (const VariantSummary& variant : reading.variants(article)) {
    const RevisionAddress edited{article, variant.id, variant.newest};
    const Provenance provenance = reading.provenance(edited);
    const auto machine = revised_by(reading, article, provenance);
    if (!machine) continue;
    const auto after = reading.view(edited), before = reading.view(*machine);
    if (!after || !before) continue;
    EditShare share{edited, *machine, {}, {}, 0, 0};
    if (provenance.editor) share.editor = provenance.editor->value;
    if (const auto engine = reading.provenance(*machine).engine) share.engine = engine->value;
    const LanguageTag language = variant.id.language();
    for (const Bead& bead : alignment_between(reading, *machine, edited).beads) {
      const auto ours = words_of(*after, bead.target, language);
      share.words += ours.size();
      share.edits += count_ter_edits(words_of(*before, bead.source, language), ours);
    }
    shares.push_back(std::move(share));
  }
  return shares;
}

}  // namespace hexapla

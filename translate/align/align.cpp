#include "translate/align/align.h"

#include "store/model/compose_alignment.h"
#include "translate/align/bridge.h"
#include "translate/align/corpus_aligner.h"
#include "translate/align/stored_lexicon.h"
#include "translate/align/vote.h"

namespace hexapla {
namespace {

class DocumentAligner : public Aligner {
 public:
  Alignment align(const RevisionView& source, const RevisionView& target) const override {
    return hexapla::align(text_of(source), text_of(target));
  }
  Alignment align_with(const RevisionView& source, const RevisionView& target,
                       const Help& help) const override {
    const TextToAlign original = text_of(source), version = text_of(target);
    const StoredLexicon known(help.lexicon);
    CorpusAligner aligner(original.language, version.language,
                          help.lexicon.empty() ? nullptr : &known, {}, help.lexicon_knows_texts);
    aligner.add(original, version, {});
    Alignment direct = std::move(aligner.run().front());
    if (help.bridge == nullptr) return direct;
    const TextToAlign bridge = text_of(*help.bridge);
    const Alignment beads = align_bridge(original, bridge);
    CorpusAligner bridged(original.language, version.language,
                          help.lexicon.empty() ? nullptr : &known, {}, help.lexicon_knows_texts);
    bridged.add(original, version, spread_bridge(original, bridge, beads));
    const Alignment votes[] = {std::move(direct), std::move(bridged.run().front()),
                               compose(beads, hexapla::align(bridge, version))};
    return vote(votes);
  }
  std::string_view version() const override { return kAlignerVersion; }
};

}  // namespace

TextToAlign text_of(const RevisionView& view) {
  TextToAlign text;
  if (const auto language = LanguageTag::parse(view.language())) text.language = *language;
  text.segments.reserve(view.segment_count());
  text.blocks.reserve(view.segment_count());
  text.roles.reserve(view.segment_count());
  for (const RevisionView::SegmentView& segment : view.segments()) {
    text.segments.push_back(segment.text);
    text.blocks.push_back(segment.block);
    text.roles.push_back(view.block(segment.block).role);
  }
  return text;
}

Alignment align(const TextToAlign& source, const TextToAlign& target) {
  CorpusAligner aligner(source.language, target.language);
  aligner.add(source, target, {});
  return std::move(aligner.run().front());
}

std::shared_ptr<const Aligner> make_aligner() { return std::make_shared<DocumentAligner>(); }

}  // namespace hexapla

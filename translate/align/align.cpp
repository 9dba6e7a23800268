#include "translate/align/align.h"

#include "translate/align/corpus_aligner.h"

namespace hexapla {
namespace {

class DocumentAligner : public Aligner {
 public:
  Alignment align(const RevisionView& source, const RevisionView& target) const override {
    return hexapla::align(text_of(source), text_of(target));
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

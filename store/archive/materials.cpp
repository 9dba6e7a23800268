#include "store/archive/materials.h"

#include "store/archive/archive.h"

namespace hexapla {

OwnedView::OwnedView(EncodedView encoded) : encoded_(std::move(encoded)) {
  auto view = RevisionView::parse(encoded_.packed, encoded_.segments);
  if (!view)
    throw StoreError(StoreError::Kind::corrupt, "a view that was just made cannot be read");
  view_ = std::move(*view);
}

std::shared_ptr<const OwnedView> Materials::view(const Digest& digest, const Snapshot& objects) {
  {
    const std::lock_guard lock(mutex_);
    if (auto held = views_.find(digest)) return held;
  }
  const auto object = objects.object(digest);
  if (!object)
    throw StoreError(StoreError::Kind::corrupt, "object " + digest.hex() + " is missing");
  if (Digest::of(*object) != digest) {
    throw StoreError(StoreError::Kind::corrupt,
                     "object " + digest.hex() + " does not have the bytes it is named by");
  }
  try {
    return keep_view(digest, encode_view(revision_from_canonical_json(*object)));
  } catch (const InputError& error) {
    throw StoreError(StoreError::Kind::corrupt,
                     "object " + digest.hex() + " is no revision: " + error.what());
  }
}

std::shared_ptr<const OwnedView> Materials::keep_view(const Digest& digest, EncodedView encoded) {
  auto view = std::make_shared<const OwnedView>(std::move(encoded));
  const std::lock_guard lock(mutex_);
  views_.keep(digest, view);
  return view;
}

std::shared_ptr<const IndexedText> Materials::indexed_text(const Digest& digest,
                                                           const Snapshot& objects) {
  {
    const std::lock_guard lock(mutex_);
    if (auto held = indexed_texts_.find(digest)) return held;
  }
  const auto of = view(digest, objects);
  std::vector<std::string_view> segments;
  segments.reserve(of->view().segment_count());
  for (const auto& segment : of->view().segments()) segments.push_back(segment.text);
  auto made = std::make_shared<const IndexedText>(index_text(of->view().language(), segments));
  const std::lock_guard lock(mutex_);
  indexed_texts_.keep(digest, made);
  return made;
}

std::shared_ptr<const std::string> Materials::lexicon(const Digest& digest,
                                                      const Snapshot& objects) {
  {
    const std::lock_guard lock(mutex_);
    if (auto held = lexicons_.find(digest)) return held;
  }
  auto object = objects.object(digest);
  if (!object)
    throw StoreError(StoreError::Kind::corrupt, "lexicon " + digest.hex() + " is missing");
  if (Digest::of(*object) != digest)
    throw StoreError(StoreError::Kind::corrupt,
                     "lexicon " + digest.hex() + " does not have the bytes it is named by");
  auto bytes = std::make_shared<const std::string>(std::move(*object));
  const std::lock_guard lock(mutex_);
  lexicons_.keep(digest, bytes);
  return bytes;
}

std::shared_ptr<const Alignment> Materials::alignment(const AlignmentRequest& request,
                                                      const Snapshot& objects) {
  if (!aligner_) return nullptr;
  {
    const std::lock_guard lock(mutex_);
    if (auto held = alignments_.find(request)) return held;
  }
  const auto source_view = view(request.source, objects);
  const auto target_view = view(request.target, objects);
  std::shared_ptr<const OwnedView> bridge;
  std::shared_ptr<const std::string> known;
  Aligner::Help help;
  if (request.bridge) {
    bridge = view(*request.bridge, objects);
    help.bridge = &bridge->view();
  }
  if (request.lexicon) {
    known = lexicon(*request.lexicon, objects);
    help.lexicon = *known;
    help.lexicon_knows_texts = request.lexicon_knows_texts;
  }
  auto made = std::make_shared<const Alignment>(
      aligner_->align_with(source_view->view(), target_view->view(), help));
  const std::lock_guard lock(mutex_);
  alignments_.keep(request, made);
  return made;
}

std::string_view Materials::aligner_version() const {
  return aligner_ ? aligner_->version() : "none";
}

}  // namespace hexapla

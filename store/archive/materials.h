#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "store/archive/view.h"
#include "store/engine/engine.h"
#include "store/model/alignment.h"
#include "store/model/digest.h"
#include "store/search/indexed_text.h"

namespace hexapla {

class Aligner;
class Examiner;

// A view that owns its bytes.
class OwnedView {
 public:
  explicit OwnedView(EncodedView encoded);
  const EncodedView& encoded() const { return encoded_; }
  const RevisionView& view() const { return view_; }

 private:
  EncodedView encoded_;
  RevisionView view_;
};

// Which alignment is wanted: two revisions, and what helps to align them.
struct AlignmentRequest {
  Digest source, target;
  std::optional<Digest> bridge = std::nullopt;   // a revision, see Aligner::Help
  std::optional<Digest> lexicon = std::nullopt;  // an object
  bool lexicon_knows_texts = false;
  friend auto operator<=>(const AlignmentRequest&, const AlignmentRequest&) = default;
};

// What deriving needs of texts and is costly to make: views, words and alignments, by digest, kept
// while they are likely to be wanted again. The same digests always give the same answers, so it is
// safe to make them ahead, in any thread.
class Materials {
 public:
  // `aligner` may be null: then nothing is aligned. `examiner`: then nothing is examined.
  explicit Materials(std::shared_ptr<const Aligner> aligner,
                     std::shared_ptr<const Examiner> examiner = nullptr)
      : aligner_(std::move(aligner)), examiner_(std::move(examiner)) {}

  // The view of the revision with this digest: kept, or made from the object in `objects`.
  // Throws StoreError::corrupt when the object is missing, or is no revision.
  std::shared_ptr<const OwnedView> view(const Digest& digest, const Snapshot& objects);
  // Keeps the view of a revision that is not stored yet.
  std::shared_ptr<const OwnedView> keep_view(const Digest& digest, EncodedView encoded);

  // The same revision's words, for the search index.
  std::shared_ptr<const IndexedText> indexed_text(const Digest& digest, const Snapshot& objects);

  // Nothing without an aligner.
  std::shared_ptr<const Alignment> alignment(const AlignmentRequest& request,
                                             const Snapshot& objects);

  bool can_align() const { return aligner_ != nullptr; }
  std::string_view aligner_version() const;
  const Examiner* examiner() const { return examiner_.get(); }  // may be null

 private:
  // Keeps at most a number of entries, the longest unused go first. Guarded by mutex_.
  template <typename Key, typename Value>
  struct Recent {
    std::size_t limit;
    std::list<Key> order{};
    std::map<Key, std::pair<std::shared_ptr<const Value>, typename std::list<Key>::iterator>>
        entries{};

    std::shared_ptr<const Value> find(const Key& key) {
      const auto found = entries.find(key);
      if (found == entries.end()) return nullptr;
      order.splice(order.begin(), order, found->second.second);
      return found->second.first;
    }
    void keep(const Key& key, std::shared_ptr<const Value> value) {
      if (find(key)) return;
      order.push_front(key);
      entries.emplace(key, std::pair(std::move(value), order.begin()));
      while (entries.size() > limit) {
        entries.erase(order.back());
        order.pop_back();
      }
    }
  };

  std::shared_ptr<const std::string> lexicon(const Digest& digest, const Snapshot& objects);

  std::shared_ptr<const Aligner> aligner_;
  std::shared_ptr<const Examiner> examiner_;
  std::mutex mutex_;
  Recent<Digest, OwnedView> views_{512};
  Recent<Digest, IndexedText> indexed_texts_{512};
  Recent<AlignmentRequest, Alignment> alignments_{2048};
  Recent<Digest, std::string> lexicons_{16};
};

}  // namespace hexapla

#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "store/archive/held_texts.h"
#include "store/archive/materials.h"
#include "store/archive/meta_names.h"
#include "store/archive/pair_deriver.h"
#include "store/archive/records.h"
#include "store/engine/engine.h"
#include "store/model/event.h"

namespace hexapla {

inline constexpr std::uint32_t kFormatVersion = 1;
// Of the bytes of all tables, as store/FORMAT.md describes them.
inline constexpr std::string_view kLayout = "3";

// Turns events into the rows of the derived tables. The one place that does: adding and rebuilding
// both come here, which is why a rebuild gives the same bytes.
class Deriver {
 public:
  // Rows are read and written through `rows`; objects and events come from `objects` (for a rebuild
  // elsewhere they differ). `lacking`: texts that need not be there, since an event further on
  // withdraws them. What is derived in the end is the same with and without them.
  Deriver(RebuildWriter& rows, const Snapshot& objects, Materials& materials,
          const std::set<Digest>* lacking = nullptr)
      : rows_(rows),
        objects_(objects),
        materials_(materials),
        texts_(objects, materials, lacking),
        pairs_(rows, objects, materials, texts_) {}
  Deriver(const Deriver&) = delete;
  Deriver& operator=(const Deriver&) = delete;

  // Applies event `number`. Events come in order, each once. Throws StoreError::corrupt when it
  // contradicts those before.
  void apply(const Event& event, std::uint64_t number);

 private:
  void created(const ArchiveCreated& what);
  void added(const Event& event, const RevisionAdded& what, std::uint64_t number);
  void stated(const Event& event, const StatementsAdded& what, std::uint64_t number);
  void retracted(const Event& event, const StatementRetracted& what, std::uint64_t number);
  void withdrawn(const Event& event, const TextWithdrawn& what, std::uint64_t number);
  // Objects that go with a text are its own captures, and nothing that another text needs.
  void require_own_objects(const TextWithdrawn& what, std::uint64_t number) const;
  // Takes away all that was made of the revision's text, or with its help.
  void forget_text(const RevisionKey& key, std::uint64_t event);
  void learnt(const LexiconLearnt& what, std::uint64_t number);
  void realigned(const ArticlesRealigned& what, std::uint64_t number);

  VariantKey find_or_create_variant(const Event& event, const RevisionAddress& address);
  RevisionKey key_of(const RevisionAddress& address, const Digest& digest) const;
  // `before`: the newest revision of the variant that was held until now, 0 for none.
  void index_words(const RevisionAdded& what, const RevisionKey& key, std::uint32_t before,
                   std::uint64_t number);
  std::uint64_t event_of(const RevisionKey& key) const;
  void put_statements(const Event& event, const RevisionKey& key,
                      const std::vector<Statement>& statements, std::uint64_t number);
  void note_input(const Digest& input, std::uint64_t number);
  // Recomputes the variant's row from its newest revision, its facets and the article's row, and
  // aligns where what decides how changed. `origin`: claims, and among them what a version was made
  // from.
  enum class Change { claims, origin, text, withdrawal };
  void refresh(const VariantKey& variant, const Event& event, std::uint64_t number, Change change);
  std::uint16_t choose_base(std::uint64_t article, const ArticleRow& row, std::uint16_t changed,
                            Kind kind) const;
  // Of the newest text of the variant that is held; empty where there is none.
  std::string title_of(const VariantKey& key, const VariantRow& row) const;

  RebuildWriter& rows_;
  const Snapshot& objects_;
  Materials& materials_;
  HeldTexts texts_;
  PairDeriver pairs_;
};

}  // namespace hexapla

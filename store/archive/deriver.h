#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>

#include "store/archive/materials.h"
#include "store/archive/records.h"
#include "store/engine/engine.h"
#include "store/model/event.h"

namespace hexapla {

inline constexpr std::uint32_t kFormatVersion = 1;

// Names of rows in the table `meta`.
inline constexpr std::string_view kMetaFormat = "format";
inline constexpr std::string_view kMetaUnicode = "unicode";
inline constexpr std::string_view kMetaIcu = "icu";
inline constexpr std::string_view kMetaSegmenter = "segmenter";
inline constexpr std::string_view kMetaAligner = "aligner";
inline constexpr std::string_view kMetaRealigned =
    "realigned";  // number of the last articles-realigned
inline constexpr std::string_view kMetaCounters = "counters";

// Turns events into the rows of the derived tables. The one place that does: adding and rebuilding
// both come here, which is why a rebuild gives the same bytes.
class Deriver {
 public:
  // Rows are read and written through `rows`; objects and events come from `objects` (for a rebuild
  // elsewhere they differ). `lacking`: texts that need not be there, since an event further on
  // withdraws them. What is derived in the end is the same with and without them.
  Deriver(RebuildWriter& rows, const Snapshot& objects, Materials& materials,
          const std::set<Digest>* lacking = nullptr)
      : rows_(rows), objects_(objects), materials_(materials), lacking_(lacking) {}

  // Applies event `number`. Events come in order, each once. Throws StoreError::corrupt when it
  // contradicts those before.
  void apply(const Event& event, std::uint64_t number);

 private:
  void created(const ArchiveCreated& what);
  void added(const Event& event, const RevisionAdded& what, std::uint64_t number);
  void stated(const Event& event, const StatementsAdded& what, std::uint64_t number);
  void retracted(const Event& event, const StatementRetracted& what);
  void withdrawn(const Event& event, const TextWithdrawn& what, std::uint64_t number);
  // Takes away all that was made of the revision's text, or with its help.
  void forget_text(const RevisionKey& key, std::uint64_t event);
  // Null only for a text that may lack.
  std::shared_ptr<const OwnedView> text_of(const Digest& digest) const;
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
  // Recomputes the variant's row from its newest revision, its facets and the article's row, and
  // aligns where what decides how changed. `origin`: claims, and among them what a version was made
  // from.
  enum class Change { claims, origin, text, withdrawal };
  void refresh(const VariantKey& variant, const std::string& time, Change change);
  void replace_facets(std::uint64_t article, const VariantRow* before, const VariantRow& after);
  void count_facet(std::uint64_t article, std::uint8_t facet, std::string_view value, int change);
  std::uint16_t choose_base(std::uint64_t article, const ArticleRow& row, std::uint16_t changed,
                            Kind kind) const;
  void align(std::uint64_t article, std::uint16_t base, std::uint16_t changed);
  void align_pair(const VariantKey& base, const VariantKey& version);
  // A revision of a third variant of the article that `version` says it was made from, if it was
  // not withdrawn.
  std::optional<RevisionKey> origin_of(const RevisionKey& version, const VariantKey& base) const;
  // The newest machine translation of the article in the version's language, if the version is by
  // another hand.
  std::optional<RevisionKey> machine_version_beside(const VariantKey& base,
                                                    const VariantKey& version) const;
  Alignment alignment_of(const RevisionKey& source, const RevisionKey& target,
                         const std::optional<RevisionKey>& bridge) const;

  RebuildWriter& rows_;
  const Snapshot& objects_;
  Materials& materials_;
  const std::set<Digest>* lacking_;
};

}  // namespace hexapla

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/log_reading.h"
#include "store/archive/view.h"
#include "store/archive/withdrawal.h"
#include "store/engine/engine.h"
#include "store/model/address.h"
#include "store/model/alignment.h"
#include "store/model/event.h"
#include "store/model/kind.h"
#include "store/model/provenance.h"

namespace hexapla {

// One article of a list.
struct ArticleSummary {
  ArticleId id;
  std::uint64_t number;          // in the order of creation, from 1
  std::string title;             // of its original, else of its first variant
  std::string language;          // of that text
  std::string created, updated;  // times of its first and newest event
  std::uint32_t variants, revisions;
};

// One variant, by its newest revision.
struct VariantSummary {
  VariantId id;
  std::uint32_t order;      // of creation within its article, from 1
  std::uint32_t revisions;  // how many there are
  std::uint32_t newest;     // the newest that was not withdrawn, where all were: the newest; what
                            // follows is of it
  bool is_withdrawn;        // all of them were
  Kind kind;                // of the newest
  std::string engine;       // of the newest; empty when none is named
  std::vector<std::string> labels;  // classes of labels seen on the newest
};

// What is recorded of one revision besides its text.
struct RevisionRecord {
  RevisionAddress address;
  Digest digest;
  std::uint64_t event;
  std::string time;
  std::string actor;
  std::optional<CaptureRecord> capture;
  std::uint32_t segments;
  std::uint64_t text_bytes;
};

// A lexicon of two languages that was learnt from the archive's texts.
struct LexiconRecord {
  Digest digest;                // of its object
  std::uint64_t event;          // that kept it
  std::uint64_t learnt_before;  // it has seen the revisions of events before this one
  std::string aligner;          // version that can read it
};

// A statement with where it stands in the log.
struct RecordedStatement {
  std::uint64_t event;
  std::uint32_t index;
  std::string time, actor;
  bool retracted = false;
  Statement statement;
};

// Values by which a list of articles can be narrowed.
enum class Facet { all, language, kind, engine, label };

struct ArticleFilter {
  // Each given one must hold for one and the same article, though not for the same variant of it.
  std::string language, kind, engine,
      label;  // empty: any. language matches the canonical tag of any variant
};

struct ArticlePage {
  std::vector<ArticleSummary> articles;  // newest first
  std::string next_cursor;               // empty: no more
};

struct ArchiveStats {
  std::uint64_t articles = 0, variants = 0, revisions = 0, segments = 0, events = 0, alignments = 0,
                objects = 0;
  std::uint64_t text_bytes = 0;           // of all revisions' blocks
  std::uint64_t object_stored_bytes = 0;  // compressed
};

// A consistent view of an archive. Everything it gives by string_view or RevisionView points into
// the store and lives as long as the Reading. For one thread at a time. Throws StoreError::corrupt
// for bytes that contradict their format.
class Reading {
 public:
  explicit Reading(std::unique_ptr<Snapshot> snapshot);
  Reading(Reading&&) noexcept;
  ~Reading();

  // Newest first. `cursor` is one given before, or empty; nothing for a cursor we did not make.
  std::optional<ArticlePage> articles(const ArticleFilter& filter, std::string_view cursor,
                                      std::size_t limit) const;
  // Values of a facet with the number of articles that have them, by value.
  std::vector<std::pair<std::string, std::uint64_t>> facet_values(Facet facet) const;

  std::optional<ArticleSummary> article(const ArticleId& id) const;
  // In the order of creation.
  std::vector<VariantSummary> variants(const ArticleId& id) const;
  // Numbers 1 to `revisions`, oldest first.
  std::vector<RevisionRecord> revisions(const ArticleId& id, const VariantId& variant) const;
  std::optional<RevisionRecord> revision(const RevisionAddress& address) const;

  // Which revision a user means: `article/variant@3`, `article/variant` (newest), `article` (its
  // original's newest) or a digest of at least 8 digits. Throws RefusedError saying what is
  // missing, with near names.
  RevisionAddress resolve(std::string_view text) const;
  // The variant that versions are compared with: of kind original, else the first. Nothing for an
  // unknown article.
  std::optional<VariantId> base_variant(const ArticleId& id) const;

  // Why a revision's text is no longer there; nothing when it is held, or there is no such
  // revision.
  std::optional<Withdrawal> withdrawal(const RevisionAddress& address) const;
  // The same of an object: a text or a capture.
  std::optional<Withdrawal> withdrawal(const Digest& object) const;

  // Throws RefusedError::withdrawn, with the reason: for whoever is asked for this text and nothing
  // else.
  void refuse_if_withdrawn(const RevisionAddress& address) const;

  // Nothing for a text that was withdrawn.
  std::optional<RevisionView> view(const RevisionAddress& address) const;
  // Of that text; empty where it has none, or was withdrawn.
  std::string title(const RevisionAddress& address) const;
  // The alignment stored for this pair, in this direction; nothing when none is: make one then.
  std::optional<Alignment> alignment(const RevisionAddress& source,
                                     const RevisionAddress& target) const;

  // The newest lexicon of two languages, of which only the first parts count: `zh` for `zh-Hant`.
  std::optional<LexiconRecord> lexicon(std::string_view source_language,
                                       std::string_view target_language) const;

  // Where revisions with this text stand; a text can stand in several variants.
  std::vector<RevisionAddress> addresses_of(const Digest& digest) const;

  std::vector<RecordedStatement> statements(
      const RevisionAddress& address) const;  // oldest first, retracted ones too
  Provenance provenance(const RevisionAddress& address) const;

  std::uint64_t event_count() const;
  std::optional<Event> event(std::uint64_t number) const;             // from 0
  std::optional<std::string> event_json(std::uint64_t number) const;  // as kept
  std::optional<std::string> object(
      const Digest& digest) const;  // decompressed; checked against the digest

  // The log as others can check it. Lives as long as this Reading.
  LogReading log() const;

  ArchiveStats stats() const;
  // `format`, `unicode`, `icu`, `segmenter`, `aligner`: what the derived tables were made with.
  std::string meta(std::string_view key) const;

  // What all of this is read from: for the archive's own searching.
  const Snapshot& snapshot() const { return *snapshot_; }

 private:
  std::unique_ptr<Snapshot> snapshot_;
};

}  // namespace hexapla

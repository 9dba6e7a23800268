#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/archive/reading.h"
#include "store/archive/view.h"
#include "store/engine/engine.h"
#include "store/log/checkpoint.h"
#include "store/model/address.h"
#include "store/model/alignment.h"
#include "store/model/capture.h"
#include "store/model/error.h"
#include "store/model/event.h"
#include "store/model/revision.h"
#include "store/model/statement.h"

namespace hexapla {

// Makes alignments for an archive, which does not know how (translate/align does). A pure function
// of the two texts: the derived tables must come out the same whenever they are rebuilt. Called
// from many threads.
class Aligner {
 public:
  virtual ~Aligner() = default;
  virtual Alignment align(const RevisionView& source, const RevisionView& target) const = 0;
  virtual std::string_view version() const = 0;

  // What an archive knows beside the two texts.
  struct Help {
    std::string_view lexicon;  // LexiconLearnt's object, of this aligner's version; empty: none
    bool lexicon_knows_texts = false;  // the two were among those that it was learnt from
    const RevisionView* bridge =
        nullptr;  // a machine translation of the source into the target's language
  };
  virtual Alignment align_with(const RevisionView& source, const RevisionView& target,
                               const Help& help) const {
    (void)help;
    return align(source, target);
  }
};

class Examiner;

// What somebody hands in to be kept.
struct NewRevision {
  // Absent: made from the title, and a new article. Given and not there: created, unless
  // `article_must_exist`.
  std::optional<ArticleId> article;
  bool article_must_exist = false;
  // Absent: the language's tag, with the engine's name, or the kind, as its word where that tag is
  // another kind's.
  std::optional<VariantId> variant;
  Revision revision;
  std::optional<Capture> capture;
  std::vector<Statement>
      statements;  // their derived-from and revises values may be addresses: resolved while adding
  // Of a copy from another archive: RevisionAdded::input there. Then what is unchanged there is
  // unchanged here too.
  std::optional<Digest> input = std::nullopt;
  // Keep it although this text, or its capture, was withdrawn here before.
  bool allow_withdrawn = false;
  std::string actor;
};

// Entries that a mirror takes over, as they stand in the log of the archive that it follows, and
// what they name.
struct MirroredEntries {
  std::uint64_t first = 0;  // number of the first one: as many as the mirror has
  std::vector<std::string> entries;
  std::vector<NewObject> objects;
  // Objects that cannot be had, since an entry further on withdraws them: digest, and that entry's
  // number.
  std::map<Digest, std::uint64_t> lacking;
  std::string checkpoint;  // of the log with these entries: a note, or its text alone
  std::string follows;     // the address of the archive
};

struct AddResult {
  enum class Outcome {
    added,
    unchanged
  } outcome;  // unchanged: this input is held already, at `address`
  RevisionAddress address;
  Digest digest;
  std::uint64_t event;  // that added it, now or then
};

// How a new archive's log is named and whether it has a key.
struct NewLog {
  std::string origin = {};  // unique in the world, without spaces: `archive.example/articles`.
                            // Empty: this machine's name and a number
  bool has_key = true;      // makes one, in the file log.key; without it checkpoints are not signed
};

// An Archive is every article we hold, in every language, in every revision.
//
// Revisions are never changed; correcting one means adding another. Safe to use from many threads;
// many processes may have the same archive open. Writers take turns, many adds to a commit; readers
// never wait.
class Archive {
 public:
  // Creates an archive in `directory` (made if absent; must be empty of archives). Throws
  // StoreError, and InputError for an origin that is none.
  static void create(const std::filesystem::path& directory, std::string_view actor,
                     const NewLog& log = {});

  struct OpenOptions {
    bool read_only = false;
    std::shared_ptr<const Aligner> aligner;    // absent: no alignments are stored
    std::shared_ptr<const Examiner> examiner;  // absent: no links of words and findings are
  };
  // Throws StoreError: missing, wrong_format, io.
  static std::unique_ptr<Archive> open(const std::filesystem::path& directory, OpenOptions options);

  ~Archive();

  // Adds a revision after the newest one of its variant. Durable on return.
  //
  // Throws InputError (empty text, too large, a bad value in a statement), RefusedError (unknown
  // origin, cycle, …) or StoreError; then nothing is written and no reader ever sees part of it.
  AddResult add(NewRevision revision);

  // The same, later: adds are carried out in the order of these calls, many to one fsync. The
  // future throws what add() throws. Waits when too many are pending.
  std::future<AddResult> add_later(NewRevision revision);

  // All of them in their order, or none: one commit, seen whole by everybody.
  struct Together {
    bool are_kept = false;
    // One for each. When they are not kept: why not, or what would have come of it.
    std::vector<std::variant<AddResult, std::exception_ptr>> each;
  };
  // Throws StoreError when the disk refuses; what add() throws else is in the result.
  Together add_together(std::vector<NewRevision> revisions);

  // Records claims about a revision; returns the event's number. Throws as add().
  std::uint64_t state(const RevisionAddress& address, std::vector<Statement> statements,
                      std::string_view actor);
  // The same, as add_later(): in the order of the calls, many to one fsync.
  std::future<std::uint64_t> state_later(const RevisionAddress& address,
                                         std::vector<Statement> statements, std::string_view actor);
  std::uint64_t retract(std::uint64_t event, std::uint32_t index, std::string_view reason,
                        std::string_view actor);

  // Removes the text of a revision, wherever else it stands too, and captures that nothing else
  // uses; says why for good. Log, digests and all other revisions stand. Returns the event's
  // number. Throws as add(); RefusedError::conflicting when it is gone.
  std::uint64_t withdraw(const RevisionAddress& address, std::string_view reason,
                         std::string_view authority, std::string_view actor);
  // Records a revision that another archive has without its text, which was withdrawn there. Of
  // `withdrawal`, reason, authority and objects are taken. The number in `revision` is replaced by
  // the next one.
  AddResult add_withdrawn(const RevisionAdded& revision, const TextWithdrawn& withdrawal,
                          std::string_view actor);

  // Takes over entries of another archive's log, all or none; makes the archive when
  // `entries.first` is 0. Throws InputError when they do not give the root of their checkpoint,
  // cannot be read or lack an object; RefusedError::conflicting when this log has another length
  // than `first`.
  static void create_mirror(const std::filesystem::path& directory, const MirroredEntries& entries,
                            std::shared_ptr<const Aligner> aligner,
                            std::shared_ptr<const Examiner> examiner = nullptr);
  void append(const MirroredEntries& entries);

  // Keeps what was learnt of two languages; versions added later are aligned with it. Returns the
  // event's number.
  std::uint64_t keep_lexicon(const std::string& source_language, const std::string& target_language,
                             std::string lexicon, std::uint64_t learnt_before,
                             std::string_view actor);
  // Aligns the versions of these articles anew, with the lexicons of now, links their words and
  // keeps what an examiner finds: one event, one commit. At most 64 articles.
  std::uint64_t realign(std::vector<ArticleId> articles, std::string_view actor);

  // A consistent view of everything committed so far. Cheap; keep it for one request, not across
  // slow writes.
  Reading read() const;

  // Rebuilds every derived table from log and objects, in one transaction. `progress(done, total)`
  // counts events.
  void reindex(const std::function<void(std::uint64_t, std::uint64_t)>& progress);

  struct Problem {
    std::string where;  // `event 12`, `object 3fa9…`, `views chegada/pt@1`
    std::string what;
  };
  // Every page of the store, every object's digest, every event, the tree against the stored
  // checkpoint and its signature, every reference, and that the derived tables equal a rebuild.
  // With `against`, a checkpoint of this log from another time: also that since then it was only
  // added to.
  std::vector<Problem> verify(
      const std::function<void(std::string_view step, std::uint64_t, std::uint64_t)>& progress,
      const Checkpoint* against = nullptr) const;

  struct Size {
    std::uint64_t file_bytes = 0, free_bytes = 0;
  };
  Size size() const;
  // What each table takes of the file, by its name in store/FORMAT.md.
  struct TableSize {
    std::string name;
    std::uint64_t rows = 0, bytes = 0;
  };
  std::vector<TableSize> table_sizes() const;

  const std::filesystem::path& directory() const;

 private:
  struct Impl;
  explicit Archive(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The largest text we take: one revision's blocks together.
inline constexpr std::size_t kMaxRevisionBytes = std::size_t{16} << 20;

}  // namespace hexapla

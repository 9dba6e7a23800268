#include "store/archive/archive.h"

#include <map>
#include <mutex>
#include <thread>

#include "store/archive/acknowledged.h"
#include "store/archive/committer.h"
#include "store/archive/deriver.h"
#include "store/archive/event_identity.h"
#include "store/archive/examiner.h"
#include "store/archive/log_head.h"
#include "store/archive/log_reading.h"
#include "store/archive/lookup.h"
#include "store/archive/materials.h"
#include "store/archive/mirroring.h"
#include "store/archive/planner.h"
#include "store/archive/replay.h"
#include "store/archive/signing_key.h"
#include "store/archive/worker_pool.h"
#include "store/engine/lmdb_engine.h"
#include "store/engine/lmdb_file.h"
#include "store/text/normalize.h"
#include "store/text/segment.h"

namespace hexapla {

namespace {

using SharedPrepared = std::shared_future<std::shared_ptr<const PreparedAdd>>;

// Adds that are on their way, by article: a version that comes right behind its original can be
// aligned with it before either is stored. A hint only: what the derived tables hold is decided
// when the add is planned.
class OriginalsOnTheirWay {
 public:
  SharedPrepared find(const ArticleId& article) {
    const std::lock_guard lock(mutex_);
    const auto found = originals_.find(article);
    return found == originals_.end() ? SharedPrepared() : found->second;
  }
  void keep(const ArticleId& article, SharedPrepared prepared, bool is_original) {
    constexpr std::size_t kLimit = 256;
    const std::lock_guard lock(mutex_);
    if (originals_.size() >= kLimit) originals_.clear();
    if (is_original) {
      originals_.insert_or_assign(article, std::move(prepared));
    } else {
      originals_.try_emplace(article, std::move(prepared));
    }
  }

 private:
  std::mutex mutex_;
  std::map<ArticleId, SharedPrepared> originals_;
};

bool claims_original(const NewRevision& revision) {
  for (const Statement& statement : revision.statements) {
    if (statement.claim.property == Property::kind && statement.claim.value == name(Kind::original))
      return true;
  }
  return false;
}

std::size_t weight(const NewRevision& revision) {
  std::size_t bytes = revision.capture ? revision.capture->bytes.size() : 0;
  for (const Block& block : revision.revision.blocks) bytes += block.text.size();
  return bytes;
}

// Before it is known what comes of an add.
AddResult no_result() {
  return {AddResult::Outcome::unchanged,
          {*ArticleId::parse("none"), VariantId::make(LanguageTag::undetermined(), ""), 1},
          {},
          0};
}

void refuse_existing(const std::filesystem::path& directory) {
  std::error_code error;
  if (!std::filesystem::exists(directory / "data.mdb", error)) return;
  try {
    const auto engine = open_lmdb_engine(directory, false, {.read_only = true});
    if (!engine->snapshot()->get(Table::events, event_key(0)))
      return;  // its making was never finished
  } catch (const StoreError& failure) {
    if (failure.kind() == StoreError::Kind::missing) return;
    throw;
  }
  throw StoreError(StoreError::Kind::exists,
                   "there is an archive in " + directory.string() + " already; it is untouched");
}

[[noreturn]] void fail_created_twice(const std::filesystem::path& directory) {
  throw StoreError(StoreError::Kind::exists,
                   "another process created an archive in " + directory.string() + " just now");
}

}  // namespace

struct Archive::Impl {
  std::filesystem::path directory;
  OpenOptions options;
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Materials> materials;
  OriginalsOnTheirWay originals;

  // Threads exist only in processes that write, from the first write on.
  std::once_flag writing;
  std::unique_ptr<Committer> committer;
  std::unique_ptr<WorkerPool> workers;

  void start_writing();
  // Throws StoreError::corrupt when there are any: to write on would be to tell another story of
  // what followed, and over what is left of it on the disk.
  void refuse_lost_entries() const;
  // Adds what is wrong with the log as it is, held against what was acknowledged.
  void compare(const Checkpoint& acknowledged, std::vector<Problem>& problems) const;
  // Notes beside the store how far its log has come.
  void acknowledge() const noexcept;
  // The key in the archive's folder; nothing for a log without one. Throws StoreError when it is
  // another log's.
  std::optional<NoteSigner> signer_of_log() const;
  // Waits for the write; throws what it threw.
  void carry_out(std::function<void(Overlay&, std::uint64_t)> plan, std::size_t bytes = 0,
                 std::function<void()> wait_until_ready = nullptr);
  // Has a worker check, encode and align it ahead of time.
  SharedPrepared prepare_later(NewRevision revision);
  // Aligns with the original ahead of time, in the worker that prepared the add.
  void align_ahead(const PreparedAdd& add, const SharedPrepared& original);
};

void Archive::Impl::start_writing() {
  if (options.read_only) {
    throw StoreError(StoreError::Kind::io,
                     "archive " + directory.string() + " is open for reading only");
  }
  std::call_once(writing, [this] {
    refuse_lost_entries();
    const Reading reading(engine->snapshot());
    const auto check = [&](std::string_view key, std::string_view present, const char* what) {
      const std::string made_with = reading.meta(key);
      if (made_with.empty() || made_with == present) return;
      throw StoreError(StoreError::Kind::wrong_format,
                       "the derived tables of " + directory.string() + " were made with " + what +
                           " " + made_with + ", this program has " + std::string(present) +
                           ": run `hexapla reindex` before adding");
    };
    check(kMetaIcu, unicode_versions().icu, "ICU");
    check(kMetaSegmenter, segmenter_version(), "segmenter");
    if (materials->can_align()) check(kMetaAligner, materials->aligner_version(), "aligner");
    if (const Examiner* examiner = materials->examiner())
      check(kMetaExaminer, examiner->version(), "examiner");
    workers = std::make_unique<WorkerPool>(std::max(1U, std::thread::hardware_concurrency()));
    committer = std::make_unique<Committer>(
        *engine,
        [signer = signer_of_log()](Overlay& rows, std::uint64_t size) { seal(rows, size, signer); },
        [this] { acknowledge(); });
  });
}

void Archive::Impl::refuse_lost_entries() const {
  // First: the log may grow meanwhile.
  const auto acknowledged = read_acknowledged(directory);
  if (!acknowledged) return;
  const auto snapshot = engine->snapshot();
  if (const auto problem = contradiction(*acknowledged, LogReading(*snapshot)))
    throw StoreError(StoreError::Kind::corrupt,
                     "the log in " + directory.string() + " " + *problem);
}

void Archive::Impl::compare(const Checkpoint& acknowledged, std::vector<Problem>& problems) const {
  const auto snapshot = engine->snapshot(DamagedRows::given);
  // In a damaged log the name and the tree may not be readable; then that is said already.
  auto problem = problems.empty() ? contradiction(acknowledged, LogReading(*snapshot))
                                  : shorter_than_acknowledged(acknowledged, acknowledged.origin,
                                                              snapshot->count(Table::events));
  if (problem) problems.push_back({"log", *std::move(problem)});
}

void Archive::Impl::acknowledge() const noexcept {
  try {
    const auto snapshot = engine->snapshot();
    if (const auto checkpoint = snapshot->get(Table::log_head, kHeadCheckpoint))
      write_acknowledged(directory, *checkpoint);
  } catch (const std::exception&) {
    // The commit stands; the note beside it says a little less than it could.
  }
}

std::optional<NoteSigner> Archive::Impl::signer_of_log() const {
  const auto snapshot = engine->snapshot();
  const LogReading log(*snapshot);
  if (!log.key()) return std::nullopt;
  auto signer = read_signing_key(directory);
  if (signer && signer->verifier().text() != log.key()->text()) {
    throw StoreError(StoreError::Kind::wrong_format, "the key in " + directory.string() +
                                                         " is not that of this log, which is " +
                                                         log.key()->text());
  }
  return signer;
}

void Archive::Impl::carry_out(std::function<void(Overlay&, std::uint64_t)> plan, std::size_t bytes,
                              std::function<void()> wait_until_ready) {
  start_writing();
  std::promise<void> promise;
  committer->submit(
      {.wait_until_ready = std::move(wait_until_ready),
       .plan = std::move(plan),
       .done = [&] { promise.set_value(); },
       .failed = [&](std::exception_ptr error) { promise.set_exception(std::move(error)); },
       .bytes = bytes});
  promise.get_future().get();
}

void Archive::Impl::align_ahead(const PreparedAdd& add, const SharedPrepared& original) {
  if (!materials->can_align() || !add.wanted.article) return;
  std::optional<Digest> source;
  const auto snapshot = engine->snapshot();
  if (original.valid()) {
    source = original.get()->digest;
  } else if (const auto base = find_base_variant(*snapshot, *add.wanted.article)) {
    const auto row =
        snapshot->get(Table::revisions, revision_key({base->key, base->row.newest_held}));
    if (row) source = decode_row<RevisionRow>(*row).digest;
  }
  if (!source || *source == add.digest) return;
  // A hint, as the original's language may be another one by then, or a bridge be there.
  AlignmentRequest request{.source = *source, .target = add.digest};
  const auto original_view = materials->view(*source, *snapshot);
  if (const auto lexicon =
          find_lexicon(*snapshot, original_view->view().language(),
                       add.wanted.revision.language.text(), materials->aligner_version()))
    request.lexicon = lexicon->digest;
  materials->alignment(request, *snapshot);
}

Archive::Archive(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Archive::~Archive() {
  // The committer waits for adds that workers still prepare, so it goes first.
  impl_->committer.reset();
  impl_->workers.reset();
}

void Archive::create(const std::filesystem::path& directory, std::string_view actor,
                     const NewLog& log) {
  const std::string origin = log.origin.empty() ? default_origin() : log.origin;
  if (!is_note_name(origin)) {
    throw InputError({.field = "origin"},
                     "\"" + origin + "\" cannot name a log: no spaces, no plus sign, not empty");
  }
  refuse_existing(directory);
  forget_acknowledged(directory);
  const auto engine = open_lmdb_engine(directory, true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  Materials materials(nullptr);
  const std::optional<NoteSigner> signer =
      log.has_key ? std::optional(NoteSigner::generate(origin)) : std::nullopt;
  record(ArchiveCreated{kFormatVersion, origin, signer ? signer->verifier().text() : std::string()},
         std::string(actor), rows, materials, 0);
  seal(rows, 1, signer);
  // Before the commit: no archive may name a key that is lost.
  if (signer) write_signing_key(directory, *signer);
  Batch batch;
  batch.require.push_back({Table::events, event_key(0), std::nullopt});
  rows.move_to(batch);
  if (engine->commit(batch) != CommitOutcome::ok) fail_created_twice(directory);
}

std::unique_ptr<Archive> Archive::open(const std::filesystem::path& directory,
                                       OpenOptions options) {
  auto impl = std::make_unique<Impl>();
  impl->directory = directory;
  impl->engine = open_lmdb_engine(directory, false, {.read_only = options.read_only});
  impl->materials = std::make_unique<Materials>(options.aligner, options.examiner);
  impl->options = std::move(options);
  const std::string format = Reading(impl->engine->snapshot()).meta(kMetaFormat);
  if (format.empty()) {
    throw StoreError(StoreError::Kind::missing,
                     directory.string() + " holds no archive: its making was never finished");
  }
  if (format != std::to_string(kFormatVersion)) {
    throw StoreError(StoreError::Kind::wrong_format,
                     directory.string() + " holds an archive of format " + format +
                         "; this program reads format " + std::to_string(kFormatVersion));
  }
  if (Reading(impl->engine->snapshot()).meta(kMetaLayout) != kLayout) {
    throw StoreError(
        StoreError::Kind::wrong_format,
        directory.string() +
            " was written by another version of this program before the format was released: "
            "export it with that one (`hexapla export`), import that into a new archive");
  }
  return std::unique_ptr<Archive>(new Archive(std::move(impl)));
}

SharedPrepared Archive::Impl::prepare_later(NewRevision revision) {
  const std::optional<ArticleId> article = revision.article;
  const bool is_original = claims_original(revision);
  const SharedPrepared original =
      article && !is_original ? originals.find(*article) : SharedPrepared();

  auto promised = std::make_shared<std::promise<std::shared_ptr<const PreparedAdd>>>();
  const SharedPrepared prepared = promised->get_future().share();
  if (article &&
      (is_original || (!original.valid() && !find_article(*engine->snapshot(), *article)))) {
    originals.keep(*article, prepared, is_original);
  }
  workers->submit(
      [this, promised, original, wanted = std::make_shared<NewRevision>(std::move(revision))] {
        try {
          auto add = std::make_shared<PreparedAdd>(prepare_add(std::move(*wanted)));
          // What is held already will be found unchanged: a repeated bulk load need not segment and
          // align everything again.
          const bool is_held = find_by_input(*engine->snapshot(), add->input).has_value();
          if (!is_held) {
            materials->keep_view(add->digest, encode_view(add->wanted.revision));
            materials->indexed_text(add->digest, *engine->snapshot());
          }
          promised->set_value(add);
          if (!is_held) align_ahead(*add, original);
        } catch (...) {
          try {
            promised->set_exception(std::current_exception());
          } catch (const std::future_error&) {
            // The text was prepared and only aligning ahead failed: planning will meet and report
            // the same.
          }
        }
      });
  return prepared;
}

std::future<AddResult> Archive::add_later(NewRevision revision) {
  impl_->start_writing();
  Impl& impl = *impl_;
  const std::size_t bytes = weight(revision);
  const SharedPrepared prepared = impl.prepare_later(std::move(revision));
  auto result = std::make_shared<AddResult>(no_result());
  auto promise = std::make_shared<std::promise<AddResult>>();
  std::future<AddResult> future = promise->get_future();
  impl.committer->submit(
      {.wait_until_ready = [prepared] { prepared.get(); },
       .plan =
           [&impl, prepared, result](Overlay& rows, std::uint64_t number) {
             *result = plan_add(*prepared.get(), rows, *impl.materials, number);
           },
       .done = [promise, result] { promise->set_value(*result); },
       .failed = [promise](std::exception_ptr error) { promise->set_exception(std::move(error)); },
       .bytes = bytes});
  return future;
}

Archive::Together Archive::add_together(std::vector<NewRevision> revisions) {
  impl_->start_writing();
  std::size_t bytes = 0;
  std::vector<SharedPrepared> prepared;
  prepared.reserve(revisions.size());
  for (NewRevision& revision : revisions) {
    bytes += weight(revision);
    prepared.push_back(impl_->prepare_later(std::move(revision)));
  }
  struct Refused {};
  Together together;
  const auto plan = [&](Overlay& rows, std::uint64_t number) {
    together.each.assign(prepared.size(), no_result());
    bool is_refused = false;
    for (std::size_t i = 0; i < prepared.size(); ++i) {
      // Those behind a refused one are tried all the same, so that all that is wrong is said.
      Overlay one(rows);
      try {
        const AddResult result = plan_add(*prepared[i].get(), one, *impl_->materials, number);
        if (result.outcome == AddResult::Outcome::added) ++number;
        one.merge_into(rows);
        together.each[i] = result;
      } catch (const StoreError&) {
        throw;
      } catch (...) {
        together.each[i] = std::current_exception();
        is_refused = true;
      }
    }
    if (is_refused) throw Refused();
  };
  try {
    impl_->carry_out(plan, bytes, [&] {
      for (const SharedPrepared& one : prepared) one.wait();
    });
    together.are_kept = true;
  } catch (const Refused&) {
  }
  return together;
}

AddResult Archive::add(NewRevision revision) { return add_later(std::move(revision)).get(); }

std::uint64_t Archive::state(const RevisionAddress& address, std::vector<Statement> statements,
                             std::string_view actor) {
  std::uint64_t event = 0;
  impl_->carry_out([&](Overlay& rows, std::uint64_t number) {
    plan_statements(address, statements, std::string(actor), rows, *impl_->materials, number);
    event = number;
  });
  return event;
}

std::future<std::uint64_t> Archive::state_later(const RevisionAddress& address,
                                                std::vector<Statement> statements,
                                                std::string_view actor) {
  impl_->start_writing();
  auto event = std::make_shared<std::uint64_t>(0);
  auto promise = std::make_shared<std::promise<std::uint64_t>>();
  std::future<std::uint64_t> future = promise->get_future();
  impl_->committer->submit(
      {.wait_until_ready = nullptr,
       .plan =
           [this, event, address, statements = std::move(statements), actor = std::string(actor)](
               Overlay& rows, std::uint64_t number) {
             plan_statements(address, statements, actor, rows, *impl_->materials, number);
             *event = number;
           },
       .done = [promise, event] { promise->set_value(*event); },
       .failed = [promise](std::exception_ptr error) { promise->set_exception(std::move(error)); },
       .bytes = 0});
  return future;
}

std::uint64_t Archive::retract(std::uint64_t event, std::uint32_t index, std::string_view reason,
                               std::string_view actor) {
  std::uint64_t retraction = 0;
  impl_->carry_out([&](Overlay& rows, std::uint64_t number) {
    plan_retraction(event, index, std::string(reason), std::string(actor), rows, *impl_->materials,
                    number);
    retraction = number;
  });
  return retraction;
}

std::uint64_t Archive::withdraw(const RevisionAddress& address, std::string_view reason,
                                std::string_view authority, std::string_view actor) {
  std::uint64_t withdrawal = 0;
  impl_->carry_out([&](Overlay& rows, std::uint64_t number) {
    plan_withdrawal(address, std::string(reason), std::string(authority), std::string(actor), rows,
                    *impl_->materials, number);
    withdrawal = number;
  });
  return withdrawal;
}

AddResult Archive::add_withdrawn(const RevisionAdded& revision, const TextWithdrawn& withdrawal,
                                 std::string_view actor) {
  AddResult result{AddResult::Outcome::added, revision.address, revision.digest, 0};
  impl_->carry_out([&](Overlay& rows, std::uint64_t number) {
    result.address.number = plan_withdrawn_copy(revision, withdrawal, std::string(actor), rows,
                                                *impl_->materials, number);
    result.event = number;
  });
  return result;
}

void Archive::create_mirror(const std::filesystem::path& directory, const MirroredEntries& entries,
                            std::shared_ptr<const Aligner> aligner,
                            std::shared_ptr<const Examiner> examiner) {
  refuse_existing(directory);
  forget_acknowledged(directory);
  Materials materials(std::move(aligner), std::move(examiner));
  const auto engine = open_lmdb_engine(directory, true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  plan_mirrored(entries, rows, materials);
  Batch batch;
  batch.require.push_back({Table::events, event_key(0), std::nullopt});
  rows.move_to(batch);
  if (engine->commit(batch) != CommitOutcome::ok) fail_created_twice(directory);
}

void Archive::append(const MirroredEntries& entries) {
  impl_->carry_out(
      [&](Overlay& rows, std::uint64_t) { plan_mirrored(entries, rows, *impl_->materials); });
}

std::uint64_t Archive::keep_lexicon(const std::string& source_language,
                                    const std::string& target_language, std::string lexicon,
                                    std::uint64_t learnt_before, std::string_view actor) {
  std::uint64_t event = 0;
  impl_->carry_out([&](Overlay& rows, std::uint64_t number) {
    LexiconLearnt what{source_language, target_language, Digest::of(lexicon),
                       std::string(impl_->materials->aligner_version()), learnt_before};
    plan_lexicon(std::move(what), lexicon, std::string(actor), rows, *impl_->materials, number);
    event = number;
  });
  return event;
}

std::uint64_t Archive::realign(std::vector<ArticleId> articles, std::string_view actor) {
  std::uint64_t event = 0;
  impl_->carry_out([&](Overlay& rows, std::uint64_t number) {
    plan_realignment(articles, std::string(actor), rows, *impl_->materials, number);
    event = number;
  });
  return event;
}

Reading Archive::read() const { return Reading(impl_->engine->snapshot()); }

void Archive::reindex(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  if (impl_->options.read_only) {
    throw StoreError(StoreError::Kind::io,
                     "archive " + impl_->directory.string() + " is open for reading only");
  }
  impl_->refuse_lost_entries();
  impl_->engine->rebuild_derived(
      [&](RebuildWriter& rows) { replay(rows, rows, *impl_->materials, progress); });
}

std::vector<Archive::Problem> Archive::verify(
    const std::function<void(std::string_view, std::uint64_t, std::uint64_t)>& progress,
    const Checkpoint* against) const {
  try {
    lmdb::check_every_page(impl_->directory / "data.mdb");
  } catch (const StoreError& error) {
    return {{"file", error.what()}};  // what is above it cannot be trusted, not even to be read
  }
  // Before the log is looked at, which may grow meanwhile.
  const auto acknowledged = read_acknowledged(impl_->directory);
  std::vector<Problem> problems =
      verify_archive(*impl_->engine, *impl_->materials, progress, against);
  if (acknowledged) impl_->compare(*acknowledged, problems);
  return problems;
}

Archive::Size Archive::size() const {
  const Engine::Size size = impl_->engine->size();
  return {size.file_bytes, size.free_bytes};
}

std::vector<Archive::TableSize> Archive::table_sizes() const {
  std::vector<TableSize> sizes;
  for (Engine::TableSize& table : impl_->engine->table_sizes())
    sizes.push_back({std::move(table.name), table.rows, table.bytes});
  return sizes;
}

const std::filesystem::path& Archive::directory() const { return impl_->directory; }

}  // namespace hexapla

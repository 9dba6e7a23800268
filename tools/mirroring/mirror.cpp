#include "tools/mirroring/mirror.h"

#include <algorithm>

#include "tools/proving/checkpoint_file.h"
#include "translate/check/examine.h"

namespace hexapla {

namespace {

constexpr std::size_t kMaxObjectBytesOfCommit = std::size_t{16} << 20;

[[noreturn]] void refuse_fork(const RemoteLog& remote, const Checkpoint& here) {
  throw RefusedError(
      RefusedError::Reason::conflicting,
      "the archive at " + remote.url() +
          " and this one have parted: neither log grew out of the other; nothing was changed\n" +
          "  here:  " + words_of(here) + "\n  there: " + words_of(remote.checkpoint().checkpoint));
}

Event event_of(const std::string& entry, std::uint64_t number, const RemoteLog& remote) {
  try {
    return event_from_canonical_json(entry);
  } catch (const InputError& error) {
    throw InputError({.file = remote.url()},
                     "entry " + std::to_string(number) + " cannot be read: " + error.what());
  }
}

class Following {
 public:
  Following(RemoteLog& remote, std::filesystem::path directory,
            std::shared_ptr<const Aligner> aligner, const MirrorOptions& options)
      : remote_(remote),
        directory_(std::move(directory)),
        aligner_(std::move(aligner)),
        options_(options) {}

  Mirrored run(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    open();
    Mirrored result{.taken = 0,
                    .there = remote_.checkpoint().checkpoint,
                    .is_signed = false,
                    .is_behind = false};
    result.is_signed = check_signature();
    if (archive_ && !is_ahead(result)) return result;
    while (tree_.size() < remote_.size()) {
      const std::uint64_t before = tree_.size();
      take_bundle();
      result.taken += tree_.size() - before;
      progress(tree_.size(), remote_.size());
    }
    return result;
  }

 private:
  void open() {
    try {
      archive_ = Archive::open(
          directory_, {.read_only = false, .aligner = aligner_, .examiner = make_examiner()});
    } catch (const StoreError& error) {
      if (error.kind() != StoreError::Kind::missing) throw;
      return;
    }
    const Reading reading = archive_->read();
    const LogReading log = reading.log();
    here_ = Checkpoint{log.origin(), log.size(), log.root(log.size())};
    if (log.follows().empty()) {
      throw RefusedError(
          RefusedError::Reason::conflicting,
          directory_.string() +
              " holds an archive that follows no other: name a folder for the mirror");
    }
    if (log.origin() != remote_.checkpoint().checkpoint.origin) refuse_fork(remote_, here_);
  }

  // The key: told, or that of our own first entry, or of theirs. False for a log without one.
  bool check_signature() {
    std::optional<NoteVerifier> key;
    if (archive_) {
      const Reading reading = archive_->read();
      key = reading.log().key();
    } else {
      if (remote_.size() == 0)
        throw InputError({.file = remote_.url()}, "is a log without entries");
      const Event first = event_of(remote_.bundle(0).front(), 0, remote_);
      const auto* created = std::get_if<ArchiveCreated>(&first.what);
      if (created == nullptr || created->origin != remote_.checkpoint().checkpoint.origin) {
        throw InputError({.file = remote_.url()}, "has a first entry that does not name its log");
      }
      if (!created->key.empty()) key = NoteVerifier::parse(created->key);
    }
    if (options_.key && (!key || key->text() != options_.key->text())) {
      throw InputError({.file = remote_.url()},
                       "is a log with " + (key ? "the key " + key->text() : std::string("no key")) +
                           ", not with " + options_.key->text());
    }
    if (!key) return false;
    if (!remote_.checkpoint().is_signed_by(*key)) {
      throw InputError({.file = remote_.url() + "/checkpoint"},
                       "is not signed by the log's key, " + key->text());
    }
    return true;
  }

  // False when there is nothing to take. Throws when the logs have parted.
  bool is_ahead(Mirrored& result) {
    const Reading reading = archive_->read();
    const LogReading log = reading.log();
    if (remote_.size() < here_.size) {
      if (remote_.size() == 0 || log.root(remote_.size()) != remote_.root())
        refuse_fork(remote_, here_);
      result.is_behind = true;
      return false;
    }
    if (!remote_.grew_from(here_.size, here_.root)) refuse_fork(remote_, here_);
    tree_ = log.builder();
    committed_ = tree_;
    return remote_.size() > here_.size;
  }

  void take_bundle() {
    const std::uint64_t index = tree_.size() / kTileWidth;
    std::vector<std::string> entries = remote_.bundle(index);
    entries.erase(entries.begin(),
                  entries.begin() + static_cast<std::ptrdiff_t>(tree_.size() % kTileWidth));
    for (const std::string& entry : entries) tree_.append(leaf_hash(entry));
    if (!remote_.grew_from(tree_.size(), tree_.root())) {
      throw InputError({.file = remote_.url()}, "sends entries " +
                                                    std::to_string(tree_.size() - entries.size()) +
                                                    " to " + std::to_string(tree_.size() - 1) +
                                                    " that are not those of its checkpoint");
    }
    // All of them are in the log; now what they name.
    MirroredEntries batch{.first = committed_.size(),
                          .entries = {},
                          .objects = {},
                          .lacking = {},
                          .checkpoint = {},
                          .follows = remote_.url()};
    std::size_t object_bytes = 0;
    for (std::string& entry : entries) {
      const std::uint64_t number = batch.first + batch.entries.size();
      const Event event = event_of(entry, number, remote_);
      for (const Digest& digest : objects_brought_by(event))
        object_bytes += take_object(digest, number, batch);
      committed_.append(leaf_hash(entry));
      batch.entries.push_back(std::move(entry));
      if (object_bytes < kMaxObjectBytesOfCommit && committed_.size() < tree_.size()) continue;
      commit(batch);
      batch = {.first = committed_.size(),
               .entries = {},
               .objects = {},
               .lacking = {},
               .checkpoint = {},
               .follows = remote_.url()};
      object_bytes = 0;
    }
  }

  std::size_t take_object(const Digest& digest, std::uint64_t number, MirroredEntries& batch) {
    if (batch.lacking.contains(digest)) return 0;
    if (std::any_of(batch.objects.begin(), batch.objects.end(),
                    [&](const NewObject& held) { return held.digest == digest; }))
      return 0;
    if (archive_ && archive_->read().object(digest)) return 0;
    auto bytes = remote_.object(digest, options_.max_object_bytes);
    if (bytes) {
      const std::size_t size = bytes->size();
      batch.objects.push_back({digest, *std::move(bytes)});
      return size;
    }
    batch.lacking[digest] = withdrawing_entry(digest, number);
    return 0;
  }

  // The entry behind `number` that withdraws the object: named by the other archive, else looked
  // for.
  std::uint64_t withdrawing_entry(const Digest& digest, std::uint64_t number) {
    const auto withdraws = [&](std::uint64_t index, const std::string& entry) {
      if (entry.find(digest.hex()) == std::string::npos || index <= number) return false;
      const Event event = event_of(entry, index, remote_);
      const auto* gone = std::get_if<TextWithdrawn>(&event.what);
      return gone != nullptr &&
             std::find(gone->objects.begin(), gone->objects.end(), digest) != gone->objects.end() &&
             remote_.contains(index, entry);
    };
    if (const auto named = remote_.event_named(); named && *named < remote_.size()) {
      const auto entries = remote_.bundle(*named / kTileWidth);
      if (withdraws(*named, entries[*named % kTileWidth])) return *named;
    }
    for (std::uint64_t bundle = number / kTileWidth; bundle * kTileWidth < remote_.size();
         ++bundle) {
      const auto entries = remote_.bundle(bundle);
      for (std::size_t i = 0; i < entries.size(); ++i) {
        if (withdraws(bundle * kTileWidth + i, entries[i])) return bundle * kTileWidth + i;
      }
    }
    throw InputError({.file = remote_.url()}, "does not have object " + digest.hex() +
                                                  ", which entry " + std::to_string(number) +
                                                  " names and none withdraws");
  }

  void commit(MirroredEntries& batch) {
    const Checkpoint reached{remote_.checkpoint().checkpoint.origin, committed_.size(),
                             committed_.root()};
    batch.checkpoint = reached.size == remote_.size() ? remote_.note() : reached.text();
    if (archive_) {
      archive_->append(batch);
    } else {
      Archive::create_mirror(directory_, batch, aligner_, make_examiner());
      archive_ = Archive::open(
          directory_, {.read_only = false, .aligner = aligner_, .examiner = make_examiner()});
    }
  }

  RemoteLog& remote_;
  const std::filesystem::path directory_;
  const std::shared_ptr<const Aligner> aligner_;
  const MirrorOptions& options_;
  std::unique_ptr<Archive> archive_;  // null until the first entries are here
  Checkpoint here_;
  TreeBuilder tree_;       // with all entries that were verified
  TreeBuilder committed_;  // with those that are here
};

}  // namespace

Mirrored mirror(RemoteLog& remote, const std::filesystem::path& directory,
                std::shared_ptr<const Aligner> aligner, const MirrorOptions& options,
                const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  return Following(remote, directory, std::move(aligner), options).run(progress);
}

}  // namespace hexapla

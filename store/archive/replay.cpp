#include "store/archive/replay.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "store/archive/deriver.h"
#include "store/archive/keys.h"
#include "store/archive/log_head.h"
#include "store/archive/log_reading.h"
#include "store/engine/lmdb_engine.h"
#include "store/log/merkle.h"
#include "store/model/event.h"

namespace hexapla {

namespace {

using Problems = std::vector<Archive::Problem>;
using Progress = std::function<void(std::string_view, std::uint64_t, std::uint64_t)>;

std::string event_place(std::uint64_t number) { return "event " + std::to_string(number); }

std::set<Digest> verify_objects(const Snapshot& primary, Problems& problems,
                                const Progress& progress) {
  std::set<Digest> digests;
  primary.scan_objects([&](const Digest& digest, std::uint64_t) {
    digests.insert(digest);
    return true;
  });
  std::uint64_t done = 0;
  for (const Digest& digest : digests) {
    try {
      const auto bytes = primary.object(digest);
      if (!bytes) {
        problems.push_back({"object " + digest.hex(), "is missing"});
      } else if (Digest::of(*bytes) != digest) {
        problems.push_back(
            {"object " + digest.hex(), "its bytes have the digest " + Digest::of(*bytes).hex()});
      }
    } catch (const StoreError& error) {
      problems.push_back({"object " + digest.hex(), error.what()});
    }
    progress("objects", ++done, digests.size());
  }
  return digests;
}

// What events refer to must be there, unless a later event withdrew it: then it must not.
class ReferenceCheck {
 public:
  ReferenceCheck(const std::set<Digest>& objects, Problems& problems)
      : objects_(objects), problems_(problems) {}

  void add(const Event& event, std::uint64_t number);
  void finish(const Snapshot& primary) {
    for (const auto& [number, digest, what] : missing_) {
      if (withdrawn_.contains(digest) || primary.get(Table::log_head, lacks_key(digest))) continue;
      problems_.push_back({event_place(number), std::string("names ") + what + " " + digest.hex() +
                                                    ", which is not held"});
    }
    for (const auto& [digest, number] : withdrawn_) {
      if (!objects_.contains(digest)) continue;
      problems_.push_back(
          {"object " + digest.hex(),
           "was withdrawn by event " + std::to_string(number) + " and is still held"});
    }
  }

 private:
  struct Missing {
    std::uint64_t event;
    Digest digest;
    const char* what;
  };
  const std::set<Digest>& objects_;
  Problems& problems_;
  std::vector<Missing> missing_;
  std::map<Digest, std::uint64_t> withdrawn_;  // and not handed in again, by the event that says so
};

void ReferenceCheck::add(const Event& event, std::uint64_t number) {
  const auto require = [&](const Digest& digest, const char* what) {
    if (!objects_.contains(digest)) missing_.push_back({number, digest, what});
  };
  const std::vector<Statement>* statements = nullptr;
  if (const auto* added = std::get_if<RevisionAdded>(&event.what)) {
    withdrawn_.erase(added->digest);
    if (added->capture) withdrawn_.erase(added->capture->digest);
    require(added->digest, "text");
    if (added->capture) require(added->capture->digest, "capture");
    statements = &added->statements;
  } else if (const auto* stated = std::get_if<StatementsAdded>(&event.what)) {
    require(stated->digest, "text");
    statements = &stated->statements;
  } else if (const auto* gone = std::get_if<TextWithdrawn>(&event.what)) {
    for (const Digest& digest : gone->objects) withdrawn_.insert_or_assign(digest, number);
  } else if (const auto* lexicon = std::get_if<LexiconLearnt>(&event.what)) {
    require(lexicon->digest, "lexicon");
  }
  if (statements == nullptr) return;
  for (const Statement& statement : *statements) {
    const std::string* const named = revision_named_in(statement.claim);
    const auto source = named == nullptr ? std::nullopt : Digest::parse(*named);
    if (source) require(*source, "source");
  }
}

// The tree of the events as they are, against the checkpoint as it was stored with them, and
// `against`.
class TreeCheck {
 public:
  TreeCheck(const Snapshot& primary, const Checkpoint* against, Problems& problems)
      : primary_(primary), against_(against), problems_(problems) {}

  void add(std::string_view entry) {
    tree_.append(leaf_hash(entry));
    if (against_ != nullptr && tree_.size() == against_->size) root_then_ = tree_.root();
  }

  Digest root() const { return tree_.root(); }

  void finish() {
    const LogReading log(primary_);
    check_stored(log);
    if (against_ == nullptr) return;
    if (against_->origin != log.origin()) {
      problems_.push_back({"log", "is " + log.origin() +
                                      ", and the checkpoint to compare with is of " +
                                      against_->origin});
    } else if (against_->size > tree_.size()) {
      problems_.push_back({"log", "has " + std::to_string(tree_.size()) + " entries, and had " +
                                      std::to_string(against_->size) +
                                      " at the checkpoint to compare with: some were taken away"});
    } else if (against_->size > 0 && root_then_ != against_->root) {
      problems_.push_back(
          {"log",
           "its first " + std::to_string(against_->size) +
               " entries are not those of the checkpoint to compare with: history was changed"});
    }
  }

 private:
  void check_stored(const LogReading& log) {
    const auto stored = CheckpointNote::parse(log.checkpoint());
    if (!stored) {
      problems_.push_back({"checkpoint", "is missing, or none"});
      return;
    }
    if (stored->note && !(log.key() && stored->is_signed_by(*log.key()))) {
      problems_.push_back({"checkpoint", "is not signed by the key of the log"});
    }
    if (stored->checkpoint != Checkpoint{log.origin(), tree_.size(), tree_.root()}) {
      problems_.push_back(
          {"checkpoint",
           "says " + one_line(stored->checkpoint.text()) + ", and the entries give " +
               one_line(Checkpoint{log.origin(), tree_.size(), tree_.root()}.text())});
    }
  }

  static std::string one_line(std::string text) {
    text.pop_back();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  const Snapshot& primary_;
  const Checkpoint* against_;
  Problems& problems_;
  TreeBuilder tree_;
  Digest root_then_;
};

// Gives the root of the events as they are.
Digest verify_events(const Snapshot& primary, const std::set<Digest>& objects,
                     const Checkpoint* against, Problems& problems, const Progress& progress) {
  TreeCheck tree(primary, against, problems);
  ReferenceCheck references(objects, problems);
  const std::uint64_t count = primary.count(Table::events);
  std::uint64_t expected = 0;
  primary.scan(Table::events, "", [&](std::string_view key, std::string_view value) {
    const auto number = parse_event_key(key);
    if (!number || *number != expected) {
      problems.push_back({event_place(expected), "is missing, or has a key that is none"});
      if (!number) return true;
    }
    expected = *number + 1;
    tree.add(value);
    try {
      const Event event = event_from_canonical_json(value);
      if (to_canonical_json(event) != value) {
        problems.push_back({event_place(*number), "is not in canonical form"});
      }
      references.add(event, *number);
    } catch (const InputError& error) {
      problems.push_back({event_place(*number), std::string("cannot be read: ") + error.what()});
    }
    progress("events", expected, count);
    return true;
  });
  references.finish(primary);
  try {
    tree.finish();
  } catch (const StoreError& error) {
    problems.push_back({"log", error.what()});
  }
  return tree.root();
}

// Readers are told how many rows there are by the table itself.
void check_count(Table table, const Snapshot& held, Problems& problems) {
  std::uint64_t rows = 0;
  held.scan(table, "", [&](std::string_view, std::string_view) {
    ++rows;
    return true;
  });
  if (rows == held.count(table)) return;
  problems.push_back({std::string(name(table)), "says that it has " +
                                                    std::to_string(held.count(table)) +
                                                    " rows, and has " + std::to_string(rows)});
}

// Both tables hold the same keys with the same values; the first few differences are named.
void compare_tables(Table table, const Snapshot& held, const Snapshot& rebuilt,
                    Problems& problems) {
  constexpr std::size_t kMaxNamed = 5;
  std::size_t differences = 0;
  const auto differ = [&](std::string_view key, const char* how) {
    if (++differences <= kMaxNamed)
      problems.push_back({std::string(name(table)) + " " + readable_key(key), how});
  };
  held.scan(table, "", [&](std::string_view key, std::string_view value) {
    const auto other = rebuilt.get(table, key);
    if (!other) {
      differ(key, "is not what a rebuild gives: it has no such row");
    } else if (*other != value) {
      differ(key, "is not what a rebuild gives");
    }
    return true;
  });
  if (held.count(table) != rebuilt.count(table) || differences > 0) {
    rebuilt.scan(table, "", [&](std::string_view key, std::string_view) {
      if (!held.get(table, key)) differ(key, "is missing");
      return true;
    });
  }
  if (differences > kMaxNamed) {
    problems.push_back({std::string(name(table)),
                        "and " + std::to_string(differences - kMaxNamed) + " more rows differ"});
  }
}

// Texts that some event withdraws. Most events need not be parsed for it.
std::set<Digest> withdrawn_texts(const Snapshot& primary) {
  std::set<Digest> digests;
  primary.scan(Table::events, "", [&](std::string_view, std::string_view value) {
    if (value.find("\"text-withdrawn\"") == std::string_view::npos) return true;
    try {
      const Event event = event_from_canonical_json(value);
      if (const auto* gone = std::get_if<TextWithdrawn>(&event.what)) digests.insert(gone->digest);
    } catch (const InputError&) {
      // Said where it is applied.
    }
    return true;
  });
  return digests;
}

}  // namespace

// A folder that goes when this does.
class Rebuild::Folder {
 public:
  Folder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "hexapla-verify-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
      throw StoreError(StoreError::Kind::io, "no temporary folder can be made in " +
                                                 std::filesystem::temp_directory_path().string() +
                                                 " (set TMPDIR)");
    }
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void replay(RebuildWriter& rows, const Snapshot& primary, Materials& materials,
            const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  const std::uint64_t count = primary.count(Table::events);
  const std::set<Digest> lacking = withdrawn_texts(primary);
  Deriver deriver(rows, primary, materials, &lacking);
  for (std::uint64_t number = 0; number < count; ++number) {
    const auto json = primary.get(Table::events, event_key(number));
    if (!json) throw StoreError(StoreError::Kind::corrupt, event_place(number) + " is missing");
    try {
      deriver.apply(event_from_canonical_json(*json), number);
    } catch (const InputError& error) {
      throw StoreError(StoreError::Kind::corrupt,
                       event_place(number) + " cannot be read: " + error.what());
    }
    if (progress) progress(number + 1, count);
  }
}

Rebuild::Rebuild(const Snapshot& primary, Materials& materials,
                 const std::function<void(std::uint64_t, std::uint64_t)>& progress)
    : folder_(std::make_unique<Folder>()), engine_(open_lmdb_engine(folder_->path(), true)) {
  engine_->rebuild_derived(
      [&](RebuildWriter& rows) { replay(rows, primary, materials, progress); });
  rows_ = engine_->snapshot();
}

Rebuild::~Rebuild() = default;

std::vector<Archive::Problem> verify_archive(const Engine& engine, Materials& materials,
                                             const Progress& progress, const Checkpoint* against,
                                             KeptRebuild* kept) {
  const Progress report =
      progress ? progress : [](std::string_view, std::uint64_t, std::uint64_t) {};
  Problems problems;
  const auto primary = engine.snapshot(DamagedRows::given);
  engine.scan_damaged([&](Table table, std::string_view key) {
    problems.push_back(
        {std::string(name(table)) + " " + readable_key(key), "has other bytes than were written"});
  });
  const std::size_t damaged_rows = problems.size();
  const std::set<Digest> objects = verify_objects(*primary, problems, report);
  const Digest root = verify_events(*primary, objects, against, problems, report);
  if (problems.size() > damaged_rows) {
    problems.push_back(
        {"derived tables", "were not compared, since what they derive from is damaged"});
    return problems;
  }
  KeptRebuild rebuilt;
  if (kept != nullptr && kept->rebuild && kept->root == root) {
    rebuilt = *kept;
  } else {
    try {
      rebuilt = {root, std::make_shared<const Rebuild>(
                           *primary, materials, [&](std::uint64_t done, std::uint64_t total) {
                             report("rebuild", done, total);
                           })};
    } catch (const StoreError& error) {
      problems.push_back({"log", error.what()});
      return problems;
    }
    if (kept != nullptr) *kept = rebuilt;
  }
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const auto table = static_cast<Table>(i);
    check_count(table, *primary, problems);
    if (table != Table::events && table != Table::log_head)
      compare_tables(table, *primary, rebuilt.rebuild->rows(), problems);
    report("tables", i + 1, kTableCount);
  }
  return problems;
}

}  // namespace hexapla

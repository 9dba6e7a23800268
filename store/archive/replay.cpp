#include "store/archive/replay.h"

#include <cstdlib>
#include <filesystem>
#include <set>

#include "store/archive/deriver.h"
#include "store/archive/keys.h"
#include "store/engine/lmdb_engine.h"
#include "store/model/event.h"

namespace hexapla {

namespace {

using Problems = std::vector<Archive::Problem>;
using Progress = std::function<void(std::string_view, std::uint64_t, std::uint64_t)>;

// A folder that goes when this does.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hexapla-verify-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
      throw StoreError(StoreError::Kind::io, "no temporary folder can be made in " +
                                                 std::filesystem::temp_directory_path().string() + " (set TMPDIR)");
    }
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string event_place(std::uint64_t number) { return "event " + std::to_string(number); }

std::set<Digest> verify_objects(const Snapshot& primary, Problems& problems, const Progress& progress) {
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
        problems.push_back({"object " + digest.hex(), "its bytes have the digest " + Digest::of(*bytes).hex()});
      }
    } catch (const StoreError& error) {
      problems.push_back({"object " + digest.hex(), error.what()});
    }
    progress("objects", ++done, digests.size());
  }
  return digests;
}

// What one event refers to must be there.
void verify_references(const Event& event, std::uint64_t number, const std::set<Digest>& objects, Problems& problems) {
  const auto require = [&](const Digest& digest, const char* what) {
    if (!objects.contains(digest)) {
      problems.push_back({event_place(number), std::string("names ") + what + " " + digest.hex() + ", which is not held"});
    }
  };
  const std::vector<Statement>* statements = nullptr;
  if (const auto* added = std::get_if<RevisionAdded>(&event.what)) {
    require(added->digest, "text");
    if (added->capture) require(added->capture->digest, "capture");
    statements = &added->statements;
  } else if (const auto* stated = std::get_if<StatementsAdded>(&event.what)) {
    require(stated->digest, "text");
    statements = &stated->statements;
  }
  if (statements == nullptr) return;
  for (const Statement& statement : *statements) {
    const std::string* const named = revision_named_in(statement.claim);
    const auto source = named == nullptr ? std::nullopt : Digest::parse(*named);
    if (source) require(*source, "source");
  }
}

void verify_events(const Snapshot& primary, const std::set<Digest>& objects, Problems& problems, const Progress& progress) {
  const std::uint64_t count = primary.count(Table::events);
  std::uint64_t expected = 0;
  primary.scan(Table::events, "", [&](std::string_view key, std::string_view value) {
    const auto number = parse_event_key(key);
    if (!number || *number != expected) {
      problems.push_back({event_place(expected), "is missing, or has a key that is none"});
      if (!number) return true;
    }
    expected = *number + 1;
    try {
      const Event event = event_from_canonical_json(value);
      if (to_canonical_json(event) != value) {
        problems.push_back({event_place(*number), "is not in canonical form"});
      }
      verify_references(event, *number, objects, problems);
    } catch (const InputError& error) {
      problems.push_back({event_place(*number), std::string("cannot be read: ") + error.what()});
    }
    progress("events", expected, count);
    return true;
  });
}

std::string readable(std::string_view key) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x21 && byte < 0x7F) {
      text += c;
    } else {
      text += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return text;
}

// Both tables hold the same keys with the same values; the first few differences are named.
void compare_tables(Table table, const Snapshot& held, const Snapshot& rebuilt, Problems& problems) {
  constexpr std::size_t kMaxNamed = 5;
  std::size_t differences = 0;
  const auto differ = [&](std::string_view key, const char* how) {
    if (++differences <= kMaxNamed) problems.push_back({std::string(name(table)) + " " + readable(key), how});
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
    problems.push_back({std::string(name(table)), "and " + std::to_string(differences - kMaxNamed) + " more rows differ"});
  }
}

}  // namespace

void replay(RebuildWriter& rows, const Snapshot& primary, Materials& materials,
            const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  const std::uint64_t count = primary.count(Table::events);
  Deriver deriver(rows, primary, materials);
  for (std::uint64_t number = 0; number < count; ++number) {
    const auto json = primary.get(Table::events, event_key(number));
    if (!json) throw StoreError(StoreError::Kind::corrupt, event_place(number) + " is missing");
    try {
      deriver.apply(event_from_canonical_json(*json), number);
    } catch (const InputError& error) {
      throw StoreError(StoreError::Kind::corrupt, event_place(number) + " cannot be read: " + error.what());
    }
    if (progress) progress(number + 1, count);
  }
}

std::vector<Archive::Problem> verify_archive(const Engine& engine, Materials& materials, const Progress& progress) {
  const Progress report = progress ? progress : [](std::string_view, std::uint64_t, std::uint64_t) {};
  Problems problems;
  const auto primary = engine.snapshot();
  const std::set<Digest> objects = verify_objects(*primary, problems, report);
  verify_events(*primary, objects, problems, report);
  if (!problems.empty()) {
    problems.push_back({"derived tables", "were not compared, since what they derive from is damaged"});
    return problems;
  }
  const TemporaryFolder folder;
  const auto rebuilt = open_lmdb_engine(folder.path(), true);
  try {
    rebuilt->rebuild_derived([&](RebuildWriter& rows) {
      replay(rows, *primary, materials, [&](std::uint64_t done, std::uint64_t total) { report("rebuild", done, total); });
    });
  } catch (const StoreError& error) {
    problems.push_back({"log", error.what()});
    return problems;
  }
  const auto fresh = rebuilt->snapshot();
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const auto table = static_cast<Table>(i);
    if (table != Table::events) compare_tables(table, *primary, *fresh, problems);
    report("tables", i + 1, kTableCount);
  }
  return problems;
}

}  // namespace hexapla

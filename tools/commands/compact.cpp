#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "store/archive/acknowledged.h"
#include "store/archive/archive.h"
#include "store/engine/lmdb_engine.h"
#include "store/model/error.h"
#include "tools/cli/command.h"

namespace hexapla {

namespace {

Command::Action set_up(CLI::App& /*app*/, Context& context) {
  return [&context] {
    Compaction done;
    context.on_archive([&](const std::filesystem::path& named) {
      {
        // What is lost may still be in pages that nothing refers to.
        const auto archive = Archive::open(named, {.read_only = true});
        if (const auto lost = lost_entries(*archive))
          throw StoreError(StoreError::Kind::corrupt, *lost);
      }
      done = compact_lmdb(named);
    });
    if (context.options.json) {
      context.out().line(nlohmann::json{{"bytes-before", done.bytes_before},
                                        {"bytes-after", done.bytes_after},
                                        {"free-bytes-before", done.free_bytes_before}}
                             .dump());
    } else {
      context.out().line(fmt::format("{} bytes, {} before", done.bytes_after, done.bytes_before));
    }
    context.say("nothing of what was withdrawn before is left in " +
                (context.archive_directory() / "data.mdb").string());
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "compact",
     .group = CommandGroup::archive,
     .order = 6,
     .summary = "Write the database file anew, without free space and what is left in it.",
     .details = "Pages that are no longer used keep their bytes until they are written over: of "
                "texts that were withdrawn, too.\n"
                "This copies what is in use into a new file, checks every page of it and puts it "
                "in the place of the old one,\n"
                "at once or not at all. It needs as much room again, and refuses (exit code 5) "
                "while another process, such as\n"
                "`hexapla serve`, has the archive open. What the disk, its snapshots and backups "
                "keep of deleted files is not\n"
                "in its power.",
     .examples = {{"hexapla withdraw chegada/es@2 --reason … --authority … && hexapla compact",
                   "remove a text, and its last traces"},
                  {"hexapla compact --json", "how much smaller it is now"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

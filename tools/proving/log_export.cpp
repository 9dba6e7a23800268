#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tools/proving/log_subcommands.h"
#include "tools/terminal/progress.h"

namespace hexapla {

namespace {

namespace fs = std::filesystem;

struct ExportOptions {
  std::string directory;
  bool objects = false;
};

// Appears under its name when it is whole.
void write_file(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  const fs::path unfinished = path.string() + ".new";
  std::ofstream out(unfinished, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw StoreError(StoreError::Kind::io, "cannot write " + unfinished.string());
  fs::rename(unfinished, path);
}

bool is_there(const fs::path& path, std::uint64_t bytes) {
  std::error_code error;
  return fs::file_size(path, error) == bytes && !error;
}

class Writer {
 public:
  Writer(const Reading& reading, fs::path directory)
      : reading_(reading), log_(reading.log()), directory_(std::move(directory)) {}

  void write_tile(const TileName& name) {
    const auto bytes = log_.tile(name);
    if (!bytes)
      throw StoreError(StoreError::Kind::corrupt,
                       name.path() + " cannot be made: run `hexapla verify`");
    const fs::path path = directory_ / name.path();
    ++files_;
    // A tile never changes.
    if (!is_there(path, bytes->size())) write_file(path, *bytes);
  }

  void write_objects(std::uint64_t number) {
    const auto event = reading_.event(number);
    if (!event)
      throw StoreError(StoreError::Kind::corrupt, fmt::format("event {} is missing", number));
    if (const auto* gone = std::get_if<TextWithdrawn>(&event->what)) {
      for (const Digest& digest : gone->objects) {
        if (!reading_.object(digest)) fs::remove(path_of(digest));
      }
    }
    for (const Digest& digest : objects_brought_by(*event)) write_object(digest);
  }

  // Last: whoever reads it finds all the rest.
  void write_checkpoint() {
    write_file(directory_ / "checkpoint", log_.checkpoint());
    ++files_;
  }
  std::uint64_t files() const { return files_; }

 private:
  fs::path path_of(const Digest& digest) const {
    return directory_ / "api/v1/objects" / digest.hex();
  }
  void write_object(const Digest& digest) {
    const auto bytes = reading_.object(digest);
    if (!bytes) return;  // withdrawn
    ++files_;
    if (!is_there(path_of(digest), bytes->size())) write_file(path_of(digest), *bytes);
  }

  const Reading& reading_;
  const LogReading log_;
  const fs::path directory_;
  std::uint64_t files_ = 0;
};

}  // namespace

Subcommand add_log_export(CLI::App& log, Context& context) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* app = log.add_subcommand(
      "export", "Write the log as static files that any web server can serve (C2SP tlog-tiles)");
  app->add_option("DIR", options->directory,
                  "Where; made when it is not there, brought up to date when it is")
      ->required();
  app->add_flag("--objects", options->objects,
                "Texts, captures and lexicons too: then `hexapla mirror` can follow the files");
  return {app, [options, &context] {
            const Reading reading = context.archive_to_read().read();
            Writer writer(reading, options->directory);
            try {
              const std::vector<TileName> tiles = tiles_of(reading.event_count());
              Progress progress("exporting the log", !context.options.quiet);
              const std::uint64_t objects = options->objects ? reading.event_count() : 0;
              std::uint64_t done = 0;
              for (const TileName& tile : tiles) {
                writer.write_tile(tile);
                progress.show(++done, tiles.size() + objects);
              }
              for (std::uint64_t number = 0; number < objects; ++number) {
                writer.write_objects(number);
                progress.show(++done, tiles.size() + objects);
              }
              writer.write_checkpoint();
            } catch (const fs::filesystem_error& error) {
              throw StoreError(StoreError::Kind::io, error.what());
            }
            if (context.options.json) {
              context.out().line(nlohmann::json{{"directory", options->directory},
                                                {"files", writer.files()},
                                                {"entries", reading.event_count()}}
                                     .dump());
            } else {
              context.say(fmt::format("{} entries in {} files in {}", reading.event_count(),
                                      writer.files(), options->directory));
            }
            return ExitCode::ok;
          }};
}

}  // namespace hexapla

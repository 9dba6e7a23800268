#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "store/ingest/warc/member_stream.h"
#include "tools/cli/command.h"
#include "tools/cli/input.h"
#include "tools/cli/usage_error.h"
#include "tools/loading/bulk_load.h"
#include "tools/loading/package_load.h"
#include "tools/loading/warc_load.h"
#include "tools/terminal/interrupt.h"
#include "tools/terminal/progress.h"

namespace hexapla {

namespace {

struct ImportOptions {
  std::vector<std::string> files;
  std::string format;
  BulkOptions bulk;
};

struct Counts {
  std::uint64_t added = 0, unchanged = 0, checked = 0, refused = 0;
  std::uint64_t left_alone = 0;  // records of web archives
  bool disk_refused = false;

  void count(const Outcome& outcome) {
    switch (outcome.what) {
      case Outcome::What::added:
        ++added;
        break;
      case Outcome::What::unchanged:
        ++unchanged;
        break;
      case Outcome::What::checked:
        ++checked;
        break;
      case Outcome::What::refused:
        ++refused;
        break;
      case Outcome::What::ignored:
        break;
    }
    disk_refused = disk_refused || outcome.ends_load();
  }
  std::string text() const {
    std::string words = checked > 0 ? fmt::format("{} can be added", checked)
                                    : fmt::format("{} added, {} unchanged", added, unchanged);
    words += fmt::format(", {} refused", refused);
    if (left_alone > 0) words += fmt::format(", {} left alone (--json says why)", left_alone);
    return words;
  }
};

void report_line(const LineOutcome& line, const std::string& file, Progress& progress,
                 Context& context) {
  if (context.options.json) {
    auto json = to_json(line.outcome);
    json["line"] = line.line;
    if (!file.empty()) json["file"] = file;
    context.out().line(json.dump());
  }
  if (line.outcome.is_refused()) {
    progress.clear();
    const bool names_its_line = line.outcome.place.line.has_value();
    context.warn(
        "refused: " + (names_its_line ? std::string() : fmt::format("line {}: ", line.line)) +
        line.outcome.reason);
  }
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return path != "-" && std::filesystem::is_directory(path, error);
}

// By its name, else by how it begins: files of repositories are often named by their digests.
bool is_warc(const std::string& path, const ImportOptions& options) {
  if (!options.format.empty()) return options.format == "warc";
  for (const char* ending : {".warc", ".warc.gz", ".arc", ".arc.gz"}) {
    if (path.ends_with(ending)) return true;
  }
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  std::ifstream file(path, std::ios::binary);
  MemberStream beginning([&](char* buffer, std::size_t size) {
    file.read(buffer, static_cast<std::streamsize>(size));
    return static_cast<std::size_t>(file.gcount());
  });
  const MemberStream::Piece first = beginning.next();
  return first.kind == MemberStream::Kind::bytes && first.bytes.starts_with("WARC/");
}

void report_record(const RecordOutcome& record, const std::string& file, Progress& progress,
                   Context& context) {
  if (context.options.json) {
    auto json = to_json(record.outcome);
    json["offset"] = record.offset;
    if (!record.type.empty()) json["type"] = record.type;
    if (!record.uri.empty()) json["uri"] = record.uri;
    if (!record.outcome.reason.empty()) json["reason"] = record.outcome.reason;
    if (!file.empty()) json["file"] = file;
    context.out().line(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
  if (record.outcome.is_refused()) {
    progress.clear();
    const std::string place =
        record.type.empty() ? std::string()  // what is no record: the reason begins with its place
                            : fmt::format("record at byte {}{}{}: ", record.offset,
                                          record.uri.empty() ? "" : ", ", record.uri);
    context.warn("refused: " + place + record.outcome.reason);
  }
}

void import_warc(const std::string& path, const ImportOptions& options, Counts& counts,
                 Context& context) {
  InputFile file(path);
  Archive& archive = options.bulk.dry_run ? context.archive_to_read() : context.archive_to_write();
  Progress progress("importing " + file.name(), !context.options.quiet);
  const std::string named = options.files.size() > 1 ? path : std::string();
  load_warc(file, archive, options.bulk, [&](const RecordOutcome& record) {
    counts.count(record.outcome);
    if (record.outcome.what == Outcome::What::ignored) ++counts.left_alone;
    report_record(record, named, progress, context);
    progress.show(record.bytes_read, file.size_bytes(), counts.text());
  });
}

void report_entry(const PackageOutcome& entry, Progress& progress, Context& context) {
  if (context.options.json) {
    auto json = to_json(entry.outcome);
    json["file"] = entry.path;
    context.out().line(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
  if (entry.outcome.is_refused()) {
    progress.clear();
    const bool names_its_file = !entry.outcome.place.file.empty();
    context.warn("refused: " + (names_its_file ? std::string() : entry.path + ": ") +
                 entry.outcome.reason);
  }
}

void import_folder(const std::string& path, const ImportOptions& options, Counts& counts,
                   Context& context) {
  Archive& archive = options.bulk.dry_run ? context.archive_to_read() : context.archive_to_write();
  Progress progress("importing " + path, !context.options.quiet);
  load_package(path, archive, options.bulk, [&](const PackageOutcome& entry) {
    counts.count(entry.outcome);
    report_entry(entry, progress, context);
    progress.show(entry.done, entry.all, counts.text());
  });
}

void import_file(const std::string& path, const ImportOptions& options, Counts& counts,
                 Context& context) {
  InputFile file(path);
  Archive& archive = options.bulk.dry_run ? context.archive_to_read() : context.archive_to_write();
  Progress progress("importing " + file.name(), !context.options.quiet);
  const std::string named = options.files.size() > 1 ? path : std::string();
  load_lines(file, archive, options.bulk,
             {.on_line =
                  [&](const LineOutcome& line) {
                    counts.count(line.outcome);
                    report_line(line, named, progress, context);
                    progress.show(line.bytes_read, file.size_bytes(), counts.text());
                  },
              .on_wait = [&] { context.out().flush(); }});
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ImportOptions>();
  options->bulk.actor = default_actor();
  app.add_option("FILE", options->files,
                 "NDJSON or WARC files, or folders that are a bag or an OCFL storage root; `-` is "
                 "standard input")
      ->required();
  app.add_option("--format", options->format,
                 "ndjson or warc; else by the file's name, or how it begins")
      ->type_name("NAME");
  app.add_option("--by", options->bulk.actor,
                 "Who says all this (else HEXAPLA_ACTOR, else the login name)")
      ->type_name("NAME");
  app.add_flag("--allow-withdrawn", options->bulk.allow_withdrawn,
               "Keep what was withdrawn here before");
  app.add_flag("--dry-run", options->bulk.dry_run, "Check every line, write nothing");
  return [options, &context] {
    const InterruptGuard interrupt;
    options->bulk.stop = &interrupt.flag();
    Counts counts;
    if (!options->format.empty() && options->format != "ndjson" && options->format != "warc") {
      throw UsageError("--format: \"" + options->format + "\" is none: ndjson or warc");
    }
    for (const std::string& path : options->files) {
      const auto take_in = is_folder(path)           ? import_folder
                           : is_warc(path, *options) ? import_warc
                                                     : import_file;
      take_in(path, *options, counts, context);
      if (counts.disk_refused || interrupt.flag()) break;
    }
    context.say(counts.text());
    if (interrupt.flag()) {
      context.warn(
          "interrupted; run it again for the rest: what is there already is left unchanged");
      return ExitCode::interrupted;
    }
    if (counts.disk_refused) return ExitCode::store;
    return counts.refused > 0 ? ExitCode::bad_input : ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "import",
     .group = CommandGroup::exchange,
     .order = 1,
     .summary = "Add many revisions: from NDJSON, one a line, a web archive (WARC), a bag or OCFL "
                "objects.",
     .details =
         "Each line is one revision by store/ingest/revision.schema.json, or a line of `hexapla "
         "export`. Lines are taken in\n"
         "order, so that an original stands before its versions. A refused line does not stop the "
         "others (exit code 4).\n"
         "With --json every line has its answer, written when it is durable:\n"
         "  "
         "{\"line\":7,\"outcome\":\"added\",\"address\":\"chegada/"
         "es@1\",\"digest\":\"…\",\"event\":12}\n"
         "  "
         "{\"line\":8,\"outcome\":\"refused\",\"reason\":\"…\",\"exit-code\":4,\"field\":\"/"
         "language\"}\n"
         "Of a web archive, responses and resources that are pages of text are added: at an "
         "address "
         "that is known, as the next\n"
         "revision there; one that another page names as its version (hreflang) joins that "
         "article. A revisit, or a page\n"
         "that comes again as it was, is recorded as another capture of its revision; a conversion "
         "becomes a version made from\n"
         "the record that it refers to; known fields of metadata become claims. A malformed record "
         "is reported with its byte\n"
         "offset, and the rest is taken.\n"
         "A folder is taken as what `hexapla export --format bagit` or `ocfl` wrote: every file is "
         "checked against its digest\n"
         "there, bad ones are reported by their path, and the rest gives the same as importing the "
         "NDJSON does.\n"
         "Importing again what is there changes nothing: after an interruption, just start over.",
     .examples = {{"hexapla import articles.ndjson", "with a summary, and what was refused"},
                  {"wget --warc-file=news https://example.org/a && hexapla import news.warc.gz",
                   "pages as a crawler saved them"},
                  {"hexapla import --json - < articles.ndjson > answers.ndjson",
                   "an answer for each line"},
                  {"hexapla import bag", "a bag or an OCFL storage root of `hexapla export`, back"},
                  {"hexapla export -o all.ndjson && hexapla init copy && hexapla import --archive "
                   "copy all.ndjson",
                   "copy an archive"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

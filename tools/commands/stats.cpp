#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tools/cli/command.h"

namespace hexapla {

namespace {

nlohmann::json counts_of(const Reading& reading, Facet facet) {
  auto counts = nlohmann::json::object();
  for (const auto& [value, count] : reading.facet_values(facet)) counts[value] = count;
  return counts;
}

nlohmann::json tables_json(const Archive& archive) {
  auto tables = nlohmann::json::object();
  for (const Archive::TableSize& table : archive.table_sizes())
    tables[table.name] = {{"rows", table.rows}, {"bytes", table.bytes}};
  return tables;
}

nlohmann::json stats_json(const Archive& archive) {
  const Reading reading = archive.read();
  const ArchiveStats stats = reading.stats();
  const Archive::Size size = archive.size();
  nlohmann::json made_with;
  for (const char* key : {"format", "unicode", "icu", "segmenter", "aligner"})
    made_with[key] = reading.meta(key);
  return {{"articles", stats.articles},
          {"variants", stats.variants},
          {"revisions", stats.revisions},
          {"segments", stats.segments},
          {"events", stats.events},
          {"alignments", stats.alignments},
          {"objects", stats.objects},
          {"text-bytes", stats.text_bytes},
          {"object-stored-bytes", stats.object_stored_bytes},
          {"file-bytes", size.file_bytes},
          {"free-bytes", size.free_bytes},
          {"tables", tables_json(archive)},
          {"made-with", made_with},
          {"languages", counts_of(reading, Facet::language)},
          {"kinds", counts_of(reading, Facet::kind)},
          {"engines", counts_of(reading, Facet::engine)},
          {"labels", counts_of(reading, Facet::label)}};
}

double per_byte_of_text(std::uint64_t bytes, const nlohmann::json& stats) {
  const auto text = stats["text-bytes"].get<double>();
  return text > 0 ? static_cast<double>(bytes) / text : 0;
}

// The largest first.
void show_tables(const nlohmann::json& stats, Context& context) {
  std::vector<std::pair<std::uint64_t, std::string>> by_size;
  for (const auto& [name, table] : stats["tables"].items())
    by_size.emplace_back(table["bytes"].get<std::uint64_t>(), name);
  std::sort(by_size.rbegin(), by_size.rend());
  context.out().line(
      fmt::format("{:<20}{:>14}{:>14}{:>20}", "table", "rows", "bytes", "a byte of text"));
  for (const auto& [bytes, name] : by_size) {
    context.out().line(fmt::format("{:<20}{:>14}{:>14}{:>20.3f}", name,
                                   stats["tables"][name]["rows"].get<std::uint64_t>(), bytes,
                                   per_byte_of_text(bytes, stats)));
  }
  const auto file = stats["file-bytes"].get<std::uint64_t>(),
             free = stats["free-bytes"].get<std::uint64_t>();
  context.out().line(
      fmt::format("{:<34}{:>14}{:>20.3f}", "free pages", free, per_byte_of_text(free, stats)));
  context.out().line(
      fmt::format("{:<34}{:>14}{:>20.3f}", "the file", file, per_byte_of_text(file, stats)));
}

std::string list_of(const nlohmann::json& counts) {
  std::string text;
  for (const auto& [value, count] : counts.items()) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", value, count.get<std::uint64_t>());
  }
  return text;
}

Command::Action set_up(CLI::App& app, Context& context) {
  const auto with_tables = std::make_shared<bool>(false);
  app.add_flag("--tables", *with_tables, "What each table takes of the file");
  return [&context, with_tables] {
    const nlohmann::json stats = stats_json(context.archive_to_read());
    if (context.options.json) {
      context.out().line(stats.dump(2));
      return ExitCode::ok;
    }
    if (*with_tables) {
      show_tables(stats, context);
      return ExitCode::ok;
    }
    for (const char* member :
         {"articles", "variants", "revisions", "segments", "events", "alignments", "objects",
          "text-bytes", "object-stored-bytes", "file-bytes", "free-bytes"}) {
      context.out().line(fmt::format("{:<20}{:>14}", member, stats[member].get<std::uint64_t>()));
    }
    for (const char* member : {"languages", "kinds", "engines", "labels"}) {
      if (!stats[member].empty())
        context.out().line(fmt::format("{:<20}{}", member, list_of(stats[member])));
    }
    for (const auto& [key, value] : stats["made-with"].items()) {
      context.out().line(fmt::format("{:<20}{}", key, value.get<std::string>()));
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "stats",
     .group = CommandGroup::archive,
     .order = 2,
     .summary = "Count what is in the archive.",
     .details = "Languages, kinds, engines and labels with the number of articles that have them.",
     .examples = {{"hexapla stats", "for a person"},
                  {"hexapla stats --tables", "what of the file goes where"},
                  {"hexapla stats --json", "for other programs"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

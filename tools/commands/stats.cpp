#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/cli/command.h"

namespace hexapla {

namespace {

nlohmann::json counts_of(const Reading& reading, Facet facet) {
  auto counts = nlohmann::json::object();
  for (const auto& [value, count] : reading.facet_values(facet)) counts[value] = count;
  return counts;
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
          {"made-with", made_with},
          {"languages", counts_of(reading, Facet::language)},
          {"kinds", counts_of(reading, Facet::kind)},
          {"engines", counts_of(reading, Facet::engine)},
          {"labels", counts_of(reading, Facet::label)}};
}

std::string list_of(const nlohmann::json& counts) {
  std::string text;
  for (const auto& [value, count] : counts.items()) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", value, count.get<std::uint64_t>());
  }
  return text;
}

Command::Action set_up(CLI::App&, Context& context) {
  return [&context] {
    const nlohmann::json stats = stats_json(context.archive_to_read());
    if (context.options.json) {
      context.out().line(stats.dump(2));
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
                  {"hexapla stats --json", "for other programs"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

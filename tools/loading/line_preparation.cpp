#include "tools/loading/line_preparation.h"

#include "translate/intake/intake.h"

namespace hexapla {

namespace {

std::variant<Outcome, NewRevision, ArchiveLine> read_line(std::string text,
                                                          const std::string& file_name,
                                                          const std::string& actor) {
  if (may_be_archive_line(text)) {
    if (auto line = parse_archive_line(text)) {
      if (line->revision) line->revision->actor = actor;
      return *std::move(line);
    }
  }
  IntakeOptions options;
  options.format = Format::json;
  options.actor = actor;
  return prepare(std::move(text), file_name, options);
}

}  // namespace

PreparedLine prepare_line(LineReader::Line line, const std::string& file_name,
                          const std::string& actor) {
  PreparedLine prepared{.number = line.number, .bytes_read = 0, .what = {}};
  const Outcome outcome = attempt([&] {
    try {
      if (line.is_too_long) {
        throw InputError({}, "is longer than " + std::to_string(kMaxLineBytes >> 20) + " MiB");
      }
      prepared.what = read_line(std::move(line.text), file_name, actor);
    } catch (const InputError& error) {
      // Readers of one JSON text don't know that it is a line of a file.
      Place place = error.place();
      place.file = file_name;
      place.line = line.number;
      throw InputError(place, error.problem());
    }
    return Outcome{.what = Outcome::What::checked};
  });
  if (outcome.is_refused()) prepared.what = outcome;
  return prepared;
}

}  // namespace hexapla

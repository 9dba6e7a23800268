#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "store/model/error.h"
#include "store/model/json_fields.h"
#include "store/text/segment.h"
#include "store/text/utf8.h"
#include "tools/cli/command.h"
#include "tools/cli/input.h"
#include "tools/cli/option_values.h"
#include "tools/loading/line_reader.h"
#include "tools/terminal/progress.h"

namespace hexapla {

namespace {

constexpr std::size_t kLineLimitBytes = std::size_t{64} << 20;

struct SegmentOptions {
  std::string language;
  std::vector<std::string> files;
};

// One paragraph: `{"id","text"}`, and `language` where it is not that of --lang.
std::string segmented(const LineReader::Line& line, const LanguageTag& language) {
  if (line.is_too_long)
    throw InputError({}, fmt::format("a line has more than {} MiB", kLineLimitBytes >> 20));
  const nlohmann::json json = parse_json(line.text);
  const JsonFields fields(json, "");
  const nlohmann::json& id = fields.required("id");
  if (!id.is_string() && !id.is_number_integer())
    fields.refuse("id", "an id is a text or a whole number");
  const std::string text = fields.text("text");
  LanguageTag own = language;
  if (fields.has("language")) {
    const auto tag = LanguageTag::parse(fields.text("language"));
    if (!tag) fields.refuse("language", "this is no language tag (BCP 47), as `pt-BR`");
    own = *tag;
  }
  nlohmann::ordered_json answer{{"id", id}, {"ends", nlohmann::json::array()}};
  std::size_t code_points = 0, byte = 0;
  for (const ByteRange& sentence : segment_sentences(text, own)) {
    code_points += count_code_points(std::string_view(text).substr(byte, sentence.end - byte));
    byte = sentence.end;
    answer["ends"].push_back(code_points);
  }
  return answer.dump();
}

// Returns how many lines were refused.
std::size_t segment_file(const std::string& path, const LanguageTag& language, Context& context) {
  InputFile file(path);
  LineReader reader(file, kLineLimitBytes);
  Progress progress("segmenting " + file.name(), !context.options.quiet);
  std::size_t paragraphs = 0, refused = 0;
  while (const auto line = reader.next()) {
    try {
      context.out().line(segmented(*line, language));
      // Whoever writes into a pipe may wait for the answer before the next line.
      if (file.size_bytes() == 0) context.out().flush();
      ++paragraphs;
    } catch (const InputError& error) {
      ++refused;
      Place place = error.place();
      place.file = file.name();
      place.line = line->number;
      progress.clear();
      context.warn("refused: " + std::string(InputError(place, error.problem()).what()));
    }
    progress.show(reader.bytes_read(), file.size_bytes(), fmt::format("{} paragraphs", paragraphs));
  }
  return refused;
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<SegmentOptions>();
  app.add_option("FILE", options->files, "NDJSON, a paragraph a line; standard input when none");
  app.add_option("--lang", options->language, "Language of the paragraphs that do not name theirs")
      ->type_name("TAG");
  return [options, &context] {
    const LanguageTag language =
        language_option("--lang", options->language).value_or(LanguageTag::undetermined());
    if (options->files.empty()) options->files.emplace_back("-");
    std::size_t refused = 0;
    for (const std::string& path : options->files) refused += segment_file(path, language, context);
    return refused > 0 ? ExitCode::bad_input : ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "segment",
     .group = CommandGroup::texts,
     .order = 60,
     .summary = "Say where the sentences of paragraphs end, from files.",
     .details =
         "A line in is {\"id\",\"text\"}, perhaps with \"language\"; a line out "
         "is {\"id\",\"ends\"}: for each sentence\n"
         "the offset after its last character, in code points. Lines are answered as they come; a "
         "refused one is named and the\n"
         "others go on (exit code 4). Thai, Lao and Khmer write no marks: their sentences are "
         "guessed from spaces and the words\n"
         "beside them. No archive is needed.",
     .examples = {{"hexapla segment --lang he paragraphs.ndjson", "sentences of a file"},
                  {"hexapla segment < mixed.ndjson", "each line names its own language"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

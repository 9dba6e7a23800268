#include "tools/cli/help.h"

#include <algorithm>

#include "tools/terminal/display_width.h"

namespace hexapla {

namespace {

constexpr std::size_t kLine = 100;  // columns

// Two columns; a left part that is too long gets a line of its own.
void put_row(std::string& text, const std::string& left, const std::string& right,
             std::size_t width) {
  text += "  " + left;
  std::size_t column = 2 + left.size();
  const std::size_t start = 2 + width + 2;
  if (column + 2 > start) {
    text += '\n';
    column = 0;
  }
  text.append(start - column, ' ');
  column = start;
  for (std::size_t at = 0; at < right.size();) {
    const std::size_t end = std::min(right.find(' ', at), right.size());
    if (column > start && column + 1 + (end - at) > kLine) {
      text += '\n' + std::string(start, ' ');
      column = start;
    } else if (column > start) {
      text += ' ';
      ++column;
    }
    text += right.substr(at, end - at);
    column += end - at;
    at = end + 1;
  }
  text += '\n';
}

void put_examples(std::string& text, const std::vector<Example>& examples) {
  if (examples.empty()) return;
  text += "\nExamples:\n";
  for (const Example& example : examples)
    text += "  # " + example.meaning + "\n  " + example.line + "\n";
}

// Paragraphs in lines of at most kLine columns; lines that are indented stand as they are.
std::string filled(std::string_view text) {
  std::string result;
  std::size_t column = 0;
  const auto end_line = [&] {
    if (column > 0) result += '\n';
    column = 0;
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with(' ')) {
      end_line();
      result += std::string(line) + "\n";
      continue;
    }
    while (!line.empty()) {
      const std::size_t space = std::min(line.find(' '), line.size());
      const std::string_view word = line.substr(0, space);
      const std::size_t width = display_width(word);
      if (column > 0 && column + 1 + width > kLine) end_line();
      if (column > 0) result += ' ';
      column += width + (column > 0 ? 1 : 0);
      result += word;
      line.remove_prefix(std::min(space + 1, line.size()));
    }
  }
  end_line();
  return result;
}

// `-o, --output FILE`; long names stand below each other.
std::string option_words(const DescribedOption& option) {
  if (option.is_argument()) return option.value;
  std::string words;
  for (const std::string& name : option.names) {
    if (words.empty() && name.starts_with("--")) words = "    ";
    if (!words.empty()) words += words == "    " ? "" : ", ";
    words += name;
  }
  return option.value.empty() ? words : words + " " + option.value;
}

void put_options(std::string& text, const std::vector<DescribedOption>& options) {
  for (const DescribedOption& option : options)
    put_row(text, option_words(option), option.meaning, 28);
}

}  // namespace

std::string_view introduction() {
  return "hexapla keeps articles in every language with all their versions, says where each came "
         "from, and sets them side by side.";
}

const std::vector<Example>& first_examples() {
  static const std::vector<Example> examples{
      {"hexapla init", "make an archive in ./archive"},
      {"hexapla add chegada.md --article chegada --lang pt --kind original", "keep an original"},
      {"hexapla add llegada.md --lang es --kind machine --engine apertium --article chegada "
       "--from chegada/pt",
       "keep a machine translation of it"},
      {"hexapla compare chegada", "read them side by side"},
      {"hexapla serve", "the same in a browser"}};
  return examples;
}

std::string_view exit_codes() {
  return "0 done, 1 findings or differences, 2 wrong usage, 3 not found, 4 input that cannot be "
         "taken,\n"
         "5 the disk or the store refuses, 130 interrupted.";
}

std::string overview() {
  std::string text = std::string(introduction()) + "\n";
  put_examples(text, first_examples());
  text += "\nUsage: hexapla COMMAND [OPTIONS]\n";
  const CommandGroup* group = nullptr;
  for (const Command& command : commands()) {
    if (group == nullptr || *group != command.group)
      text += "\n" + std::string(title_of(command.group)) + ":\n";
    group = &command.group;
    put_row(text, command.name, command.summary, 12);
  }
  text +=
      "\n`hexapla COMMAND --help` tells more; `hexapla --version` names the Unicode data.\n"
      "The archive is the folder named by --archive, else by HEXAPLA_ARCHIVE, else ./archive.\n";
  return text + "Exit codes: " + std::string(exit_codes()) + "\n";
}

std::string help_of(const DescribedCommand& described) {
  const Command& command = *described.command;
  std::string text = command.summary + "\n";
  put_examples(text, command.examples);
  text += "\nUsage: " + described.usage + "\n";
  if (!command.details.empty()) text += "\n" + filled(command.details);
  for (const DescribedPart& part : described.parts) {
    text += "\n" + part.heading + (part.word.empty() ? ":\n" : "\n  " + part.meaning + "\n");
    put_options(text, part.options);
  }
  return text + "\nExit codes: " + std::string(exit_codes()) + "\n";
}

}  // namespace hexapla

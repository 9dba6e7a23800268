#include "tools/cli/help.h"

#include <algorithm>

namespace hexapla {

namespace {

constexpr std::string_view kExitCodes =
    "Exit codes: 0 done, 1 findings or differences, 2 wrong usage, 3 not found, 4 input that "
    "cannot be taken,\n"
    "5 the disk or the store refuses, 130 interrupted.\n";

std::string_view title_of(CommandGroup group) {
  switch (group) {
    case CommandGroup::archive:
      return "The archive";
    case CommandGroup::texts:
      return "Texts and versions";
    case CommandGroup::provenance:
      return "Where a text comes from";
    case CommandGroup::exchange:
      return "In and out in bulk";
    case CommandGroup::serving:
      return "The web pages";
  }
  return "";
}

// Two columns; a left part that is too long gets a line of its own.
void put_row(std::string& text, const std::string& left, const std::string& right,
             std::size_t width) {
  constexpr std::size_t kLine = 100;
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

std::string option_words(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true, false);
  std::string words;
  for (const auto& name : option.get_snames()) words += (words.empty() ? "-" : ", -") + name;
  if (words.empty()) words = "    ";
  for (const auto& name : option.get_lnames())
    words += (words.ends_with("    ") ? "--" : ", --") + name;
  if (option.get_type_size() != 0) words += " " + option.get_type_name();
  return words;
}

void put_options(std::string& text, const CLI::App& app, const std::string& group,
                 const std::string& heading) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const CLI::Option* option : app.get_options()) {
    const std::string of = option->get_positional() ? "Arguments" : option->get_group();
    if (of == group) rows.emplace_back(option_words(*option), option->get_description());
  }
  if (rows.empty()) return;
  text += "\n" + heading + ":\n";
  for (const auto& [left, right] : rows) put_row(text, left, right, 28);
}

}  // namespace

std::string overview() {
  std::string text =
      "hexapla keeps articles in every language with all their versions, says where each came "
      "from, and sets them side "
      "by side.\n";
  put_examples(text, {{"hexapla init", "make an archive in ./archive"},
                      {"hexapla add chegada.md --lang pt --kind original", "keep an original"},
                      {"hexapla add llegada.md --lang es --kind machine --engine apertium "
                       "--article chegada --from chegada/pt",
                       "keep a machine translation of it"},
                      {"hexapla compare chegada", "read them side by side"},
                      {"hexapla serve", "the same in a browser"}});
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
  return text + std::string(kExitCodes);
}

std::string help_of(const Command& command, const CLI::App& app) {
  std::string text = command.summary + "\n";
  put_examples(text, command.examples);
  text += "\nUsage: hexapla " + command.name;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) continue;
    const bool is_many = option->get_expected_max() > 1;
    const std::string name = option->get_name(true, false) + (is_many ? "…" : "");
    text += option->get_required() ? " " + name : " [" + name + "]";
  }
  text += " [OPTIONS]\n";
  if (!command.details.empty()) text += "\n" + command.details + "\n";
  put_options(text, app, "Arguments", "Arguments");
  put_options(text, app, "Options", "Options");
  for (const CLI::App* part : app.get_subcommands([](const CLI::App*) { return true; })) {
    std::string heading = "hexapla " + command.name + " " + part->get_name();
    for (const CLI::Option* option : part->get_options()) {
      if (option->get_positional()) heading += " " + option->get_name(true, false);
    }
    text += "\n" + heading + "\n  " + part->get_description() + "\n";
    for (const CLI::Option* option : part->get_options()) {
      if (option == part->get_help_ptr()) continue;
      put_row(text, option_words(*option), option->get_description(), 28);
    }
  }
  put_options(text, app, "Common", "Options of every command");
  return text + "\n" + std::string(kExitCodes);
}

}  // namespace hexapla

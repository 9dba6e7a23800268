#include "tools/cli/parser.h"

#include <algorithm>

#include "store/text/normalize.h"
#include "tools/cli/help.h"
#include "tools/cli/option_checks.h"
#include "tools/cli/suggestions.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

std::string version_text() {
  const UnicodeVersions& versions = unicode_versions();
  return "hexapla " HEXAPLA_VERSION " (ICU " + versions.icu + ", Unicode " + versions.unicode +
         ")\n";
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.push_back(command.name);
  return names;
}

// CLI11 says of a flag with a value that its override is not allowed.
constexpr std::string_view kFlagWithValue = " was given a disallowed flag override";

}  // namespace

Parser::Parser(Context& context) : context_(context), root_("", "hexapla") {
  root_.set_help_flag("-h,--help", "This text");
  root_.set_version_flag("-V,--version", version_text());
  add_common_options(root_);
  check_values(root_);
  root_.require_subcommand(1);
  entries_.reserve(commands().size());
  for (const Command& command : commands()) {
    CLI::App* app = root_.add_subcommand(command.name, command.summary);
    Entry& entry = entries_.emplace_back(Entry{&command, app, {}});
    entry.action = command.set_up(*app, context_);
    add_common_options(*app);
    check_values(*app);
    app->get_help_ptr()->description("This text")->group("Common");
  }
}

void Parser::add_common_options(CLI::App& app) {
  auto& options = context_.options;
  app.add_option("--archive", options.archive,
                 "The archive's folder (else HEXAPLA_ARCHIVE, else ./archive)")
      ->type_name("DIR")
      ->group("Common");
  app.add_flag("--json", options.json, "Data as JSON: one document, or a line each for lists")
      ->group("Common");
  app.add_option("-o,--output", options.output,
                 "Write data to FILE, which appears when it is whole")
      ->type_name("FILE")
      ->group("Common");
  app.add_flag("-q,--quiet", options.quiet, "No words on standard error but errors")
      ->group("Common");
}

const Parser::Entry* Parser::chosen() const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [](const Entry& entry) { return entry.app->parsed(); });
  return found == entries_.end() ? nullptr : &*found;
}

void Parser::refuse(const CLI::ParseError& error) const {
  const Entry* entry = chosen();
  const std::string help =
      entry == nullptr ? "hexapla --help" : "hexapla " + entry->command->name + " --help";
  throw UsageError(problem_of(error, entry) + "; see `" + help + "`");
}

std::string Parser::problem_of(const CLI::ParseError& error, const Entry* entry) const {
  const auto unexpected = (entry == nullptr ? root_ : *entry->app).remaining(true);
  const auto is_option = [](const std::string& word) {
    return word.size() > 1 && word.starts_with("-");
  };
  if (entry == nullptr && !unexpected.empty() && !is_option(unexpected.front())) {
    return "there is no command `" + unexpected.front() + "`" +
           did_you_mean(unexpected.front(), command_names());
  }
  // Before what is missing: who misspelt an option may have written all that is wanted.
  const auto option = std::find_if(unexpected.begin(), unexpected.end(), is_option);
  if (option != unexpected.end()) {
    const std::string name = option->substr(0, option->find('='));
    return "there is no option `" + name + "`" +
           did_you_mean(name, option_names(entry ? *entry->app : root_));
  }
  if (entry == nullptr && dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
    return "a command is missing";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !unexpected.empty())
    return "`" + unexpected.front() + "` is one argument too many";
  const std::string_view said = error.what();
  if (const auto at = said.find(kFlagWithValue); at != std::string_view::npos)
    return "`--" + std::string(said.substr(0, at)) + "` takes no value";
  return std::string(said);
}

ParsedLine Parser::parse(std::vector<std::string> words) {
  if (words.empty()) throw UsageError("a command is missing\n\n" + overview());
  if (words.front() == "help") {
    words.erase(words.begin());
    words.push_back("--help");
  }
  std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
  try {
    root_.parse(words);
  } catch (const CLI::CallForHelp&) {
    const Entry* entry = chosen();
    return {{}, entry == nullptr ? overview() : help_of(describe(*entry->command, *entry->app))};
  } catch (const CLI::CallForVersion&) {
    return {{}, version_text()};
  } catch (const CLI::ParseError& error) {
    refuse(error);
  }
  return {chosen()->action, {}};
}

}  // namespace hexapla

#include "tools/cli/parser.h"

#include <algorithm>

#include "store/text/normalize.h"
#include "tools/cli/help.h"
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

// CLI11 makes a huge number of a negative one where a count is wanted.
void refuse_negative_counts(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    const std::string type = option->get_type_name();
    if (type != "N" && type != "PERCENT") continue;
    option->check([name = option->get_name()](const std::string& written) {
      return written.starts_with("-") ? "\"" + written + "\" is less than nothing" : std::string();
    });
  }
}

}  // namespace

Parser::Parser(Context& context) : context_(context), root_("", "hexapla") {
  root_.set_help_flag("-h,--help", "This text");
  root_.set_version_flag("-V,--version", version_text());
  add_common_options(root_);
  root_.require_subcommand(1);
  entries_.reserve(commands().size());
  for (const Command& command : commands()) {
    CLI::App* app = root_.add_subcommand(command.name, command.summary);
    Entry& entry = entries_.emplace_back(Entry{&command, app, {}});
    entry.action = command.set_up(*app, context_);
    refuse_negative_counts(*app);
    add_common_options(*app);
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
  std::string message;
  const auto unexpected = (entry == nullptr ? root_ : *entry->app).remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !unexpected.empty()) {
    const std::string& word = unexpected.front();
    if (entry == nullptr && !word.starts_with("-")) {
      message = "there is no command `" + word + "`" + did_you_mean(word, command_names());
    } else if (word.starts_with("-")) {
      const std::string name = word.substr(0, word.find('='));
      message = "there is no option `" + name + "`" +
                did_you_mean(name, option_names(entry ? *entry->app : root_));
    } else {
      message = "`" + word + "` is one argument too many";
    }
  } else if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && entry == nullptr) {
    message = unexpected.empty() ? std::string("a command is missing")
                                 : "there is no command `" + unexpected.front() + "`" +
                                       did_you_mean(unexpected.front(), command_names());
  } else {
    message = error.what();
  }
  throw UsageError(message + "; see `" + help + "`");
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

#include <filesystem>
#include <memory>

#include "store/model/error.h"
#include "tools/cli/command.h"
#include "tools/cli/manual_page.h"
#include "tools/cli/suggestions.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

struct ManualOptions {
  std::string command, directory;
};

void write_page(const std::filesystem::path& directory, const std::string& name,
                const std::string& page) {
  Output file((directory / (name + ".1")).string());
  file.write(page);
  file.finish();
}

void write_all(const std::vector<DescribedCommand>& all, const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    throw StoreError(StoreError::Kind::io,
                     "the folder " + directory + " cannot be made: " + error.message());
  }
  write_page(directory, "hexapla", manual_page_of_all(all));
  for (const DescribedCommand& one : all)
    write_page(directory, "hexapla-" + one.command->name, manual_page_of(one));
}

std::string page_for(const std::string& name, const std::vector<DescribedCommand>& all) {
  if (name.empty()) return manual_page_of_all(all);
  std::vector<std::string> names;
  for (const DescribedCommand& one : all) {
    if (one.command->name == name) return manual_page_of(one);
    names.push_back(one.command->name);
  }
  throw UsageError("manual: there is no command `" + name + "`" + did_you_mean(name, names));
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ManualOptions>();
  app.add_option("COMMAND", options->command, "Whose page; else that of hexapla itself");
  app.add_option("--all", options->directory, "Write every page into this folder instead")
      ->type_name("DIR");
  return [options, &app, &context] {
    const auto all = describe_all(app);
    if (options->directory.empty()) {
      context.out().write(page_for(options->command, all));
    } else {
      write_all(all, options->directory);
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "manual",
     .group = CommandGroup::shell,
     .order = 2,
     .summary = "Print a manual page.",
     .details = "For `man`; an installed hexapla has them as `man hexapla-compare`.",
     .examples = {{"hexapla manual compare | man -l -", "read one"},
                  {"hexapla manual --all ~/.local/share/man/man1", "keep them where `man` looks"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

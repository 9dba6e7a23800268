#include "tools/cli/description.h"

#include <algorithm>

namespace hexapla {

namespace {

DescribedOption describe_option(const CLI::Option& option) {
  DescribedOption described;
  described.meaning = option.get_description();
  described.is_required = option.get_required();
  if (option.get_positional()) {
    described.value = option.get_name(true, false);
    described.is_many = option.get_expected_max() > 1;
    return described;
  }
  for (const auto& name : option.get_snames()) described.names.push_back("-" + name);
  for (const auto& name : option.get_lnames()) described.names.push_back("--" + name);
  if (option.get_type_size() != 0) described.value = option.get_type_name();
  return described;
}

void add_group(std::vector<DescribedPart>& parts, const CLI::App& app, const std::string& group,
               const std::string& heading) {
  DescribedPart part{heading, {}, {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    const std::string of = option->get_positional() ? "Arguments" : option->get_group();
    if (of == group) part.options.push_back(describe_option(*option));
  }
  if (!part.options.empty()) parts.push_back(std::move(part));
}

DescribedPart describe_part(const std::string& command, const CLI::App& app) {
  DescribedPart part{
      "hexapla " + command + " " + app.get_name(), app.get_name(), app.get_description(), {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option == app.get_help_ptr()) continue;
    part.options.push_back(describe_option(*option));
    if (option->get_positional()) part.heading += " " + part.options.back().value;
  }
  return part;
}

std::vector<const CLI::App*> parts_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

}  // namespace

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
    case CommandGroup::shell:
      return "In your shell";
  }
  return "";
}

DescribedCommand describe(const Command& command, const CLI::App& app) {
  DescribedCommand described{&command, "hexapla " + command.name, {}};
  auto& parts = described.parts;
  add_group(parts, app, "Arguments", "Arguments");
  if (!parts.empty()) {
    for (const DescribedOption& argument : parts.front().options) {
      const std::string value = argument.value + (argument.is_many ? "…" : "");
      described.usage += argument.is_required ? " " + value : " [" + value + "]";
    }
  }
  described.usage += " [OPTIONS]";
  add_group(parts, app, "Options", "Options");
  for (const CLI::App* part : parts_of(app)) parts.push_back(describe_part(command.name, *part));
  add_group(parts, app, "Common", "Options of every command");
  return described;
}

std::vector<DescribedCommand> describe_all(const CLI::App& app) {
  const CLI::App& root = app.get_parent() == nullptr ? app : *app.get_parent();
  std::vector<DescribedCommand> all;
  for (const Command& command : commands()) {
    const auto apps = parts_of(root);
    const auto found = std::find_if(apps.begin(), apps.end(), [&](const CLI::App* one) {
      return one->get_name() == command.name;
    });
    if (found != apps.end()) all.push_back(describe(command, **found));
  }
  return all;
}

}  // namespace hexapla

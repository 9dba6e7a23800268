#include <fmt/format.h>

#include "tools/cli/command.h"
#include "tools/describing/revision_json.h"
#include "tools/terminal/display_width.h"
#include "tools/terminal/style.h"

namespace hexapla {

namespace {

struct ShowOptions {
  std::string revision;
  bool blocks = false;
};

// A block as Markdown would write it, so that the whole reads well.
std::string prefix_of(Role role) {
  switch (role) {
    case Role::title:
      return "# ";
    case Role::heading:
      return "## ";
    case Role::list_item:
      return "- ";
    case Role::quote:
      return "> ";
    default:
      return {};
  }
}

std::string block_text(const RevisionView::BlockView& block) {
  std::string text;
  const std::string prefix = prefix_of(block.role);
  for (std::size_t at = 0; at <= block.text.size();) {
    const std::size_t end = std::min(block.text.find('\n', at), block.text.size());
    text += (text.empty() ? "" : "\n") + prefix + std::string(block.text.substr(at, end - at));
    at = end + 1;
  }
  if (!block.href.empty()) text += " <" + std::string(block.href) + ">";
  return text;
}

void show_text(const RevisionView& view, Output& out) {
  const Style style(out.is_terminal());
  Role before = Role::title;
  bool is_first = true;
  for (const auto& block : view.blocks()) {
    const bool is_list = block.role == Role::list_item && before == Role::list_item;
    if (!is_first && !is_list) out.line("");
    std::string text = block_text(block);
    // What a terminal would obey, a pipe may have as it is.
    if (out.is_terminal()) text = without_controls(text);
    out.line(block.role == Role::title || block.role == Role::heading ? style.bold(text) : text);
    before = block.role;
    is_first = false;
  }
}

void show_blocks(const RevisionView& view, Output& out) {
  for (std::size_t i = 0; i < view.blocks().size(); ++i) {
    const auto& block = view.blocks()[i];
    out.line(fmt::format("{}  {}{}{}", i, name(block.role),
                         block.date.empty() ? "" : fmt::format("  {}", block.date),
                         block.language.empty() ? "" : fmt::format("  [{}]", block.language)));
    for (std::uint32_t s = 0; s < block.segment_count; ++s) {
      const std::uint32_t number = block.first_segment + s;
      const std::string text(view.segment(number).text);
      out.line(fmt::format("    s{}  {}", number + 1,
                           out.is_terminal() ? without_controls(text) : text));
    }
  }
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ShowOptions>();
  app.add_option(
         "REVISION", options->revision,
         "article/variant@3, article/variant (the newest), article (its original), or a digest")
      ->required();
  app.add_flag("--blocks", options->blocks, "Each block with its role and its sentences");
  return [options, &context] {
    const Reading reading = context.archive_to_read().read();
    const RevisionAddress address = reading.resolve(options->revision);
    if (context.options.json) {
      context.out().line(revision_json(reading, address).dump(2));
      return ExitCode::ok;
    }
    reading.refuse_if_withdrawn(address);
    const auto view = reading.view(address);
    if (!view)
      throw StoreError(StoreError::Kind::corrupt,
                       "the text of " + address.text() + " is missing: run `hexapla verify`");
    if (options->blocks) {
      show_blocks(*view, context.out());
    } else {
      show_text(*view, context.out());
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "show",
     .group = CommandGroup::texts,
     .order = 3,
     .summary = "Print the text of a revision.",
     .details = "With --json: text, record, statements and provenance in one document.",
     .examples = {{"hexapla show chegada", "the newest revision of the original"},
                  {"hexapla show chegada/es@1", "an exact revision"},
                  {"hexapla show 3fa9c41d --blocks", "by its digest, sentence by sentence"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

#include <fmt/format.h>

#include "tools/cli/command.h"
#include "tools/describing/revision_json.h"
#include "tools/terminal/display_width.h"
#include "tools/terminal/style.h"

namespace hexapla {

namespace {

std::string value_text(const Reading& reading, const Claim& claim) {
  std::string text = claim.value;
  if (claim.property == Property::derived_from || claim.property == Property::revises) {
    const auto digest = Digest::parse(claim.value);
    if (!digest) return "not known";
    text = claim.value.substr(0, 12);
    const auto said = claim.details.find("address");
    if (said != claim.details.end()) {
      text = said->second + " (" + text + ")";
    } else if (const auto held = reading.addresses_of(*digest); !held.empty()) {
      text = held.front().text() + " (" + text + ")";
    }
    return text;
  }
  for (const auto& [key, value] : claim.details) text += ", " + key + " " + value;
  return text;
}

// A statement of the strongest basis decides; others are shown, and stand beside it.
void print_statement(const Reading& reading, const RevisionView& view,
                     const RecordedStatement& recorded, const Style& style, Output& out) {
  const Statement& statement = recorded.statement;
  const std::string value = isolated(without_controls(value_text(reading, statement.claim)), false);
  out.line(
      fmt::format("  {:<14}{}", name(statement.claim.property),
                  recorded.retracted ? style.dim(value) + "  (retracted)" : style.bold(value)));
  out.line(style.dim(fmt::format("  {:<14}{} by {}, event {}.{}, {}", "", name(statement.basis),
                                 isolated(without_controls(statement.asserted_by), false),
                                 recorded.event, recorded.index, recorded.time)));
  if (statement.scope != Scope::revision)
    out.line(style.dim(fmt::format("  {:<14}speaks of: {}", "", name(statement.scope))));
  for (const BlockPart& part : statement.parts) {
    if (part.block >= view.block_count()) continue;
    const std::string_view text = view.block(part.block).text;
    const bool is_within = part.range.end <= text.size() && !part.range.empty();
    const std::string seen = without_controls(is_within ? part.range.of(text) : text);
    out.line(fmt::format("  {:<14}block {}: “{}”", "", part.block, isolated(fit(seen, 70), false)));
  }
}

void print_provenance(const Reading& reading, const RevisionAddress& address, Output& out) {
  const Style style(out.is_terminal());
  const auto record = reading.revision(address);
  const auto view = reading.view(address);
  if (!record || !view)
    throw StoreError(StoreError::Kind::corrupt,
                     address.text() + " is missing: run `hexapla verify`");
  const Provenance provenance = reading.provenance(address);
  out.line(
      style.bold(address.text()) + "  " + std::string(name(provenance.shown_kind())) +
      (provenance.kind ? fmt::format(" ({})", name(provenance.kind->basis)) : " (nobody said)"));
  out.line("  digest        " + record->digest.hex());
  out.line(fmt::format("  added         {} by {}, event {}", record->time,
                       without_controls(record->actor), record->event));
  if (record->capture) {
    const CaptureRecord& capture = *record->capture;
    std::string text = capture.digest.hex().substr(0, 12) + ", " + capture.media_type;
    for (const std::string& fact :
         {capture.uri, capture.date, capture.file_name, capture.encoding}) {
      if (!fact.empty()) text += ", " + fact;
    }
    out.line("  capture       " + without_controls(text));
  }
  const auto statements = reading.statements(address);
  out.line("");
  if (statements.empty()) out.line("  nobody has stated anything about it");
  for (const RecordedStatement& statement : statements)
    print_statement(reading, *view, statement, style, out);
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto revision = std::make_shared<std::string>();
  app.add_option("REVISION", *revision, "article/variant@3, article/variant, article, or a digest")
      ->required();
  return [revision, &context] {
    const Reading reading = context.archive_to_read().read();
    const RevisionAddress address = reading.resolve(*revision);
    if (context.options.json) {
      auto json = revision_json(reading, address);
      json.erase("blocks");
      context.out().line(json.dump(2));
    } else {
      print_provenance(reading, address, context.out());
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "provenance",
     .group = CommandGroup::provenance,
     .order = 1,
     .summary = "Say where a revision comes from, who says so, and on what basis.",
     .examples = {{"hexapla provenance chegada/es", "of the newest Spanish revision"},
                  {"hexapla provenance chegada/es@1 --json", "for other programs"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/cli/command.h"
#include "tools/cli/suggestions.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

struct StateOptions {
  std::string revision;
  std::vector<std::string> claims;
  std::string basis = "declared";
  std::string actor = default_actor();
};

std::vector<std::string> property_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kPropertyCount; ++i) names.emplace_back(name(static_cast<Property>(i)));
  return names;
}

Statement statement_of(const std::string& claim, Basis basis, const std::string& actor) {
  const std::size_t equals = claim.find('=');
  if (equals == std::string::npos)
    throw UsageError("\"" + claim +
                     "\": a claim is written PROPERTY=VALUE, as `translator=Ana Sil`");
  const std::string property_name = claim.substr(0, equals);
  const auto property = parse_property(property_name);
  if (!property) {
    throw UsageError("\"" + property_name + "\" is no property" +
                     did_you_mean(property_name, property_names()));
  }
  Statement statement;
  statement.claim = {.property = *property, .value = claim.substr(equals + 1), .details = {}};
  statement.basis = basis;
  statement.asserted_by = actor;
  return statement;
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<StateOptions>();
  app.add_option("REVISION", options->revision,
                 "article/variant@3, article/variant, article, or a digest")
      ->required();
  app.add_option("CLAIM", options->claims,
                 "PROPERTY=VALUE, as `translator=Ana Sil`; the properties are kind, engine, "
                 "translator, editor, author, publisher, derived-from, revises, "
                 "source-uri, published, updated, licence")
      ->required();
  app.add_option("--basis", options->basis, "declared, labelled, detected or generated")
      ->type_name("BASIS");
  app.add_option("--by", options->actor, "Who says so (else HEXAPLA_ACTOR, else the login name)")
      ->type_name("NAME");
  return [options, &context] {
    const auto basis = parse_basis(options->basis);
    if (!basis)
      throw UsageError("--basis: \"" + options->basis +
                       "\" is none: declared, labelled, detected or generated");
    std::vector<Statement> statements;
    for (const std::string& claim : options->claims)
      statements.push_back(statement_of(claim, *basis, options->actor));
    Archive& archive = context.archive_to_write();
    const RevisionAddress address = archive.read().resolve(options->revision);
    const std::uint64_t event = archive.state(address, std::move(statements), options->actor);
    if (context.options.json) {
      context.out().line(nlohmann::json{{"address", address.text()}, {"event", event}}.dump());
    } else {
      context.out().line(fmt::format("stated  {}  event {}", address.text(), event));
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "state",
     .group = CommandGroup::provenance,
     .order = 3,
     .summary = "Record a claim about a revision.",
     .details =
         "Nothing is overwritten: what is shown is computed from all claims, and names its basis.",
     .examples = {{"hexapla state chegada/es@2 editor='Ana Sil' kind=post-edited",
                   "who corrected it"},
                  {"hexapla state chegada/es@1 derived-from=chegada/pt@1",
                   "the exact revision it was made from"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

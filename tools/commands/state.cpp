#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "store/model/claim_rules.h"
#include "store/model/error.h"
#include "tools/cli/command.h"
#include "tools/cli/suggestions.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

struct StateOptions {
  std::string revision;
  std::vector<std::string> claims, details, blocks;
  std::string segments, scope;
  std::string basis = "declared";
  std::string actor = default_actor();
};

std::vector<std::string> property_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kPropertyCount; ++i)
    names.emplace_back(name(static_cast<Property>(i)));
  return names;
}

// What a claim may be about, for the help text.
std::string property_list() {
  std::string text = "PROPERTY is one of\n";
  for (std::size_t i = 0; i < kPropertyCount; ++i) {
    const PropertyRule& rule = rule_of(static_cast<Property>(i));
    text += fmt::format("  {:<25}{}", name(rule.property), rule.meaning);
    // The longest list is a vocabulary of its own: it is said when a word of it is missed.
    if (rule.choices.size() <= 6) {
      for (std::size_t k = 0; k < rule.choices.size(); ++k)
        text += (k == 0 ? ": " : ", ") + std::string(rule.choices[k]);
    }
    text += "\n";
  }
  return text;
}

std::pair<std::string, std::string> parted(const std::string& text, const std::string& example) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos)
    throw UsageError("\"" + text + "\": a claim is written " + example);
  return {text.substr(0, equals), text.substr(equals + 1)};
}

Claim claim_of(const std::string& text) {
  const auto [property_name, value] = parted(text, "PROPERTY=VALUE, as `translator=Ana Sil`");
  const auto property = parse_property(property_name);
  if (!property) {
    throw UsageError("\"" + property_name + "\" is no property" +
                     did_you_mean(property_name, property_names()) +
                     "; `hexapla state --help` lists them");
  }
  return {.property = *property, .value = value, .details = {}};
}

// `3-5,8`: numbers from 1 to `count`, as pages show them; here from 0.
std::vector<std::uint32_t> numbers_of(const std::string& option, const std::string& text,
                                      std::uint32_t count) {
  const auto refuse = [&](const std::string& problem) {
    throw UsageError(option + ": \"" + text + "\" " + problem);
  };
  std::vector<std::uint32_t> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto number = [&] {
    std::uint32_t value = 0;
    const auto [past, error] = std::from_chars(at, end, value);
    if (error != std::errc()) refuse("is no list of numbers, as 3-5,8");
    at = past;
    if (value < 1 || value > count) refuse(fmt::format("is not within 1 to {}", count));
    return value;
  };
  while (true) {
    const std::uint32_t first = number();
    std::uint32_t last = first;
    if (at != end && *at == '-') {
      ++at;
      last = number();
    }
    if (last < first) refuse("has a last number before its first");
    for (std::uint32_t i = first; i <= last; ++i) numbers.push_back(i - 1);
    if (at == end) return numbers;
    if (*at != ',') refuse("is no list of numbers, as 3-5,8");
    ++at;
  }
}

// What the claims speak of: sentences or blocks, by the numbers that pages show, else the whole.
void set_scope(Statement& statement, const StateOptions& options, const RevisionView& view) {
  if (!options.segments.empty()) {
    statement.scope = Scope::segments;
    for (const std::uint32_t i : numbers_of("--segments", options.segments, view.segment_count()))
      statement.parts.push_back({view.segment(i).block, view.segment(i).range});
  }
  for (const std::string& blocks : options.blocks) {
    if (statement.scope != Scope::segments) statement.scope = Scope::blocks;
    for (const std::uint32_t i : numbers_of("--block", blocks, view.block_count()))
      statement.parts.push_back({i, {}});
  }
  if (options.scope.empty()) return;
  const auto scope = parse_scope(options.scope);
  const bool has_parts = !statement.parts.empty();
  if (!scope) {
    throw UsageError("--scope: \"" + options.scope +
                     "\" is none: article, revision, blocks, segments or uncertain");
  }
  if ((*scope == Scope::blocks || *scope == Scope::segments) && !has_parts)
    throw UsageError("--scope " + options.scope +
                     " wants to know which: --block 2 or --segments 3-5");
  if ((*scope == Scope::article || *scope == Scope::revision) && has_parts)
    throw UsageError("--scope " + options.scope +
                     " speaks of the whole: leave --block and --segments out");
  statement.scope = *scope;
}

// All that is kept was written on the command line, so what is wrong with it is wrong there.
std::uint64_t record(Archive& archive, const RevisionAddress& address,
                     std::vector<Statement> statements, const StateOptions& options) {
  try {
    return archive.state(address, std::move(statements), options.actor);
  } catch (const InputError& error) {
    // Fields are pointers: /statements/0/value.
    constexpr std::string_view kStatements = "/statements/";
    const std::string& field = error.place().field;
    std::size_t claim = options.claims.size();
    if (field.starts_with(kStatements))
      std::from_chars(field.data() + kStatements.size(), field.data() + field.size(), claim);
    if (claim >= options.claims.size()) throw UsageError(error.what());
    throw UsageError("\"" + options.claims[claim] + "\": " +
                     field.substr(field.find('/', kStatements.size()) + 1) + " " + error.problem());
  }
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<StateOptions>();
  app.add_option("REVISION", options->revision,
                 "article/variant@3, article/variant, article, or a digest")
      ->required();
  app.add_option("CLAIM", options->claims, "PROPERTY=VALUE, as `translator=Ana Sil`")->required();
  app.add_option(
         "--detail", options->details,
         "What belongs to every claim given, as `version=3.8` or `start=2026-04-14T07:02:00Z`")
      ->type_name("NAME=VALUE")
      ->take_all();
  app.add_option("--segments", options->segments,
                 "The sentences it speaks of, by the numbers of pages and `show`: 3-5,8")
      ->type_name("LIST");
  app.add_option("--block", options->blocks, "The blocks it speaks of, from 1")->type_name("LIST");
  app.add_option("--scope", options->scope,
                 "article, revision (the usual), blocks, segments or uncertain")
      ->type_name("SCOPE");
  app.add_option("--basis", options->basis, "declared, labelled, detected or generated")
      ->type_name("BASIS");
  app.add_option("--by", options->actor, "Who says so (else HEXAPLA_ACTOR, else the login name)")
      ->type_name("NAME");
  return [options, &context] {
    Statement pattern;
    const auto basis = parse_basis(options->basis);
    if (!basis)
      throw UsageError("--basis: \"" + options->basis +
                       "\" is none: declared, labelled, detected or generated");
    pattern.basis = *basis;
    pattern.asserted_by = options->actor;
    std::vector<Statement> statements;
    for (const std::string& claim : options->claims) {
      pattern.claim = claim_of(claim);
      for (const std::string& detail : options->details)
        pattern.claim.details.insert(parted(detail, "with details NAME=VALUE, as `version=3.8`"));
      statements.push_back(pattern);
    }
    Archive& archive = context.archive_to_write();
    const Reading reading = archive.read();
    const RevisionAddress address = reading.resolve(options->revision);
    if (const auto view = reading.view(address)) {
      for (Statement& statement : statements) set_scope(statement, *options, *view);
    }
    const std::uint64_t event = record(archive, address, std::move(statements), *options);
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
     .summary = "Record a claim about a revision, or about some of its sentences.",
     .details = "Nothing is overwritten: what is shown is computed from all claims, and names its "
                "basis.\n\n" +
                property_list(),
     .examples = {{"hexapla state chegada/es@2 editor='Ana Sil' kind=post-edited",
                   "who corrected it"},
                  {"hexapla state chegada/es@1 derived-from=chegada/pt@1",
                   "the exact revision it was made from"},
                  {"hexapla state chegada/es@1 still-right=chegada/pt@2",
                   "it holds for the newer original too"},
                  {"hexapla state chegada/es@2 segment-origin=person --segments 3-5 --detail "
                   "person='Ana Sil'",
                   "who some sentences are from"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

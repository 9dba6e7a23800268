#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "http/writing/tokens.h"
#include "store/model/error.h"
#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"
#include "tools/terminal/display_width.h"

namespace hexapla {

namespace {

struct TokenOptions {
  std::string what, argument;
  std::uint32_t days = 0;
};

nlohmann::json json_of(const Token& token) {
  nlohmann::json one{{"id", token.id}, {"name", token.name}, {"created", token.created}};
  if (!token.expires.empty()) one["expires"] = token.expires;
  return one;
}

ExitCode create(const TokenOptions& options, TokenFile& tokens, Context& context) {
  if (options.argument.empty())
    throw UsageError("token create: say whom the log shall name, as `token create 'Ana Sil'`");
  const TokenFile::Created created = tokens.create(options.argument, options.days);
  if (context.options.json) {
    nlohmann::json json = json_of(created.token);
    json["token"] = created.secret;
    context.out().line(json.dump());
  } else {
    context.out().line(created.secret);
    context.say("token " + created.token.id + " for " + without_controls(created.token.name) +
                ": keep it now, it is not shown again");
  }
  return ExitCode::ok;
}

ExitCode list(const TokenFile& tokens, Context& context) {
  for (const Token& token : tokens.list()) {
    context.out().line(
        context.options.json
            ? json_of(token).dump()
            : fmt::format("{}  {}  {}  {}", token.id, token.created,
                          token.expires.empty() ? "never expires       " : "until " + token.expires,
                          without_controls(token.name)));
  }
  return ExitCode::ok;
}

ExitCode revoke(const TokenOptions& options, TokenFile& tokens, Context& context) {
  if (!tokens.revoke(options.argument)) {
    throw RefusedError(
        RefusedError::Reason::unknown_revision,
        "there is no token " + options.argument + "; `hexapla token list` lists them");
  }
  context.say("token " + options.argument + " is revoked, for a running server too");
  return ExitCode::ok;
}

ExitCode token(const TokenOptions& options, Context& context) {
  TokenFile tokens(context.archive_to_read().directory());
  if (options.what == "create") return create(options, tokens, context);
  if (options.what == "list") return list(tokens, context);
  if (options.what == "revoke") return revoke(options, tokens, context);
  throw UsageError("token: \"" + options.what + "\" is none of create, list and revoke");
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<TokenOptions>();
  app.add_option("WHAT", options->what, "create, list or revoke")->required();
  app.add_option("NAME", options->argument,
                 "create: whom the log names for what is written with it; revoke: the token's id");
  app.add_option("--days", options->days, "create: for so many days (else until revoked)")
      ->type_name("N");
  return [options, &context] { return token(*options, context); };
}

const RegisteredCommand kRegistered(
    {.name = "token",
     .group = CommandGroup::serving,
     .order = 2,
     .summary = "Create, list or revoke tokens for writing over HTTP.",
     .details =
         "A token is shown once, when it is made; kept is its hash, in a file beside the archive's "
         "data that its\nowner alone can read, and never in the log. `hexapla serve --write` asks "
         "for it.",
     .examples = {{"hexapla token create 'Ana Sil' --days 90", "prints the token"},
                  {"hexapla token list", "ids, names and until when"},
                  {"hexapla token revoke 1f0c22ab", "from now on, without a restart"},
                  {"curl -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' "
                   "--data-binary @text.json http://127.0.0.1:8080/api/v1/revisions",
                   "adds a revision"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

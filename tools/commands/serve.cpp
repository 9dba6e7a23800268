#include <nlohmann/json.hpp>
#include <system_error>

#include "http/application.h"
#include "http/server.h"
#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

struct ServeOptions {
  std::string host = "127.0.0.1";
  int port = 8080;
  bool write = false;
};

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ServeOptions>();
  app.add_option("--host", options->host, "Address to listen on (127.0.0.1: this machine only)")
      ->type_name("HOST");
  app.add_option("--port", options->port, "Port (8080); 0: any free one")->type_name("PORT");
  app.add_flag("--write", options->write,
               "Take new revisions, statements and retractions from who has a token");
  return [options, &context] {
    if (options->port < 0 || options->port > 65535) throw UsageError("--port: 0 to 65535");
    Application::Options application_options;
    if (options->write) {
      Archive& archive = context.archive_to_write();
      application_options.writing =
          std::make_shared<Writing>(archive, TokenFile(archive.directory()));
    }
    const Application application(
        options->write ? context.archive_to_write() : context.archive_to_read(),
        application_options);
    Server server(application, {.host = options->host, .port = options->port});
    const std::string url = server.url();
    context.out().line(context.options.json ? nlohmann::json{{"url", url}}.dump() : url);
    context.out().flush();
    serve_until_signal(server);
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "serve",
     .group = CommandGroup::serving,
     .order = 1,
     .summary = "Serve the archive as web pages and as JSON.",
     .details =
         "The address is printed when connections are taken. Ctrl-C or SIGTERM ends it when the\n"
         "answers under way are sent.",
     .examples = {{"hexapla serve", "for a browser on this machine"},
                  {"hexapla serve --write", "with writing on, for who has a token"},
                  {"hexapla serve --port 0", "on any free port, which is printed"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

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
  std::string public_url;
};

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ServeOptions>();
  app.add_option("--host", options->host, "Address to listen on (127.0.0.1: this machine only)")
      ->type_name("HOST");
  app.add_option("--port", options->port, "Port (8080); 0: any free one")->type_name("PORT");
  app.add_flag("--write", options->write,
               "Take new revisions, statements and retractions from who has a token");
  app.add_option("--public-url", options->public_url,
                 "The address by which the world knows this server, where a proxy stands before it")
      ->type_name("URL");
  return [options, &context] {
    if (options->port < 0 || options->port > 65535) throw UsageError("--port: 0 to 65535");
    std::optional<PublicUrl> public_url;
    if (!options->public_url.empty()) {
      public_url = PublicUrl::parse(options->public_url);
      if (!public_url) {
        throw UsageError("--public-url: \"" + options->public_url +
                         "\" is none: http://HOST[:PORT] or https://HOST[:PORT], without a path");
      }
    }
    Application::Options application_options;
    application_options.public_url = public_url;
    if (options->write) {
      Archive& archive = context.archive_to_write();
      application_options.writing =
          std::make_shared<Writing>(archive, TokenFile(archive.directory()));
    }
    const Application application(
        options->write ? context.archive_to_write() : context.archive_to_read(),
        application_options);
    Server server(application,
                  {.host = options->host, .port = options->port, .public_url = public_url});
    const std::string url = server.url();
    if (context.options.json) {
      nlohmann::json json{{"url", url}};
      if (public_url) json["public-url"] = public_url->text();
      context.out().line(json.dump());
    } else {
      context.out().line(url);
    }
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
         "answers under way are sent.\n"
         "Behind a proxy, --public-url says what whole addresses (of citations, of Memento "
         "TimeMaps) "
         "begin with. A server\n"
         "that listens on this machine only answers to that name too, and takes forms of pages "
         "from "
         "there. Headers in\n"
         "which proxies say where they were asked (Forwarded, X-Forwarded-…) are not read: anybody "
         "can send them.",
     .examples = {{"hexapla serve", "for a browser on this machine"},
                  {"hexapla serve --write", "with writing on, for who has a token"},
                  {"hexapla serve --public-url https://archive.example",
                   "behind a proxy that speaks TLS"},
                  {"hexapla serve --port 0", "on any free port, which is printed"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

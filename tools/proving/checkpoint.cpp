#include <nlohmann/json.hpp>

#include "store/model/base64.h"
#include "tools/proving/log_subcommands.h"

namespace hexapla {

Subcommand add_checkpoint(CLI::App& log, Context& context) {
  CLI::App* app = log.add_subcommand("checkpoint",
                                     "Print the log's checkpoint: its name, size and root, signed");
  return {app, [&context] {
            const Reading reading = context.archive_to_read().read();
            const LogReading log_of_it = reading.log();
            const std::string stored = log_of_it.checkpoint();
            const auto checkpoint = CheckpointNote::parse(stored);
            if (!checkpoint) {
              throw StoreError(StoreError::Kind::corrupt,
                               "the checkpoint is missing or damaged: run `hexapla verify`");
            }
            const bool is_signed = log_of_it.key() && checkpoint->is_signed_by(*log_of_it.key());
            if (context.options.json) {
              nlohmann::json json{{"origin", checkpoint->checkpoint.origin},
                                  {"size", checkpoint->checkpoint.size},
                                  {"root", to_base64(checkpoint->checkpoint.root.raw())},
                                  {"signed", is_signed},
                                  {"note", stored}};
              if (log_of_it.key()) json["key"] = log_of_it.key()->text();
              context.out().line(json.dump());
            } else {
              context.out().write(stored);
            }
            if (is_signed) {
              context.say("its key: " + log_of_it.key()->text());
            } else if (log_of_it.key()) {
              context.warn("this checkpoint is not signed: the key was not there when it was made");
            } else {
              context.warn("this checkpoint is not signed: the archive was made without a key");
            }
            return ExitCode::ok;
          }};
}

}  // namespace hexapla

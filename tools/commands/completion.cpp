#include "tools/cli/completion.h"

#include <memory>

#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

std::string script_for(const std::string& shell, const CLI::App& app) {
  if (shell == "bash") return bash_completion(describe_all(app));
  if (shell == "zsh") return zsh_completion(describe_all(app));
  if (shell == "fish") return fish_completion(describe_all(app));
  throw UsageError("completion: \"" + shell + "\" is none of bash, zsh and fish");
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto shell = std::make_shared<std::string>();
  app.add_option("SHELL", *shell, "bash, zsh or fish")->required();
  return [shell, &app, &context] {
    context.out().write(script_for(*shell, app));
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "completion",
     .group = CommandGroup::shell,
     .order = 1,
     .summary = "Print what lets a shell complete the words of hexapla.",
     .details = "Commands, options, files, and the addresses in the archive that HEXAPLA_ARCHIVE "
                "names, or ./archive.",
     .examples = {{"source <(hexapla completion bash)", "in ~/.bashrc"},
                  {"hexapla completion zsh > ~/.zfunc/_hexapla", "a folder of your $fpath"},
                  {"hexapla completion fish > ~/.config/fish/completions/hexapla.fish",
                   "for good"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

#include "tools/cli/completion.h"

#include <algorithm>

namespace hexapla {

namespace {

// What a shell can offer for a value.
enum class Offer { nothing, file, directory, kind, address };

Offer offer_for(const std::string& value) {
  if (value == "FILE" || value == "FILE|URL" || value == "PROOF") return Offer::file;
  if (value == "DIR") return Offer::directory;
  if (value == "KIND") return Offer::kind;
  if (value == "ARTICLE" || value == "VERSION" || value == "REVISION") return Offer::address;
  return Offer::nothing;
}

constexpr std::string_view kKinds = "original machine post-edited human unknown";

// What is offered for a command's arguments; they seldom differ from each other.
Offer offer_for_arguments(const DescribedCommand& command) {
  for (const DescribedPart& part : command.parts) {
    for (const DescribedOption& option : part.options) {
      const Offer offer = option.is_argument() ? offer_for(option.value) : Offer::nothing;
      if (offer != Offer::nothing) return offer;
    }
  }
  return Offer::nothing;
}

std::vector<std::string> part_words(const DescribedCommand& command) {
  std::vector<std::string> words;
  for (const DescribedPart& part : command.parts)
    if (!part.word.empty()) words.push_back(part.word);
  return words;
}

template <typename Visit>
void for_each_option(const DescribedCommand& command, Visit visit) {
  for (const DescribedPart& part : command.parts)
    for (const DescribedOption& option : part.options)
      if (!option.is_argument()) visit(part, option);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string replaced(std::string text, char wanted, std::string_view by) {
  for (std::size_t at = text.find(wanted); at != std::string::npos;
       at = text.find(wanted, at + by.size()))
    text.replace(at, 1, by);
  return text;
}

// The options of `command` that take a value for which `offer` is made; all that take one for none.
std::string bash_patterns(const DescribedCommand& command, Offer offer) {
  std::string patterns;
  for_each_option(command, [&](const DescribedPart&, const DescribedOption& option) {
    if (option.value.empty()) return;
    if (offer != Offer::nothing && offer_for(option.value) != offer) return;
    for (const std::string& name : option.names) patterns += (patterns.empty() ? "" : "|") + name;
  });
  return patterns;
}

constexpr std::string_view kBashBody = R"sh(
_hexapla() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command=${COMP_WORDS[1]} options= parts= argument= value= taken=
  ((COMP_CWORD == 1)) && command=
  _hexapla_describe "$command"
  if [[ -n $taken && $previous == @($taken) ]]; then
    _hexapla_offer "$value" "$current"
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [[ -n $parts && $COMP_CWORD -eq 2 ]]; then
    COMPREPLY=($(compgen -W "$parts" -- "$current"))
    [[ ${#COMPREPLY[@]} -gt 0 ]] || _hexapla_offer "$argument" "$current"
  else
    _hexapla_offer "$argument" "$current"
  fi
}

_hexapla_offer() {
  case $1 in
    file) compopt -o filenames; COMPREPLY=($(compgen -f -- "$2")) ;;
    directory) compopt -o filenames; COMPREPLY=($(compgen -d -- "$2")) ;;
    kind) COMPREPLY=($(compgen -W "@KINDS@" -- "$2")) ;;
    address)
      if [[ $2 == */* ]]; then
        COMPREPLY=($(compgen -W "$(hexapla ls --names "${2%%/*}" 2>/dev/null)" -- "$2"))
      else
        COMPREPLY=($(compgen -W "$(hexapla ls --names 2>/dev/null)" -- "$2"))
      fi ;;
  esac
}

complete -F _hexapla hexapla
)sh";

std::string_view word_for(Offer offer) {
  switch (offer) {
    case Offer::file:
      return "file";
    case Offer::directory:
      return "directory";
    case Offer::kind:
      return "kind";
    case Offer::address:
      return "address";
    case Offer::nothing:
      break;
  }
  return "";
}

constexpr Offer kOffers[] = {Offer::file, Offer::directory, Offer::kind, Offer::address};

void put_bash_case(std::string& text, const DescribedCommand& described) {
  std::vector<std::string> options;
  for_each_option(described, [&](const DescribedPart&, const DescribedOption& option) {
    options.insert(options.end(), option.names.begin(), option.names.end());
  });
  std::sort(options.begin(), options.end());
  options.erase(std::unique(options.begin(), options.end()), options.end());
  text += "    " + described.command->name + ")\n      options='" + joined(options) + "'";
  if (const auto parts = part_words(described); !parts.empty())
    text += " parts='" + joined(parts) + "'";
  if (const Offer offer = offer_for_arguments(described); offer != Offer::nothing)
    text += " argument=" + std::string(word_for(offer));
  text +=
      "\n      taken='" + bash_patterns(described, Offer::nothing) + "'\n      case $previous in";
  for (const Offer offer : kOffers) {
    const std::string patterns = bash_patterns(described, offer);
    if (!patterns.empty())
      text += " " + patterns + ") value=" + std::string(word_for(offer)) + " ;;";
  }
  text += " esac ;;\n";
}

std::string zsh_action(Offer offer) {
  switch (offer) {
    case Offer::file:
      return "_files";
    case Offer::directory:
      return "_files -/";
    case Offer::kind:
      return "(" + std::string(kKinds) + ")";
    case Offer::address:
      return "_hexapla_addresses";
    case Offer::nothing:
      break;
  }
  return " ";
}

// Within single quotes, in a specification where [, ] and : mean something.
std::string zsh_text(std::string text) {
  text = replaced(std::move(text), '\\', "\\\\");
  for (const char special : {'[', ']', ':'})
    text = replaced(std::move(text), special, std::string("\\") + special);
  return replaced(std::move(text), '\'', "'\\''");
}

void put_zsh_case(std::string& text, const DescribedCommand& described) {
  text += "    " + described.command->name + ")\n      _arguments -s";
  for_each_option(described, [&](const DescribedPart&, const DescribedOption& option) {
    const std::string after =
        "[" + zsh_text(option.meaning) + "]" +
        (option.value.empty() ? ""
                              : ":" + option.value + ":" + zsh_action(offer_for(option.value)));
    const std::string names = joined(option.names);
    for (const std::string& name : option.names)
      text += " \\\n        '(" + names + ")" + name + after + "'";
  });
  const auto parts = part_words(described);
  if (!parts.empty()) text += " \\\n        '1:part:(" + joined(parts) + ")'";
  text += " \\\n        '*:argument:" + zsh_action(offer_for_arguments(described)) + "' ;;\n";
}

constexpr std::string_view kZshBody = R"sh(
  _arguments -C '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands; return ;;
  esac
  case $words[1] in
)sh";

constexpr std::string_view kZshAddresses = R"sh(
_hexapla_addresses() {
  local -a addresses
  if [[ $PREFIX == */* ]]; then
    addresses=(${(f)"$(hexapla ls --names ${PREFIX%%/*} 2>/dev/null)"})
  else
    addresses=(${(f)"$(hexapla ls --names 2>/dev/null)"})
  fi
  compadd -a addresses
}
)sh";

std::string fish_text(std::string text) {
  return "'" + replaced(replaced(std::move(text), '\\', "\\\\"), '\'', "\\'") + "'";
}

std::string fish_offer(Offer offer) {
  switch (offer) {
    case Offer::file:
      return " -r -F";
    case Offer::directory:
      return " -x -a '(__fish_complete_directories)'";
    case Offer::kind:
      return " -x -a '" + std::string(kKinds) + "'";
    case Offer::address:
      return " -x -a '(__hexapla_addresses)'";
    case Offer::nothing:
      break;
  }
  return " -x";
}

constexpr std::string_view kFishAddresses = R"sh(
function __hexapla_addresses
    set -l article (commandline -ct | string match -r '^[^/]+(?=/)')
    hexapla ls --names $article 2>/dev/null
end

complete -c hexapla -f
)sh";

}  // namespace

std::string bash_completion(const std::vector<DescribedCommand>& commands) {
  std::vector<std::string> names;
  for (const DescribedCommand& one : commands) names.push_back(one.command->name);
  std::string text =
      "# bash completion for hexapla: `source <(hexapla completion bash)`\n\n"
      "# Sets `options`, `parts`, `argument`, `taken` and `value` for a command.\n"
      "_hexapla_describe() {\n  case $1 in\n    '') parts= options='--help --version'\n      "
      "_hexapla_offer_commands ;;\n";
  for (const DescribedCommand& one : commands) put_bash_case(text, one);
  text +=
      "  esac\n}\n\n_hexapla_offer_commands() {\n  [[ $current == -* ]] || COMPREPLY=($(compgen -W "
      "'" +
      joined(names) + " help' -- \"$current\"))\n}\n";
  std::string body(kBashBody);
  body.replace(body.find("@KINDS@"), 7, kKinds);
  return text + body;
}

std::string zsh_completion(const std::vector<DescribedCommand>& commands) {
  std::string text =
      "#compdef hexapla\n# zsh completion for hexapla: `hexapla completion zsh > _hexapla` in a "
      "folder "
      "of $fpath\n\n_hexapla() {\n  local state\n  local -a commands=(\n";
  for (const DescribedCommand& one : commands)
    text += "    '" + one.command->name + ":" + zsh_text(one.command->summary) + "'\n";
  text += "  )";
  text += kZshBody;
  for (const DescribedCommand& one : commands) put_zsh_case(text, one);
  text += "  esac\n}\n";
  text += kZshAddresses;
  return text +
         "\n[[ $funcstack[1] == _hexapla ]] && _hexapla \"$@\" || compdef _hexapla hexapla\n";
}

std::string fish_completion(const std::vector<DescribedCommand>& commands) {
  std::string text = "# fish completion for hexapla: `hexapla completion fish | source`\n";
  text += kFishAddresses;
  for (const DescribedCommand& one : commands) {
    const std::string& name = one.command->name;
    text += "complete -c hexapla -n __fish_use_subcommand -a " + name + " -d " +
            fish_text(one.command->summary) + "\n";
    const std::string here = "complete -c hexapla -n '__fish_seen_subcommand_from " + name;
    for_each_option(one, [&](const DescribedPart& part, const DescribedOption& option) {
      text +=
          here + (part.word.empty() ? "" : "; and __fish_seen_subcommand_from " + part.word) + "'";
      for (const std::string& option_name : option.names)
        text += option_name.starts_with("--") ? " -l " + option_name.substr(2)
                                              : " -s " + option_name.substr(1);
      if (!option.value.empty()) text += fish_offer(offer_for(option.value));
      text += " -d " + fish_text(option.meaning) + "\n";
    });
    if (const auto parts = part_words(one); !parts.empty())
      text += here + "' -a '" + joined(parts) + "'\n";
    const Offer offer = offer_for_arguments(one);
    if (offer == Offer::file) text += here + "' -F\n";
    if (offer == Offer::address) text += here + "' -a '(__hexapla_addresses)'\n";
    if (offer == Offer::directory) text += here + "' -a '(__fish_complete_directories)'\n";
  }
  return text;
}

}  // namespace hexapla

#include "tools/cli/manual_page.h"

#include <string_view>

#include "tools/cli/help.h"

namespace hexapla {

namespace {

// Text that roff sets as it stands; hyphens as such, so that commands can be copied from the page.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool begins_line = result.empty() || result.back() == '\n';
    if (begins_line && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  return result;
}

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

void put_title(std::string& page, const std::string& name, std::string_view summary) {
  page += ".TH " + upper(escaped(name)) + " 1 \"\" \"hexapla " HEXAPLA_VERSION "\" \"Hexapla\"\n";
  page += ".SH NAME\n" + escaped(name) + " \\- " + escaped(summary) + "\n";
}

// Lines that stand as they are when they are indented; others are filled.
void put_paragraphs(std::string& page, std::string_view text) {
  bool is_kept = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with(' ') != is_kept) {
      page += is_kept ? ".EE\n" : ".EX\n";
      is_kept = !is_kept;
    }
    page += line.empty() ? ".PP\n" : escaped(line) + "\n";
  }
  if (is_kept) page += ".EE\n";
}

void put_examples(std::string& page, const std::vector<Example>& examples) {
  page += ".SH EXAMPLES\n";
  bool is_first = true;
  for (const Example& example : examples) {
    page += (is_first ? "" : ".PP\n") + escaped(example.meaning) + ":\n.PP\n.RS 4\n.EX\n" +
            escaped(example.line) + "\n.EE\n.RE\n";
    is_first = false;
  }
}

void put_options(std::string& page, const std::vector<DescribedOption>& options) {
  for (const DescribedOption& option : options) {
    page += ".TP\n";
    std::string words;
    for (const std::string& name : option.names) words += (words.empty() ? "" : ", ") + bold(name);
    if (!option.value.empty()) words += (words.empty() ? "" : " ") + italic(option.value);
    page += words + "\n" + escaped(option.meaning) + "\n";
  }
}

void put_ending(std::string& page) {
  page += ".SH EXIT STATUS\n" + escaped(exit_codes()) + "\n";
  page += ".SH ENVIRONMENT\n.TP\n" + bold("HEXAPLA_ARCHIVE") +
          "\nThe archive's folder, where none is named by \\-\\-archive; else ./archive.\n.TP\n" +
          bold("HEXAPLA_ACTOR") +
          "\nWhom the log names, where nobody is named by \\-\\-by; else the login name.\n.TP\n" +
          bold("NO_COLOR") + "\nWhen it is set, no colours.\n";
}

std::string page_name(const Command& command) { return "hexapla-" + command.name; }

}  // namespace

std::string manual_page_of(const DescribedCommand& described) {
  const Command& command = *described.command;
  std::string page;
  put_title(page, page_name(command), command.summary);
  page += ".SH SYNOPSIS\n" + bold("hexapla " + command.name) +
          escaped(described.usage.substr(("hexapla " + command.name).size())) + "\n";
  if (!command.details.empty()) {
    page += ".SH DESCRIPTION\n";
    put_paragraphs(page, command.details);
  }
  put_examples(page, command.examples);
  page += ".SH OPTIONS\n";
  for (const DescribedPart& part : described.parts) {
    page += ".SS " + escaped(part.heading) + "\n";
    if (!part.meaning.empty()) page += escaped(part.meaning) + "\n";
    put_options(page, part.options);
  }
  put_ending(page);
  return page + ".SH SEE ALSO\n" + bold("hexapla") + "(1)\n";
}

std::string manual_page_of_all(const std::vector<DescribedCommand>& commands) {
  std::string page;
  put_title(page, "hexapla", "articles with all their versions, and where each came from");
  page += ".SH SYNOPSIS\n" + bold("hexapla") + " " + italic("COMMAND") + " [" + italic("OPTIONS") +
          "]\n.SH DESCRIPTION\n";
  put_paragraphs(page, introduction());
  page += ".SH COMMANDS\n";
  const CommandGroup* group = nullptr;
  for (const DescribedCommand& one : commands) {
    const Command& command = *one.command;
    if (group == nullptr || *group != command.group)
      page += ".SS " + escaped(title_of(command.group)) + "\n";
    group = &command.group;
    page += ".TP\n" + bold(page_name(command)) + "(1)\n" + escaped(command.summary) + "\n";
  }
  put_examples(page, first_examples());
  put_ending(page);
  return page;
}

}  // namespace hexapla

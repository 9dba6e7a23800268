#include <nlohmann/json.hpp>

#include "store/ingest/html/html_encoding.h"
#include "store/ingest/html/html_page.h"
#include "tools/cli/command.h"
#include "tools/cli/input.h"
#include "tools/cli/option_values.h"
#include "tools/loading/outcome.h"
#include "translate/label/label.h"

namespace hexapla {

namespace {

struct ExtractOptions {
  std::vector<std::string> files;
  std::string encoding;
};

constexpr std::size_t kMaxFileBytes = std::size_t{96} << 20;

// `page` of `folder/page.html`.
std::string stem_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  std::string name = slash == path.npos ? path : path.substr(slash + 1);
  const std::size_t dot = name.find_last_of('.');
  return dot == 0 || dot == name.npos ? name : name.substr(0, dot);
}

bool is_main_text(Role role) {
  return role == Role::standfirst || role == Role::paragraph || role == Role::heading ||
         role == Role::quote || role == Role::list_item;
}

std::string main_text(const Ingested& article) {
  std::string text;
  for (const Block& block : article.blocks) {
    if (!is_main_text(block.role)) continue;
    if (!text.empty()) text += '\n';
    text += block.text;
  }
  return text;
}

nlohmann::json to_json(const std::string& path, const HtmlPage& page, const DecodedPage& decoded) {
  const HtmlMetadata& metadata = page.metadata;
  const auto value = [](const std::string& text) {
    return text.empty() ? nlohmann::json() : nlohmann::json(text);
  };
  nlohmann::json json{{"id", stem_of(path)},
                      {"text", main_text(page.article)},
                      {"title", metadata.title},
                      {"byline", value(page.byline)},
                      {"lang", value(metadata.language)},
                      {"dir", value(page.direction)},
                      {"siteName", value(metadata.site)},
                      {"publishedTime", value(metadata.published)},
                      {"modifiedTime", value(metadata.updated)},
                      {"canonical", value(metadata.canonical)},
                      {"translatedBy", value(metadata.translated_by)},
                      {"encoding", decoded.text.encoding},
                      {"replaced", decoded.replaced},
                      {"alternates", nlohmann::json::array()},
                      {"blocks", nlohmann::json::array()}};
  for (const auto& [language, address] : metadata.alternates) {
    json["alternates"].push_back({{"hreflang", language}, {"href", address}});
  }
  for (const Block& block : page.article.blocks) {
    nlohmann::json one{{"role", name(block.role)}, {"text", block.text}};
    if (!block.href.empty()) one["href"] = block.href;
    if (!block.date.empty()) one["date"] = block.date;
    if (block.language) one["language"] = block.language->text();
    json["blocks"].push_back(std::move(one));
  }
  return json;
}

void print(const std::vector<Block>& blocks, Output& out) {
  for (const Block& block : blocks) {
    out.line(block.role == Role::paragraph ? block.text
                                           : std::string(name(block.role)) + ": " + block.text);
    out.line("");
  }
}

void extract_one(const std::string& path, const ExtractOptions& options, Context& context) {
  const std::string bytes = read_input(path, kMaxFileBytes);
  const DecodedPage decoded = decode_html(
      bytes,
      options.encoding.empty() ? std::nullopt : std::optional<std::string_view>(options.encoding),
      true);
  const HtmlPage page =
      read_html_page(decoded.text.utf8, input_name(path),
                     [](std::string_view line) { return find_label(line).has_value(); });
  if (context.options.json) {
    context.out().line(to_json(path, page, decoded)
                           .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  } else {
    print(page.article.blocks, context.out());
  }
  if (page.article.blocks.empty())
    throw InputError({.file = input_name(path)}, "there is no text in it");
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ExtractOptions>();
  app.add_option("FILE", options->files, "Pages (HTML); `-` is standard input")->required();
  app.add_option("--encoding", options->encoding,
                 "Of the bytes, as their HTTP header said; else the page says it")
      ->type_name("NAME");
  return [options, &context] {
    check_encoding_option("--encoding", options->encoding);
    ExitCode exit_code = ExitCode::ok;
    for (const std::string& path : options->files) {
      const Outcome outcome = attempt([&] {
        extract_one(path, *options, context);
        return Outcome{.what = Outcome::What::checked};
      });
      if (!outcome.is_refused()) continue;
      const bool names_its_file = !outcome.place.file.empty();
      context.warn("hexapla: " + (names_its_file ? std::string() : input_name(path) + ": ") +
                   outcome.reason);
      if (exit_code == ExitCode::ok) exit_code = outcome.exit_code;
    }
    return exit_code;
  };
}

const RegisteredCommand kRegistered(
    {.name = "extract",
     .group = CommandGroup::exchange,
     .order = 3,
     .summary = "Show what would be read of a web page, without adding it.",
     .details =
         "Prints the article's blocks with their roles: no navigation, comments or related links. "
         "With --json a line a page:\n"
         "the text, title, byline, dates, language, the page's versions in other languages, and "
         "the blocks.\n"
         "A page without any text is refused (exit code 4), with --json after its line. Needs no "
         "archive.",
     .examples = {{"hexapla extract page.html", "the article, block by block"},
                  {"curl -s https://example.org/a | hexapla extract -", "from another program"},
                  {"hexapla extract --json pages/*.html > articles.ndjson",
                   "many, for programs; `id` is the file's name"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla

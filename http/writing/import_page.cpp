#include "http/writing/import_page.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "http/html.h"
#include "http/pages/layout.h"
#include "http/pages/record_parts.h"
#include "http/pages/who_writes.h"
#include "http/pages/words.h"
#include "http/problem.h"
#include "http/writing/form.h"
#include "store/archive/kind_doubt.h"
#include "store/archive/rehearsal.h"
#include "store/model/base64.h"
#include "translate/align/held_alignment.h"
#include "translate/intake/intake.h"

namespace hexapla {
namespace {

struct Input {
  const char* name;
  Markup label, hint;
};

// What the form asks besides the text; all may stay empty.
constexpr std::array<Input, 9> kInputs{{
    {"language", "Language", "a tag, as ar or zh-Hant; else it is detected"},
    {"article", "Article", "its id; else it is made from the title"},
    {"variant", "Version", "as es or <code>es~desk</code>; else it is made from the language"},
    {"engine", "Engine", "what translated it"},
    {"translator", "Translator", "who translated it"},
    {"editor", "Editor", "who corrected it"},
    {"from", "Made from", "the exact revision, as ferry/ar@1, or unknown"},
    {"revises", "Revises", "the machine’s revision that was edited"},
    {"uri", "Address", "where it was published"},
}};

constexpr std::array<Kind, 5> kKinds{Kind::unknown, Kind::original, Kind::machine,
                                     Kind::post_edited, Kind::human};

Html begin(const char* title) {
  Html page = begin_page({title, {{title, ""}}});
  page << "</header>\n<main class=\"page prose\" id=\"text\">\n<h1>" << text(title) << "</h1>\n";
  return page;
}

Response finished(Html page) {
  page << "</main>\n";
  end_page(page);
  Response response = html_page(page.take());
  response.keep = Response::Keep::not_at_all;
  return response;
}

// The bytes as they came: a file as it is, pasted text, or what the preview carries on.
struct Given {
  std::string bytes, file_name;
};

Given given_in(const Form& form) {
  if (const FormField* kept = form.field("bytes")) {
    auto bytes = from_base64(kept->value);
    if (!bytes) throw Problem(400, "Bad request", "The text that the preview carried is damaged.");
    return {*std::move(bytes), form.value("file-name")};
  }
  const FormField* file = form.field("file");
  if (file != nullptr && !file->value.empty()) return {file->value, file->file_name};
  return {form.value("text"), ""};
}

// Selects of the preview: `12:caption` says what block 12 is. Of a text of very many blocks the
// first can be changed, as many as a form has fields for beside its own.
constexpr std::size_t kBlocksWithRoles = kMostFields - 100;
constexpr std::array<Role, 11> kRoles{
    Role::title, Role::standfirst, Role::byline,  Role::dateline, Role::paragraph, Role::heading,
    Role::quote, Role::list_item,  Role::caption, Role::link,     Role::label};
constexpr const char* kStoreForm = "store";

std::map<std::size_t, Role> roles_in(const Form& form) {
  std::map<std::size_t, Role> roles;
  for (const std::string& value : form.all("role")) {
    const std::size_t colon = std::min(value.find(':'), value.size());
    std::size_t number = 0;
    const auto read = std::from_chars(value.data(), value.data() + colon, number);
    const auto role = parse_role(std::string_view(value).substr(std::min(colon + 1, value.size())));
    if (read.ec != std::errc() || read.ptr != value.data() + colon || number == 0 || !role) {
      Problem problem(400, "Bad request", "“" + value + "” is no role of a block, as 3:caption.");
      problem.parameter = "role";
      throw problem;
    }
    roles[number - 1] = *role;
  }
  return roles;
}

IntakeOptions options_in(const Form& form, const std::string& actor) {
  IntakeOptions options;
  options.actor = actor;
  const auto parsed = [&](const char* name, auto parse, const char* wanted) {
    const std::string& value = form.value(name);
    const auto result = value.empty() ? decltype(parse(value))() : parse(value);
    if (!value.empty() && !result) {
      Problem problem(400, "Bad request", "“" + value + "” is no " + wanted + ".");
      problem.parameter = name;
      throw problem;
    }
    return result;
  };
  options.language = parsed(
      "language", [](const auto& v) { return LanguageTag::parse(v); },
      "tag of a language, as ar or zh-Hant");
  options.article = parsed(
      "article", [](const auto& v) { return ArticleId::parse(v); },
      "id of an article, as night-ferry");
  options.variant = parsed(
      "variant", [](const auto& v) { return VariantId::parse(v); },
      "name of a version, as es or es~desk");
  options.kind = parsed(
      "kind", [](const auto& v) { return parse_kind(v); }, "kind of text");
  options.format = parsed(
      "format", [](const auto& v) { return parse_format(v); }, "format");
  options.engine = form.value("engine");
  options.translator = form.value("translator");
  options.editor = form.value("editor");
  options.from = form.value("from");
  options.revises = form.value("revises");
  options.uri = form.value("uri");
  options.roles = roles_in(form);
  return options;
}

NewRevision revision_in(const Form& form, const std::string& actor) {
  Given given = given_in(form);
  return prepare(std::move(given.bytes), given.file_name, options_in(form, actor));
}

void warn(Html& page, std::string_view words) {
  page << "<p class=\"warning\" role=\"status\" dir=\"auto\"><b aria-hidden=\"true\">!</b> "
       << text(words) << "</p>\n";
}

void show_article(Html& page, const Reading& reading, const ArticleId& id) {
  page << "<dt>Article</dt><dd>";
  const auto article = reading.article(id);
  if (!article) {
    page << "<code>" << text(id.text()) << "</code>, a new one</dd>\n";
    return;
  }
  page << "<a href=\"/a/" << text(id.text()) << "\"><code>" << text(id.text()) << "</code></a> "
       << isolated(article->title, article->language) << ", which has ";
  constexpr std::size_t kNamed = 12;
  const std::vector<VariantSummary> variants = reading.variants(id);
  for (std::size_t i = 0; i < variants.size() && i < kNamed; ++i)
    page << (i == 0 ? Markup("") : Markup(", ")) << "<code>" << text(variants[i].id.text())
         << "</code>";
  if (variants.size() > kNamed) page << " and " << variants.size() - kNamed << " more";
  page << "</dd>\n";
}

// Which article, version and revision the text would become: what storing it does, or why it cannot
// be stored.
void show_destination(Html& page, const Reading& reading, const NewRevision& revision) {
  page << "<h2>Where it goes</h2>\n";
  std::optional<AddResult> planned;
  try {
    planned = rehearse_add(reading, revision);
  } catch (const RefusedError& error) {
    return warn(page, "It cannot be stored like this: " + std::string(error.what()) + ".");
  } catch (const InputError& error) {
    return warn(page, "It cannot be stored like this: " + std::string(error.what()) + ".");
  }
  const RevisionAddress& address = planned->address;
  if (planned->outcome == AddResult::Outcome::unchanged)
    warn(page,
         "This text is held already, as " + address.text() + ": storing it again changes nothing.");
  page << "<dl class=\"record whither\">\n";
  show_article(page, reading, address.article);
  page << "<dt>Version</dt><dd><code>" << text(address.variant.text()) << "</code>, ";
  if (address.number > 1) {
    page << "which is there: it gets a new revision";
  } else {
    page << "a new one";
  }
  const LanguageTag& language = revision.revision.language;
  const Provenance provenance = compute_provenance(revision.statements);
  page << "</dd>\n<dt>Revision</dt><dd>" << address.number << "</dd>\n<dt>Kind</dt><dd>"
       << kind_mark(provenance.shown_kind()) << "</dd>\n<dt>Language</dt><dd>" << own_name(language)
       << " (" << text(language.text())
       << ")</dd>\n</dl>\n<p class=\"mut\">If something else was meant, your browser’s way back "
          "leads to the form as you filled it in.</p>\n";
}

void warn_of_doubtful_kind(Html& page, const NewRevision& revision) {
  const std::string doubt = doubt_about_kind(revision.revision, revision.statements);
  if (!doubt.empty()) warn(page, "This text is " + doubt + ".");
}

void write_role(Html& page, std::size_t number, Role shown) {
  page << "<select name=\"role\" form=\"" << text(kStoreForm) << "\" aria-label=\"Role of block "
       << number << "\">";
  for (const Role role : kRoles) {
    page << "<option value=\"" << number << ":" << text(name(role)) << "\"";
    if (role == shown) page << " selected";
    page << ">" << text(name(role)) << "</option>";
  }
  page << "</select>";
}

void show_blocks(Html& page, const Revision& revision) {
  page << "<h2>The text</h2>\n<p>" << own_name(revision.language) << " ("
       << text(revision.language.text()) << "), " << revision.blocks.size()
       << " blocks, each with what it is taken for, which you can change.";
  if (revision.blocks.size() > kBlocksWithRoles)
    page << " Of so many it can be changed of the first " << kBlocksWithRoles << ".";
  page << "</p>\n<table class=\"blocks\">\n<thead><tr><th "
          "scope=\"col\">Block</th><th scope=\"col\">Role</th><th "
          "scope=\"col\">Text</th></tr></thead>\n<tbody>\n";
  std::size_t number = 0;
  for (const Block& block : revision.blocks) {
    const LanguageTag& language = block.language ? *block.language : revision.language;
    page << "<tr><td>" << ++number << "</td><td>";
    if (number <= kBlocksWithRoles) {
      write_role(page, number, block.role);
    } else {
      page << text(name(block.role));
    }
    page << "</td><td lang=\"" << text(language.text()) << "\" dir=\"auto\">" << text(block.text)
         << "</td></tr>\n";
  }
  page << "</tbody>\n</table>\n";
}

void show_claims(Html& page, const std::vector<Statement>& statements) {
  page << "<h2>What is said of it</h2>\n";
  if (statements.empty()) {
    page << "<p>Nothing: no label was found, and the form says nothing.</p>\n";
    return;
  }
  page << "<table class=\"said\">\n<thead><tr><th scope=\"col\">Claim</th><th "
          "scope=\"col\">Value</th><th "
          "scope=\"col\">Basis</th><th scope=\"col\">Seen in</th></tr></thead>\n<tbody>\n";
  for (const Statement& statement : statements) {
    page << "<tr><td>" << text(property_words(statement.claim.property)) << "</td><td>";
    const auto kind = statement.claim.property == Property::kind ? parse_kind(statement.claim.value)
                                                                 : std::nullopt;
    if (kind) {
      page << kind_mark(*kind);
    } else {
      page << "<bdi>" << text(statement.claim.value) << "</bdi>";
    }
    page << "</td><td><span class=\"chip b-" << text(name(statement.basis)) << "\">"
         << text(name(statement.basis)) << "</span></td><td>";
    for (const BlockPart& part : statement.parts) page << "block " << part.block + 1 << " ";
    page << "</td></tr>\n";
  }
  page << "</tbody>\n</table>\n";
}

// The original that this says it was made from, else the article's.
std::optional<RevisionAddress> source_of(const Reading& reading, const NewRevision& revision,
                                         const Form& form) {
  try {
    const std::string& from = form.value("from");
    if (!from.empty() && from != "unknown") return reading.resolve(from);
  } catch (const RefusedError&) {
    return std::nullopt;  // storing says what is wrong
  }
  if (!revision.article) return std::nullopt;
  const auto base = reading.base_variant(*revision.article);
  if (!base) return std::nullopt;
  return reading.resolve(revision.article->text() + "/" + base->text());
}

// What an empty cell means is said as on the pages that set versions side by side.
void show_segments(Html& page, const RevisionView& view, const SegmentRange& range, Markup sign,
                   Markup absence) {
  if (range.first == range.past()) {
    page << "<td><p class=\"blank\">" << sign << absence << "</p></td>";
    return;
  }
  page << "<td lang=\"" << text(view.language()) << "\" dir=\"auto\">";
  for (std::uint32_t i = range.first; i < range.past(); ++i)
    page << "<p>" << text(view.segment(i).text) << "</p>";
  page << "</td>";
}

void show_alignment(Html& page, const Reading& reading, const NewRevision& revision,
                    const Form& form) {
  const auto source = source_of(reading, revision, form);
  const auto original = source ? reading.view(*source) : std::nullopt;
  if (!original) return;
  const EncodedView encoded = encode_view(revision.revision);
  const auto view = RevisionView::parse(encoded.packed, encoded.segments);
  if (!view) return;
  page << "<h2>Beside " << text(source->text())
       << "</h2>\n<p>Which sentence renders which, as far as it can be known.</p>\n<table "
          "class=\"alignment\">\n<thead><tr><th scope=\"col\">Original, "
       << own_name(source->variant.language()) << "</th><th scope=\"col\">This text, "
       << own_name(revision.revision.language) << "</th></tr></thead>\n<tbody>\n";
  const Alignment alignment = align_with_lexicon(reading, *original, *view, reading.event_count());
  for (const Bead& bead : alignment.beads) {
    page << "<tr>";
    show_segments(page, *original, bead.source,
                  "<span class=\"sg ad\" aria-hidden=\"true\">÷</span>", "not in the original");
    show_segments(page, *view, bead.target, "<span class=\"sg om\" aria-hidden=\"true\">※</span>",
                  "wanting in this text");
    page << "</tr>\n";
  }
  page << "</tbody>\n</table>\n";
}

void carry_on(Html& page, const Form& form, const SignedIn* signed_in) {
  const Given given = given_in(form);
  page << "<form class=\"intake\" id=\"" << text(kStoreForm)
       << "\" method=\"post\" action=\"/import/store\" "
          "enctype=\"multipart/form-data\">\n";
  write_hidden(page, "bytes", to_base64(given.bytes));
  write_hidden(page, "file-name", given.file_name);
  for (const Input& input : kInputs) write_hidden(page, input.name, form.value(input.name));
  write_hidden(page, "kind", form.value("kind"));
  write_hidden(page, "format", form.value("format"));
  page << "<div class=\"who\">";
  write_who(page, signed_in, "/import");
  page << "</div>\n<p><button type=\"submit\">Store it</button> <button type=\"submit\" "
          "formaction=\"/import/preview\" formnovalidate>Look again with these "
          "roles</button> <a href=\"/import\">Start "
          "again</a></p>\n</form>\n";
}

// Before a large text is sent: only of who is known by the request's head it is read at all.
void write_signing_in(Html& page) {
  page << "<h2 id=\"signing\">For texts of more than 1 MB</h2>\n<form class=\"intake-who\" "
          "method=\"post\" action=\"/session/begin\">\n";
  write_hidden(page, "back", "/import");
  page << "<p><label>Token <input name=\"token\" type=\"password\" "
          "autocomplete=\"current-password\" required></label> <button type=\"submit\">Sign "
          "in</button> <span class=\"mut\">here for 12 hours; then texts of up to 20 MB are "
          "taken</span></p>\n</form>\n";
}

}  // namespace

Response import_page(const SignedIn* signed_in) {
  Html page = begin("Add a text");
  page << "<p>Paste a text or choose a file. The next page shows what it is understood as; nothing "
          "is "
          "stored before you say so there.</p>\n<form class=\"intake\" method=\"post\" "
          "action=\"/import/preview\" "
          "enctype=\"multipart/form-data\">\n<p><label for=\"pasted\">Text, as copied from a page, "
          "or Markdown</label><br><textarea id=\"pasted\" name=\"text\" rows=\"14\" cols=\"72\" "
          "dir=\"auto\"></textarea></p>\n<p><label for=\"file\">or a file</label> <input "
          "id=\"file\" name=\"file\" type=\"file\" aria-describedby=\"file-hint\"> <span "
          "id=\"file-hint\">of "
       << (signed_in != nullptr ? Markup("20 MB at most")
                                : Markup("about 1 MB at most, <a "
                                         "href=\"#signing\">or more</a>"))
       << "</span></p>\n<p><label "
          "for=\"format\">Format</label> <select id=\"format\" name=\"format\"><option "
          "value=\"\">as it looks</option><option value=\"text\">plain text</option><option "
          "value=\"markdown\">Markdown</option><option value=\"json\">JSON</option></select></p>\n"
          "<p><label for=\"kind\">Kind</label> <select id=\"kind\" name=\"kind\"><option "
          "value=\"\">as the text says</option>";
  for (const Kind kind : kKinds) {
    page << "<option value=\"" << text(name(kind)) << "\">" << text(name(kind)) << "</option>";
  }
  page << "</select></p>\n";
  for (const Input& input : kInputs) {
    page << "<p><label for=\"" << text(input.name) << "\">" << input.label
         << "</label> <input id=\"" << text(input.name) << "\" name=\"" << text(input.name)
         << "\" aria-describedby=\"" << text(input.name) << "-hint\"> <span id=\""
         << text(input.name) << "-hint\">" << input.hint << "</span></p>\n";
  }
  if (signed_in != nullptr) {
    page << "<div class=\"who\">";
    write_who(page, signed_in, "/import");
    page << "</div>\n";
  }
  page << "<p><button type=\"submit\">Look at it</button></p>\n</form>\n";
  if (signed_in == nullptr) write_signing_in(page);
  return finished(std::move(page));
}

Response preview_import(const WriteContext& call) {
  const Form form = Form::parse(call.request.content_type, call.request.body);
  const NewRevision revision = revision_in(form, "preview");
  const Reading reading = call.archive.read();
  Html page = begin("Is this what you mean?");
  page << "<p>Nothing is stored yet.</p>\n";
  const FormField* const file = form.field("file");
  if (file != nullptr && !file->value.empty() && !form.value("text").empty())
    warn(page,
         "A text was pasted, and a file chosen: this is the file. The pasted text is left out.");
  warn_of_doubtful_kind(page, revision);
  show_destination(page, reading, revision);
  show_blocks(page, revision.revision);
  show_claims(page, revision.statements);
  show_alignment(page, reading, revision, form);
  carry_on(page, form, call.signed_in);
  return finished(std::move(page));
}

Response store_import(const WriteContext& call) {
  const Form form = Form::parse(call.request.content_type, call.request.body);
  const AddResult result = call.archive.add(revision_in(form, call.actor));
  Response response = redirect("/a/" + result.address.article.text() + "/" +
                               percent_encoded(result.address.variant.text()) + "@" +
                               std::to_string(result.address.number));
  response.status = 303;
  return response;
}

}  // namespace hexapla

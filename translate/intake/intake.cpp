#include "translate/intake/intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "store/ingest/block_text.h"
#include "store/ingest/html/html_encoding.h"
#include "store/text/decode.h"
#include "store/text/fold.h"
#include "store/text/timestamp.h"
#include "translate/intake/detect_language.h"
#include "translate/label/label.h"

namespace hexapla {
namespace {

// No text grows by more than this on its way out of an encoding and a format's syntax (JSON's
// \u0041).
constexpr std::size_t kMostInputBytes = 6 * kMaxRevisionBytes;

Place place_in(const std::string& file, std::string field = {}) {
  Place place;
  place.file = file;
  place.field = std::move(field);
  return place;
}

std::string last_component(std::string_view path) {
  const std::size_t cut = path.find_last_of("/\\");
  return std::string(cut == path.npos ? path : path.substr(cut + 1));
}

DecodedPage decode_input(std::string_view bytes, bool is_html, const std::string& file,
                         const IntakeOptions& options) {
  const auto declared =
      options.encoding.empty() ? std::nullopt : std::optional<std::string_view>(options.encoding);
  try {
    if (is_html) return decode_html(bytes, declared, options.detect_encoding);
    return {decode(bytes, declared, options.detect_encoding), 0};
  } catch (const InputError& error) {
    Place place = error.place();
    place.file = file;
    throw InputError(std::move(place), error.problem());
  }
}

Ingested read(std::string_view utf8, Format format, const std::string& file) {
  const LineTest is_label = [](std::string_view line) { return find_label(line).has_value(); };
  switch (format) {
    case Format::markdown:
      return read_markdown(utf8, file, is_label);
    case Format::json:
      return read_json(utf8, file, is_label);
    case Format::html:
      return read_html(utf8, file, is_label);
    case Format::plain_text:
      break;
  }
  return read_plain_text(utf8, file, is_label);
}

void check_size(const std::vector<Block>& blocks, const std::string& file) {
  std::size_t bytes = 0;
  for (const Block& block : blocks) bytes += block.text.size();
  if (bytes == 0) throw InputError(place_in(file), "there is no text in it");
  if (bytes > kMaxRevisionBytes) {
    throw InputError(place_in(file),
                     fmt::format("a text of {} bytes; at most {} are taken for one revision", bytes,
                                 kMaxRevisionBytes));
  }
}

std::string_view media_type(Format format) {
  switch (format) {
    case Format::markdown:
      return "text/markdown";
    case Format::json:
      return "application/json";
    case Format::html:
      return "text/html";
    case Format::plain_text:
      break;
  }
  return "text/plain";
}

// Statements as they go into the log: the options' own first removed from what the file says.
class Claims {
 public:
  Claims(std::vector<Statement> statements, std::string_view actor)
      : statements_(std::move(statements)), actor_(actor) {
    // Fields of a file are declared by whoever hands it in; a statement that names its author keeps
    // it.
    for (Statement& statement : statements_) {
      if (statement.asserted_by.empty()) statement.asserted_by = actor_;
    }
  }

  void declare(Property property, std::string_view value) {
    if (value.empty()) return;
    std::erase_if(statements_, [&](const Statement& statement) {
      return statement.claim.property == property && statement.scope == Scope::revision &&
             statement.basis == Basis::declared;
    });
    add(property, value, Basis::declared, actor_);
  }

  void add(Property property, std::string_view value, Basis basis, std::string_view by) {
    Statement statement;
    statement.claim.property = property;
    statement.claim.value = value;
    statement.basis = basis;
    statement.asserted_by = by;
    statements_.push_back(std::move(statement));
  }

  // The newest claim of `property` about the whole revision.
  Statement* find(Property property) {
    const auto found =
        std::find_if(statements_.rbegin(), statements_.rend(), [&](const Statement& statement) {
          return statement.claim.property == property && statement.scope == Scope::revision;
        });
    return found == statements_.rend() ? nullptr : &*found;
  }

  void append(std::vector<Statement> more) {
    for (Statement& statement : more) {
      const bool held =
          std::any_of(statements_.begin(), statements_.end(), [&](const Statement& known) {
            return known.claim == statement.claim && known.scope == statement.scope &&
                   known.parts == statement.parts;
          });
      if (!held) statements_.push_back(std::move(statement));
    }
  }

  std::vector<Statement> take() { return std::move(statements_); }

 private:
  std::vector<Statement> statements_;
  std::string actor_;
};

void declare_options(Claims& claims, const IntakeOptions& options, const std::string& file) {
  if (options.kind) claims.declare(Property::kind, name(*options.kind));
  claims.declare(Property::engine, options.engine);
  if (!options.engine_version.empty()) {
    Statement* const engine = claims.find(Property::engine);
    if (!engine)
      throw InputError(place_in(file), "an engine's version is given without the engine");
    engine->claim.details["version"] = options.engine_version;
  }
  claims.declare(Property::translator, options.translator);
  claims.declare(Property::editor, options.editor);
  claims.declare(Property::derived_from, options.from);
  claims.declare(Property::revises, options.revises);
  claims.declare(Property::source_uri, options.uri);
}

void claim_encoding(Claims& claims, const DecodedPage& page, const IntakeOptions& options) {
  const DecodedText& decoded = page.text;
  if (decoded.encoding == "UTF-8" && page.replaced == 0) return;
  const bool declared = decoded.basis == DecodedText::Basis::declared;
  claims.add(Property::encoding, decoded.encoding, declared ? Basis::declared : Basis::detected,
             declared ? options.actor : "hexapla");
  if (decoded.basis == DecodedText::Basis::detected) {
    claims.find(Property::encoding)->claim.details["confidence"] =
        std::to_string(decoded.confidence);
  }
  if (page.replaced > 0)
    claims.find(Property::encoding)->claim.details["replaced"] = std::to_string(page.replaced);
}

// Whether a text is surely not in the language that its page's markup names: templates say
// `lang="en"` around any text. Only a script that the language is not written in counts, since
// detection between languages of one script errs.
bool is_of_other_script(const Ingested& page) {
  const auto detected = detect_language(page.blocks);
  return detected && detected->language() != page.language->language() &&
         detected->script() != page.language->script();
}

LanguageTag choose_language(const Ingested& page, Format format,
                            const std::optional<VariantId>& variant, const std::string& file,
                            const IntakeOptions& options) {
  if (options.language) return *options.language;
  if (options.variant) return options.variant->language();
  if (page.language && !(format == Format::html && is_of_other_script(page))) return *page.language;
  if (variant) return variant->language();
  if (options.header_language) return *options.header_language;
  if (const auto detected = detect_language(page.blocks)) return *detected;
  throw InputError(place_in(file),
                   "nobody says in which language this is, and it cannot be told reliably from the "
                   "text: say it with --lang, or as `language` in what is added");
}

std::string utc_of(const std::string& captured, const std::string& file) {
  if (captured.empty()) return {};
  auto utc = to_utc(captured);
  if (!utc) {
    throw InputError(
        place_in(file, "captured"),
        fmt::format("\"{}\" is no moment of RFC 3339 (2022-10-21T09:49:00Z)", captured));
  }
  return std::move(*utc);
}

void set_roles(std::vector<Block>& blocks, const IntakeOptions& options, const std::string& file) {
  for (const auto& [at, role] : options.roles) {
    if (at >= blocks.size()) {
      throw InputError(place_in(file), fmt::format("a role is given for block {}; there are {}",
                                                   at + 1, blocks.size()));
    }
    blocks[at].role = role;
  }
}

// Labels as they are read, but for blocks that a person says are something else.
std::vector<Statement> label_statements(Revision& revision, const IntakeOptions& options) {
  const std::vector<Block> before = revision.blocks;
  std::vector<Statement> labels = label_blocks(revision);
  for (const auto& [at, role] : options.roles) {
    if (role == Role::label) continue;
    revision.blocks[at] = before[at];
    std::erase_if(labels, [at = at](const Statement& label) {
      return !label.parts.empty() && label.parts[0].block == at;
    });
  }
  return labels;
}

}  // namespace

NewRevision prepare(std::string bytes, const std::string& file_name, const IntakeOptions& options) {
  if (bytes.size() > kMostInputBytes) {
    throw InputError(
        place_in(file_name),
        fmt::format("{} bytes; at most {} are taken for one revision, whose text may have {}",
                    bytes.size(), kMostInputBytes, kMaxRevisionBytes));
  }
  const bool is_html = options.format.value_or(guess_format(file_name, bytes)) == Format::html;
  const DecodedPage input = decode_input(bytes, is_html, file_name, options);
  const DecodedText& decoded = input.text;
  const Format format = options.format.value_or(guess_format(file_name, decoded.utf8));
  Ingested page = read(decoded.utf8, format, file_name);
  check_size(page.blocks, file_name);

  NewRevision added;
  added.article = options.article ? options.article : page.article;
  added.variant = options.variant ? options.variant : page.variant;
  added.actor = options.actor;
  added.revision.language = choose_language(page, format, added.variant, file_name, options);
  if (added.variant && added.variant->language() != added.revision.language) {
    throw InputError(place_in(file_name),
                     fmt::format("variant {} is not in the text's language, {}",
                                 added.variant->text(), added.revision.language.text()));
  }
  added.revision.blocks = std::move(page.blocks);
  set_roles(added.revision.blocks, options, file_name);
  if (!added.article && slug(added.revision.title()).empty()) {
    throw InputError(place_in(file_name), "no name can be made from the title; give --article");
  }

  Claims claims(std::move(page.statements), options.actor);
  declare_options(claims, options, file_name);
  claim_encoding(claims, input, options);
  claims.append(label_statements(added.revision, options));
  const Statement* const source = claims.find(Property::source_uri);

  Capture capture;
  capture.media_type = media_type(format);
  capture.uri = source ? source->claim.value : std::string();
  capture.date = utc_of(options.captured.empty() ? page.captured : options.captured, file_name);
  capture.file_name = last_component(file_name);
  capture.encoding = decoded.encoding == "UTF-8" ? std::string() : decoded.encoding;
  for (const auto& [language, address] : page.alternates) {
    constexpr std::size_t kMostFacts = 60,
                          kLongestAddress = 400;  // they go into the log, whose entries are bounded
    if (capture.facts.size() < kMostFacts && address.size() <= kLongestAddress &&
        language.size() <= 35) {
      capture.facts.emplace("hreflang:" + language, address);
    }
  }
  capture.bytes = std::move(bytes);
  added.statements = claims.take();
  added.capture = std::move(capture);
  return added;
}

}  // namespace hexapla

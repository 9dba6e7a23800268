#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/model/address.h"
#include "store/model/error.h"
#include "store/model/revision.h"
#include "store/model/statement.h"

namespace hexapla {

enum class Format { plain_text, markdown, json, html };
std::optional<Format> parse_format(std::string_view name);  // `text`, `markdown`, `json`, `html`
Format guess_format(std::string_view file_name,
                    std::string_view bytes);  // by ending, then by first bytes

// What a reader of an outside format found: a text and what the file itself declares about it.
struct Ingested {
  std::vector<Block> blocks;  // NFC
  std::optional<LanguageTag> language;
  std::optional<ArticleId> article;
  std::optional<VariantId> variant;
  std::vector<Statement>
      statements;  // basis declared (front matter, JSON fields) or detected (an `Updated:` stamp)
  std::vector<std::pair<std::string, std::string>>
      alternates;        // of a web page: language and address of its other versions
  std::string captured;  // when the page was captured, RFC 3339 in UTC; empty when it isn't said
};

// Whether a line is a translation label. Readers can't know (translate/label does); told, they
// don't take one for a standfirst or a caption. May be empty.
using LineTest = std::function<bool(std::string_view line)>;

// Readers take well-formed UTF-8 and throw InputError naming line, field or byte. `file` is for
// those messages.

// As copied from a news page: blank lines between blocks. Title, standfirst, captions and label
// lines directly under them, body, related links in between, an `Updated:` stamp with its date.
Ingested read_plain_text(std::string_view utf8, const std::string& file,
                         const LineTest& is_label = {});

// CommonMark with YAML front matter: see docs in store/ingest/FORMATS.md.
Ingested read_markdown(std::string_view utf8, const std::string& file,
                       const LineTest& is_label = {});

// One revision by store/ingest/revision.schema.json, which also holds for each line of NDJSON.
Ingested read_json(std::string_view utf8, const std::string& file, const LineTest& is_label = {});

// A page of the web: its article, without navigation, related links, comments and the like. What
// the page says of itself in its markup (author, dates, address, who translated it) becomes
// statements of basis labelled.
Ingested read_html(std::string_view utf8, const std::string& file, const LineTest& is_label = {});

}  // namespace hexapla

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/archive.h"
#include "store/ingest/ingest.h"

namespace hexapla {

// What the person at the command or the API says about the bytes they hand in; each wins over what
// the file says.
struct IntakeOptions {
  std::optional<Format> format;
  std::optional<LanguageTag> language;
  std::optional<ArticleId> article;
  std::optional<VariantId> variant;
  std::optional<Kind> kind;
  std::string engine, engine_version, translator, editor;
  std::string from;           // address or digest of the exact source revision, or `unknown`
  std::string revises;        // of the machine revision that a post-edit was made from
  std::string uri, captured;  // of the capture; RFC 3339
  std::string encoding;       // declared encoding
  std::optional<LanguageTag>
      header_language;  // what the answer's header said: counts where the file says nothing
  bool detect_encoding = true;
  // What a person who looked at the blocks says that they are, by their place from 0: instead of
  // what was read. A block that is said to be no label claims nothing.
  std::map<std::size_t, Role> roles;
  std::string actor;
};

// The whole way from bytes to what an Archive adds: decode, read blocks, NFC, labels, statements.
// The capture keeps `bytes` as they came. Throws InputError (no text, no language given or found,
// invalid UTF-8 with its offset).
//
// A language that nobody gives is detected (CLD2) when the detector calls itself reliable, and
// refused otherwise.
NewRevision prepare(std::string bytes, const std::string& file_name, const IntakeOptions& options);

}  // namespace hexapla

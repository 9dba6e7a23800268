#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/model/address.h"
#include "store/model/digest.h"
#include "store/model/statement.h"

namespace hexapla {

// A capture as the log knows it: the digest of its bytes and the facts about it.
struct CaptureRecord {
  Digest digest;
  std::string media_type, uri, date, file_name, encoding;
  std::map<std::string, std::string> facts{};
  friend bool operator==(const CaptureRecord&, const CaptureRecord&) = default;
};

struct ArchiveCreated {
  std::uint32_t format = 1;
  std::string origin;  // the log's name (C2SP tlog-checkpoint)
  std::string key;  // its public key, as NoteVerifier writes it; empty: checkpoints are not signed
  friend bool operator==(const ArchiveCreated&, const ArchiveCreated&) = default;
};

struct RevisionAdded {
  RevisionAddress address;
  Digest digest;  // of the revision's canonical JSON
  Digest input;   // of everything that was handed in: the same input again is not a new revision
  std::optional<CaptureRecord> capture;
  std::vector<Statement> statements;
  friend bool operator==(const RevisionAdded&, const RevisionAdded&) = default;
};

struct StatementsAdded {
  RevisionAddress address;
  Digest digest;
  std::vector<Statement> statements;
  friend bool operator==(const StatementsAdded&, const StatementsAdded&) = default;
};

// Takes back statement `index` of event `event`.
struct StatementRetracted {
  std::uint64_t event = 0;
  std::uint32_t index = 0;
  std::string reason;
  friend bool operator==(const StatementRetracted&, const StatementRetracted&) = default;
};

// The text with this digest is no longer kept, in whatever revisions it stands: why, and on whose
// authority.
struct TextWithdrawn {
  RevisionAddress address;  // the revision that was asked about
  Digest digest;
  std::vector<Digest>
      objects;  // that went: the text first, then captures that no other revision uses
  std::string reason, authority;
  friend bool operator==(const TextWithdrawn&, const TextWithdrawn&) = default;
};

// What was learnt of two languages from the texts that were here: the archive's lexicon of them
// from now on.
struct LexiconLearnt {
  std::string source, target;  // languages
  Digest digest;               // of the lexicon, an object that the aligner of this version reads
  std::string aligner;
  std::uint64_t learnt_before = 0;  // from revisions of events before this one
  friend bool operator==(const LexiconLearnt&, const LexiconLearnt&) = default;
};

// The versions of these articles were aligned anew, with the lexicons of now.
struct ArticlesRealigned {
  std::vector<ArticleId> articles;
  friend bool operator==(const ArticlesRealigned&, const ArticlesRealigned&) = default;
};

// One entry of the log. It holds digests and claims, never a text.
struct Event {
  std::string id;     // UUID (RFC 9562), unique: a retry finds its event by it
  std::string time;   // RFC 3339, UTC, milliseconds
  std::string actor;  // who caused it
  std::variant<ArchiveCreated, RevisionAdded, StatementsAdded, StatementRetracted, TextWithdrawn,
               LexiconLearnt, ArticlesRealigned>
      what;
  friend bool operator==(const Event&, const Event&) = default;
};

// Canonical JSON (RFC 8785) of at most kMaxEventBytes; throws InputError when the claims make it
// longer.
inline constexpr std::size_t kMaxEventBytes = 65535;
std::string to_canonical_json(const Event& event);
// Throws InputError naming the field.
Event event_from_canonical_json(std::string_view json);

// The event's name in the log: `revision-added`.
std::string_view name_of(const Event& event);

// What is to be kept with the entry: a text and perhaps its capture, or a lexicon.
std::vector<Digest> objects_brought_by(const Event& event);

}  // namespace hexapla

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/log/note.h"
#include "store/model/digest.h"

namespace hexapla {

// What a log says of itself (C2SP tlog-checkpoint): so many entries, with this root.
struct Checkpoint {
  std::string origin;  // the log's name, unique in the world: `archive.example/hexapla`
  std::uint64_t size = 0;
  Digest root;

  // The note's text: origin, size in decimal and root in base64, a line each.
  std::string text() const;
  // The text of a note, extension lines allowed and overlooked; nothing for anything else.
  static std::optional<Checkpoint> parse(std::string_view note_text);

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// A checkpoint as it is handed on: a signed note, or, of a log without a key, the text alone.
struct CheckpointNote {
  Checkpoint checkpoint;
  std::optional<Note> note;  // absent: not signed

  static std::optional<CheckpointNote> parse(std::string_view bytes);
  bool is_signed_by(const NoteVerifier& key) const { return note && note->is_signed_by(key); }
};

}  // namespace hexapla

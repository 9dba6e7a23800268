#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Signed notes (C2SP signed-note) with Ed25519 (RFC 8032): a text, an empty line, and a line for
// each signature, `— NAME BASE64(key id ‖ signature)`.

// What may name a key, and so a log: UTF-8 without white space and plus signs, not empty.
bool is_note_name(std::string_view name);

// A public key by its note name: `NAME+KEYID+BASE64(0x01 ‖ public key)`, the form that
// golang.org/x/mod/sumdb/note reads.
class NoteVerifier {
 public:
  static std::optional<NoteVerifier> parse(std::string_view text);
  static NoteVerifier of(std::string name, std::string_view public_key);

  const std::string& name() const { return name_; }
  std::uint32_t key_id() const { return key_id_; }
  std::string text() const;
  bool verify(std::string_view message, std::string_view signature) const;

 private:
  NoteVerifier() = default;
  std::string name_;
  std::uint32_t key_id_ = 0;
  std::string public_key_;  // 32 bytes
};

// A private key: `PRIVATE+KEY+NAME+KEYID+BASE64(0x01 ‖ seed)`. Never printed by accident: only
// text() shows it.
class NoteSigner {
 public:
  // A new key. Throws std::invalid_argument for a name that is empty, or has white space or a plus
  // sign.
  static NoteSigner generate(std::string name);
  static std::optional<NoteSigner> parse(std::string_view text);

  const NoteVerifier& verifier() const { return verifier_; }
  std::string text() const;
  // `message` with this signature under it. Throws std::invalid_argument when it does not end in a
  // line feed.
  std::string sign(std::string_view message) const;

 private:
  explicit NoteSigner(std::string name, std::string seed);
  std::string seed_;  // 32 bytes
  NoteVerifier verifier_;
};

struct NoteSignature {
  std::string name;
  std::uint32_t key_id;
  std::string signature;
};

// A note taken apart. Signatures are not checked here.
struct Note {
  std::string text;  // with its last line feed
  std::vector<NoteSignature> signatures;

  // At most 1 MiB of UTF-8 without control characters but line feeds, at most 100 signatures;
  // nothing otherwise.
  static std::optional<Note> parse(std::string_view note);

  // Whether the verifier's signature is there and right. A signature by a key that we know which is
  // wrong makes the whole note worthless: then false whatever else is there.
  bool is_signed_by(const NoteVerifier& verifier) const;
};

}  // namespace hexapla

#include "store/log/note.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "store/model/base64.h"
#include "store/model/digest.h"
#include "store/text/utf8.h"

namespace hexapla {

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kSignatureBytes = 64;
constexpr std::size_t kMaxNoteBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxSignatures = 100;
constexpr char kEd25519 = 1;
constexpr std::string_view kDash = "\u2014 ";
constexpr std::string_view kPrivatePrefix = "PRIVATE+KEY+";

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* unsigned_bytes(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::uint32_t key_id_of(std::string_view name, std::string_view public_key) {
  std::string bytes(name);
  bytes += '\n';
  bytes += kEd25519;
  bytes += public_key;
  const Digest digest = Digest::of(bytes);
  std::uint32_t id = 0;
  for (const char c : digest.raw().substr(0, 4)) id = id << 8 | static_cast<unsigned char>(c);
  return id;
}

std::string hex_of(std::uint32_t id) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (int shift = 28; shift >= 0; shift -= 4) text += kDigits[(id >> shift) & 15];
  return text;
}

// NAME+KEYID+BASE64(0x01 ‖ 32 bytes).
struct KeyParts {
  std::string name;
  std::uint32_t id;
  std::string bytes;
};

std::optional<KeyParts> split_key(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second != first + 9) return std::nullopt;
  KeyParts parts;
  parts.name = text.substr(0, first);
  const char* const begin = text.data() + first + 1;
  const auto [end, error] = std::from_chars(begin, begin + 8, parts.id, 16);
  const auto bytes = from_base64(text.substr(second + 1));
  if (error != std::errc{} || end != begin + 8 || !is_note_name(parts.name)) return std::nullopt;
  if (!bytes || bytes->size() != 1 + kKeyBytes || bytes->front() != kEd25519) return std::nullopt;
  parts.bytes = bytes->substr(1);
  return parts;
}

Key private_key(std::string_view seed) {
  return {
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, unsigned_bytes(seed), seed.size()),
      &EVP_PKEY_free};
}

std::string public_key_of(std::string_view seed) {
  const Key key = private_key(seed);
  std::string bytes(kKeyBytes, '\0');
  std::size_t size = bytes.size();
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(bytes.data()),
                                          &size) != 1) {
    throw std::runtime_error("the crypto library refuses an Ed25519 key");
  }
  return bytes;
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_note_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() < 5) return std::nullopt;
  NoteSignature signature{std::string(line.substr(0, space)), 0, bytes->substr(4)};
  for (std::size_t i = 0; i < 4; ++i)
    signature.key_id = signature.key_id << 8 | static_cast<unsigned char>((*bytes)[i]);
  return signature;
}

}  // namespace

bool is_note_name(std::string_view name) {
  return !name.empty() && !first_invalid_utf8(name) &&
         std::none_of(name.begin(), name.end(),
                      [](char c) { return c == '+' || static_cast<unsigned char>(c) <= 0x20; });
}

NoteVerifier NoteVerifier::of(std::string name, std::string_view public_key) {
  NoteVerifier verifier;
  verifier.key_id_ = key_id_of(name, public_key);
  verifier.name_ = std::move(name);
  verifier.public_key_ = public_key;
  return verifier;
}

std::optional<NoteVerifier> NoteVerifier::parse(std::string_view text) {
  const auto parts = split_key(text);
  if (!parts) return std::nullopt;
  NoteVerifier verifier = of(parts->name, parts->bytes);
  if (verifier.key_id_ != parts->id) return std::nullopt;
  return verifier;
}

std::string NoteVerifier::text() const {
  return name_ + "+" + hex_of(key_id_) + "+" + to_base64(std::string(1, kEd25519) + public_key_);
}

bool NoteVerifier::verify(std::string_view message, std::string_view signature) const {
  if (signature.size() != kSignatureBytes) return false;
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, unsigned_bytes(public_key_),
                                            public_key_.size()),
                &EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  return key && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), unsigned_bytes(signature), signature.size(),
                          unsigned_bytes(message), message.size()) == 1;
}

NoteSigner::NoteSigner(std::string name, std::string seed)
    : seed_(std::move(seed)), verifier_(NoteVerifier::of(std::move(name), public_key_of(seed_))) {}

NoteSigner NoteSigner::generate(std::string name) {
  if (!is_note_name(name))
    throw std::invalid_argument("a key's name has no white space and no plus sign");
  std::string seed(kKeyBytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(seed.data()), static_cast<int>(seed.size())) !=
      1) {
    throw std::runtime_error("the crypto library has no random bytes");
  }
  return NoteSigner(std::move(name), std::move(seed));
}

std::optional<NoteSigner> NoteSigner::parse(std::string_view text) {
  if (!text.starts_with(kPrivatePrefix)) return std::nullopt;
  const auto parts = split_key(text.substr(kPrivatePrefix.size()));
  if (!parts) return std::nullopt;
  NoteSigner signer(parts->name, parts->bytes);
  if (signer.verifier_.key_id() != parts->id) return std::nullopt;
  return signer;
}

std::string NoteSigner::text() const {
  return std::string(kPrivatePrefix) + verifier_.name() + "+" + hex_of(verifier_.key_id()) + "+" +
         to_base64(std::string(1, kEd25519) + seed_);
}

std::string NoteSigner::sign(std::string_view message) const {
  if (!message.ends_with('\n')) throw std::invalid_argument("a note's text ends in a line feed");
  const Key key = private_key(seed_);
  const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::string signature(kSignatureBytes, '\0');
  std::size_t size = signature.size();
  if (!key || !context ||
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     unsigned_bytes(message), message.size()) != 1) {
    throw std::runtime_error("the crypto library refuses to sign");
  }
  std::string id_and_signature;
  for (int shift = 24; shift >= 0; shift -= 8) {
    id_and_signature += static_cast<char>((verifier_.key_id() >> shift) & 0xFF);
  }
  id_and_signature += signature;
  return std::string(message) + "\n" + std::string(kDash) + verifier_.name() + " " +
         to_base64(id_and_signature) + "\n";
}

std::optional<Note> Note::parse(std::string_view note) {
  if (note.size() > kMaxNoteBytes || !note.ends_with('\n') || first_invalid_utf8(note))
    return std::nullopt;
  const bool has_control = std::any_of(note.begin(), note.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n';
  });
  const std::size_t border = note.rfind("\n\n");
  if (has_control || border == std::string_view::npos) return std::nullopt;
  Note parsed{std::string(note.substr(0, border + 1)), {}};
  std::string_view rest = note.substr(border + 2);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const auto signature = parse_signature(rest.substr(0, end));
    if (!signature || parsed.signatures.size() == kMaxSignatures) return std::nullopt;
    parsed.signatures.push_back(*signature);
    rest.remove_prefix(end + 1);
  }
  if (parsed.signatures.empty()) return std::nullopt;
  return parsed;
}

bool Note::is_signed_by(const NoteVerifier& verifier) const {
  bool found = false;
  for (const NoteSignature& signature : signatures) {
    if (signature.name != verifier.name() || signature.key_id != verifier.key_id()) continue;
    if (!verifier.verify(text, signature.signature)) return false;
    found = true;
  }
  return found;
}

}  // namespace hexapla

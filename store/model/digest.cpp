#include "store/model/digest.h"

#include <openssl/evp.h>

#include <cstring>
#include <memory>
#include <stdexcept>

namespace hexapla {

namespace {
int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
}  // namespace

Digest Digest::of(std::string_view bytes) {
  // Fetched once: looking the algorithm up costs more than hashing a short text.
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> sha256(
      EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free);
  Digest digest;
  unsigned int size = 0;
  if (!sha256 ||
      EVP_Digest(bytes.data(), bytes.size(), digest.bytes_.data(), &size, sha256.get(), nullptr) !=
          1 ||
      size != kSize) {
    throw std::runtime_error("the crypto library refuses to compute SHA-256");
  }
  return digest;
}

std::optional<Digest> Digest::parse(std::string_view hex) {
  if (hex.size() != 2 * kSize) return std::nullopt;
  Digest digest;
  for (std::size_t i = 0; i < kSize; ++i) {
    const int high = hex_value(hex[2 * i]);
    const int low = hex_value(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest.bytes_[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

std::optional<Digest> Digest::from_raw(std::string_view raw) {
  if (raw.size() != kSize) return std::nullopt;
  Digest digest;
  std::memcpy(digest.bytes_.data(), raw.data(), kSize);
  return digest;
}

std::string Digest::hex() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * kSize);
  for (const std::uint8_t byte : bytes_) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace hexapla

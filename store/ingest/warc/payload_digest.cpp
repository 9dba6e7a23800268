#include "store/ingest/warc/payload_digest.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "store/ingest/warc/warc_record.h"
#include "store/text/ascii.h"

namespace hexapla {
namespace {

constexpr std::array<std::pair<std::string_view, std::size_t>, 5> kBytes{
    {{"md5", 16}, {"sha1", 20}, {"sha256", 32}, {"sha384", 48}, {"sha512", 64}}};
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase32 = "abcdefghijklmnopqrstuvwxyz234567";

// Of `bytes` bytes in base 32; empty for anything else.
std::string hex_of_base32(std::string_view text, std::size_t bytes) {
  std::string hex;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t value = kBase32.find(c);
    if (value == kBase32.npos) return {};
    held = (held << 5 | static_cast<std::uint32_t>(value)) & 0xFFF;
    for (bits += 5; bits >= 4; bits -= 4) hex += kHex[(held >> (bits - 4)) & 0xF];
  }
  // The last character can hold bits that stand for nothing.
  if (hex.size() < bytes * 2 || hex.size() > bytes * 2 + 1) return {};
  hex.resize(bytes * 2);
  return hex;
}

}  // namespace

std::string plain_digest(std::string_view labelled) {
  const std::size_t colon = labelled.find(':');
  if (colon == labelled.npos) return {};
  std::string algorithm = ascii_lower(labelled.substr(0, colon));
  std::erase(algorithm, '-');
  const auto known = std::find_if(kBytes.begin(), kBytes.end(),
                                  [&](const auto& one) { return one.first == algorithm; });
  if (known == kBytes.end()) return {};
  std::string value = ascii_lower(labelled.substr(colon + 1));
  value.resize(std::min(value.find('='), value.size()));
  if (value.size() == known->second * 2) {
    if (value.find_first_not_of(kHex) != value.npos) return {};
  } else {
    if (value.size() != (known->second * 8 + 4) / 5) return {};
    value = hex_of_base32(value, known->second);
    if (value.empty()) return {};
  }
  return algorithm + ':' + value;
}

}  // namespace hexapla

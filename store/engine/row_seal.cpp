#include "store/engine/row_seal.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace hexapla {
namespace {

std::uint64_t hash(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::uint64_t seed_of(Table table) {
  static const auto seeds = [] {
    std::array<std::uint64_t, kTableCount> all{};
    for (std::size_t i = 0; i < kTableCount; ++i) all[i] = hash(name(static_cast<Table>(i)), 0);
    return all;
  }();
  return seeds.at(static_cast<std::size_t>(table));
}

std::array<char, kSealBytes> seal_of(std::uint64_t seed, std::string_view key,
                                     std::string_view value) {
  std::uint64_t rest = hash(value, hash(key, seed));
  std::array<char, kSealBytes> seal{};
  for (char& byte : seal) {
    byte = static_cast<char>(rest & 0xFF);
    rest >>= 8;
  }
  return seal;
}

}  // namespace

void seal_row(Table table, std::string_view key, std::string_view value, std::string& sealed) {
  const auto seal = seal_of(seed_of(table), key, value);
  sealed.assign(value);
  sealed.append(seal.data(), seal.size());
}

std::optional<std::string_view> unseal_row(Table table, std::string_view key,
                                           std::string_view sealed) {
  if (sealed.size() <= kSealBytes) return std::nullopt;  // no value is empty
  const std::string_view value = unchecked_value(sealed);
  const auto seal = seal_of(seed_of(table), key, value);
  if (sealed.substr(value.size()) != std::string_view(seal.data(), seal.size()))
    return std::nullopt;
  return value;
}

std::array<char, kSealBytes> seal_of_object(std::string_view digest, std::string_view bytes) {
  return seal_of(hash({}, 0), digest, bytes);
}

std::string_view unchecked_value(std::string_view sealed) {
  return sealed.substr(0, sealed.size() - std::min(sealed.size(), kSealBytes));
}

}  // namespace hexapla

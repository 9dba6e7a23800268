#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

// A hash of short strings that takes eight bytes at a time: products of 128 bits folded, in the
// manner of wyhash, with secrets drawn when the process begins, so that no text can be written
// whose words all collide. Inline, since every word of every text is hashed: std::hash is a call
// and takes twice as long on words.
class StringHash {
 public:
  std::uint64_t operator()(std::string_view text) const {
    std::uint64_t hash = secret_[0] ^ text.size();
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left > 8; at += 8, left -= 8) hash = folded(hash ^ load<std::uint64_t>(at), secret_[1]);
    return folded(hash ^ last(at, left), secret_[2]);
  }

 private:
  __extension__ typedef unsigned __int128 Product;

  static std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    const Product product = static_cast<Product>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }
  template <typename Number>
  static Number load(const char* at) {
    Number number;
    std::memcpy(&number, at, sizeof number);
    return number;
  }
  // The last 0 to 8 bytes.
  static std::uint64_t last(const char* at, std::size_t left) {
    if (left >= 4) {
      return load<std::uint32_t>(at) |
             static_cast<std::uint64_t>(load<std::uint32_t>(at + left - 4)) << 32;
    }
    if (left == 0) return 0;
    const auto byte = [&](std::size_t i) -> std::uint64_t {
      return static_cast<unsigned char>(at[i]);
    };
    return byte(0) | byte(left / 2) << 8 | byte(left - 1) << 16;
  }
  static const std::uint64_t* secrets() {
    struct Drawn {
      std::uint64_t numbers[3];
      Drawn() {
        std::random_device random;
        for (std::uint64_t& number : numbers)
          number = (static_cast<std::uint64_t>(random()) << 32 | random()) | 1;
      }
    };
    static const Drawn drawn;
    return drawn.numbers;
  }

  const std::uint64_t* secret_ = secrets();
};

// Finds entries by their `text`, a std::string; entries never move. Open addressing with the hash
// beside the place: every word of every text is looked up here, and std::unordered_map, which
// hashes the keys of a whole chain anew when it may be asked by string_view, took half the time of
// indexing.
template <typename Entry>
class StringTable {
 public:
  Entry* find(std::string_view text) { return find(text, hash_(text)); }

  // For who looks for many: with the hashes of all of them first, then their slots, then their
  // entries asked for ahead of time, a table that is larger than the caches is waited for once
  // rather than for each.
  std::uint64_t hash(std::string_view text) const { return hash_(text); }
  void fetch_slot(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }
  void fetch_entry(std::uint64_t hash) const {
    if (slots_.empty()) return;
    const Slot& slot = slots_[hash & (slots_.size() - 1)];
    if (slot.hash == hash) __builtin_prefetch(slot.entry);
  }
  // `hash` is that of `text`.
  Entry* find(std::string_view text, std::uint64_t hash) {
    return slots_.empty() ? nullptr : slot_of(text, hash)->entry;
  }
  // `entry.text` must not be there yet.
  Entry& add(Entry entry) {
    if ((entries_.size() + 1) * 2 > slots_.size()) grow();
    entries_.push_back(std::move(entry));
    Entry& added = entries_.back();
    const std::uint64_t hash = hash_(added.text);
    *slot_of(added.text, hash) = {hash, &added};
    return added;
  }
  std::size_t size() const { return entries_.size(); }
  void clear() {
    entries_.clear();
    slots_.clear();
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    Entry* entry = nullptr;
  };

  // Where `text` is, or would be. There are slots.
  Slot* slot_of(std::string_view text, std::uint64_t hash) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
      Slot& slot = slots_[at];
      if (slot.entry == nullptr || (slot.hash == hash && slot.entry->text == text)) return &slot;
    }
  }
  void grow() {
    constexpr std::size_t kFewest = 1024;
    std::vector<Slot> old(slots_.empty() ? kFewest : slots_.size() * 2);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.entry == nullptr) continue;
      std::size_t at = slot.hash & mask;
      while (slots_[at].entry != nullptr) at = (at + 1) & mask;
      slots_[at] = slot;
    }
  }

  StringHash hash_;
  std::deque<Entry> entries_;
  std::vector<Slot> slots_;
};

}  // namespace hexapla

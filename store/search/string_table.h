#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Finds entries by their `text`, a std::string; entries never move. Open addressing with the hash
// beside the place: every word of every text is looked up here, and std::unordered_map, which
// hashes the keys of a whole chain anew when it may be asked by string_view, took half the time of
// indexing.
template <typename Entry>
class StringTable {
 public:
  Entry* find(std::string_view text) {
    const Slot* slot = slot_of(text, hash_of(text));
    return slot == nullptr || slot->number == 0 ? nullptr : &entries_[slot->number - 1];
  }
  // `entry.text` must not be there yet.
  Entry& add(Entry entry) {
    if ((entries_.size() + 1) * 2 > slots_.size()) grow();
    entries_.push_back(std::move(entry));
    const std::uint32_t hash = hash_of(entries_.back().text);
    *slot_of(entries_.back().text, hash) = {hash, static_cast<std::uint32_t>(entries_.size())};
    return entries_.back();
  }
  std::size_t size() const { return entries_.size(); }
  void clear() {
    entries_.clear();
    slots_.clear();
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // of the entry, from 1; 0: none
  };

  static std::uint32_t hash_of(std::string_view text) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
  }
  // Where `text` is, or would be.
  Slot* slot_of(std::string_view text, std::uint32_t hash) {
    if (slots_.empty()) return nullptr;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
      Slot& slot = slots_[at];
      if (slot.number == 0 || (slot.hash == hash && entries_[slot.number - 1].text == text)) {
        return &slot;
      }
    }
  }
  void grow() {
    constexpr std::size_t kFewest = 1024;
    std::vector<Slot> old(std::max(kFewest, slots_.size() * 2));
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.number == 0) continue;
      std::size_t at = slot.hash & mask;
      while (slots_[at].number != 0) at = (at + 1) & mask;
      slots_[at] = slot;
    }
  }

  std::deque<Entry> entries_;
  std::vector<Slot> slots_;
};

}  // namespace hexapla

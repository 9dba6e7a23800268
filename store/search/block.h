#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "store/engine/engine.h"
#include "store/search/postings.h"
#include "store/search/varint.h"

namespace hexapla {

// A block of the index: entries sorted by term and text, each term without what it shares with the
// one before it. At most 4,076 bytes, which with their seal fill a page of LMDB. Bytes in
// store/FORMAT.md, "postings".
//
// Texts are numbered backwards within a run, its newest being 0: who reads forward meets the newest
// first.
struct IndexEntry : EntryTexts {
  std::string_view term;    // valid until the reader moves
  std::uint32_t texts = 0;  // of the term in its whole run, in the term's first entry; else 0

  // The only one of its term in the run: as most are, it takes two bytes less than others.
  bool is_alone() const { return first == last && texts == 1; }
};

// Reads a block's entries one after the other. A reader that has moved cannot be copied or moved:
// its entry's term lies within it.
class BlockReader {
 public:
  BlockReader() = default;
  explicit BlockReader(std::string_view block);

  // Goes to the next entry, at first to the first one; false at the end. Throws
  // StoreError::corrupt.
  bool next();
  // Goes to the first entry whose term is `term` or after it; false when there is none. On a reader
  // that has not moved yet.
  bool seek(std::string_view term);
  // The same, of `term` itself.
  bool find(std::string_view term) { return seek(term) && entry_.term == term; }
  const IndexEntry& entry() const { return entry_; }

 private:
  bool at_end() const;
  // Takes over `shared` bytes of the term that is here, and `rest`.
  void put_term(std::uint64_t shared, std::string_view rest);
  // How much of the term before an entry's term has, and what follows of it.
  struct TermPart {
    std::uint64_t shared;
    std::string_view rest;
  };
  TermPart read_term();
  void read_numbers();
  void skip_numbers();

  // No key of the engine is longer, and a block's last term stands in its key.
  static constexpr std::size_t kMostTermBytes = Engine::kMaxKeyBytes;

  IndexBytes bytes_;
  std::uint64_t left_ = 0;
  std::size_t term_size_ = 0;
  IndexEntry entry_;
  std::array<char, kMostTermBytes> term_{};
};

// Packs entries, given in order, into blocks as full as they get.
class BlockWriter {
 public:
  // `end` names the block's last entry: see block_end().
  using Emit = std::function<void(std::string_view end, std::string_view block)>;
  explicit BlockWriter(Emit emit) : emit_(std::move(emit)) {}

  void add(const IndexEntry& entry);
  // Ends the last block; nothing when it is empty.
  void flush();
  std::uint64_t blocks() const { return blocks_; }
  // Of the last entry; valid until the next.
  std::string_view term() const { return {term_.data(), term_size_}; }

 private:
  // Where `bytes` more can be written.
  char* room_for(std::size_t bytes);

  Emit emit_;
  std::string block_;     // its first kCountRoom bytes are left for the number of entries
  std::size_t past_ = 0;  // of what has been written into it
  std::size_t term_size_ = 0;
  std::array<char, Engine::kMaxKeyBytes> term_{};
  std::uint32_t last_ = 0;
  std::uint64_t count_ = 0, blocks_ = 0;
};

// What a block is found by: its last entry's term, NUL, last text (4 bytes, big-endian). The first
// block whose end is not before (term, text) is the one that holds it: a scan forward suffices.
void append_block_end(std::string& key, std::string_view term, std::uint32_t text);

}  // namespace hexapla

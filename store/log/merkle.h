#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "store/model/digest.h"

namespace hexapla {

// The Merkle tree of RFC 6962, section 2.1, with SHA-256: leaves are log entries, in order.

Digest leaf_hash(std::string_view entry);                   // SHA-256(0x00 ‖ entry)
Digest node_hash(const Digest& left, const Digest& right);  // SHA-256(0x01 ‖ left ‖ right)
Digest empty_tree_hash();                                   // SHA-256 of nothing

// Gives the hash of the full subtree of 2^level leaves that starts at leaf index · 2^level.
using SubtreeHash = std::function<Digest(unsigned level, std::uint64_t index)>;

// The root of the first `size` leaves. Asks for O(log size) subtrees.
Digest tree_hash(std::uint64_t size, const SubtreeHash& subtree);

// Hashes that lead from leaf `index` to the root of the first `size` leaves (section 2.1.1), leaf
// to root. Throws std::invalid_argument unless index < size.
std::vector<Digest> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                    const SubtreeHash& subtree);

// Hashes that show that the first `old_size` leaves of the tree of `size` are the old tree
// (section 2.1.2). Throws std::invalid_argument unless 0 < old_size ≤ size.
std::vector<Digest> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                      const SubtreeHash& subtree);

// Whether the proof shows what it should; any proof from outside may be given (RFC 9162,
// sections 2.1.3.2 and 2.1.4.2).
bool proves_inclusion(std::span<const Digest> proof, const Digest& leaf, std::uint64_t index,
                      std::uint64_t size, const Digest& root);
bool proves_consistency(std::span<const Digest> proof, std::uint64_t old_size,
                        const Digest& old_root, std::uint64_t size, const Digest& root);

// Grows a tree leaf by leaf and tells every full subtree as it is completed, leaves included (level
// 0).
class TreeBuilder {
 public:
  using Completed = std::function<void(unsigned level, std::uint64_t index, const Digest& hash)>;

  // Goes on from a tree of `size` leaves.
  static TreeBuilder resume(std::uint64_t size, const SubtreeHash& subtree);

  // Adds the hash of the next leaf.
  void append(const Digest& leaf, const Completed& completed = {});
  std::uint64_t size() const { return size_; }
  Digest root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;  // roots of the full subtrees, largest first: one a set bit of size_
};

}  // namespace hexapla

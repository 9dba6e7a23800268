#include "store/log/merkle.h"

#include <bit>
#include <stdexcept>
#include <string>

namespace hexapla {

namespace {

// The largest power of two smaller than `size`, which is at least 2.
std::uint64_t split(std::uint64_t size) { return std::bit_floor(size - 1); }

// The root of leaves [begin, end), where begin is a multiple of every power of two below end −
// begin that is used.
Digest range_hash(std::uint64_t begin, std::uint64_t end, const SubtreeHash& subtree) {
  const std::uint64_t size = end - begin;
  if (std::has_single_bit(size)) {
    const auto level = static_cast<unsigned>(std::countr_zero(size));
    return subtree(level, begin >> level);
  }
  const std::uint64_t middle = begin + split(size);
  return node_hash(range_hash(begin, middle, subtree), range_hash(middle, end, subtree));
}

void add_path(std::vector<Digest>& path, std::uint64_t index, std::uint64_t begin,
              std::uint64_t end, const SubtreeHash& subtree) {
  if (end - begin == 1) return;
  const std::uint64_t middle = begin + split(end - begin);
  if (index < middle) {
    add_path(path, index, begin, middle, subtree);
    path.push_back(range_hash(middle, end, subtree));
  } else {
    add_path(path, index, middle, end, subtree);
    path.push_back(range_hash(begin, middle, subtree));
  }
}

// SUBPROOF of RFC 6962, section 2.1.2; `whole` is its third argument.
void add_subproof(std::vector<Digest>& proof, std::uint64_t old_end, std::uint64_t begin,
                  std::uint64_t end, bool whole, const SubtreeHash& subtree) {
  if (old_end == end) {
    if (!whole) proof.push_back(range_hash(begin, end, subtree));
    return;
  }
  const std::uint64_t middle = begin + split(end - begin);
  if (old_end <= middle) {
    add_subproof(proof, old_end, begin, middle, whole, subtree);
    proof.push_back(range_hash(middle, end, subtree));
  } else {
    add_subproof(proof, old_end, middle, end, false, subtree);
    proof.push_back(range_hash(begin, middle, subtree));
  }
}

}  // namespace

Digest leaf_hash(std::string_view entry) {
  std::string bytes(1, '\0');
  bytes += entry;
  return Digest::of(bytes);
}

Digest node_hash(const Digest& left, const Digest& right) {
  std::string bytes(1, '\1');
  bytes += left.raw();
  bytes += right.raw();
  return Digest::of(bytes);
}

Digest empty_tree_hash() { return Digest::of(""); }

Digest tree_hash(std::uint64_t size, const SubtreeHash& subtree) {
  return size == 0 ? empty_tree_hash() : range_hash(0, size, subtree);
}

std::vector<Digest> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                    const SubtreeHash& subtree) {
  if (index >= size) throw std::invalid_argument("the leaf is not in a tree of this size");
  std::vector<Digest> path;
  add_path(path, index, 0, size, subtree);
  return path;
}

std::vector<Digest> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                      const SubtreeHash& subtree) {
  if (old_size == 0 || old_size > size)
    throw std::invalid_argument("the old tree is empty or larger than the new one");
  std::vector<Digest> proof;
  add_subproof(proof, old_size, 0, size, true, subtree);
  return proof;
}

bool proves_inclusion(std::span<const Digest> proof, const Digest& leaf, std::uint64_t index,
                      std::uint64_t size, const Digest& root) {
  if (index >= size) return false;
  std::uint64_t node = index;
  std::uint64_t last = size - 1;
  Digest hash = leaf;
  for (const Digest& sibling : proof) {
    if (last == 0) return false;
    if ((node & 1) != 0 || node == last) {
      hash = node_hash(sibling, hash);
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

bool proves_consistency(std::span<const Digest> proof, std::uint64_t old_size,
                        const Digest& old_root, std::uint64_t size, const Digest& root) {
  if (old_size == 0 || old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  std::vector<Digest> path(proof.begin(), proof.end());
  if (std::has_single_bit(old_size)) path.insert(path.begin(), old_root);
  if (path.empty()) return false;
  std::uint64_t node = old_size - 1;
  std::uint64_t last = size - 1;
  while ((node & 1) != 0) {
    node >>= 1;
    last >>= 1;
  }
  Digest old_hash = path.front();
  Digest new_hash = path.front();
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (last == 0) return false;
    if ((node & 1) != 0 || node == last) {
      old_hash = node_hash(path[i], old_hash);
      new_hash = node_hash(path[i], new_hash);
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      new_hash = node_hash(new_hash, path[i]);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == old_root && new_hash == root;
}

void TreeBuilder::append(const Digest& leaf, const Completed& completed) {
  Digest hash = leaf;
  std::uint64_t index = size_;
  if (completed) completed(0, index, hash);
  for (unsigned level = 1; (index & 1) != 0; ++level) {
    hash = node_hash(peaks_.back(), hash);
    peaks_.pop_back();
    index >>= 1;
    if (completed) completed(level, index, hash);
  }
  peaks_.push_back(hash);
  ++size_;
}

TreeBuilder TreeBuilder::resume(std::uint64_t size, const SubtreeHash& subtree) {
  TreeBuilder builder;
  for (unsigned level = 64; level-- > 0;) {
    if (((size >> level) & 1) != 0) builder.peaks_.push_back(subtree(level, (size >> level) - 1));
  }
  builder.size_ = size;
  return builder;
}

Digest TreeBuilder::root() const {
  if (peaks_.empty()) return empty_tree_hash();
  Digest hash = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i > 0; --i) hash = node_hash(peaks_[i - 1], hash);
  return hash;
}

}  // namespace hexapla

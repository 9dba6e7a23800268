#include "store/log/merkle.h"

#include <map>
#include <string>

#include "tests/catch.h"

using namespace hexapla;

namespace {

// A tree of `size` leaves "0", "1", … with every full subtree at hand.
struct Tree {
  explicit Tree(std::uint64_t size) {
    for (std::uint64_t i = 0; i < size; ++i) {
      builder.append(leaf_hash(std::to_string(i)),
                     [&](unsigned level, std::uint64_t index, const Digest& hash) {
                       subtrees[{level, index}] = hash;
                     });
    }
  }
  SubtreeHash subtree() const {
    return [this](unsigned level, std::uint64_t index) { return subtrees.at({level, index}); };
  }

  TreeBuilder builder;
  std::map<std::pair<unsigned, std::uint64_t>, Digest> subtrees;
};

// MTH of RFC 6962, section 2.1, as it stands there.
Digest simple_root(const std::vector<std::string>& entries, std::size_t begin, std::size_t end) {
  if (begin == end) return Digest::of("");
  if (end - begin == 1) return leaf_hash(entries[begin]);
  std::size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  return node_hash(simple_root(entries, begin, begin + k), simple_root(entries, begin + k, end));
}

}  // namespace

TEST_CASE("hashes are those of the published test vectors", "[log]") {
  // Certificate Transparency's reference tree: leaves "", 00, 10, 2021, 3031, 40414243, …
  CHECK(empty_tree_hash().hex() ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(leaf_hash("").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  TreeBuilder builder;
  builder.append(leaf_hash(""));
  builder.append(leaf_hash(std::string(1, '\0')));
  CHECK(builder.root().hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
  builder.append(leaf_hash("\x10"));
  CHECK(builder.root().hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
}

TEST_CASE("roots are those of the recursive definition", "[log]") {
  std::vector<std::string> entries;
  for (std::uint64_t size = 0; size <= 70; ++size) {
    const Tree tree(size);
    const Digest wanted = simple_root(entries, 0, entries.size());
    CHECK(tree.builder.root() == wanted);
    CHECK(tree_hash(size, tree.subtree()) == wanted);
    entries.push_back(std::to_string(size));
  }
}

TEST_CASE("every leaf of every tree is proved, and nothing else is", "[log]") {
  for (std::uint64_t size = 1; size <= 40; ++size) {
    const Tree tree(size);
    const Digest root = tree.builder.root();
    for (std::uint64_t index = 0; index < size; ++index) {
      auto proof = inclusion_proof(index, size, tree.subtree());
      const Digest leaf = leaf_hash(std::to_string(index));
      REQUIRE(proves_inclusion(proof, leaf, index, size, root));
      CHECK_FALSE(proves_inclusion(proof, leaf_hash("forged"), index, size, root));
      if (size > 1) CHECK_FALSE(proves_inclusion(proof, leaf, (index + 1) % size, size, root));
      CHECK_FALSE((size > 1 && proves_inclusion(proof, leaf, index, size, leaf)));
      CHECK_FALSE((size > 1 && proves_inclusion(proof, leaf, index, size * 4, root)));
      proof.push_back(root);
      CHECK_FALSE(proves_inclusion(proof, leaf, index, size, root));
      proof.pop_back();
      if (!proof.empty()) {
        proof.pop_back();
        CHECK_FALSE(proves_inclusion(proof, leaf, index, size, root));
      }
    }
    CHECK_THROWS_AS(inclusion_proof(size, size, tree.subtree()), std::invalid_argument);
  }
}

TEST_CASE("every tree is shown to extend every earlier one, and no other", "[log]") {
  for (std::uint64_t size = 1; size <= 40; ++size) {
    const Tree tree(size);
    const Digest root = tree.builder.root();
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
      const Digest old_root = Tree(old_size).builder.root();
      auto proof = consistency_proof(old_size, size, tree.subtree());
      REQUIRE(proves_consistency(proof, old_size, old_root, size, root));
      CHECK_FALSE(proves_consistency(proof, old_size, leaf_hash("forged"), size, root));
      CHECK_FALSE(proves_consistency(proof, old_size, old_root, size, leaf_hash("forged")));
      CHECK_FALSE(proves_consistency(proof, 0, old_root, size, root));
      CHECK_FALSE(proves_consistency(proof, size + 1, old_root, size, root));
      proof.push_back(root);
      CHECK_FALSE(proves_consistency(proof, old_size, old_root, size, root));
    }
  }
}

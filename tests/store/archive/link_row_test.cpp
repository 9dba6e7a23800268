#include "store/archive/link_row.h"

#include <random>

#include "store/model/error.h"
#include "tests/catch.h"

namespace hexapla {
namespace {

using Random = std::mt19937;
std::uint32_t below(Random& random, std::uint32_t past) {
  return static_cast<std::uint32_t>(random() % past);
}

// Mostly one link a word, to the word after the last one's; now and then none, several, or far
// away.
KeptLinks bead_of(Random& random, std::uint32_t sources, std::uint32_t targets) {
  KeptLinks bead;
  bead.source_rendered.assign(sources, 0);
  bead.target_rendered.assign(targets, 0);
  if (sources == 0 || targets == 0) return bead;
  for (std::uint8_t& share : bead.source_rendered)
    share = static_cast<std::uint8_t>(below(random, 16));
  for (std::uint8_t& share : bead.target_rendered)
    share = static_cast<std::uint8_t>(below(random, 16));
  for (std::uint32_t source = 0; source < sources; ++source) {
    const std::uint32_t rolled = below(random, 10);
    std::uint32_t target = rolled == 0 ? below(random, targets) : source % targets;
    const std::uint32_t count = rolled == 1 ? 0 : rolled == 2 ? below(random, 8) : 1;
    for (std::uint32_t i = 0; i < count && target < targets; ++i, target += 1 + below(random, 3))
      bead.links.push_back({source, target, static_cast<std::uint8_t>(below(random, 16))});
  }
  return bead;
}

std::vector<KeptLinks> text_of(Random& random, std::size_t beads, std::uint32_t words) {
  std::vector<KeptLinks> text;
  for (std::size_t i = 0; i < beads; ++i)
    text.push_back(bead_of(random, below(random, words), below(random, words)));
  return text;
}

}  // namespace

TEST_CASE("links of words come back as they were", "[links]") {
  Random random(11);
  CHECK(decode_links(encode_links({})).empty());
  for (int round = 0; round < 60; ++round) {
    const std::vector<KeptLinks> text = text_of(random, below(random, 30), 1 + below(random, 60));
    CHECK(decode_links(encode_links(text)) == text);
  }
}

TEST_CASE("links over any distance come back, and any number of them", "[links]") {
  KeptLinks bead;
  bead.source_rendered.assign(2, 1);
  bead.target_rendered.assign(70'000, 0);
  for (const std::uint32_t target : {0U, 14U, 30U, 31U, 94U, 95U, 69'999U})
    bead.links.push_back({0, target, 3});
  for (std::uint32_t target = 0; target < 40; ++target) bead.links.push_back({1, target * 9, 15});
  CHECK(decode_links(encode_links(std::vector{bead})) == std::vector{bead});
}

TEST_CASE("the document's example of links has these bytes", "[links]") {
  // Two words each, linked one by one, and a sentence of three words that nothing renders.
  KeptLinks both;
  both.source_rendered = {15, 14};
  both.target_rendered = {15, 13};
  both.links = {{0, 0, 15}, {1, 1, 13}};
  KeptLinks alone;
  alone.source_rendered = {0, 0, 0};
  std::string hex;
  for (const char byte : encode_links(std::vector{both, alone})) {
    constexpr char kDigits[] = "0123456789abcdef";
    hex += kDigits[static_cast<unsigned char>(byte) >> 4U];
    hex += kDigits[static_cast<unsigned char>(byte) & 15U];
  }
  CHECK(hex ==
        "0202020300"
        "fbbc");
}

TEST_CASE("links that are none are refused", "[links]") {
  KeptLinks bead;
  bead.source_rendered = {15, 15};
  bead.target_rendered = {15};
  const auto is_refused = [&](std::vector<KeptLinks::Link> links) {
    bead.links = std::move(links);
    try {
      encode_links(std::vector{bead});
      return false;
    } catch (const StoreError&) {
      return true;
    }
  };
  CHECK_FALSE(is_refused({{0, 0, 15}, {1, 0, 1}}));
  CHECK(is_refused({{1, 0, 15}, {0, 0, 1}}));
  CHECK(is_refused({{0, 0, 15}, {0, 0, 15}}));
  CHECK(is_refused({{0, 1, 15}}));
  CHECK(is_refused({{2, 0, 15}}));
  CHECK(is_refused({{0, 0, 16}}));
}

TEST_CASE("a damaged row of links is refused, or has links that are of its words", "[links]") {
  Random random(5);
  const std::string row = encode_links(text_of(random, 6, 20));
  const auto survives = [](const std::string& bytes) {
    try {
      for (const KeptLinks& bead : decode_links(bytes))
        for (const KeptLinks::Link& link : bead.links)
          if (link.source >= bead.source_rendered.size() ||
              link.target >= bead.target_rendered.size())
            return false;
    } catch (const StoreError&) {
    }
    return true;
  };
  for (std::size_t length = 0; length < row.size(); ++length)
    CHECK(survives(row.substr(0, length)));
  for (std::size_t at = 0; at < row.size(); ++at) {
    for (const int change : {1, 0x80, 0xFF}) {
      std::string damaged = row;
      damaged[at] = static_cast<char>(damaged[at] ^ change);
      CHECK(survives(damaged));
    }
  }
  CHECK_THROWS_AS(decode_links(row + '\0'), StoreError);
}

}  // namespace hexapla

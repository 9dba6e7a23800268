#include "store/model/packed_revision.h"

#include <random>

#include "tests/catch.h"

namespace hexapla {
namespace {

Revision all_kinds() {
  Revision revision;
  revision.language = *LanguageTag::parse("fa-AF");
  for (int role = 0; role <= static_cast<int>(Role::dateline); ++role) {
    Block block;
    block.role = static_cast<Role>(role);
    block.text = "سطر \"" + std::to_string(role) + "\"\n\\\t\x01\x1f\x7f";
    if (role % 3 == 1) block.href = "https://courier.example/?a=\"1\"";
    if (role % 4 == 2) block.date = "2026-05-01";
    if (role % 5 == 3) block.language = *LanguageTag::parse("zh-Hans");
    revision.blocks.push_back(std::move(block));
  }
  revision.blocks.push_back({});
  return revision;
}

TEST_CASE("a packed revision gives back the canonical JSON that it stands for, byte for byte",
          "[model][packed]") {
  for (const Revision& revision : {all_kinds(), Revision{}}) {
    const std::string json = to_canonical_json(revision);
    const auto packed = pack_canonical_json(json);
    REQUIRE(packed);
    const auto read = PackedRevision::parse(*packed);
    REQUIRE(read);
    CHECK(canonical_json(*read) == json);
    Revision same = revision;
    same.unicode = std::string(read->unicode);
    CHECK(pack(same) == *packed);
    CHECK(read->blocks.size() == revision.blocks.size());
  }
}

TEST_CASE("what is not exactly canonical JSON of a revision is not packed", "[model][packed]") {
  const std::string good =
      R"({"blocks":[{"role":"title","text":"ข่าว"}],"language":"th","normalization":"NFC","unicode":"15.0"})";
  REQUIRE(pack_canonical_json(good));
  for (const auto& [part, other] : std::vector<std::pair<std::string, std::string>>{
           {"\"role\":\"title\",\"text\":\"ข่าว\"", "\"text\":\"ข่าว\",\"role\":\"title\""},
           {"\"title\"", "\"headline\""},
           {"\"blocks\":", "\"blocks\": "},
           {"ข่าว", "\\u0e02"},
           {"ข่าว", "\\/"},
           {"ข่าว", "a\nb"},
           {"ข่าว", "\\u000a"},
           {"\"NFC\"", "\"NFD\""},
           {"[{", "[,{"},
           {"\"role\"", "\"href\":\"\",\"role\""},
           {"\"15.0\"}", "\"15.0\"} "},
           {"\"15.0\"}", "\"15.0\""}}) {
    CAPTURE(part, other);
    std::string changed = good;
    changed.replace(changed.find(part), part.size(), other);
    CHECK_FALSE(pack_canonical_json(changed));
  }
}

TEST_CASE("no part of a packed revision is one, and damage is never read past its end",
          "[model][packed]") {
  const std::string packed = pack(all_kinds());
  for (std::size_t size = 0; size < packed.size(); ++size)
    CHECK_FALSE(PackedRevision::parse(std::string_view(packed).substr(0, size)));
  CHECK_FALSE(PackedRevision::parse(packed + "x"));
  CHECK_FALSE(
      PackedRevision::parse("\xff\xff\xff\xff\x7f\xff\xff\xff\xff\x7f\xff\xff\xff\xff\x7f"));
  std::mt19937 random(20260501);
  for (int i = 0; i < 20'000; ++i) {
    std::string damaged = packed;
    damaged[random() % damaged.size()] = static_cast<char>(random());
    const auto read = PackedRevision::parse(damaged);
    std::size_t total = 0;
    if (read) {
      for (const auto& block : read->blocks) total += block.text.size() + block.href.size();
    }
    CHECK(total <= damaged.size());
  }
}

}  // namespace
}  // namespace hexapla

#include "store/model/revision.h"

#include "store/model/error.h"
#include "tests/catch.h"

using namespace hexapla;

namespace {

Revision ferry() {
  return {.language = *LanguageTag::parse("ar"),
          .blocks = {{.role = Role::title, .text = "عودة العبّارة"},
                     {.role = Role::link, .text = "اقرأ أيضًا", .href = "https://courier.example/1"},
                     {.role = Role::dateline, .text = "١ مايو", .date = "2026-05-01"},
                     {.role = Role::quote, .text = "שלום", .language = LanguageTag::parse("he")}},
          .unicode = "15.0"};
}

}  // namespace

TEST_CASE("a revision is its canonical JSON and back", "[model]") {
  const std::string json = to_canonical_json(ferry());
  CHECK(json == R"({"blocks":[{"role":"title","text":"عودة العبّارة"},)"
                R"({"href":"https://courier.example/1","role":"link","text":"اقرأ أيضًا"},)"
                R"({"date":"2026-05-01","role":"dateline","text":"١ مايو"},)"
                R"({"language":"he","role":"quote","text":"שלום"}],)"
                R"("language":"ar","normalization":"NFC","unicode":"15.0"})");
  CHECK(revision_from_canonical_json(json) == ferry());
}

TEST_CASE("the digest of a revision is what sha256sum says of its bytes", "[model]") {
  // printf '%s' '{"blocks":[{"role":"title","text":"عودة العبّارة"}],…,"unicode":"15.0"}' |
  // sha256sum
  Revision revision = ferry();
  revision.blocks.resize(1);
  CHECK(Digest::of(to_canonical_json(revision)).hex() ==
        "d11f5ad0a039d5a39a6bdcf3ea05d4bee6d10f424cb72a0db34f5c7ec49e96d3");
}

TEST_CASE("the title is the first title block, else the first block", "[model]") {
  Revision revision = ferry();
  CHECK(revision.title() == "عودة العبّارة");
  revision.blocks.erase(revision.blocks.begin());
  CHECK(revision.title() == "اقرأ أيضًا");
  CHECK(Revision{}.title().empty());
}

TEST_CASE("every role has a name that is read back", "[model]") {
  for (int i = 0; i <= static_cast<int>(Role::dateline); ++i) {
    const auto role = static_cast<Role>(i);
    CHECK(parse_role(name(role)) == role);
  }
  CHECK_FALSE(parse_role("Title"));
}

TEST_CASE("what is no revision is refused with the field that is wrong", "[model]") {
  const auto field = [](const char* json) {
    try {
      revision_from_canonical_json(json);
    } catch (const InputError& error) {
      return error.place().field;
    }
    return std::string("accepted");
  };
  CHECK(field(R"([])") == "/");
  CHECK(field(R"({"blocks":[],"language":"iw","normalization":"NFC","unicode":"15.0"})") ==
        "/language");
  CHECK(field(R"({"blocks":[],"language":"he","normalization":"NFD","unicode":"15.0"})") ==
        "/normalization");
  CHECK(field(R"({"blocks":{},"language":"he","normalization":"NFC","unicode":"15.0"})") ==
        "/blocks");
  CHECK(
      field(
          R"({"blocks":[{"role":"title"}],"language":"he","normalization":"NFC","unicode":"15.0"})") ==
      "/blocks/0/text");
  CHECK(
      field(
          R"({"blocks":[{"role":"tilte","text":""}],"language":"he","normalization":"NFC","unicode":"15.0"})") ==
      "/blocks/0/role");
  CHECK(
      field(
          R"({"blocks":[{"role":"title","text":7}],"language":"he","normalization":"NFC","unicode":"15.0"})") ==
      "/blocks/0/text");
  CHECK(field(R"({"blocks":[],"language":"he","normalization":"NFC","unicode":"15.0","x":1})") ==
        "/x");
}

TEST_CASE("every truncation of a revision's JSON is refused", "[model]") {
  const std::string json = to_canonical_json(ferry());
  for (std::size_t size = 0; size < json.size(); ++size) {
    CHECK_THROWS_AS(revision_from_canonical_json(json.substr(0, size)), InputError);
  }
}

TEST_CASE("JSON nested deeper than sixty-four levels is refused", "[model]") {
  CHECK_THROWS_AS(revision_from_canonical_json(std::string(100'000, '[')), InputError);
}

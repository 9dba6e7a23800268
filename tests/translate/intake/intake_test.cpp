#include "translate/intake/intake.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "store/model/provenance.h"
#include "store/model/statement_json.h"
#include "tests/catch.h"

namespace hexapla {
namespace {

using test::contains;

IntakeOptions by_desk() {
  IntakeOptions options;
  options.actor = "desk";
  return options;
}

std::string error_of(const std::string& bytes, const IntakeOptions& options = by_desk(),
                     const std::string& file = "a.txt") {
  try {
    prepare(bytes, file, options);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

const std::string kUkrainian =
    "Нічний пором повертається на озеро\n\nРада повідомила у вівторок, що нічний пором через озеро "
    "знову вийде в перший тиждень червня.\n";

}  // namespace

TEST_CASE("what options say wins over what the file says", "[intake]") {
  IntakeOptions options = by_desk();
  options.kind = Kind::post_edited;
  options.article = ArticleId::parse("lake");
  options.engine_version = "4";
  options.editor = "Олена Коваль";
  options.from = "lake/en@1";
  options.uri = "https://news.example/uk";
  options.captured = "2021-03-04T18:05:00+02:00";
  const NewRevision added = prepare(
      "---\narticle: other\nlanguage: uk\nkind: machine\nengine: Apertium\nengine-version: "
      "3\n---\n# Пором\n\nТекст.\n",
      "folder/a.md", options);
  CHECK(added.article->text() == "lake");
  CHECK(added.revision.language.text() == "uk");
  const Provenance provenance = compute_provenance(added.statements);
  CHECK(provenance.shown_kind() == Kind::post_edited);
  CHECK(provenance.engine->value == "Apertium");
  CHECK(provenance.engine_version->value == "4");
  CHECK(provenance.editor->asserted_by == "desk");
  CHECK(provenance.source_uri->value == "https://news.example/uk");
  REQUIRE(added.capture);
  CHECK(added.capture->uri == "https://news.example/uk");
  CHECK(added.capture->date == "2021-03-04T16:05:00Z");
  CHECK(added.capture->file_name == "a.md");
  CHECK(added.capture->media_type == "text/markdown");
}

TEST_CASE("a language that nobody gives is detected, or refused when unsure", "[intake]") {
  CHECK(prepare(kUkrainian, "a.txt", by_desk()).revision.language.text() == "uk");
  CHECK(prepare(
            "停航九年后恢复航行\n\n地区议会周二宣布，横渡马罗湖的夜间渡轮将于六月第一周重新启航。",
            "a", by_desk())
            .revision.language.language() == "zh");
  CHECK(
      prepare("عودة العبّارة\n\nأعلن المجلس الإقليمي يوم الثلاثاء أن العبّارة الليلية ستبحر من جديد.",
              "a", by_desk())
          .revision.language.text() == "ar");
  CHECK_THAT(error_of("xq zk"), contains("--lang"));
  IntakeOptions options = by_desk();
  options.variant = VariantId::parse("uk~desk");
  CHECK(prepare("xq zk", "a.txt", options).revision.language.text() == "uk");
  options.language = LanguageTag::parse("ar");
  CHECK_THAT(error_of("xq zk", options), contains("variant uk~desk"));
}

TEST_CASE(
    "nothing, white space and marks that no name can be made from are refused with what to do",
    "[intake]") {
  CHECK_THAT(error_of(""), contains("a.txt: there is no text"));
  CHECK_THAT(error_of(" \n\t\xC2\xA0\xE2\x80\x8B\n"), contains("no text"));
  CHECK_THAT(error_of("# \n", by_desk(), "a.md"), contains("no text"));
  IntakeOptions options = by_desk();
  options.language = LanguageTag::parse("th");
  CHECK_THAT(error_of("\xCC\x81\xCC\x82", options), contains("--article"));
  options.article = ArticleId::parse("marks");
  CHECK(prepare("\xCC\x81\xCC\x82", "a.txt", options).revision.title() == "\xCC\x81\xCC\x82");
}

TEST_CASE("a text that is too large is refused with both sizes", "[intake]") {
  IntakeOptions options = by_desk();
  options.language = LanguageTag::parse("en");
  const std::string large = "Title\n\n" + std::string(kMaxRevisionBytes + 1, 'a');
  CHECK_THAT(error_of(large, options), contains("16777222 bytes") && contains("16777216"));
  CHECK_THAT(error_of(std::string(7 * kMaxRevisionBytes, 'a'), options),
             contains("117440512 bytes") && contains("16777216"));
}

TEST_CASE("bytes of another encoding are read, kept as they came, and the encoding is stated",
          "[intake]") {
  IntakeOptions options = by_desk();
  options.encoding = "windows-1251";
  options.language = LanguageTag::parse("uk");
  const std::string bytes = "\xCF\xEE\xF0\xEE\xEC\n\n\xD2\xE5\xEA\xF1\xF2.";
  const NewRevision added = prepare(bytes, "a.txt", options);
  CHECK(added.revision.title() == "Пором");
  CHECK(added.capture->bytes == bytes);
  CHECK(added.capture->encoding == "windows-1251");
  const Provenance provenance = compute_provenance(added.statements);
  REQUIRE(provenance.encoding);
  CHECK(provenance.encoding->basis == Basis::declared);
  CHECK(provenance.encoding->asserted_by == "desk");
  options.encoding.clear();
  options.detect_encoding = false;
  CHECK_THAT(error_of("ab\xCF", options), contains("a.txt") && contains("byte 2"));
}

TEST_CASE("what is exported can be read again without loss", "[intake]") {
  const NewRevision first =
      prepare(kUkrainian + "\nПереклад: машинний переклад\n\nОновлено: 4 березня 2021 р., 18:05\n",
              "a.txt", by_desk());
  nlohmann::json json{{"language", first.revision.language.text()},
                      {"blocks", nlohmann::json::array()},
                      {"statements", nlohmann::json::array()}};
  for (const Block& block : first.revision.blocks) {
    json["blocks"].push_back({{"role", name(block.role)}, {"text", block.text}});
    if (!block.date.empty()) json["blocks"].back()["date"] = block.date;
    if (block.language) json["blocks"].back()["language"] = block.language->text();
  }
  for (const Statement& statement : first.statements)
    json["statements"].push_back(to_json(statement));
  const NewRevision again = prepare(json.dump(), "a.json", by_desk());
  CHECK(again.revision == first.revision);
  CHECK(again.statements == first.statements);
}

TEST_CASE("the page we started from is read block by block", "[intake][corpora]") {
  const char* const set = std::getenv("HEXAPLA_CORPORA");
  const std::filesystem::path folder =
      set ? std::filesystem::path(set) / "../seed"
          : std::filesystem::path(HEXAPLA_SOURCE_DIR "/../shared/seed");
  if (!std::filesystem::is_directory(folder)) {
    WARN("skipped: shared corpora are not here: " << folder);
    return;
  }
  const auto entry = *std::filesystem::directory_iterator(folder);
  std::ifstream file(entry.path(), std::ios::binary);
  const NewRevision added =
      prepare({std::istreambuf_iterator<char>(file), {}}, entry.path().string(), by_desk());
  const auto& blocks = added.revision.blocks;
  REQUIRE(blocks.size() == 27);
  CHECK(blocks[0].role == Role::title);
  CHECK(blocks[1].role == Role::standfirst);
  CHECK(blocks[2].role == Role::caption);
  CHECK(blocks[3].role == Role::caption);
  CHECK(blocks[4].role == Role::label);
  for (std::size_t i = 5; i < 26; ++i) {
    INFO(blocks[i].text);
    CHECK(blocks[i].role ==
          (blocks[i].text.ends_with("in pictures") ? Role::link : Role::paragraph));
  }
  CHECK(blocks[26].role == Role::dateline);
  CHECK(blocks[26].date == "2022-10-21T09:49:00");
  CHECK(added.revision.language.text() == "en");
  const Provenance provenance = compute_provenance(added.statements);
  CHECK(provenance.shown_kind() == Kind::unknown);
  CHECK(provenance.updated->value == "2022-10-21T09:49:00");
  REQUIRE(provenance.labels.size() == 1);
  CHECK(provenance.labels[0].scope == Scope::uncertain);
  CHECK(provenance.labels[0].claim.details.at("language") == "en");
}

}  // namespace hexapla

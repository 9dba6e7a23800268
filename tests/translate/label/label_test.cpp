#include "translate/label/label.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "tests/catch.h"

namespace hexapla {
namespace {

std::string class_of(std::string_view line) {
  const auto label = find_label(line);
  if (!label) return "none";
  switch (label->label_class) {
    case Label::Class::machine:
      return "machine";
    case Label::Class::post_edited:
      return "postedited";
    case Label::Class::human:
      return "human";
    case Label::Class::unspecified:
      break;
  }
  return "unspecified";
}

std::vector<std::vector<std::string>> rows_of(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == '\t')
        cells.emplace_back();
      else
        cells.back().push_back(c);
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

std::string filled(std::string phrase) {
  for (const auto& [slot, word] :
       {std::pair<std::string, std::string>{"{lang}", "English"}, {"{engine}", "DeepL"}}) {
    for (std::size_t at; (at = phrase.find(slot)) != std::string::npos;)
      phrase.replace(at, slot.size(), word);
  }
  return phrase;
}

Block block(Role role, std::string text) {
  Block made;
  made.role = role;
  made.text = std::move(text);
  return made;
}

}  // namespace

TEST_CASE("a line that says a machine translated is a label, in many wordings", "[label]") {
  const auto line = GENERATE(
      "تُرجم هذا المقال آليًا من العبرية", "این متن با هوش مصنوعی ترجمه شده است.",
      "הכתבה תורגמה מאנגלית באמצעות בינה מלאכותית", "ข่าวนี้แปลจากภาษาอังกฤษโดยใช้ปัญญาประดิษฐ์",
      "本报道由人工智能从英文翻译而来。", "本篇新聞由電腦自動翻譯",
      "この記事は英語から自動翻訳されました", "이 기사는 인공지능으로 번역되었습니다.",
      "Цей текст перекладено з англійської за допомогою штучного інтелекту",
      "Статья переведена с английского нейросетью",
      "Esta noticia ha sido traducida con inteligencia artificial",
      "Texte traduit de l’arabe par une intelligence artificielle",
      "Dieser Text wurde von einer KI aus dem Englischen übersetzt.",
      "Bu haber yapay zekâ ile çevrilmiştir",
      "Artikel ini diterjemahkan oleh mesin dari bahasa Inggris",
      "Bài viết được dịch bằng trí tuệ nhân tạo từ tiếng Anh",
      "यह समाचार मशीन द्वारा अंग्रेज़ी से अनूदित है", "এই প্রতিবেদনটি যন্ত্রের মাধ্যমে অনুবাদ করা হয়েছে",
      "Powered by automated translation", "(Machine-translated from Arabic)",
      "Translated by Google", "» Automatisch übersetzt «", "Translated with AI. Learn more",
      "Note: this page was translated by a computer. It may contain errors.");
  INFO(line);
  CHECK(class_of(line) == "machine");
}

TEST_CASE("people who corrected a machine, and people alone, are told apart", "[label]") {
  CHECK(class_of("ترجمة آلية راجعها محرر") == "postedited");
  CHECK(class_of("机器翻译，人工校对") == "postedited");
  CHECK(class_of("Машинний переклад, відредагований людиною") == "postedited");
  CHECK(class_of("Machine translation, edited by our newsroom") == "postedited");
  CHECK(class_of("Machine translation, not reviewed by a person") == "machine");
  CHECK(class_of("ترجمة آلية لم يراجعها أحد") == "machine");
  CHECK(class_of("ترجمة بشرية") == "human");
  CHECK(class_of("Переклала з англійської Олена Коваль") == "human");
  CHECK(class_of("Traducido del inglés por María Silva Costa") == "human");
  CHECK(class_of("Translated from Farsi") == "unspecified");
}

TEST_CASE("a label's engine, languages and place are found", "[label]") {
  const auto label = find_label("  [Übersetzt aus dem Arabischen mit DeepL] ");
  REQUIRE(label);
  CHECK(label->engine == "DeepL");
  CHECK(label->source_language == "ar");
  CHECK(label->language == "de");
  CHECK(label->range.of("  [Übersetzt aus dem Arabischen mit DeepL] ") ==
        "Übersetzt aus dem Arabischen mit DeepL");
  CHECK(find_label("هذه المقالة مترجمة آليا من الفرنسية")->source_language == "fr");
  CHECK(find_label("この記事は中国語から機械翻訳されました")->source_language == "zh");
}

TEST_CASE("what speaks about translation, denies it or advises is no label", "[label]") {
  const auto line = GENERATE(
      "الترجمة الآلية أداة مفيدة للصحفيين في غرف الأخبار", "هذا المقال ليس ترجمة آلية",
      "机器翻译改变了新闻业", "本文并非机器翻译", "การแปลด้วยเครื่องช่วยนักข่าวได้มาก",
      "תרגום מכונה משנה את העיתונות", "Машинний переклад став кращим за десять років",
      "This is not a machine translation", "The company sells machine translation to newspapers.",
      "Machine translation has come a long way since 1954.", "La traduction automatique progresse",
      "Translation", "Machine", "Read the translation", "AI", "", "42", "Google",
      "She translated the poems from Arabic into English over thirty years.",
      "Nicht maschinell übersetzt");
  INFO(line);
  CHECK(class_of(line) == "none");
}

TEST_CASE("a label under a caption speaks of we don't know what", "[label]") {
  Revision revision;
  revision.language = *LanguageTag::parse("ar");
  revision.blocks = {block(Role::title, "عنوان"),
                     block(Role::caption, "صورة"),
                     block(Role::caption, "Powered by automated translation"),
                     block(Role::paragraph, "نص هنا."),
                     block(Role::heading, "Machine translation"),
                     block(Role::paragraph, "نص آخر."),
                     block(Role::paragraph, "تُرجم هذا المقال آليًا")};
  const auto statements = label_blocks(revision);
  REQUIRE(statements.size() == 2);
  CHECK(revision.blocks[2].role == Role::label);
  CHECK(revision.blocks[2].language->text() == "en");
  CHECK(revision.blocks[4].role == Role::heading);
  CHECK(statements[0].scope == Scope::uncertain);
  CHECK(statements[0].claim.value == "machine");
  CHECK(statements[0].claim.details.at("language") == "en");
  CHECK(statements[0].parts.at(0).block == 2);
  CHECK(statements[0].basis == Basis::labelled);
  CHECK(statements[1].scope == Scope::revision);
  CHECK_FALSE(revision.blocks[6].language);
}

TEST_CASE("a label among the head's lines is about the whole text, one between paragraphs is not",
          "[label]") {
  Revision revision;
  revision.language = *LanguageTag::parse("zh");
  revision.blocks = {block(Role::title, "标题"),
                     block(Role::byline, "作者：林"),
                     block(Role::standfirst, "机器翻译"),
                     block(Role::paragraph, "一。"),
                     block(Role::paragraph, "本段由机器翻译。"),
                     block(Role::paragraph, "二。")};
  const auto statements = label_blocks(revision);
  REQUIRE(statements.size() == 2);
  CHECK(statements[0].scope == Scope::revision);
  CHECK(statements[1].scope == Scope::uncertain);
}

TEST_CASE("of the corpus, most labels are found and no other sentence", "[label][corpora]") {
  const char* const set = std::getenv("HEXAPLA_CORPORA");
  const std::string folder =
      std::string(set ? set : HEXAPLA_SOURCE_DIR "/../shared/corpora") + "/labels/";
  const auto labels = rows_of(folder + "labels.tsv");
  if (labels.empty()) {
    WARN("skipped: shared corpora are not here: " << folder);
    return;
  }
  std::size_t found = 0, right = 0;
  for (const auto& row : labels) {
    const std::string said = class_of(filled(row.at(6)));
    found += said != "none";
    // With the name of an engine in its slot the corpus's `unspecified` is a machine's.
    right += said == row[2] || (row[6].find("{engine}") != std::string::npos && said == "machine");
  }
  std::size_t false_alarms = 0;
  const auto negatives = rows_of(folder + "negatives.tsv");
  for (const auto& row : negatives) {
    INFO(row.at(4));
    CHECK(class_of(row[4]) == "none");
    false_alarms += class_of(row[4]) != "none";
  }
  INFO(found << " of " << labels.size() << " found, " << right << " of the right class, "
             << false_alarms << " false alarms of " << negatives.size());
  CHECK(100 * found >= 93 * labels.size());
  CHECK(100 * right >= 90 * labels.size());
}

}  // namespace hexapla

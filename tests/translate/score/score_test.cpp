#include <array>
#include <cmath>

#include "tests/catch.h"
#include "translate/score/bleu.h"
#include "translate/score/chrf.h"
#include "translate/score/scores.h"
#include "translate/score/ter.h"

using namespace hexapla;

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "|") + word;
  return text;
}

double bleu_of(std::string_view hypothesis, std::string_view reference, BleuTokenizer tokenizer,
               bool effective = false) {
  BleuMeter meter(tokenizer, effective);
  meter.add(hypothesis, {&reference, 1});
  return meter.score();
}

double chrf_of(std::string_view hypothesis, std::string_view reference, ChrfOptions options) {
  ChrfMeter meter(options);
  meter.add(hypothesis, reference);
  return meter.score();
}

double ter_of(std::string_view hypothesis, std::string_view reference, bool asian = false) {
  TerMeter meter(asian);
  meter.add(hypothesis, reference);
  return meter.score();
}

}  // namespace

TEST_CASE("the 13a tokenizer parts marks but not the inside of numbers", "[score]") {
  CHECK(
      joined(tokenize("It cost 1,250.50 (or so), he said-then left.", BleuTokenizer::mteval_13a)) ==
      "It|cost|1,250.50|(|or|so|)|,|he|said-then|left|.");
  CHECK(joined(tokenize("1990-95 &quot;A&amp;B&quot; don't", BleuTokenizer::mteval_13a)) ==
        "1990|-|95|\"|A|&|B|\"|don't");
  CHECK(tokenize("", BleuTokenizer::mteval_13a).empty());
}

TEST_CASE("Chinese is parted into characters, Thai too where it has no tokenizer", "[score]") {
  CHECK(joined(tokenize("他说：“OK了”，3.5 km。", BleuTokenizer::zh)) ==
        "他|说|：|“|OK|了|”|，|3.5|km|。");
  CHECK(joined(tokenize("ดี ค่ะ", BleuTokenizer::characters)) == "ด|ี|ค|่|ะ");
  CHECK(bleu_tokenizer(*LanguageTag::parse("zh-Hant")) == BleuTokenizer::zh);
  CHECK(bleu_tokenizer(*LanguageTag::parse("th")) == BleuTokenizer::characters);
  CHECK(bleu_tokenizer(*LanguageTag::parse("ar")) == BleuTokenizer::mteval_13a);
}

// The figures of these cases are published with sacreBLEU (its README and its tests).
TEST_CASE("BLEU is what sacreBLEU says of its own examples", "[score]") {
  const std::array<std::string_view, 3> hypotheses{"The dog bit the man.", "It wasn't surprising.",
                                                   "The man had just bitten him."};
  const std::array<std::array<std::string_view, 2>, 3> references{
      {{"The dog bit the man.", "The dog had bit the man."},
       {"It was not unexpected.", "No one was surprised."},
       {"The man bit him first.", "The man had bitten the dog."}}};
  BleuMeter meter(BleuTokenizer::mteval_13a);
  for (std::size_t i = 0; i < 3; ++i) meter.add(hypotheses[i], references[i]);
  CHECK(meter.score() == Approx(48.530827).epsilon(1e-7));
  CHECK(meter.signature() == "nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp");

  constexpr std::string_view kHypothesis =
      "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;";
  constexpr std::string_view kReference = "producţia de zahăr brut se exprimă în zahăr alb;";
  CHECK(bleu_of(kHypothesis, kReference, BleuTokenizer::mteval_13a, true) ==
        Approx(8.493).margin(1e-3));
  CHECK(bleu_of(kHypothesis, kReference, BleuTokenizer::characters, true) ==
        Approx(40.8759).margin(1e-3));
  CHECK(bleu_of("this is a cat", "okay thanks", BleuTokenizer::mteval_13a, true) == 0);
}

TEST_CASE("BLEU of a text by hand: three of four words, smoothed", "[score]") {
  // 1-grams 3/4, 2-grams 2/3, 3-grams 1/2, 4-grams none of 1: smoothed to 1/2.
  CHECK(bleu_of("the cat sat here", "the cat sat down", BleuTokenizer::mteval_13a) ==
        Approx(100 * std::pow(3.0 / 4 * 2 / 3 * 1 / 2 * 1 / 2, 0.25)).epsilon(1e-9));
  CHECK(bleu_of("猫坐在这里", "猫坐在这里", BleuTokenizer::zh) == Approx(100));
  // Of eight characters one is another: 7/8, 5/7, 4/6, 3/5.
  CHECK(bleu_of("渡船每晚往返三次", "渡船每晚往返两次", BleuTokenizer::zh) ==
        Approx(100 * std::pow(7.0 / 8 * 5 / 7 * 4 / 6 * 3 / 5, 0.25)).epsilon(1e-9));
}

TEST_CASE("BLEU of nothing and of one word is nothing, unless orders count as far as they go",
          "[score]") {
  for (const BleuTokenizer tokenizer :
       {BleuTokenizer::mteval_13a, BleuTokenizer::zh, BleuTokenizer::characters}) {
    CHECK(bleu_of("", "", tokenizer) == 0);
    CHECK(bleu_of("", "猫", tokenizer) == 0);
    CHECK(bleu_of("猫", "", tokenizer) == 0);
    CHECK(bleu_of("猫", "猫", tokenizer) == 0);
    CHECK(bleu_of("猫", "猫", tokenizer, true) == Approx(100));
  }
  // One of two words, and brevity: e to 1 - 2/1.
  CHECK(bleu_of("قال", "قال الوزير", BleuTokenizer::mteval_13a, true) ==
        Approx(100 * std::exp(-1.0)).epsilon(1e-9));
}

TEST_CASE("chrF is what sacreBLEU says of its own examples", "[score]") {
  const ChrfOptions spaced{.beta = 3, .keep_white_space = true};
  CHECK(chrf_of("Die Beziehung zwischen Obama und Netanjahu ist nicht gerade freundlich.",
                "Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich.",
                spaced) == Approx(67.3481606).epsilon(1e-7));
  CHECK(
      chrf_of("risk assessment must be made of those who are qualified and expertise in the "
              "sector - these are the scientists .",
              "risk assessment has to be undertaken by those who are qualified and expert in that "
              "area - that is the scientists .",
              spaced) == Approx(65.2414427).epsilon(1e-7));
  CHECK(chrf_of("a b c", "abc", {.beta = 3}) == Approx(100));
  CHECK(chrf_of("aa", "ab", {.beta = 3}) == Approx(25));
  CHECK(chrf_of("", "c", {.beta = 3}) == 0);
}

TEST_CASE("chrF of a text leaves out the orders that a sentence's reference is too short for",
          "[score]") {
  ChrfMeter meter;
  meter.add("渡船回来了", "渡船回来了");
  meter.add("渡船", "渡");
  meter.add("渡船回来", "");
  // Precision 6/7 of characters, where the last sentence has no reference; else all; recall all.
  const double precision = (6.0 / 7 + 4) / 5;
  CHECK(meter.score() == Approx(100 * 5 * precision / (4 * precision + 1)).epsilon(1e-9));
  CHECK(ChrfMeter().score() == 0);
  CHECK(chrf_of("猫", "猫", {}) == Approx(100));
  CHECK(chrf_of("猫", "狗", {}) == 0);
  CHECK(chrf_of("", "", {}) == 0);
  CHECK(chrf_of("猫", "猫", {.word_orders = 2}) == Approx(100));
}

TEST_CASE("chrF++ counts words and their marks by hand", "[score]") {
  CHECK(joined(tokenize_for_chrf("(He said) \"no\". - ok")) == "(|He|said|)|\"no\"|.|-|ok");
  // Characters 1: 2/3 on both sides; 2: 1/2; 3: 0/1; words 1: 0/1. Four orders.
  const double average = (2.0 / 3 + 1.0 / 2 + 0 + 0) / 4;
  CHECK(chrf_of("abc", "abd", {.word_orders = 2}) == Approx(100 * average));
  CHECK(ChrfMeter({.word_orders = 2}).signature() ==
        "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no");
}

TEST_CASE("TER is what sacreBLEU says of its own examples", "[score]") {
  CHECK(ter_of("aaaa bbbb cccc dddd", "aaaa bbbb cccc dddd") == 0);
  CHECK(ter_of("dddd eeee ffff", "aaaa bbbb cccc") == Approx(100));
  CHECK(ter_of("", "a") == Approx(100));
  CHECK(ter_of("d e f g h a b c", "a b c d e f g h") == Approx(12.5));
  TerMeter meter;
  meter.add(
      "wählen Sie \" Bild neu berechnen , \" um beim Ändern der Bildgröße Pixel hinzuzufügen oder "
      "zu "
      "entfernen , damit das Bild ungefähr dieselbe Größe aufweist wie die andere Größe .",
      "wählen Sie \" Bild neu berechnen , \" um beim Ändern der Bildgröße Pixel hinzuzufügen oder "
      "zu "
      "entfernen , damit die Darstellung des Bildes in einer anderen Größe beibehalten wird .");
  meter.add(
      "wenn Sie alle Aufgaben im aktuellen Dokument aktualisieren möchten , wählen Sie im Menü des "
      "Aufgabenbedienfelds die Option \" Alle Aufgaben aktualisieren . \"",
      "wenn Sie alle Aufgaben im aktuellen Dokument aktualisieren möchten , wählen Sie im Menü des "
      "Aufgabenbedienfelds die Option \" Alle Aufgaben aktualisieren . \"");
  meter.add(
      "klicken Sie auf der Registerkarte \" Optionen \" auf die Schaltfläche \" Benutzerdefiniert "
      "\" "
      "und geben Sie Werte für \" Fehlerkorrektur-Level \" und \" Y / X-Verhältnis \" ein .",
      "klicken Sie auf der Registerkarte \" Optionen \" auf die Schaltfläche \" Benutzerdefiniert "
      "\" "
      "und geben Sie für \" Fehlerkorrektur-Level \" und \" Y / X-Verhältnis \" niedrigere Werte "
      "ein "
      ".");
  meter.add(
      "Sie können beispielsweise ein Dokument erstellen , das ein Auto über die Bühne enthält .",
      "Sie können beispielsweise ein Dokument erstellen , das ein Auto enthalt , das sich über "
      "die Bühne bewegt .");
  meter.add(
      "wählen Sie im Dialogfeld \" Neu aus Vorlage \" eine Vorlage aus und klicken Sie auf \" Neu "
      ". "
      "\"",
      "wählen Sie im Dialogfeld \" Neu aus Vorlage \" eine Vorlage aus und klicken Sie auf \" Neu "
      ". "
      "\"");
  CHECK(meter.score() == Approx(13.6).margin(1e-3));
}

TEST_CASE("TER by hand: nothing, one thing, and Chinese by characters", "[score]") {
  CHECK(ter_of("", "") == 0);
  CHECK(ter_of("word", "") == Approx(100));
  CHECK(ter_of("", "猫", true) == Approx(100));
  CHECK(ter_of("猫", "猫", true) == 0);
  CHECK(ter_of("猫", "狗", true) == Approx(100));
  CHECK(ter_of("a b c d", "a x c d") == Approx(25));
  CHECK(ter_of("ABC d", "abc D") == 0);
  CHECK(ter_of("我今天去北京。", "今天我去北京。", true) == Approx(100.0 / 7));
  CHECK(ter_of("我今天去北京。", "今天我去北京。") == Approx(100));
}

TEST_CASE("scores of sentences name their signatures", "[score]") {
  const Scores scores =
      score_sentences({{"قال الوزير ذلك أمس.", "قال الوزير ذلك أمس."}, {"", "ثم غادر."}},
                      *LanguageTag::parse("ar"));
  REQUIRE(scores.scores.size() == 4);
  CHECK(scores.sentences == 2);
  for (const Score& score : scores.scores) {
    CHECK(score.signature.starts_with("nrefs:1|"));
    CHECK(score.value > 0);
  }
}

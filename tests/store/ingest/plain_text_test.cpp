#include "store/ingest/ingest.h"
#include "tests/catch.h"
#include "tests/store/ingest/shape.h"

namespace hexapla {

using test::shape;

TEST_CASE("a heading stands before body text, a link before nothing", "[ingest][text]") {
  const Ingested page = read_plain_text(
      "العبّارة تعود\n\nأعلن المجلس عودة العبّارة.\n\nثمن التذكرة\n\nلم يذكر المجلس الثمن.\n\nمقتل "
      "ثلاثة في حادث آخر\n",
      "a.txt");
  CHECK(shape(page) == "title paragraph heading paragraph link");
}

TEST_CASE("lines that lead elsewhere are links in every language that cues.tsv knows",
          "[ingest][text]") {
  const auto line =
      GENERATE("Острів чекає — у фото", "اقرأ أيضا: عودة القارب", "延伸阅读：渡轮简史",
               "【写真】島の人々", "Read more: the old boats", "La isla espera — en imágenes",
               "VIDEO | The first boat", "גלריה: הסירה הראשונה");
  INFO(line);
  const Ingested page = read_plain_text(
      "Title\n\nBody text is here.\n\n" + std::string(line) + "\n\nMore of it.", "a.txt");
  CHECK(shape(page) == "title paragraph link paragraph");
}

TEST_CASE("bylines are told from other short lines by a name", "[ingest][text]") {
  CHECK(shape(read_plain_text("标题\n\n作者：林秋水\n\n第一段在这里。", "a")) ==
        "title byline paragraph");
  CHECK(shape(read_plain_text("כותרת\n\nמאת נועה בר\n\nהפסקה הראשונה כאן.", "a")) ==
        "title byline paragraph");
  CHECK(shape(read_plain_text("Title\n\nBy Ines Vardo\n\nThe first paragraph.", "a")) ==
        "title byline paragraph");
  CHECK(shape(read_plain_text("Title\n\nBy the river bank\n\nThe first paragraph.", "a")) ==
        "title standfirst paragraph");
}

TEST_CASE("lines wrapped by hand are joined, lines under a caption are not", "[ingest][text]") {
  const Ingested wrapped = read_plain_text(
      "Title\n\nThe ferry across the lake will sail again from the first week of\nJune, the "
      "council said after a vote that had been put "
      "off three times,\nand the islanders were glad of it, or most of them were glad of it, "
      "on\nTuesday.\n\nAnother one that is long enough to "
      "need one line more than it has got\nnow.\n",
      "a.txt");
  REQUIRE(shape(wrapped) == "title paragraph paragraph");
  CHECK(wrapped.blocks[1].text.find("week of June") != std::string::npos);

  const LineTest is_label = [](std::string_view line) { return line == "แปลด้วยเครื่อง"; };
  const Ingested page = read_plain_text(
      "หัวเรื่อง\n\nคำโปรย\n\nเรืออัลมา\nแปลด้วยเครื่อง\n\nเรือจะออกเดินทางอีกครั้งในสัปดาห์แรกของเดือนมิถุนายน "
      "สภาภูมิภาคแถลงเมื่อวันอังคารที่ผ่านมาหลังจากเลื่อนการลงมติมาแล้วถึงสามครั้งด้วยกัน",
      "a.txt", is_label);
  CHECK(shape(page) == "title standfirst caption label paragraph");
}

TEST_CASE("Chinese lines wrapped by hand are joined without a space", "[ingest][text]") {
  const std::string line = "地区议会周二在三度推迟的表决之后宣布横渡马罗湖的夜间渡轮将于六月";
  const Ingested page = read_plain_text(
      "标题\n\n" + line + "\n" + line + "\n" + line + "\n" + line + "启航。\n", "a.txt");
  REQUIRE(shape(page) == "title paragraph");
  CHECK(page.blocks[1].text == line + line + line + line + "启航。");
}

TEST_CASE("every kind of line break parts lines, and no-break spaces and joiners stay",
          "[ingest][text]") {
  CHECK(shape(read_plain_text("Title\r\n\r\nOne is here.\r\rTwo is here.\xE2\x80\xA8Three is here.",
                              "a")) == "title paragraph paragraph paragraph");
  const std::string persian = "می\xE2\x80\x8Cخواهم ۵\xC2\xA0کیلو و خـ\xC2\xADط.";
  CHECK(read_plain_text("عنوان\n\n \xC2\xA0" + persian + "\xC2\xA0 \n\xE2\x80\x8B\n", "a")
            .blocks.at(1)
            .text == persian);
}

TEST_CASE("text is NFC and free of control characters", "[ingest][text]") {
  const Ingested page = read_plain_text("Cafe\xCC\x81\x07 e\n\nText of it.", "a");
  CHECK(page.blocks.at(0).text == "Caf\xC3\xA9 e");
}

TEST_CASE("a text without sentences keeps all of its lines", "[ingest][text]") {
  CHECK(shape(read_plain_text("one\n\ntwo\n\nthree", "a")) == "title paragraph paragraph");
  CHECK(shape(read_plain_text("ひとつ", "a")) == "title");
  CHECK(shape(read_plain_text("", "a")).empty());
  CHECK(shape(read_plain_text(" \n\t\n\xC2\xA0\n\xEF\xBB\xBF", "a")).empty());
}

TEST_CASE("a NUL is refused with its line and byte", "[ingest][text]") {
  try {
    read_plain_text(std::string("one\ntw\0o", 8), "nul.txt");
    FAIL("nothing thrown");
  } catch (const InputError& error) {
    CHECK(error.place().line == 2U);
    CHECK(error.place().byte == 6U);
    CHECK(error.place().file == "nul.txt");
  }
}

}  // namespace hexapla

#include "translate/exchange/tmx.h"

#include <pugixml.hpp>

#include "store/archive/bead_corrections.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"

namespace hexapla {
namespace {

pugi::xml_document read(const std::string& units, std::string_view source_language = "ar") {
  pugi::xml_document document;
  const std::string file = tmx_begin("1.0", source_language) + units + tmx_end();
  const pugi::xml_parse_result result = document.load_string(file.c_str());
  INFO(result.description() << " in\n" << file);
  REQUIRE(result);
  return document;
}

std::string property(pugi::xml_node node, const char* type) {
  return node.find_child_by_attribute("prop", "type", type).text().get();
}

TEST_CASE("a translation memory pairs a version with the text that it was made from", "[exchange]") {
  test::SampleArchive sample;
  sample.fill();
  const Reading reading = sample.archive().read();
  std::string units;
  write_tmx_units(reading, *ArticleId::parse("ferry"), [&](std::string_view some) { units += some; });
  const pugi::xml_document document = read(units);
  CHECK(std::string(document.child("tmx").attribute("version").value()) == "1.4");
  CHECK(std::string(document.child("tmx").child("header").attribute("srclang").value()) == "ar");
  std::vector<std::string> ids;
  pugi::xml_node first_of_may;
  for (const pugi::xml_node unit : document.child("tmx").child("body").children("tu")) {
    ids.emplace_back(unit.attribute("tuid").value());
    if (ids.back() == "ferry/es~desk@1-2") first_of_may = unit;
  }
  CHECK(ids == std::vector<std::string>{"ferry/es@1-1", "ferry/es@1-2", "ferry/es@1-3",
                                        "ferry/es@1-4", "ferry/es~desk@1-1", "ferry/es~desk@1-2",
                                        "ferry/es~desk@1-3", "ferry/es~desk@1-4"});
  REQUIRE(first_of_may);
  const pugi::xml_node given = first_of_may.child("tuv"), rendered = given.next_sibling("tuv");
  CHECK(std::string(given.attribute("xml:lang").value()) == "ar");
  CHECK(std::string(given.child("seg").text().get()) ==
        "ستنقل العبّارة الركاب مجددًا ابتداءً من ١ مايو.");
  CHECK(property(given, "x-revision") == "ferry/ar@1");
  CHECK(std::string(given.attribute("creationid").value()) == "Tamsin Veld");
  CHECK(std::string(rendered.attribute("xml:lang").value()) == "es");
  CHECK(std::string(rendered.child("seg").text().get()) ==
        "El transbordador llevará de nuevo pasajeros desde el 1 de mayo.");
  CHECK(property(rendered, "x-kind") == "post-edited");
  CHECK(property(rendered, "x-sha256") ==
        reading.revision(*RevisionAddress::parse("ferry/es~desk@1"))->digest.hex());
  CHECK(std::string(rendered.attribute("creationdate").value()).size() == 16);
  CHECK(std::stod(property(first_of_may, "x-confidence")) > 0.5);
}

TEST_CASE("sentences that are rendered together are one unit, and what has no counterpart is none",
          "[exchange]") {
  test::SampleArchive sample;
  sample.add("rain", "th", test::paragraphs({"ฝนตกหนัก", "น้ำท่วมถนนสายหลัก", "ตลาดปิดสองวัน"}),
             {{Property::kind, "original"}});
  const auto version =
      sample.add("rain", "zh", test::paragraphs({"大雨", "主要道路被水淹没，市场关闭两天。"}), {});
  const auto original = *RevisionAddress::parse("rain/th@1");
  BeadCorrection together, apart;
  together.change = BeadChange::link;
  together.source = {1, 2}, together.target = {1, 1};
  apart.change = BeadChange::unlink;
  apart.source = {0, 1}, apart.target = {0, 1};
  for (BeadCorrection* const correction : {&together, &apart}) {
    correction->by = "archivist";
    Statement said =
        statement_of(*correction, sample.archive().read(), original, version.address, "");
    said.asserted_by = "archivist";
    sample.archive().state(version.address, {said}, "archivist");
  }
  const pugi::xml_document document =
      read(tmx_units(sample.archive().read(), original, version.address), "th");
  const pugi::xml_node unit = document.child("tmx").child("body").child("tu");
  CHECK(!unit.next_sibling());
  CHECK(std::string(unit.attribute("segtype").value()) == "block");
  CHECK(std::string(unit.child("tuv").child("seg").text().get()) ==
        "น้ำท่วมถนนสายหลัก\nตลาดปิดสองวัน");
  CHECK(std::string(unit.last_child().child("seg").text().get()) ==
        "主要道路被水淹没，市场关闭两天。");
  CHECK(property(unit, "x-confidence") == "1.00");
}

TEST_CASE("markup in a text is text in a translation memory, and what XML cannot say is left out",
          "[exchange]") {
  test::SampleArchive sample;
  sample.add("odd", "ar", test::paragraphs({"<seg>&amp;]]> \x01\uFFFE\"عنوان\""}),
             {{Property::kind, "original"}, {Property::author, "<A> & \"B\""}});
  const auto version = sample.add("odd", "he", test::paragraphs({"<seg>&amp;]]> \"כותרת\""}), {});
  const pugi::xml_document document = read(
      tmx_units(sample.archive().read(), *RevisionAddress::parse("odd/ar@1"), version.address));
  const pugi::xml_node given = document.child("tmx").child("body").child("tu").child("tuv");
  CHECK(std::string(given.child("seg").text().get()) == "<seg>&amp;]]> \"عنوان\"");
  CHECK(std::string(given.attribute("creationid").value()) == "<A> & \"B\"");
}

TEST_CASE("an original alone, and a withdrawn version, give no units", "[exchange]") {
  test::SampleArchive sample;
  sample.add("alone", "zh", test::paragraphs({"大雨"}), {{Property::kind, "original"}});
  const Reading reading = sample.archive().read();
  CHECK(!tmx_source(reading, *RevisionAddress::parse("alone/zh@1")));
  std::string units;
  write_tmx_units(reading, *ArticleId::parse("alone"), [&](std::string_view some) { units += some; });
  CHECK(units.empty());
}

}  // namespace
}  // namespace hexapla

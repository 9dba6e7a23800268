#include "translate/compare/numbers.h"

#include <string>

#include "tests/catch.h"

using namespace hexapla;

namespace {

LanguageTag tag(const char* text) { return *LanguageTag::parse(text); }

std::vector<double> first_reading(std::string_view text) {
  const auto found = find_numbers(text);
  REQUIRE(found.size() == 1);
  CHECK(found[0].range.of(text).size() > 0);
  return found[0].values;
}

bool agree(const char* source, const char* from, const char* target, const char* to) {
  return compare_numbers(source, tag(from), target, tag(to)).empty();
}

}  // namespace

TEST_CASE("a number has one value in any digits and grouping", "[compare]") {
  CHECK(first_reading("٤١٢٬٠٠٠").front() == 412000);
  CHECK(first_reading("۴۱۲٬۰۰۰").front() == 412000);
  CHECK(first_reading("๔๑๒,๐๐๐").front() == 412000);
  CHECK(first_reading("412 000").front() == 412000);
  CHECK(first_reading("412\u00A0000").front() == 412000);
  CHECK(first_reading("412’000").front() == 412000);
  CHECK(first_reading("41万2千").front() == 412000);
  CHECK(first_reading("4,12,000").front() == 412000);
  CHECK(first_reading("1.234.567,5").front() == 1234567.5);
  CHECK(first_reading("٣٫٥").front() == 3.5);
}

TEST_CASE("a point or comma before three digits can be read in two ways", "[compare]") {
  const auto values = first_reading("412.000");
  CHECK(values == std::vector<double>{412000, 412});
}

TEST_CASE("years beside figures do not run together", "[compare]") {
  CHECK(find_numbers("у 2014 300 людей").size() == 2);
}

TEST_CASE("the same figures in other scripts are no difference", "[compare]") {
  CHECK(agree("بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة", "ar", "El trabajo costó 412.000 coronas", "es"));
  CHECK(agree("งานนี้ใช้เงิน ๔๑๒,๐๐๐ โครน", "th", "这项工程花费41万2千克朗", "zh"));
  CHECK(agree("Робота коштувала 412 000 крон", "uk", "בעלות של 412,000 כתרים", "he"));
  CHECK(agree("о 21:40 та 23:15", "uk", "ساعت ۲۱:۴۰ و ۲۳:۱۵", "fa"));
}

TEST_CASE("a changed figure is found on both sides", "[compare]") {
  const std::string source = "بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة",
                    target = "El trabajo costó 421.000 coronas";
  const auto differences = compare_numbers(source, tag("ar"), target, tag("es"));
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].source.of(source) == "٤١٢٬٠٠٠");
  REQUIRE(differences[0].target);
  CHECK(differences[0].target->of(target) == "421.000");
}

TEST_CASE("a large figure that is nowhere is wanting, a small one may be in words", "[compare]") {
  CHECK(compare_numbers("这项工程花费412000克朗", tag("zh"), "งานนี้ใช้เงินมาก", tag("th")).size() ==
        1);
  CHECK(agree("有12个人", "zh", "มีคนอยู่", "th"));
}

TEST_CASE("what can be said otherwise is not reported", "[compare]") {
  CHECK(agree("12 frames of 99", "en", "doce cuadernas de 99 o 7", "es"));  // in words
  CHECK(agree("у 19 столітті, 5 разів", "uk", "en el siglo XIX, 3 o 5 veces",
              "es"));                                        // in Roman numerals
  CHECK(agree("о 21:40", "uk", "at 9:40 p.m.", "en"));       // on a clock of twelve
  CHECK(agree("ปี 2569", "th", "2026年", "zh"));              // in another calendar
  CHECK(agree("5 мільйонів", "uk", "5.000.000", "es"));      // powers of ten in a word
  CHECK(agree("21.10.2022", "uk", "2022年10月21日", "zh"));  // a date in another order
  CHECK(agree("3 травня", "uk", "5月3日", "zh"));            // a month that became a figure
}

#include "translate/compare/numbers.h"

#include <string>

#include "tests/catch.h"
#include "translate/compare/number_differences.h"

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
  return compare_numbers(source, tag(from), target, tag(to)).differences.empty();
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
  const auto differences = compare_numbers(source, tag("ar"), target, tag("es")).differences;
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].source.of(source) == "٤١٢٬٠٠٠");
  REQUIRE(differences[0].target);
  CHECK(differences[0].target->of(target) == "421.000");
}

TEST_CASE("a large figure that is nowhere is wanting, a small one may be in words", "[compare]") {
  CHECK(compare_numbers("这项工程花费412000克朗", tag("zh"), "งานนี้ใช้เงินมาก", tag("th"))
            .differences.size() == 1);
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

TEST_CASE("a number has the value that the words for thousands and more give it", "[compare]") {
  const auto value = [](std::string_view text, const char* language) {
    const auto found = find_numbers(text, tag(language));
    REQUIRE(found.size() == 1);
    REQUIRE_FALSE(found[0].values.empty());
    return found[0].values.front();
  };
  CHECK(value("بلغت 5 ملايين كرونة", "ar") == 5e6);
  CHECK(value("بلغت 5 مليارات كرونة", "ar") == 5e9);
  CHECK(value("ราคา 5 หมื่นล้านบาท", "th") == 5e10);
  CHECK(value("ราคา 5ล้านบาท", "th") == 5e6);
  CHECK(value("耗资5万亿元", "zh") == 5e12);
  CHECK(value("耗资1亿3600万元", "zh") == 1.36e8);
  CHECK(value("1兆2000億5000万円", "ja") == 1.20005e12);
  CHECK(value("1억 3600만 원", "ko") == 1.36e8);
  CHECK(value("2 लाख करोड़ रुपये", "hi") == 2e12);
  CHECK(value("1 करोड़ 20 लाख रुपये", "hi") == 1.2e7);
  CHECK(value("5 मिलियन डॉलर", "hi") == 5e6);
  CHECK(value("5 млн 300 тис. крон", "uk") == 5.3e6);
  CHECK(value("5 миллионами крон", "ru") == 5e6);
  CHECK(value("5 מיליארד שקל", "he") == 5e9);
  CHECK(value("5,5 Mrd. Euro", "de") == 5.5e9);
  CHECK(value("5 Milliarden Euro", "de") == 5e9);
  CHECK(value("5 mil millones de euros", "es") == 5e9);
  CHECK(value("2 biliões de euros", "pt-PT") == 2e12);
  CHECK(value("5 nghìn tỷ đồng", "vi") == 5e12);
  CHECK(value("shilingi milioni 5", "sw") == 5e6);
  CHECK(value("a £5m bridge", "en") == 5e6);
  CHECK(value("a 5m bridge", "en") == 5);
  CHECK(value("5 millionaires", "en") == 5);
  CHECK(value("5 Bio-Eier", "de") == 5);
  CHECK(value("72 milhas", "pt") == 72);
  CHECK(value("၁၅၀,၀၀၀ ထုတ်လုပ်ခဲ့သည်", "my") == 150'000);
  CHECK(find_numbers("3 to 5 million", tag("en")).size() == 2);
}

TEST_CASE("the range of a number has its words for thousands and more", "[compare]") {
  const std::string text = "قرابة 5 ملايين كرونة";
  CHECK(find_numbers(text, tag("ar"))[0].range.of(text) == "5 ملايين");
  const std::string before = "shilingi milioni 5 tu";
  CHECK(find_numbers(before, tag("sw"))[0].range.of(before) == "milioni 5");
}

TEST_CASE("another word for thousands and more is another number", "[compare]") {
  CHECK_FALSE(agree("بلغت 5 ملايين كرونة", "ar", "ราคา 5 พันล้านโครน", "th"));
  CHECK_FALSE(agree("耗资500万元", "zh", "costing 5 billion yuan", "en"));
  CHECK_FALSE(agree("5億円", "ja", "耗资5000万日元", "zh"));
  CHECK_FALSE(agree("5 करोड़ रुपये", "hi", "5 млн рупий", "ru"));
  CHECK_FALSE(agree("5.3 billion", "en", "5,3 Mio. Euro", "de"));
  CHECK_FALSE(agree("5 Billionen Euro", "de", "5 billion euros", "en"));
}

TEST_CASE("a scale may be counted otherwise, left to one of several figures, or be unknown",
          "[compare]") {
  CHECK(agree("بلغت 5 ملايين كرونة", "ar", "ราคา 5 ล้านโครน", "th"));
  CHECK(agree("耗资500万元", "zh", "costing 5 million yuan", "en"));
  CHECK(agree("1.36 billion", "en", "13億6000万", "ja"));
  CHECK(agree("5 करोड़ रुपये", "hi", "50 million rupees", "en"));
  CHECK(agree("5 Billionen Euro", "de", "5 trillion euros", "en"));
  CHECK(agree("3 to 5 million", "en", "от 3 миллионов до 5 миллионов", "ru"));
  CHECK(agree("3 to 5 million", "en", "300万至500万", "zh"));
  CHECK(agree("على بعد 45 ميلا", "ar", "à 45 milles", "fr-CA"));
  CHECK(agree("5 million", "en", "5 quiquillones", "ext"));  // ICU has no words of it
  CHECK(agree("بلغت 5 ملايين كرونة", "ar", "5 Mill. Kronen", "de"));
  CHECK(agree("بلغت 5 ملايين كرونة", "ar", "5 МЛ крон", "uk"));
  CHECK(agree("ราคา 3 ล้านถึง 5 ล้านโครน", "th", "3 bis 5 Millionen Kronen", "de"));
  CHECK(agree("耗资500万元", "zh", "five and more: of yuan, 5 or so, in millions", "en"));
  CHECK(agree("1 million", "en", "百万", "zh"));
  CHECK(agree("2 million", "en", "مليونان", "ar"));
}

TEST_CASE("a word for thousands and more that is wanting makes another number", "[compare]") {
  CHECK_FALSE(agree("بلغت 5 ملايين كرونة", "ar", "ราคา 5 โครน", "th"));
  CHECK_FALSE(agree("ราคา 5 ล้านโครน", "th", "耗资5克朗", "zh"));
  CHECK_FALSE(agree("耗资500万元", "zh", "بلغت 500 يوان", "ar"));
  CHECK_FALSE(agree("استثمرت الشركة 412 مليون كرونة", "ar", "公司投资了412克朗", "zh"));
  CHECK_FALSE(agree("5 करोड़ रुपये", "hi", "5 рупий", "ru"));
  CHECK_FALSE(agree("5 million crowns", "en", "5 coronas, dijo el militar", "es"));
  CHECK_FALSE(agree("5 crowns", "en", "5 millones de coronas", "es"));
  CHECK_FALSE(agree("فر 820000 شخص", "ar", "82人逃离", "zh"));
  CHECK_FALSE(agree("قبل 5 ملايين سنة", "ar", "5 ปีก่อน", "th"));
  CHECK(agree("طوله 5 كيلومترات", "ar", "ยาว 5,000 เมตร", "th"));
  CHECK(agree("全长5公里", "zh", "طوله 5 آلاف متر", "ar"));
}

TEST_CASE("a number in words begins a word, where words are parted and have nothing before them",
          "[compare]") {
  CHECK_FALSE(agree("حوالي 3 ملايين ناخب", "ar", "близько 4 мільйонів, за підтримки", "uk"));
  CHECK(agree("有3个人和8只狗", "zh", "три людини й вісім собак, 5 котів", "uk"));
  CHECK(agree("有3个人和8只狗", "zh", "כלב ושלוש חתולות ושמונה, 5", "he"));
}

TEST_CASE("a language that ICU cannot spell numbers in is not read as that of the process",
          "[compare]") {
  CHECK_FALSE(agree("وصل 800 راكب", "ar", "eight hundred", "so"));
  CHECK_FALSE(agree("มาถึง 800 คน", "th", "eight hundred", "ext"));
  CHECK(agree("มาถึง 800 คน", "th", "eight hundred", "en"));
}

TEST_CASE("a large figure written out has no scale beside it", "[compare]") {
  CHECK_FALSE(agree("150,000 cars", "en", "15亿辆汽车", "zh"));
  CHECK_FALSE(agree("近 300 亿选民", "zh", "nearly 3 million voters", "en"));
  CHECK(agree("150,000 cars", "en", "15万辆汽车", "zh"));
  CHECK(agree("近 300 万选民", "zh", "nearly 3 million voters", "en"));
}

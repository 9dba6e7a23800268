#include "translate/compare/added_numbers.h"

#include <string>

#include "tests/catch.h"
#include "translate/compare/number_differences.h"

using namespace hexapla;

namespace {

LanguageTag tag(const char* text) { return *LanguageTag::parse(text); }

// `21,000 (两千一百)`: what the target alone has, and what it may stand for.
std::string added(const std::string& source, const char* from, const std::string& target,
                  const char* to, const std::string& around_source = {},
                  const std::vector<double>& figures = {}) {
  const LanguageTag ours = tag(from), theirs = tag(to);
  const auto only = compare_numbers(source, ours, target, theirs).only_in_target;
  const std::string around = source + '\n' + around_source;
  std::string text;
  for (const AddedNumber& one :
       find_added_numbers({source, around, ours}, figures, {target, target, theirs}, only)) {
    if (!text.empty()) text += ' ';
    text += one.target.of(target);
    if (one.source) text += " (" + std::string(one.source->of(source)) + ")";
  }
  return text;
}

}  // namespace

TEST_CASE("a number that only the target has is told, in any script", "[compare]") {
  CHECK(added("جاء المتطوعون من كل مكان", "ar", "มีอาสาสมัคร 37,000 คน", "th") == "37,000");
  CHECK(added("อาสาสมัครมาจากทุกที่", "th", "3万7千名志愿者来了", "zh") == "3万7千");
  CHECK(added("志愿者来自各地", "zh", "جاء ٣٧٬٠٠٠ متطوع", "ar") == "٣٧٬٠٠٠");
  CHECK(added("המתנדבים הגיעו", "he", "Прийшли 37 волонтерів", "uk") == "37");
  CHECK(added("جاء المتطوعون", "ar", "志愿者来了4,770名", "zh") == "4,770");
  CHECK(added("The volunteers came.", "en", "Los 37.000 voluntarios vinieron.", "es") == "37.000");
}

TEST_CASE("a number that is another one than is written out is told with that one", "[compare]") {
  CHECK(added("院子里攒了两千一百多把", "zh", "สะสมไว้มากกว่า 21,000 คัน", "th") ==
        "21,000 (两千一百)");
  CHECK(added("ผู้คนสามสิบเจ็ดคน", "th", "٧٣ شخصا", "ar") == "٧٣ (สามสิบเจ็ด)");
  CHECK(added("خمسة وأربعون رجلا", "ar", "54个人", "zh") == "54 (خمسة وأربعون)");
  CHECK(added("Thirty-seven people came.", "en", "Es kamen 73 Menschen.", "de") ==
        "73 (Thirty-seven)");
  // What was written out stands there as well: the figure is no other form of it.
  CHECK(added("三十七个人", "zh", "Thirty-seven people, 412 in all", "en") == "412");
}

TEST_CASE("a number that the source says in words is not added", "[compare]") {
  CHECK(added("院子里攒了两千一百多把", "zh", "มากกว่า 2,100 คัน", "th").empty());
  CHECK(added("سبعة وثلاثون ألف متطوع", "ar", "37,000名志愿者", "zh").empty());
  CHECK(added("อาสาสมัครสามหมื่นเจ็ดพันคน", "th", "٣٧٬٠٠٠ متطوع", "ar").empty());
  CHECK(added("数千名志愿者", "zh", "5,000 volunteers", "en").empty());
  CHECK(added("花了两千五", "zh", "it cost 2,500", "en").empty());
  CHECK(added("half a million people", "en", "500.000 personas", "es").empty());
  CHECK(added("two or three thousand", "en", "2000–3000 человек", "ru").empty());
  CHECK(added("in the nineties", "en", "у 1990-х роках", "uk").empty());
  CHECK(added("on his fortieth birthday", "en", "在他40岁生日", "zh").empty());
  CHECK(added("two decades ago", "en", "قبل ٢٠ عاما", "ar").empty());
  CHECK(added("around half of them", "en", "50 % von ihnen", "de").empty());
}

TEST_CASE("a number that is said otherwise in the source is not added", "[compare]") {
  CHECK(added("上世纪80年代", "zh", "في ثمانينيات القرن، عام 1980", "ar").empty());
  CHECK(added("in the 1960s-70s", "en", "20世纪60至70年代", "zh").empty());
  CHECK(added("晚上七点", "zh", "เวลา 19.00 น.", "th").empty());
  CHECK(added("on 5 miles of road", "en", "على 5 أميال (8 كيلومترات)", "ar").empty());
  CHECK(added("疫情期间", "zh", "during COVID-19", "en").empty());
  CHECK(added("那一年", "zh", "in 12 of them", "en").empty());  // small ones are habits
}

TEST_CASE("what stands around a sentence or elsewhere in figures is not added to it", "[compare]") {
  CHECK(added("来了很多人", "zh", "مع ٤١٢ شخصا", "ar") == "٤١٢");
  CHECK(added("来了很多人", "zh", "مع ٤١٢ شخصا", "ar", "四百一十二人").empty());
  CHECK(added("来了很多人", "zh", "مع ٤١٢ شخصا", "ar", {}, {7, 412, 2022}).empty());
}

TEST_CASE("where words of the source are not known, only figures that have no short words are told",
          "[compare]") {
  CHECK(added("los volontarius", "ext", "37.000 voluntarios", "es").empty());
  CHECK(added("los volontarius", "ext", "37.412 voluntarios", "es") == "37.412");
  CHECK(added("los volontarius", "ext", "متطوعا ٣٧", "ar").empty());
}

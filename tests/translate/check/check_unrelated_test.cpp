#include <algorithm>

#include "tests/catch.h"
#include "tests/translate/check/checked_texts.h"
#include "translate/check/check_texts.h"

namespace hexapla {
namespace {

using test::block_by_block;
using test::OwnedText;

// News of a town, told with names and figures.
const std::vector<std::string> kEnglish{
    "The council of Velmora met on Monday with Karim Dastani and 412 guests.",
    "The bridge of Tarsova will cost 3,750 crowns and open in 2031.",
    "Engineers from Lubenka measured 86 metres of stone near the harbour of Andorin.",
    "A letter by Marina Solokova from 1974 was read aloud in the hall.",
    "The road to Tarsova stays closed for 45 days, said Dastani.",
    "In Barenko some 560 houses lost their light during the storm.",
    "The museum of Sorvald shows 1,290 coins until the end of May.",
    "A train from Kolmar to Tarsova had a delay of 95 minutes."};
const std::vector<std::string> kArabic{"اجتمع مجلس فيلمورا يوم الاثنين مع كريم داستاني و٤١٢ ضيفا.",
                                       "ستبلغ كلفة جسر تارسوفا ٣٬٧٥٠ كرونة وسيفتح في عام ٢٠٣١.",
                                       "قاس مهندسون من لوبينكا ٨٦ مترا من الحجر قرب ميناء أندورين.",
                                       "قرئت في القاعة رسالة كتبتها مارينا سولوكوفا عام ١٩٧٤.",
                                       "قال داستاني إن الطريق إلى تارسوفا سيبقى مغلقا ٤٥ يوما.",
                                       "فقد نحو ٥٦٠ بيتا في بارينكو الكهرباء أثناء العاصفة.",
                                       "يعرض متحف سورفالد ١٬٢٩٠ قطعة نقدية حتى نهاية مايو.",
                                       "تأخر قطار من كولمار إلى تارسوفا ٩٥ دقيقة."};
const std::vector<std::string> kThai{"สภาเวลโมราประชุมเมื่อวันจันทร์กับคาริม ดัสตานีและแขก 412 คน",
                                     "สะพานทาร์โซวาจะใช้เงิน 3,750 โครนและเปิดใน ค.ศ. 2031",
                                     "วิศวกรจากลูเบนกาวัดหินได้ 86 เมตรใกล้ท่าเรืออันโดริน",
                                     "มีการอ่านจดหมายของมารินา โซโลโควาจากปี 1974 ในห้องโถง",
                                     "ดัสตานีกล่าวว่าถนนไปทาร์โซวาจะปิด 45 วัน",
                                     "บ้านราว 560 หลังในบาเรนโกไฟดับระหว่างพายุ",
                                     "พิพิธภัณฑ์ซอร์วัลด์แสดงเหรียญ 1,290 เหรียญจนถึงสิ้นเดือนพฤษภาคม",
                                     "รถไฟจากโคลมาร์ไปทาร์โซวาล่าช้า 95 นาที"};
const std::vector<std::string> kChinese{"维尔莫拉议会星期一与卡里姆·达斯塔尼和412位客人开会。",
                                        "塔尔索瓦大桥将耗资3750克朗，于2031年开放。",
                                        "来自卢本卡的工程师在安多林港附近测量了86米石头。",
                                        "大厅里宣读了玛丽娜·索洛科娃1974年的一封信。",
                                        "达斯塔尼说，通往塔尔索瓦的道路将关闭45天。",
                                        "暴风雨中巴伦科约有560所房屋断电。",
                                        "索尔瓦尔德博物馆展出1290枚硬币，直到五月底。",
                                        "从科尔马开往塔尔索瓦的火车晚点95分钟。"};

// Of something else altogether, as long, with names and figures of its own.
const std::vector<std::string> kOtherArabic{"تنصح الشركة بشحن الجهاز ٩٧ دقيقة قبل أول استعمال.",
                                            "بيع من طراز نورفاكس ٦٨٠٠ قطعة في عام ٢٠١٨.",
                                            "يزن الصندوق ٢٣ كيلوغراما ويحتوي على كابل من هيلدغرام.",
                                            "اتصل بالرقم ٥٥١ إذا لم تظهر الشاشة الخضراء.",
                                            "تدوم البطارية ١٤ ساعة بحسب المختبر في ويستفيلد.",
                                            "الضمان صالح ٧٣٠ يوما من تاريخ الشراء.",
                                            "يبلغ طول السلك ٣١ مترا في طراز لومينا.",
                                            "ينظف المرشح كل ٦٦ يوما بقطعة قماش جافة."};
const std::vector<std::string> kOtherThai{"บริษัทแนะนำให้ชาร์จเครื่อง 97 นาทีก่อนใช้ครั้งแรก",
                                          "รุ่นนอร์แวกซ์ขายได้ 6,800 เครื่องใน ค.ศ. 2018",
                                          "กล่องหนัก 23 กิโลกรัมและมีสายจากฮิลด์แกรม",
                                          "โทรไปที่หมายเลข 551 ถ้าหน้าจอสีเขียวไม่ปรากฏ",
                                          "แบตเตอรี่ใช้ได้ 14 ชั่วโมงตามห้องทดลองในเวสต์ฟีลด์",
                                          "การรับประกันใช้ได้ 730 วันนับจากวันซื้อ",
                                          "สายของรุ่นลูมินายาว 31 เมตร",
                                          "ล้างตัวกรองทุก 66 วันด้วยผ้าแห้ง"};
const std::vector<std::string> kOtherChinese{"公司建议首次使用前给设备充电97分钟。",
                                             "诺瓦克斯型号在2018年售出6800台。",
                                             "箱子重23公斤，内有希尔德格拉姆的电缆。",
                                             "如果绿色屏幕没有出现，请拨打551。",
                                             "据韦斯特菲尔德的实验室称，电池可用14小时。",
                                             "保修期自购买之日起730天。",
                                             "卢米纳型号的电线长31米。",
                                             "每66天用干布清洁滤网一次。"};

std::vector<Finding> told(const OwnedText& source, const OwnedText& target) {
  std::vector<Finding> findings = check_texts(source.to_check(), target.to_check(),
                                              block_by_block(source.view(), target.view()));
  std::erase_if(findings,
                [](const Finding& finding) { return finding.found != FindingClass::unrelated; });
  return findings;
}

struct Case {
  const char* language;
  const std::vector<std::string>&same, &other;
};
const Case kCases[]{
    {"ar", kArabic, kOtherArabic}, {"th", kThai, kOtherThai}, {"zh-Hans", kChinese, kOtherChinese}};

TEST_CASE(
    "a version of another text is told once, on its first sentence, whichever is the original",
    "[check]") {
  for (const Case& one : kCases) {
    CAPTURE(one.language);
    const OwnedText english("en", kEnglish), other(one.language, one.other);
    const std::vector<Finding> as_version = told(english, other),
                               as_original = told(other, english);
    REQUIRE(as_version.size() == 1);
    CHECK(as_version[0].source.segments == SegmentRange{0, 1});
    CHECK(as_version[0].target.text == one.other[0]);
    CHECK(as_version[0].key.size() == 16);
    CHECK(as_original.size() == 1);
  }
}

TEST_CASE("a translation is not said to be of another text, nor one that stands in other places",
          "[check]") {
  for (const Case& one : kCases) {
    CAPTURE(one.language);
    const OwnedText english("en", kEnglish), same(one.language, one.same);
    CHECK(told(english, same).empty());
    CHECK(told(same, english).empty());
    // Half of it left out and replaced by something else is still a translation.
    std::vector<std::string> half = one.same;
    std::copy(one.other.begin() + 3, one.other.end(), half.begin() + 3);
    CHECK(told(english, OwnedText(one.language, half)).empty());
  }
}

TEST_CASE("of texts that say little which languages share nothing is told, however far apart",
          "[check]") {
  const std::vector<std::string> plain{"The water was cold and nobody came down to the shore.",
                                       "Later the wind fell, and the boats went out in 1974.",
                                       "She had forgotten the letter on the table.",
                                       "Nothing was said of it again."};
  for (const Case& one : kCases) {
    CAPTURE(one.language);
    const std::vector<std::string> others{one.other[0], one.other[3], one.other[4], one.other[5]};
    const OwnedText english("en", plain), other(one.language, others);
    CHECK(told(english, other).empty());
    CHECK(told(other, english).empty());
  }
}

TEST_CASE("a short text whose figures changed places is not said to be of another text",
          "[check]") {
  const OwnedText english("en", {kEnglish.begin(), kEnglish.begin() + 5});
  for (const Case& one : kCases) {
    CAPTURE(one.language);
    const OwnedText other(one.language, {one.other.begin(), one.other.begin() + 5});
    CHECK(told(english, other).empty());
    CHECK(told(other, english).empty());
  }
}

}  // namespace
}  // namespace hexapla

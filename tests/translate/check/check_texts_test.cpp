#include "translate/check/check_texts.h"

#include <set>

#include "tests/catch.h"
#include "tests/translate/check/checked_texts.h"

using namespace hexapla;
using namespace hexapla::test;

TEST_CASE("a faithful translation is silent in every script", "[check]") {
  CHECK(classes_found("ar",
                      {"ستنقل العبّارة الركاب مجددًا ابتداءً من ١ مايو ٢٠٢٢.",
                       "بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة، جاء معظمها من قطع صغيرة."},
                      "th",
                      {"เรือข้ามฟากจะรับผู้โดยสารอีกครั้งตั้งแต่วันที่ 1 พฤษภาคม 2565",
                       "งานนี้มีค่าใช้จ่าย 412,000 โครน ส่วนใหญ่มาจากเศษชิ้นเล็ก ๆ"})
            .empty());
  CHECK(classes_found("zh-Hans", {"渡轮将于5月1日恢复载客，全程15公里。", "“我们等了很久，”她说。"},
                      "uk",
                      {"Пором знову візьме пасажирів 1 травня, шлях — 15 кілометрів.",
                       "«Ми довго чекали», — сказала вона."})
            .empty());
}

TEST_CASE("a changed figure is a number finding that names both places", "[check]") {
  const OwnedText source("ar", {"لم يتغيّر شيء هنا.", "بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة في السنة."});
  const OwnedText target("zh-Hans", {"这里没有任何变化。", "这项工程一年花费了421,000克朗。"});
  const auto findings = findings_of(source, target);
  REQUIRE(classes_of(findings) == "number");
  CHECK(findings[0].source.text == "٤١٢٬٠٠٠");
  CHECK(findings[0].target.text == "421,000");
  CHECK(findings[0].source.segment == 1);
  CHECK(findings[0].target.segment == 1);
  CHECK(findings[0].target.range.of(target.view().segment(1).text) == "421,000");
  CHECK(findings[0].explanation.find("421,000") != std::string::npos);
}

TEST_CASE("a figure that only the version has is a number finding that names where it stands",
          "[check]") {
  const OwnedText source("ar", {"لم يتغيّر شيء هنا.", "جاء المتطوعون من كل قرية حول البحيرة."});
  const OwnedText target("th", {"ไม่มีอะไรเปลี่ยนแปลงที่นี่", "อาสาสมัคร 37,000 คนมาจากทุกหมู่บ้านรอบทะเลสาบ"});
  const auto findings = findings_of(source, target);
  REQUIRE(classes_of(findings) == "number");
  CHECK(findings[0].source.segments == SegmentRange{1, 1});
  CHECK(findings[0].source.text.empty());
  CHECK(findings[0].target.text == "37,000");
  CHECK(findings[0].target.range.of(target.view().segment(1).text) == "37,000");
  CHECK(findings[0].explanation.find("only in this version") != std::string::npos);
}

TEST_CASE("a figure is no addition where the original has it in a sentence beside or in any other",
          "[check]") {
  CHECK(classes_found("zh-Hans", {"来了三万七千人。", "他们来自各个村庄。", "湖边很安静。"}, "ar",
                      {"جاء ناس كثيرون.", "هم ٣٧٬٠٠٠ من كل القرى.", "البحيرة هادئة."})
            .empty());
  CHECK(classes_found("th", {"มีคน 412 คน", "ทะเลสาบเงียบสงบ", "หมู่บ้านอยู่ไกล", "พวกเขามา"}, "zh-Hans",
                      {"有412个人。", "湖边很安静。", "村庄很远。", "这412个人来了。"})
            .empty());
}

TEST_CASE("a figure of a part that is added is told once: with a long part, or alone", "[check]") {
  const OwnedText source("ar", {"جاء المتطوعون من كل قرية حول البحيرة."});
  const OwnedText target(
      "th", {"อาสาสมัครมาจากทุกหมู่บ้านรอบทะเลสาบ และได้รับเงินจากเทศบาล 37,000 โครนเมื่อปีที่แล้ว"});
  const std::string text(target.view().segment(0).text);
  const auto told_with = [&](std::string_view added) {
    Finding stray;
    stray.found = FindingClass::addition;
    stray.source.segments = stray.target.segments = {0, 1};
    const auto begin = static_cast<std::uint32_t>(text.find(added));
    stray.target.range = {begin, begin + static_cast<std::uint32_t>(added.size())};
    stray.target.text = added;
    return classes_of(check_texts(source.to_check(), target.to_check(),
                                  block_by_block(source.view(), target.view()), {stray}));
  };
  CHECK(told_with("และได้รับเงินจากเทศบาล 37,000 โครนเมื่อปีที่แล้ว") == "addition");
  CHECK(told_with("37,000 โครน") == "number");
  CHECK(told_with("และได้รับเงินจากเทศบาล") == "addition number");
}

TEST_CASE("a date that differs is said once, as a date", "[check]") {
  CHECK(classes_found("zh-Hans", {"会议于2022年10月21日在北京举行。"}, "ar",
                      {"عُقد الاجتماع في بكين في 21 نوفمبر 2022."}) == "date");
  CHECK(classes_found("th", {"ประชุมวันที่ 21 ตุลาคม 2565 ที่กรุงเทพ"}, "en",
                      {"The meeting was on October 24, 2022 in Bangkok."}) == "date");
}

TEST_CASE("a version in Zawgyi is told once, and its letters are no digits", "[check]") {
  const std::vector<std::string> english{"The ferry is late.", "There are 412 passengers.",
                                         "The ferry goes at 9."};
  const std::vector<std::string> zawgyi{"ေလွ ေနာက္က်သည္။", "ခရီးသည္ ၄၁၂ ေယာက္ ရွိသည္။",
                                        "ေလွသည္ ၉ နာရီတြင္ ႔ထြက္သည္။"};
  const std::vector<std::string> unicode{"လှေ နောက်ကျသည်။", "ခရီးသည် ၄၁၂ ယောက် ရှိသည်။",
                                         "လှေသည် ၉ နာရီတွင် ထွက်သည်။"};
  CHECK(classes_found("en", english, "my", zawgyi) == "encoding");
  CHECK(classes_found("en", english, "my", unicode).empty());
  CHECK(classes_found("my", zawgyi, "my", zawgyi).find("encoding") == std::string::npos);
}

TEST_CASE("the same figure of another currency or unit is an amount finding", "[check]") {
  CHECK(classes_found("zh-Hans", {"这座桥花费了500万美元。"}, "en",
                      {"The bridge cost 5 million euros."}) == "amount");
  CHECK(classes_found("ar", {"تقع القرية على بعد 15 كيلومترًا من الساحل."}, "en",
                      {"The village lies 15 miles from the coast."}) == "amount");
  CHECK(classes_found("uk", {"Шлях триває 45 хвилин."}, "de", {"Die Fahrt dauert 45 Tage."}) ==
        "amount");
}

TEST_CASE("an address stays as it is", "[check]") {
  CHECK(classes_found("ar", {"اكتبوا إلى info@example.org أو زوروا https://example.org/a."},
                      "zh-Hans", {"请写信至info@example.org，或访问https://example.org/a。"})
            .empty());
  CHECK(classes_found("th", {"อ่านเพิ่มเติมที่ https://example.org/news ได้เลย"}, "en",
                      {"Read more at https://example.com/news today."}) == "address");
}

TEST_CASE("quotation marks and brackets have to close as the original's do", "[check]") {
  CHECK(classes_found("zh-Hans", {"他说：“我们明天就走。”"}, "de",
                      {"Er sagte: „Wir gehen morgen."}) == "quotation");
  CHECK(classes_found("ar", {"وصل المدير (وهو من القاهرة) أمس."}, "en",
                      {"The director (who is from Cairo came yesterday."}) == "bracket");
  // Opened here and closed in the next sentence.
  CHECK(classes_found("en", {"“We go,” he said.", "“We stay,” she said."}, "cs",
                      {"„Jdeme, řekl.", "Zůstáváme,“ řekla."})
            .empty());
}

TEST_CASE("a sentence in the original's language is untranslated, and nothing else", "[check]") {
  CHECK(classes_found("th", {"ค่าโดยสารยังไม่ได้ประกาศ แต่คาดว่าจะอยู่ที่ 20 บาทต่อเที่ยว"}, "en",
                      {"ค่าโดยสารยังไม่ได้ประกาศ แต่คาดว่าจะอยู่ที่ 20 บาทต่อเที่ยว"}) == "untranslated");
  CHECK(
      classes_found("en",
                    {"The council met on Tuesday evening and decided that the old bridge would be "
                     "closed."},
                    "es",
                    {"On Tuesday evening the councillors decided together that they would be "
                     "closing the bridge."}) == "untranslated");
}

TEST_CASE("what is said twice is found, unless the original says it twice", "[check]") {
  CHECK(classes_found("ar", {"وصل القطار متأخرًا إلى المحطة."}, "en",
                      {"The train came came late to the station."}) == "doubled");
  CHECK(classes_found("zh-Hans", {"火车晚点到达了车站。", "乘客们等了两个小时。"}, "en",
                      {"The train came late to the station.",
                       "The train came late to the station."}) == "doubled");
  CHECK(classes_found("en", {"Row, row your boat.", "Row, row your boat."}, "zh-Hans",
                      {"划呀划呀划你的小船。", "划呀划呀划你的小船。"})
            .empty());
  CHECK(classes_found("en", {"It was covered in ash."}, "ja", {"灰で覆っている覆っている。"}) ==
        "doubled");
}

TEST_CASE("a null bead is an omission or an addition", "[check]") {
  CHECK(classes_found("ar", {"وصل القطار متأخرًا.", "وانتظر الركاب ساعتين."}, "zh-Hans",
                      {"火车晚点了。"}) == "omission");
  CHECK(classes_found("ar", {"وصل القطار متأخرًا."}, "zh-Hans", {"火车晚点了。", "天气很好。"}) ==
        "addition");
}

TEST_CASE("a bead far shorter than the rest lets expect is a length finding", "[check]") {
  std::vector<std::string> source, target;
  for (int i = 0; i < 6; ++i) {
    source.push_back("อาคารหลังนี้สร้างขึ้นเมื่อหลายปีก่อนโดยชาวบ้านที่อาศัยอยู่ริมแม่น้ำ" +
                     std::string(1, static_cast<char>('a' + i)));
    target.push_back(
        std::string(
            "The building was put up many years ago by villagers who live along the river ") +
        static_cast<char>('a' + i));
  }
  CHECK(classes_found("th", source, "en", target).empty());
  target[3] = "The building was.";
  CHECK(classes_found("th", source, "en", target) == "length");
}

TEST_CASE("an override that changes what is seen is found; marks and closed isolates are not",
          "[check]") {
  CHECK(classes_found("en", {"Pay 123 now to the old account."}, "ar",
                      {"ادفع \u202D123\u202C الآن إلى abc\u202E def الحساب القديم."}) == "bidi");
  CHECK(classes_found("en", {"Pay 123 now."}, "he", {"שלם \u2066123\u2069 עכשיו\u200F."}).empty());
}

TEST_CASE("a name that has its sound everywhere but where another name stands is found",
          "[check]") {
  const std::vector<std::string> source = {"Here lives Merkulova with us.",
                                           "We saw Merkulova again.", "They asked Merkulova twice.",
                                           "And so Merkulova left."};
  std::vector<std::string> target = {"Тут живе Меркулова з нами.", "Ми бачили Меркулову знову.",
                                     "Вони питали Меркулову двічі.", "І тоді Меркулова пішла."};
  CHECK(classes_found("en", source, "uk", target).empty());
  target[2] = "Вони питали Гринчука двічі.";
  CHECK(classes_found("en", source, "uk", target) == "name");
  target[2] = "Вони питали її двічі.";
  CHECK(classes_found("en", source, "uk", target).empty());
}

TEST_CASE("another name in Latin letters is found in scripts without capitals", "[check]") {
  const std::vector<std::string> source = {"Here lives Hartwell with us.", "We saw Hartwell again.",
                                           "They asked Hartwell twice."};
  std::vector<std::string> arabic = {"هنا يعيش Hartwell معنا.", "رأينا Hartwell مرة أخرى.",
                                     "سألوا Hartwell مرتين."};
  CHECK(classes_found("en", source, "ar", arabic).empty());
  arabic[2] = "سألوا Dunmore مرتين.";
  CHECK(classes_found("en", source, "ar", arabic) == "name");
  std::vector<std::string> thai = {"Hartwellอยู่ที่นี่กับเรา", "เราเห็นHartwellอีกครั้ง",
                                   "พวกเขาถามHartwellสองครั้ง"};
  CHECK(classes_found("en", source, "th", thai).empty());
  thai[1] = "เราเห็นDunmoreอีกครั้ง";
  CHECK(classes_found("en", source, "th", thai) == "name");
  thai[1] = "เราเห็นเธออีกครั้ง";
  CHECK(classes_found("en", source, "th", thai).empty());
  std::vector<std::string> chinese = {"Hartwell和我们住在这里。", "我们又见到了Hartwell。",
                                      "他们问了Hartwell两次。"};
  CHECK(classes_found("en", source, "zh", chinese).empty());
  chinese[1] = "我们又见到了Dunmore。";
  const OwnedText left("en", source), right("zh", chinese);
  const std::vector<Finding> findings = findings_of(left, right);
  REQUIRE(classes_of(findings) == "name");
  CHECK(findings[0].source.text == "Hartwell");
  CHECK(findings[0].target.text == "Dunmore");
}

TEST_CASE("another name in katakana is found, and one that the original has there too is none",
          "[check]") {
  const std::vector<std::string> source = {"Here lives Hartwell with us.",
                                           "We saw Hartwell again near Carlow.",
                                           "They asked Hartwell twice.", "And Hartwell left."};
  std::vector<std::string> target = {
      "ここにハートウェルが住んでいる。", "カーロウの近くでハートウェルをまた見た。",
      "彼らはハートウェルに二度聞いた。", "そしてハートウェルは去った。"};
  CHECK(classes_found("en", source, "ja", target).empty());
  target[2] = "彼らはダンモアに二度聞いた。";
  CHECK(classes_found("en", source, "ja", target) == "name");
  target[2] = "彼らは彼に二度聞いた。";
  CHECK(classes_found("en", source, "ja", target).empty());
  target[1] = "カーロウの近くで彼をまた見た。";
  CHECK(classes_found("en", source, "ja", target).empty());
}

TEST_CASE("another name is found in words of any case that are linked with the one wanting",
          "[check]") {
  const std::vector<std::string> source = {"Here lives Hartwell with us.", "We saw Hartwell again.",
                                           "They asked Hartwell twice.", "And Hartwell left."};
  const std::vector<std::string> target = {"हार्टवेल यहाँ हमारे साथ रहता है।", "हमने हार्टवेल को फिर देखा।",
                                           "उन्होंने डनमोर से दो बार पूछा।", "और हार्टवेल चला गया।"};
  const OwnedText left("en", source), right("hi", target);
  const auto position = [](std::string_view text, std::string_view word) {
    const auto begin = static_cast<std::uint32_t>(text.find(word));
    return ByteRange{begin, begin + static_cast<std::uint32_t>(word.size())};
  };
  BeadLinks bead;
  bead.source = bead.target = {2, 1};
  bead.source_words = {{2, position(source[2], "Hartwell"), 1, false}};
  bead.target_words = {{2, position(target[2], "डनमोर"), 1, false}};
  const std::vector<const BeadLinks*> links = {&bead};
  const auto found = [&] {
    return classes_of(check_texts(left.to_check(), right.to_check(),
                                  block_by_block(left.view(), right.view()), {}, {}, links));
  };
  CHECK(found().empty());
  bead.links = {{0, 0, 1}};
  CHECK(found() == "name");
}

TEST_CASE("a name exchanged in another version in the same language is found", "[check]") {
  const std::vector<std::string> source = {"Here lives Hartwell with us.", "We saw Hartwell again.",
                                           "They asked Hartwell twice."};
  std::vector<std::string> target = source;
  target[1] = "We saw Dunmore again.";
  CHECK(classes_found("en", source, "en-GB", target) == "name");
  target[1] = "We saw him again.";
  CHECK(classes_found("en", source, "en-GB", target).empty());
}

TEST_CASE("a short name is not answered by common words of its sound", "[check]") {
  const std::vector<std::string> source = {"There was Tellis in the rain.", "He met Tellis once.",
                                           "She spoke with Tellis of bread."};
  std::vector<std::string> target = {"Allí estaba Tellis bajo la lluvia.",
                                     "Encontró a Tellis una vez.",
                                     "Ella habló con Tellis, que hace talles, del pan."};
  CHECK(classes_found("en", source, "es", target).empty());
  target[2] = "Ella habló con Dunmore, que hace talles, del pan.";
  CHECK(classes_found("en", source, "es", target) == "name");
}

TEST_CASE("another name is found beside short words that it begins with, and by little sound",
          "[check]") {
  const std::vector<std::string> source = {"There was Tellis in the rain.", "He met Tellis once.",
                                           "We saw her with Tellis today.", "And so Tellis left.",
                                           "They called Tellis back."};
  std::vector<std::string> target = {"Тут був Телліс під дощем.", "Він зустрів Телліса раз.",
                                     "Ми бачили її з Теллісом сьогодні.", "І тоді Телліс пішов.",
                                     "Вони покликали Телліса назад."};
  CHECK(classes_found("en", source, "uk", target).empty());
  target[2] = "Ми бачили її з Сісою сьогодні.";
  CHECK(classes_found("en", source, "uk", target) == "name");
  target = source;
  target[2] = "We saw her with Heronby today.";
  CHECK(classes_found("en", source, "en-GB", target) == "name");
}

TEST_CASE("a finding's key holds when other sentences change, and no two are alike", "[check]") {
  const OwnedText source("ar", {"في عام ٢٠١٩ جاؤوا.", "وفي عام ٢٠٢١ رحلوا."});
  const OwnedText target("th", {"พวกเขามาในปี 2018", "และจากไปในปี 2020"});
  const auto before = findings_of(source, target);
  REQUIRE(classes_of(before) == "number number");
  const OwnedText corrected("th", {"พวกเขามาในปี 2019", "และจากไปในปี 2020"});
  const auto after = findings_of(source, corrected);
  REQUIRE(classes_of(after) == "number");
  CHECK(after[0].key == before[1].key);
  CHECK(before[0].key != before[1].key);
  CHECK(after[0].key.size() == 16);
}

TEST_CASE("every class of findings has a name that is read back", "[check]") {
  std::set<std::string_view> names;
  for (const FindingClass found : all_finding_classes()) {
    CHECK(parse_finding_class(name(found)) == found);
    CHECK_FALSE(meaning(found).empty());
    names.insert(name(found));
  }
  CHECK(names.size() == all_finding_classes().size());
  CHECK_FALSE(parse_finding_class("misspelling"));
}

TEST_CASE("empty texts are checked too", "[check]") {
  const OwnedText nothing("th", {});
  const OwnedText something("ar", {"وصل القطار."});
  CHECK(findings_of(nothing, nothing).empty());
  CHECK(classes_of(findings_of(something, nothing)) == "omission");
}

TEST_CASE("gershayim inside a Hebrew word are no quotation, whatever mark writes them", "[check]") {
  CHECK(classes_found("en",
                      {"The volcano sits 72 km south of the capital, and its height is known."},
                      "he", {"הר הגעש נמצא 72 ק“מ דרומית לעיר הבירה, וגובהו ידוע."})
            .empty());
  CHECK(classes_found("en", {"He was co-chairman of the campaign in that year."}, "he",
                      {"הוא שימש כיו”ר משותף של הקמפיין באותה שנה."})
            .empty());
}

TEST_CASE("a mark that an ending is written to still closes the quotation", "[check]") {
  CHECK(classes_found("en", {"The line runs on a \"just in time\" basis every day."}, "ar",
                      {"يعمل الخط على أساس \"في الوقت المناسب\"ـه كل يوم."})
            .empty());
  CHECK(classes_found("en", {"The line runs on a \"just in time\" basis every day."}, "ko",
                      {"이 라인은 매일 \"적시 생산\"이라는 방식으로 움직인다."})
            .empty());
}

TEST_CASE("a quotation that ends with the one around it needs one mark", "[check]") {
  CHECK(classes_found("ar", {"قال: \"لم أستطع أن أقول له 'لن تكون هناك'\"."}, "ru",
                      {"«Я не мог сказать ему «тебя там не будет», — сказал он."})
            .empty());
  CHECK(classes_found("ar", {"قال: \"لم أستطع أن أقول له شيئا هناك\"."}, "ru",
                      {"«Я не мог сказать ему тебя там не будет, — сказал он."}) == "quotation");
}

TEST_CASE("a quotation may begin in one paragraph and end in a later one, in this order only",
          "[check]") {
  const std::vector<std::string> source = {"قال: \"سنبني جسرا\".", "\"سيكون طويلا جدا\".",
                                           "\"وسيكون جميلا في الليل\"."};
  CHECK(classes_found("ar", source, "th",
                      {"“เราจะสร้างสะพาน", "มันจะยาวมาก", "และจะสวยงามในตอนกลางคืน”"})
            .empty());
  CHECK(classes_found("ar", source, "zh", {"“我们要建一座桥。", "它会很长。", "“夜里会很美。"}) ==
        "quotation quotation");
  CHECK(classes_found("ar", source, "uk",
                      {"Ми збудуємо міст».", "Він буде довгий.", "«І гарний уночі."}) ==
        "quotation quotation");
}

TEST_CASE("a word twice is a slip where grammar doubles with a hyphen, and none elsewhere",
          "[check]") {
  CHECK(classes_found("ar", {"رأى الناس الأضواء فوق الميناء."}, "id",
                      {"Warga melihat lampu lampu di atas pelabuhan."}) == "doubled");
  CHECK(classes_found("ar", {"رأى الناس الأضواء فوق الميناء."}, "id",
                      {"Warga melihat lampu-lampu di atas pelabuhan."})
            .empty());
  CHECK(classes_found("ar", {"مشى الناس ببطء فوق الميناء."}, "tr",
                      {"Halk limanda yavaş yavaş yürüdü."})
            .empty());
  CHECK(classes_found("ar", {"مشى الناس ببطء فوق الميناء."}, "el",
                      {"Ο κόσμος περπατούσε σιγά σιγά στο λιμάνι."})
            .empty());
}

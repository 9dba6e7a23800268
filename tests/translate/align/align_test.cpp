#include "translate/align/align.h"

#include <algorithm>
#include <ctime>
#include <random>

#include "tests/catch.h"
#include "tests/translate/align/text_to_align.h"

namespace hexapla {
namespace {

// Every segment of both sides in one bead, in order; confidences are probabilities.
void check_whole(const Alignment& alignment, std::size_t sources, std::size_t targets) {
  std::uint32_t i = 0, j = 0;
  for (const Bead& bead : alignment.beads) {
    REQUIRE(bead.source.first == i);
    REQUIRE(bead.target.first == j);
    REQUIRE(bead.source.count + bead.target.count > 0);
    REQUIRE(bead.confidence >= 0);
    REQUIRE(bead.confidence <= 1);
    i = bead.source.past();
    j = bead.target.past();
  }
  REQUIRE(i == sources);
  REQUIRE(j == targets);
}

double one_to_one_on_the_diagonal(const Alignment& alignment, std::size_t count) {
  double right = 0;
  for (const Bead& bead : alignment.beads)
    if (bead.source.count == 1 && bead.target.count == 1 && bead.source.first == bead.target.first)
      ++right;
  return right / static_cast<double>(count);
}

double mean_confidence(const Alignment& alignment) {
  double sum = 0;
  for (const Bead& bead : alignment.beads) sum += static_cast<double>(bead.confidence);
  return sum / static_cast<double>(std::max<std::size_t>(1, alignment.beads.size()));
}

// Sentences of made-up words, drawn as languages draw theirs: few words often, most seldom.
std::vector<std::string> invented_text(std::size_t sentences, unsigned seed, char first_letter) {
  std::mt19937 random(seed);
  std::vector<std::string> result;
  for (std::size_t n = 0; n < sentences; ++n) {
    std::string sentence;
    const std::size_t words = 4 + random() % 14;
    for (std::size_t w = 0; w < words; ++w) {
      const double u = static_cast<double>(random() % 100'000 + 1) / 100'000;
      auto rank = static_cast<unsigned>(1 / u);
      rank = std::min(rank, 3000U) + static_cast<unsigned>(random() % 40);
      std::string word(1, first_letter);
      for (; rank > 0; rank /= 11) word += "aeioubdgklm"[rank % 11];
      sentence += (w == 0 ? "" : " ") + word;
    }
    result.push_back(sentence + ".");
  }
  return result;
}

const std::vector<std::string> kArabic = {"افتتح المتحف الجديد في المدينة القديمة.",
                                          "زاره في اليوم الأول 4200 شخص.",
                                          "قالت المديرة ليلى حداد إن العمل استغرق تسع سنوات.",
                                          "هل يكفي ذلك؟", "يبقى المتحف مفتوحًا حتى الساعة 19:30."};
const std::vector<std::string> kUkrainian = {
    "У старому місті відкрили новий музей.", "Першого дня його відвідали 4200 людей.",
    "Директорка Лейла Хаддад сказала, що робота тривала дев'ять років.", "Чи цього досить?",
    "Музей працює до 19:30."};

TEST_CASE("an Arabic text is aligned with its Ukrainian version", "[align]") {
  const Alignment alignment = align(text("ar", kArabic), text("uk", kUkrainian));
  check_whole(alignment, 5, 5);
  CHECK(one_to_one_on_the_diagonal(alignment, 5) == 1);
  CHECK(alignment.aligner == make_aligner()->version());
}

TEST_CASE("a long sentence that seven render is one bead with them", "[align]") {
  std::vector<std::string> arabic = kArabic;
  arabic.insert(
      arabic.begin() + 2,
      "وفي القاعة الأولى 310 من الخواتم القديمة، وفي الثانية 27 سيفًا من الفولاذ، وفي الثالثة 580 "
      "قطعة من النقود، وفي الرابعة 64 سجادة من الصوف، وفي الخامسة 95 خريطة للبحار، وفي السادسة "
      "118 كتابًا مخطوطًا، وفي السابعة 730 رسالة من التجار.");
  std::vector<std::string> ukrainian = kUkrainian;
  const std::vector<std::string> halls = {
      "У першій залі 310 перснів.",     "У другій 27 мечів зі сталі.", "У третій 580 монет.",
      "У четвертій 64 килими з вовни.", "У п'ятій 95 морських карт.",  "У шостій 118 рукописів.",
      "У сьомій 730 листів від купців."};
  ukrainian.insert(ukrainian.begin() + 2, halls.begin(), halls.end());
  const Alignment alignment = align(text("ar", arabic), text("uk", ukrainian));
  check_whole(alignment, 6, 12);
  const auto is_long = [](const Bead& bead) {
    return bead.source == SegmentRange{2, 1} && bead.target == SegmentRange{2, 7};
  };
  CHECK(std::any_of(alignment.beads.begin(), alignment.beads.end(), is_long));
  const Alignment turned = align(text("uk", ukrainian), text("ar", arabic));
  CHECK(std::any_of(turned.beads.begin(), turned.beads.end(), [](const Bead& bead) {
    return bead.source == SegmentRange{2, 7} && bead.target == SegmentRange{2, 1};
  }));
}

TEST_CASE("numbers in any digits and names in any letters show what a version left out",
          "[align]") {
  std::vector<std::string> persian = {"موزه تازه در شهر کهنه گشوده شد.",
                                      "روز نخست ۴۲۰۰ نفر از آن دیدن کردند.",
                                      "این موزه تا ساعت ۱۹:۳۰ باز است."};
  const Alignment alignment = align(text("uk", kUkrainian), text("fa", persian));
  check_whole(alignment, 5, 3);
  const auto holds = [&](std::uint32_t source, std::uint32_t target) {
    return std::any_of(alignment.beads.begin(), alignment.beads.end(), [&](const Bead& bead) {
      return bead.source.first <= source && source < bead.source.past() &&
             bead.target.first <= target && target < bead.target.past();
    });
  };
  CHECK(holds(1, 1));
  CHECK(holds(4, 2));
}

TEST_CASE("texts without sentences are aligned with null beads", "[align]") {
  const std::vector<std::string> none;
  CHECK(align(text("th", none), text("zh", none)).beads.empty());
  const Alignment right = align(text("he", none), text("ar", kArabic));
  check_whole(right, 0, 5);
  CHECK(right.beads.size() == 5);
  const Alignment left = align(text("ar", kArabic), text("he", none));
  check_whole(left, 5, 0);
  CHECK(left.beads.size() == 5);
}

TEST_CASE("sentences without words are aligned", "[align]") {
  const std::vector<std::string> marks = {"…", "", "***", "—", "\xF0\x9F\x8C\x8D"};
  check_whole(align(text("und", marks), text("ja", marks)), 5, 5);
}

TEST_CASE("a text against itself is one to one", "[align]") {
  const std::vector<std::string> sentences = invented_text(700, 3, 't');
  const Alignment alignment = align(text("it", sentences), text("it", sentences));
  check_whole(alignment, sentences.size(), sentences.size());
  CHECK(one_to_one_on_the_diagonal(alignment, sentences.size()) == 1);
  CHECK(mean_confidence(alignment) > 0.97);
}

TEST_CASE(
    "a text against its reversal is not trusted, against an unrelated one it is aligned somehow",
    "[align]") {
  std::vector<std::string> sentences = invented_text(300, 5, 't');
  std::vector<std::string> reversed(sentences.rbegin(), sentences.rend());
  const Alignment backwards = align(text("tr", sentences), text("tr", reversed));
  check_whole(backwards, 300, 300);
  CHECK(mean_confidence(backwards) < 0.8);
  const std::vector<std::string> other = invented_text(280, 9, 'z');
  const Alignment unrelated = align(text("tr", sentences), text("ko", other));
  check_whole(unrelated, 300, 280);
  CHECK(mean_confidence(unrelated) < 0.7);
}

TEST_CASE("one sentence against five thousand ends in beads", "[align]") {
  const std::vector<std::string> many = invented_text(5000, 7, 't');
  const std::vector<std::string> one = {many[2500]};
  check_whole(align(text("fa", one), text("fa", many)), 1, 5000);
  check_whole(align(text("fa", many), text("fa", one)), 5000, 1);
}

TEST_CASE("beads between one sentence and thousands of unrelated ones are not trusted", "[align]") {
  const std::vector<std::string> one = {kArabic[0]};
  const std::vector<std::string> many = invented_text(5000, 7, 't');
  const Alignment alignment = align(text("ar", one), text("tr", many));
  check_whole(alignment, 1, 5000);
  for (const Bead& bead : alignment.beads)
    if (!bead.source.empty() && !bead.target.empty()) CHECK(bead.confidence < 0.7F);
}

TEST_CASE("a sentence of thousands of words, each there once, is aligned in a moment", "[align]") {
  // Words that stand once, as in lists of names; Thai without spaces is cut into as many.
  const auto one_sentence = [](std::uint32_t words, char first_letter) {
    std::string sentence;
    for (std::uint32_t w = 0; w < words; ++w) {
      for (std::uint32_t rest = w; rest > 0; rest /= 12)
        sentence += static_cast<char>(first_letter + rest % 12);
      sentence += ' ';
    }
    return std::vector<std::string>{sentence};
  };
  const std::clock_t start = std::clock();
  const auto source = one_sentence(6000, 'a'), target = one_sentence(6000, 'n');
  const Alignment alignment = align(text("es", source), text("id", target));
  check_whole(alignment, 1, 1);
  CHECK(std::clock() - start < 2 * CLOCKS_PER_SEC);
}

TEST_CASE("a long text with parts left out is followed", "[align]") {
  const std::vector<std::string> all = invented_text(3000, 11, 't');
  std::vector<std::string> shortened;
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (i % 37 == 5 || (i >= 1200 && i < 1230)) continue;
    shortened.push_back(all[i]);
    kept.push_back(i);
  }
  const Alignment alignment = align(text("hu", all), text("hu", shortened));
  check_whole(alignment, all.size(), shortened.size());
  std::size_t right = 0;
  for (const Bead& bead : alignment.beads)
    if (bead.source.count == 1 && bead.target.count == 1 &&
        kept[bead.target.first] == bead.source.first)
      ++right;
  CHECK(right > shortened.size() * 97 / 100);
}

TEST_CASE("the same texts give the same beads", "[align]") {
  const std::vector<std::string> a = invented_text(400, 21, 't');
  std::vector<std::string> b = a;
  b.erase(b.begin() + 100, b.begin() + 110);
  CHECK(align(text("cs", a), text("uk", b)) == align(text("cs", a), text("uk", b)));
}

TEST_CASE("a caption without counterpart stays alone though its neighbours have its length",
          "[align]") {
  const std::vector<std::string> original{"河上的旧桥", "桥边的渡船照片",
                                          "河水上涨，冲走了半座桥。"};
  const std::vector<std::string> version{"สะพานเก่าข้ามแม่น้ำ", "น้ำขึ้นสูงและพัดสะพานไปครึ่งหนึ่ง"};
  TextToAlign chinese = text("zh", original);
  TextToAlign thai = text("th", version);
  chinese.blocks = {0, 1, 2};
  chinese.roles = {Role::title, Role::caption, Role::paragraph};
  thai.blocks = {0, 1};
  thai.roles = {Role::title, Role::paragraph};
  const Alignment alignment = align(chinese, thai);
  check_whole(alignment, 3, 2);
  REQUIRE(alignment.beads.size() == 3);
  CHECK(alignment.beads[1].source == SegmentRange{1, 1});
  CHECK(alignment.beads[1].target.empty());
}

TEST_CASE("a line that says that a text is a translation renders nothing of the original",
          "[align]") {
  const std::vector<std::string> original = {"الجسر القديم", "الجسر عند الفجر",
                                             "تصوير: أرشيف المدينة", "ارتفع الماء وجرف نصف الجسر.",
                                             "أعيد بناؤه في 18 شهرًا."};
  // One that keeps the photographer's line and one that has the label in its place.
  const std::vector<std::string> with_credit = {"สะพานเก่า",
                                                "สะพานยามรุ่งอรุณ",
                                                "แปลโดยอัตโนมัติ",
                                                "ภาพ: หอจดหมายเหตุเมือง",
                                                "น้ำขึ้นสูงและพัดสะพานไปครึ่งหนึ่ง",
                                                "สร้างใหม่ใน 18 เดือน"};
  const std::vector<std::string> without = {"旧桥", "黎明时的桥", "机器翻译",
                                            "河水上涨，冲走了半座桥。", "18个月后重建。"};
  TextToAlign arabic = text("ar", original), thai = text("th", with_credit),
              chinese = text("zh", without);
  arabic.blocks = {0, 1, 2, 3, 3};
  arabic.roles = {Role::title, Role::caption, Role::caption, Role::paragraph, Role::paragraph};
  thai.blocks = {0, 1, 2, 3, 4, 4};
  thai.roles = {Role::title,   Role::caption,   Role::label,
                Role::caption, Role::paragraph, Role::paragraph};
  chinese.blocks = {0, 1, 2, 3, 3};
  chinese.roles = {Role::title, Role::caption, Role::label, Role::paragraph, Role::paragraph};
  for (const TextToAlign* version : {&thai, &chinese}) {
    const Alignment alignment = align(arabic, *version);
    check_whole(alignment, arabic.segments.size(), version->segments.size());
    const auto of_label = std::find_if(
        alignment.beads.begin(), alignment.beads.end(),
        [](const Bead& bead) { return bead.target.first <= 2 && bead.target.past() > 2; });
    REQUIRE(of_label != alignment.beads.end());
    CHECK(of_label->source.empty());
    CHECK(of_label->target.count == 1);
  }
  // Both say it: then one is the other's.
  const Alignment of_two = align(chinese, thai);
  CHECK(std::any_of(of_two.beads.begin(), of_two.beads.end(), [](const Bead& bead) {
    return bead.source == SegmentRange{2, 1} && bead.target == SegmentRange{2, 1};
  }));
}

TEST_CASE("blank segments stand alone and keep nothing from being aligned", "[align]") {
  const std::vector<std::string> arabic = {"وصل القارب في الساعة 7.", "",       "  ",
                                           "نزل منه 12 مسافرًا.",      "\u3000", "وعاد إلى 3 جزر."};
  const std::vector<std::string> thai = {"\u00A0", "เรือมาถึงเวลา 7", "มีผู้โดยสาร 12 คนลงจากเรือ", "",
                                         "แล้วกลับไปยัง 3 เกาะ"};
  const Alignment alignment = align(text("ar", arabic), text("th", thai));
  check_whole(alignment, arabic.size(), thai.size());
  const std::vector<std::pair<SegmentRange, SegmentRange>> wanted = {
      {{0, 0}, {0, 1}}, {{0, 1}, {1, 1}}, {{1, 1}, {2, 0}}, {{2, 1}, {2, 0}},
      {{3, 1}, {2, 1}}, {{4, 1}, {3, 1}}, {{5, 1}, {4, 1}}};
  REQUIRE(alignment.beads.size() == wanted.size());
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    CAPTURE(k);
    CHECK(alignment.beads[k].source.first == wanted[k].first.first);
    CHECK(alignment.beads[k].source.count == wanted[k].first.count);
    CHECK(alignment.beads[k].target.first == wanted[k].second.first);
    CHECK(alignment.beads[k].target.count == wanted[k].second.count);
  }
}

TEST_CASE("a text beside itself is aligned one by one whatever it holds", "[align]") {
  std::string very_long;
  while (very_long.size() < 100'000) very_long += "نهر " + std::to_string(very_long.size()) + " ";
  const std::vector<std::vector<std::string>> texts = {
      {very_long},
      std::vector<std::string>(3000, "同じ文がまた来る。"),
      std::vector<std::string>(40, ""),
      std::vector<std::string>(40, "…"),
      {"🚀", "🎉🎉", "❤️", "🚀", "—", "12"}};
  for (const std::vector<std::string>& sentences : texts) {
    const TextToAlign same = text("und", sentences);
    const Alignment alignment = align(same, same);
    check_whole(alignment, sentences.size(), sentences.size());
    CHECK(one_to_one_on_the_diagonal(alignment, sentences.size()) == 1);
    CHECK(mean_confidence(alignment) > 0.95);
  }
  // One more in the middle: all others stand.
  std::vector<std::string> longer = texts.back();
  longer.insert(longer.begin() + 3, "🌧");
  const Alignment alignment = align(text("th", texts.back()), text("he", longer));
  check_whole(alignment, 6, 7);
  REQUIRE(alignment.beads.size() == 7);
  CHECK(alignment.beads[3].source.empty());
}

TEST_CASE("which of equal sentences was added is stated without certainty", "[align]") {
  const std::vector<std::string> few(5, "又来了一次。"), more(6, "又来了一次。");
  const Alignment alignment = align(text("zh", few), text("zh", more));
  check_whole(alignment, few.size(), more.size());
  CHECK(mean_confidence(alignment) < 0.8);
}

TEST_CASE("long texts of a few sentences again and again are aligned, and not trusted", "[align]") {
  // A few sentences again and again in two languages: no place of the one says which of the other.
  std::mt19937 random(5);
  const std::vector<std::string> thai = {"ฝนตกหนัก", "แดดออกแล้ว", "ลมพัดแรง"},
                                 hebrew = {"ירד גשם כבד", "השמש זרחה", "נשבה רוח"};
  std::vector<std::string> one, other;
  for (int k = 0; k < 5000; ++k) {
    one.push_back(thai[random() % thai.size()]);
    other.push_back(hebrew[random() % hebrew.size()]);
  }
  const Alignment alignment = align(text("th", one), text("he", other));
  check_whole(alignment, one.size(), other.size());
  CHECK(mean_confidence(alignment) < 0.7);
}

TEST_CASE("pictures that are carried over say which sentence renders which", "[align]") {
  // Each side has a post that the other one lacks.
  const std::vector<std::string>
      arabic = {"🚀", "🎉 مرحبا", "🌧🌧", "❤️ شكرا", "🐫", "🍋 ليمون", "🎻 موسيقى"},
      thai = {"🚀",       "🌧🌧", "❤️ ขอบคุณ", "🐫", "🦉 นกฮูก",
              "🍋 มะนาว", "🎻 เพลง"};
  const Alignment alignment = align(text("ar", arabic), text("th", thai));
  check_whole(alignment, arabic.size(), thai.size());
  const auto holds = [&](std::uint32_t source, std::uint32_t target) {
    return std::any_of(alignment.beads.begin(), alignment.beads.end(), [&](const Bead& bead) {
      return bead.source == SegmentRange{source, 1} && bead.target == SegmentRange{target, 1};
    });
  };
  for (const auto& [source, target] : {std::pair{0U, 0U}, {2U, 1U}, {3U, 2U}, {4U, 3U}, {5U, 5U}}) {
    CAPTURE(source, target);
    CHECK(holds(source, target));
  }
}

}  // namespace
}  // namespace hexapla

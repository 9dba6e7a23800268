#include "translate/align/joins.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "translate/align/align.h"

namespace hexapla {
namespace {

using Shapes = std::vector<std::array<std::uint32_t, 4>>;

Shapes shapes(std::span<const LearnedBead> beads) {
  Shapes result;
  for (const LearnedBead& bead : beads)
    result.push_back({bead.source_first, bead.source_count, bead.target_first, bead.target_count});
  return result;
}

// Says of each source sentence below ten whether it belongs to the bead it stands in.
AskJoin knowing_spare_sources(std::vector<std::uint32_t> spare) {
  return [spare](const LearnedBead& joined, const LearnedBead& rest) -> std::optional<double> {
    if (joined.source_count == rest.source_count) return std::nullopt;
    const std::uint32_t edge = rest.source_first > joined.source_first
                                   ? joined.source_first
                                   : joined.source_first + joined.source_count - 1;
    return std::find(spare.begin(), spare.end(), edge) != spare.end() ? -2.0 : 2.0;
  };
}

TEST_CASE("what a bead holds too much at either edge goes to beads without counterpart",
          "[align][joins]") {
  const LearnedBead beads[] = {{0, 1, 0, 1, 0.9F}, {1, 4, 1, 1, 0.8F}, {5, 1, 2, 1, 0.9F}};
  const auto settled = settle_joins(beads, knowing_spare_sources({1, 3, 4}));
  CHECK(shapes(settled) ==
        Shapes{{0, 1, 0, 1}, {1, 1, 1, 0}, {2, 1, 1, 1}, {3, 1, 2, 0}, {4, 1, 2, 0}, {5, 1, 2, 1}});
  CHECK(settled[0].weight == 0.9F);
  CHECK(settled[2].weight < 0.8F);
  CHECK(settled[2].weight > 0.4F);
}

TEST_CASE("a lone sentence without counterpart is taken into the neighbour it belongs to",
          "[align][joins]") {
  const LearnedBead beads[] = {{0, 1, 0, 1, 0.9F}, {1, 1, 1, 0, 0.5F}, {2, 1, 1, 1, 0.9F},
                               {3, 1, 2, 1, 0.9F}, {4, 1, 3, 0, 0.5F}, {5, 1, 3, 0, 0.5F}};
  CHECK(shapes(settle_joins(beads, knowing_spare_sources({}))) ==
        Shapes{{0, 2, 0, 1}, {2, 1, 1, 1}, {3, 1, 2, 1}, {4, 1, 3, 0}, {5, 1, 3, 0}});
  CHECK(shapes(settle_joins(beads, knowing_spare_sources({1}))) == shapes(beads));
}

TEST_CASE("beads of which nothing is known stay as they are", "[align][joins]") {
  const LearnedBead beads[] = {{0, 3, 0, 2, 0.7F}, {3, 0, 2, 1, 0.4F}, {3, 1, 3, 1, 0.6F}};
  const AskJoin nothing = [](const LearnedBead&, const LearnedBead&) { return std::nullopt; };
  CHECK(shapes(settle_joins(beads, nothing)) == shapes(beads));
  CHECK(settle_joins({}, nothing).empty());
}

const std::vector<std::string_view> kArabic = {
    "تحوّل المستودع القديم في الميناء هذا الربيع إلى مكتبة.",
    "استغرقت الأعمال ثلاث سنوات وشارك فيها 4200 عامل.",
    "في المكتبة ستون ألف كتاب، نصفها هدايا من الأهالي.",
    "قالت المديرة لين يوي إن أكثر ما يحبّه الأطفال هو المنظار الفلكي في الطابق الأعلى.",
    "كل يوم جمعة يأتي الصيادون ليحكوا للناس حكايات البحر.",
    "وكانت عاصفة الشتاء الماضي قد حطّمت السقف، فتأجّل موعد الافتتاح شهرين.",
    "تفتح المكتبة أبوابها كل يوم في الساعة 9 صباحًا وتغلقها في الساعة 8 مساءً.",
    "الدخول مجاني، لكن استعارة الكتب تحتاج إلى بطاقة هوية."};
const std::vector<std::string_view> kThai = {
    "โกดังเก่าที่ท่าเรือกลายเป็นห้องสมุดในฤดูใบไม้ผลิปีนี้",
    "งานใช้เวลาสามปีและใช้คนงาน 4200 คน",
    "ในห้องสมุดมีหนังสือหกหมื่นเล่ม ครึ่งหนึ่งชาวบ้านบริจาคมา",
    "หลินเยวี่ยผู้อำนวยการบอกว่าเด็กๆ ชอบกล้องดูดาวบนชั้นบนสุดมากที่สุด",
    "ทุกวันศุกร์ชาวประมงจะมาเล่าเรื่องทะเลให้ทุกคนฟัง",
    "พายุเมื่อฤดูหนาวปีที่แล้วทำให้หลังคาเสียหาย วันเปิดจึงเลื่อนไปสองเดือน",
    "ห้องสมุดเปิดทุกวันเวลา 9 โมงเช้า และปิดเวลา 8 โมงเย็น",
    "เข้าชมไม่เสียเงิน แต่จะยืมหนังสือต้องมีบัตรประชาชน"};
const std::vector<std::string_view> kChinese = {
    "港口的旧仓库今年春天改成了图书馆。",
    "工程花了三年，请了4200名工人。",
    "馆里有六万册书，其中一半是居民捐来的。",
    "馆长林月说，孩子们最喜欢顶楼的天文望远镜。",
    "每逢星期五，渔民会来给大家讲海上的故事。",
    "去年冬天的暴风雨打坏了屋顶，开放日期因此推迟了两个月。",
    "图书馆每天早上9点开门，晚上8点关门。",
    "门票不收钱，但借书要带身份证。"};

struct LanguagePair {
  std::string_view source_language, target_language;
  const std::vector<std::string_view>& source;
  const std::vector<std::string_view>& target;
};
const LanguagePair kPairs[] = {
    {"ar", "zh", kArabic, kChinese}, {"th", "ar", kThai, kArabic}, {"zh", "th", kChinese, kThai}};

Alignment aligned(const LanguagePair& pair, const std::vector<std::string_view>& target) {
  TextToAlign ours, theirs;
  ours.language = *LanguageTag::parse(pair.source_language);
  ours.segments = pair.source;
  theirs.language = *LanguageTag::parse(pair.target_language);
  theirs.segments = target;
  return align(ours, theirs);
}

// Draws numbers that are the same everywhere.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_;
};

std::string in_utf8(char32_t c) {
  if (c < 0x800)
    return {static_cast<char>(0xC0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3FU))};
  return {static_cast<char>(0xE0U | (c >> 12U)), static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)),
          static_cast<char>(0x80U | (c & 0x3FU))};
}

// The same made-up word in Arabic letters and as two Chinese characters.
std::string arabic_word(std::size_t number) {
  static constexpr std::u32string_view kLetters = U"ابتجحدرزسشصطعفقكلمنهوي";
  std::string word;
  for (std::size_t rest = number + 500; rest > 0; rest /= kLetters.size())
    word += in_utf8(kLetters[rest % kLetters.size()]);
  return word;
}
std::string chinese_word(std::size_t number) {
  return in_utf8(static_cast<char32_t>(0x4E00 + number * 7)) +
         in_utf8(static_cast<char32_t>(0x6000 + number * 5));
}

TEST_CASE("an Arabic sentence that says only what its neighbour says is not rendered with it",
          "[align][joins]") {
  std::size_t found = 0, wrong = 0, wanted = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Draws draws(seed);
    std::vector<std::string> ours, theirs;
    std::vector<bool> left_out;
    for (std::size_t n = 0; n < (seed <= 3 ? 60U : 120U); ++n) {
      std::vector<std::size_t> words(5 + draws.below(10));
      for (std::size_t& word : words) word = draws.below(draws.below(3) == 0 ? 20 : 400);
      const auto say = [](const std::vector<std::size_t>& numbers) {
        std::string sentence;
        for (const std::size_t number : numbers)
          sentence += (sentence.empty() ? "" : " ") + arabic_word(number);
        return sentence + ".";
      };
      if (n % 7 == 3) {
        std::vector<std::size_t> echo(3 + draws.below(3));
        for (std::size_t& word : echo) word = words[draws.below(words.size())];
        ours.push_back(say(echo));
        left_out.push_back(true);
      }
      ours.push_back(say(words));
      left_out.push_back(false);
      // A free translation: it adds words of its own.
      std::string rendering;
      for (const std::size_t word : words) rendering += chinese_word(word);
      for (std::size_t more = draws.below(9); more > 0; --more)
        rendering += chinese_word(400 + draws.below(400));
      theirs.push_back(rendering + "。");
    }
    TextToAlign source, target;
    source.language = *LanguageTag::parse("ar");
    source.segments.assign(ours.begin(), ours.end());
    target.language = *LanguageTag::parse("zh");
    target.segments.assign(theirs.begin(), theirs.end());
    for (const Bead& bead : align(source, target).beads)
      if (bead.target.empty()) ++(left_out[bead.source.first] ? found : wrong);
    wanted += static_cast<std::size_t>(std::count(left_out.begin(), left_out.end(), true));
  }
  INFO(found << " of " << wanted << " found, and " << wrong << " others");
  CHECK(found * 10 >= wanted * 9);
  CHECK(wrong * 10 <= wanted);
}

TEST_CASE("two sentences that a translator made one stay together", "[align][joins]") {
  std::size_t together = 0;
  for (const LanguagePair& pair : kPairs) {
    for (std::uint32_t first = 0; first + 1 < pair.source.size(); ++first) {
      std::vector<std::string_view> target = pair.target;
      const std::string both = std::string(target[first]) +
                               (pair.target_language == "zh" ? "" : " ") +
                               std::string(target[first + 1]);
      target[first] = both;
      target.erase(target.begin() + first + 1);
      for (const Bead& bead : aligned(pair, target).beads)
        if (bead.source == SegmentRange{first, 2} && bead.target == SegmentRange{first, 1})
          ++together;
    }
  }
  INFO(together << " of 21 together");
  CHECK(together >= 20);
}

}  // namespace
}  // namespace hexapla

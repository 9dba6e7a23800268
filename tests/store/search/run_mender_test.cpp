#include "store/search/run_mender.h"

#include "store/text/chinese_characters.h"
#include "tests/catch.h"

namespace hexapla {
namespace {

using List = std::vector<std::string>;

List mended(std::string_view run, const List& segments) {
  RunMender mender(run);
  for (const std::string& segment : segments) mender.look_through(segment);
  return mender.best(5);
}

}  // namespace

TEST_CASE("a Thai word with a wrong letter is mended by the segments that have it", "[search]") {
  const List segments = {"ประธานาธิบดีกล่าวว่ารัฐบาลจะตัดสินใจ", "รัฐบาลแถลงเมื่อวานนี้"};
  CHECK(mended("ประธานาธิปดี", segments) == List{"ประธานาธิบดี"});  // inside
  CHECK(mended("รัฐบาน", segments) == List{"รัฐบาล"});            // at its end
  CHECK(mended("รับฐาล", segments) == List{"รัฐบาล"});            // two exchanged
  CHECK(mended("รัฐบาล", segments).empty());                     // it is right
}

TEST_CASE("a Chinese word with a character that sounds alike is mended, at its ends too",
          "[search]") {
  const List segments = {"俄罗斯总统昨天访问了首都。", "卫生部门要求居民留在家中。"};
  CHECK(mended("俄罗斯总桶", segments) == List{"俄罗斯总统"});
  CHECK(mended("俄罗司总统", segments) == List{"俄罗斯总统"});
  CHECK(mended("罗俄斯总统", segments) == List{"俄罗斯总统"});
  // What follows the right part is another word, not a right spelling of the last character.
  CHECK(mended("卫生不门", segments) == List{"卫生部门"});
  CHECK(mended("俄罗斯猫", segments) == List{"俄罗斯"});
}

TEST_CASE("Lao and Khmer words with a wrong letter are mended", "[search]") {
  CHECK(mended("ລັດຖະບາລ", {"ລັດຖະບານ ໄດ້ປະກາດ"}) == List{"ລັດຖະບານ"});
  CHECK(mended("រដ្ឋាភិបាន", {"រដ្ឋាភិបាល បានប្រកាស"}) == List{"រដ្ឋាភិបាល"});
}

TEST_CASE("of near runs those with fewer edits come first, then the commoner", "[search]") {
  const List segments = {"ニューヨークの天気", "ニュージークの店", "ニュージークの人",
                         "ニューヨークの朝", "ニューヨークの夜"};
  CHECK(mended("ニューローク", segments) == List{"ニューヨーク", "ニュージーク"});
}

TEST_CASE("no run, one character, and a run without end are near to nothing", "[search]") {
  std::string endless;
  for (int i = 0; i < 2000; ++i) endless += "渡船";
  for (const std::string& run : {std::string(), std::string("ferry"), std::string("渡"), endless}) {
    RunMender mender(run);
    mender.look_through(endless + "渡口");
    mender.look_through("");
    CHECK(mender.best(5).empty());
  }
}

TEST_CASE("Chinese characters have other forms and a sound, others have none", "[text]") {
  CHECK(in_other_characters("俄羅斯總統") == List{"俄罗斯总统"});
  CHECK(in_other_characters("总统") == List{"總統"});
  CHECK(in_other_characters("รัฐบาล").empty());
  CHECK(mandarin_sound("政") == mandarin_sound("证"));
  CHECK(mandarin_sound("政") != mandarin_sound("府"));
  CHECK(mandarin_sound("ร").empty());
  CHECK(mandarin_sound("ヨ").empty());
  CHECK(mandarin_sound("").empty());
}

}  // namespace hexapla

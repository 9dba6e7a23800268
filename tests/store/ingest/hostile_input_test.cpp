#include <string>

#include "store/ingest/ingest.h"
#include "store/text/utf8.h"
#include "tests/catch.h"

namespace hexapla {
namespace {

// Reads, and accepts a value or an InputError; anything else fails the test.
template <typename Read>
void survives(const Read& read) {
  try {
    const Ingested page = read();
    for (const Block& block : page.blocks) REQUIRE_FALSE(block.text.empty());
  } catch (const InputError& error) {
    REQUIRE_FALSE(first_invalid_utf8(error.what()));
  }
}

void survive_all(const std::string& text) {
  survives([&] { return read_plain_text(text, "x"); });
  survives([&] { return read_markdown(text, "x"); });
  survives([&] { return read_json(text, "x"); });
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("every truncation of good input gives a value or an error with a place",
          "[ingest][hostile]") {
  const std::string json =
      R"({"article":"lake","language":"he","kind":"machine","engine":{"name":"Apertium","version":"3"},"title":"כותרת \u05d0\ud83d\ude00",)"
      R"("blocks":[{"role":"dateline","text":"עודכן","date":"2021-03-04"},"שורה"],"statements":[{"property":"kind","value":"machine",)"
      R"("basis":"declared","details":{"a":"b"},"parts":[{"block":0,"begin":0,"end":2}]}]})";
  const std::string markdown =
      "---\nlanguage: fa\nkind: machine\nengine: \"x\"\n---\n# "
      "عنوان\n\n*زیرعنوان*\n\n![تصویر](a.jpg \"t\")\n*زیر*\n\n> نقل\n\n- یک\n"
      "  - دو\n\n[پیوند](https://news.example/)\n\n{.caption lang=ar} "
      "نص\n\n<div>متن</div>\n\n`code`\n";
  const std::string text =
      "عنوان\n\nمقدمة\n\nبقلم: سلمى\n\nصورة\nترجمة آلية\n\nنص هنا.\n\nآخر تحديث: ٤ مارس ٢٠٢١، ٦:٠٥ "
      "م\n";
  for (const std::string& whole : {json, markdown, text}) {
    for (std::size_t length = 0; length <= whole.size(); ++length) {
      if (first_invalid_utf8(whole.substr(0, length))) continue;  // decode() refuses those before
      survive_all(whole.substr(0, length));
    }
  }
}

TEST_CASE("one changed byte anywhere gives a value or an error", "[ingest][hostile]") {
  const std::string json =
      R"({"language":"th","blocks":[{"role":"title","text":"ก"},"ข"],"statements":[]})";
  for (std::size_t at = 0; at < json.size(); ++at) {
    for (const char c : {'"', '{', '}', '[', ']', ',', ':', '\\', '\0', '1', '\n'}) {
      std::string changed = json;
      changed[at] = c;
      if (!first_invalid_utf8(changed)) survives([&] { return read_json(changed, "x"); });
    }
  }
}

TEST_CASE("deep nesting and huge lines cost neither stack nor patience", "[ingest][hostile]") {
  for (const std::string_view opening :
       {"[", "{\"a\":", "{\"blocks\":[", "> ", "- ", "*", "![", "<b>", "((", "{.", "|", "「"}) {
    survive_all(repeated(opening, 1000));
    survive_all("{\"text\":\"x\",\"y\":" + repeated(opening, 1000));
    survive_all("---\nlanguage: " + repeated(opening, 1000) + "\n---\n");
  }
  survive_all("{\"text\":" + repeated("[", 100000) + repeated("]", 100000) + "}");
  survive_all(repeated("נחל ", 500000));
  survive_all("{\"text\":\"" + repeated("字", 500000) + "\"}");
  survive_all(repeated("\n", 100000));
  survive_all(repeated("a\n\n", 20000));
}

TEST_CASE("NUL bytes, byte order marks and odd controls are survived", "[ingest][hostile]") {
  survive_all(std::string(100, '\0'));
  survive_all("\xEF\xBB\xBF");
  survive_all("\xEF\xBB\xBF{\"text\":\"x\"}");
  survive_all(std::string("{\"text\":\"a\0b\"}", 14));
  std::string controls = "# ";
  for (char c = 1; c < 32; ++c) controls += c;
  survive_all(controls + "\x7F\xC2\x80\xE2\x80\xAE\xEF\xBF\xBE");
}

}  // namespace hexapla

#include "store/text/normalize.h"

#include <zlib.h>

#include <array>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/text/code_points.h"
#include "tests/catch.h"
#include "tests/store/text/shared_corpora.h"

namespace hexapla {
namespace {

std::string read_gzip(const std::filesystem::path& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  REQUIRE(file != nullptr);
  std::string text;
  std::array<char, 65536> chunk;
  for (int count = 1; count > 0;) {
    count = gzread(file, chunk.data(), chunk.size());
    REQUIRE(count >= 0);
    text.append(chunk.data(), static_cast<std::size_t>(count));
  }
  gzclose(file);
  return text;
}

// `0044 0307` as UTF-8.
std::string from_hexadecimal(const std::string& column) {
  std::istringstream numbers(column);
  std::string text;
  for (std::uint32_t c = 0; numbers >> std::hex >> c;)
    append_code_point(static_cast<char32_t>(c), text);
  return text;
}

TEST_CASE("every line of Unicode's NormalizationTest holds", "[text][normalize]") {
  const auto path = testing::shared_corpus("unicode/NormalizationTest.txt.gz");
  if (!path) {
    WARN("skipped: shared corpora are not here: unicode/NormalizationTest.txt.gz");
    return;
  }
  std::istringstream lines(read_gzip(*path));
  std::size_t tested = 0;
  std::vector<std::string> wrong;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#' || line[0] == '@') continue;
    std::istringstream columns(line);
    std::array<std::string, 5> c;
    for (std::string& each : c) {
      std::string column;
      std::getline(columns, column, ';');
      each = from_hexadecimal(column);
    }
    // c2 == toNFC(c1) == toNFC(c2) == toNFC(c3); c4 == toNFC(c4) == toNFC(c5)
    const bool holds = to_nfc(c[0]) == c[1] && to_nfc(c[1]) == c[1] && to_nfc(c[2]) == c[1] &&
                       to_nfc(c[3]) == c[3] && to_nfc(c[4]) == c[3] && is_nfc(c[1]) &&
                       is_nfc(c[3]) && is_nfc(c[0]) == (c[0] == c[1]);
    if (!holds) wrong.push_back(line);
    ++tested;
  }
  CHECK(tested > 19000);
  INFO("first wrong line: " << (wrong.empty() ? "" : wrong.front()));
  CHECK(wrong.empty());
}

TEST_CASE("text that is no NFC is composed and ordered", "[text][normalize]") {
  CHECK(to_nfc("\u0438\u0306") == "\u0439");
  CHECK(to_nfc("\u0627\u0653") == "\u0622");                    // Arabic alef with madda
  CHECK(to_nfc("\u1112\u1161\u11AB") == "\uD55C");              // Hangul syllable
  CHECK(to_nfc("\u05E9\u05C1\u05BC") == "\u05E9\u05BC\u05C1");  // Hebrew points in canonical order
  CHECK_FALSE(is_nfc("\u0438\u0306"));
  CHECK(is_nfc("Київ, القدس, ไทย"));
}

TEST_CASE("normalizing ill-formed UTF-8 throws with the byte", "[text][normalize]") {
  CHECK_THROWS_AS(to_nfc("Київ\xFF"), std::invalid_argument);
  try {
    to_nfc("Київ\xFF");
  } catch (const std::invalid_argument& error) {
    CHECK(std::string(error.what()).find("byte 8") != std::string::npos);
  }
  CHECK_THROWS_AS(is_nfc("\xED\xA0\x80"), std::invalid_argument);
}

TEST_CASE("the versions of Unicode and ICU are two numbers each", "[text][normalize]") {
  CHECK(unicode_versions().unicode.find('.') != std::string::npos);
  CHECK(std::stoi(unicode_versions().icu) >= 72);
}

}  // namespace
}  // namespace hexapla

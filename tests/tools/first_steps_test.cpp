#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "http/application.h"
#include "tests/catch.h"
#include "tests/http/get.h"
#include "tests/tools/run_command.h"

namespace hexapla {

TEST_CASE("the commands that the page of an empty archive names work as they stand", "[tools]") {
  const test::Workshop workshop;
  std::string page;
  {
    const auto archive = Archive::open(workshop.archive(), {.read_only = true});
    page = *test::get(Application(*archive), "/").body;
  }
  constexpr std::string_view kBegin = "<code>", kEnd = "</code>";
  const std::size_t begin = page.find(kBegin) + kBegin.size();
  std::istringstream lines(page.substr(begin, page.find(kEnd, begin) - begin));
  const char* const texts[] = {"# Нічний пором\n\nНічний пором повертається на озеро.\n",
                               "العبّارة الليلية\n\nتعود العبّارة الليلية إلى البحيرة.\n",
                               "العبّارة الليلية\n\nرجعت العبّارة الليلية إلى البحيرة.\n"};
  std::size_t added = 0;
  for (std::string line; std::getline(lines, line); ++added) {
    REQUIRE(added < std::size(texts));
    std::istringstream parts(line);
    std::vector<std::string> words{std::istream_iterator<std::string>(parts), {}};
    REQUIRE(words.size() > 2);
    REQUIRE(words[0] == "hexapla");
    words[2] = workshop.file(words[2], texts[added]);
    const test::Finished finished = workshop.hexapla({words.begin() + 1, words.end()});
    CAPTURE(line, finished.err);
    CHECK(finished.exit_code == 0);
  }
  CHECK(added == 3);
}

}  // namespace hexapla

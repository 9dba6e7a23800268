// Versions are moved by links, and what is folded are versions, not places.
#include <set>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/http/get.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::get;
using hexapla::test::SampleArchive;

namespace {

// The value of the attribute that begins at or after `at`.
std::string attribute(const std::string& page, const std::string& name, std::size_t at) {
  const std::size_t begin = page.find(name + "=\"", at) + name.size() + 2;
  return page.substr(begin, page.find('"', begin) - begin);
}

std::set<std::string> folded_in(const std::string& page) {
  std::set<std::string> folded;
  for (int i = 0; i < 8; ++i) {
    const std::string number = std::to_string(i);
    if (page.find("id=\"f" + number + "\" checked") == std::string::npos) continue;
    folded.insert(attribute(page, "title", page.find("<th class=\"col c" + number)));
  }
  return folded;
}

std::vector<std::string> moves_in(const std::string& page) {
  std::vector<std::string> targets;
  for (std::size_t at = 0; (at = page.find("data-numbers=", at)) != std::string::npos; ++at) {
    std::string target = attribute(page, "href", page.rfind("<a ", at));
    for (std::size_t mark; (mark = target.find("&amp;")) != std::string::npos;)
      target.erase(mark + 1, 4);
    targets.push_back(target);
  }
  return targets;
}

}  // namespace

TEST_CASE("a folded version stays folded wherever versions are moved", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  for (const char* const versions :
       {"v=ar&v=es&v=es~desk", "v=es&v=ar&v=es~desk", "v=es~desk&v=es&v=ar", "v=es&v=es~desk",
        "v=es~desk&v=ar@1&v=es&v=ar@2", "v=es&v=es~desk&v=ar@2&v=ar@1"}) {
    for (const char* const fold : {"1", "2", "12", "23", "3", "13", "14"}) {
      const std::string address =
          std::string("/a/ferry/compare?") + versions + "&fold=" + fold + "&view=interleaved";
      CAPTURE(address);
      const std::string page = *get(application, address).body;
      const std::set<std::string> folded = folded_in(page);
      const std::vector<std::string> moves = moves_in(page);
      REQUIRE(moves.size() >= 2);
      for (const std::string& move : moves) {
        CAPTURE(move);
        const Response moved = get(application, move);
        REQUIRE(moved.status == 200);
        CHECK(folded_in(*moved.body) == folded);
        CHECK(move.find("view=interleaved") != std::string::npos);
      }
    }
  }
}

TEST_CASE(
    "a digit of the address folds the version of that number, the compared one being the first",
    "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const auto folded = [&](const char* query) {
    return folded_in(*get(application, std::string("/a/ferry/compare?") + query).body);
  };
  using Names = std::set<std::string>;
  CHECK(folded("v=es&v=ar&v=es~desk&fold=1") == Names{"ferry/ar@2"});
  CHECK(folded("v=es&v=ar&v=es~desk&fold=2") == Names{"ferry/es@1"});
  CHECK(folded("v=es&v=ar&v=es~desk&fold=3") == Names{"ferry/es~desk@1"});
  CHECK(folded("v=es~desk&v=es&fold=1") == Names{"ferry/es~desk@1"});
  CHECK(folded("v=es~desk&v=es&fold=9x0").empty());
}

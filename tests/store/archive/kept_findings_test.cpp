#include "store/archive/kept_findings.h"

#include "store/archive/overlay.h"
#include "store/archive/records.h"
#include "store/engine/lmdb_engine.h"
#include "store/model/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace hexapla {

TEST_CASE("a row of findings comes back as it was, and every beginning of it is refused",
          "[findings]") {
  FindingsRow row;
  row.source = {{7, 2}, 3};
  row.findings.push_back({"omission", "00ff00ff00ff00ff", {4, 1}, {5, 0}, std::nullopt});
  row.findings.push_back(
      {"omission", "1234567812345678", {300, 2}, {298, 1}, BlockPart{9, {4, 90}}});
  const std::string bytes = encode(row);
  const FindingsRow read = decode_findings(bytes, "omission", 7);
  CHECK(read.source == row.source);
  CHECK(read.findings == row.findings);
  for (std::size_t length = 0; length < bytes.size(); ++length)
    CHECK_THROWS_AS(decode_findings(bytes.substr(0, length), "omission", 7), StoreError);
  CHECK_THROWS_AS(decode_findings(bytes + "x", "omission", 7), StoreError);
}

TEST_CASE("articles of several versions that nobody has examined are found without the others",
          "[findings]") {
  const test::TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  for (std::uint64_t article = 1; article <= 6; ++article) {
    ArticleRow row;
    row.id = "ferry-" + std::to_string(article);
    row.variants = article == 4 ? 1 : 3;
    rows.put(Table::articles, article_key(article), encode(row));
    drop_findings(rows, article);
  }
  const auto unexamined = [&](std::uint64_t from) {
    std::vector<std::uint64_t> articles;
    for (std::uint64_t at = newest_unexamined(rows, from); at > 0;
         at = newest_unexamined(rows, at - 1))
      articles.push_back(at);
    CHECK(count_unexamined(rows, from) == articles.size());
    return articles;
  };
  using Articles = std::vector<std::uint64_t>;
  CHECK(unexamined(9) == Articles{6, 5, 3, 2, 1});  // the fourth is an original alone
  CHECK(unexamined(4) == Articles{3, 2, 1});
  keep_findings(rows, 5, {});
  keep_findings(rows, 1, {});
  CHECK(unexamined(9) == Articles{6, 3, 2});
  CHECK(is_examined(rows, 5));
  CHECK(newest_with(rows, "omission", 9) == 0);
  drop_findings(rows, 5);  // it has changed
  CHECK(unexamined(9) == Articles{6, 5, 3, 2});
}

}  // namespace hexapla

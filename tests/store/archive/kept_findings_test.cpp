#include "store/archive/kept_findings.h"

#include "store/model/error.h"
#include "tests/catch.h"

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

}  // namespace hexapla

#include "store/ingest/warc/payload_digest.h"

#include "tests/catch.h"

namespace hexapla {

TEST_CASE("a payload's digest is the same in base 16 and base 32, in any case", "[warc]") {
  // Of nothing, by `printf '' | sha1sum` and as crawlers write it.
  const std::string nothing = "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709";
  CHECK(plain_digest(nothing) == nothing);
  CHECK(plain_digest("SHA-1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ") == nothing);
  CHECK(plain_digest("sha1:3i42h3s6nnfq2msvx7xzkyayscx5qbyj") == nothing);
  const std::string sha256 =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  CHECK(plain_digest("sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====") == sha256);
  CHECK(plain_digest("SHA256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855") ==
        sha256);
  CHECK(plain_digest("md5:d41d8cd98f00b204e9800998ecf8427e") ==
        "md5:d41d8cd98f00b204e9800998ecf8427e");
  for (const char* wrong :
       {"", "sha1", "sha1:", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBY", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBY1", "sha1:xyz",
        "crc32:00000000", "sha1:ga39a3ee5e6b4b0d3255bfef95601890afd80709"}) {
    INFO(wrong);
    CHECK(plain_digest(wrong).empty());
  }
}

}  // namespace hexapla

#include <nlohmann/json.hpp>

#include "http/application.h"
#include "store/log/merkle.h"
#include "store/log/proof.h"
#include "tests/catch.h"
#include "tests/http/get.h"
#include "tests/http/sample_archive.h"

namespace hexapla {
namespace {

using test::get;
using test::SampleArchive;

TEST_CASE("checkpoint, tiles and entries stand at the standard's paths with its types",
          "[http][log]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response checkpoint = get(application, "/checkpoint");
  CHECK(checkpoint.status == 200);
  CHECK(checkpoint.content_type == "text/plain; charset=utf-8");
  CHECK(*checkpoint.header("Cache-Control") == "no-cache");
  CHECK(*checkpoint.body == sample.archive().read().log().checkpoint());

  const Response entries = get(application, "/tile/entries/000.p/5");
  CHECK(entries.status == 200);
  CHECK(entries.content_type == "application/octet-stream");
  CHECK(entries.header("Cache-Control")->find("immutable") != std::string::npos);
  const auto bundle = decode_bundle(*entries.body);
  REQUIRE(bundle);
  REQUIRE(bundle->size() == 5);
  const Response tile = get(application, "/tile/0/000.p/5");
  REQUIRE(tile.body->size() == 5 * Digest::kSize);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK((*bundle)[i] == *sample.archive().read().event_json(i));
    CHECK(tile.body->substr(i * Digest::kSize, Digest::kSize) == leaf_hash((*bundle)[i]).raw());
  }
  // What an older checkpoint was made of is still there.
  CHECK(get(application, "/tile/0/000.p/2").status == 200);
  for (const char* target : {"/tile", "/tile/", "/tile/0/000", "/tile/0/000.p/6", "/tile/1/000.p/1",
                             "/tile/0/000.p/0", "/tile/0/0", "/tile/64/000",
                             "/tile/entries/001.p/1", "/tile/0/x000/000", "/tile/0/../0/000"}) {
    INFO(target);
    CHECK(get(application, target).status == 404);
  }
}

TEST_CASE("every revision has a proof over HTTP", "[http][log]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response response = get(application, "/api/v1/log/2/proof");
  CHECK(response.status == 200);
  const auto proof = EntryProof::parse(*response.body);
  REQUIRE(proof);
  const auto checkpoint = CheckpointNote::parse(proof->checkpoint);
  REQUIRE(checkpoint);
  CHECK(proves_inclusion(proof->hashes, leaf_hash(*proof->extra), 2, checkpoint->checkpoint.size,
                         checkpoint->checkpoint.root));
  CHECK(get(application, "/api/v1/log/5/proof").status == 404);
  CHECK(get(application, "/a/ferry/ar@1").body->find("/api/v1/log/1/proof") != std::string::npos);
  CHECK(get(application, "/log").body->find("/checkpoint") != std::string::npos);
}

TEST_CASE("a withdrawn text is answered with 410 and the reason, and everything else stands",
          "[http][withdrawal]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const std::string digest =
      sample.archive().read().revision(*RevisionAddress::parse("ferry/ar@1"))->digest.hex();
  REQUIRE(get(application, "/a/ferry/ar@1").status == 200);
  REQUIRE(get(application, "/api/v1/objects/" + digest).status == 200);
  sample.archive().withdraw(*RevisionAddress::parse("ferry/ar@1"), "يذكر شاهدًا", "المحكمة",
                            "archivist");

  for (const std::string& target :
       {std::string("/a/ferry/ar@1"), "/api/v1/revisions/" + digest, "/api/v1/objects/" + digest,
        std::string("/a/ferry/compare?v=ar@1&v=es")}) {
    INFO(target);
    const Response gone = get(application, target);
    CHECK(gone.status == 410);
    CHECK(gone.body->find("يذكر شاهدًا") != std::string::npos);
    CHECK(gone.body->find("المحكمة") != std::string::npos);
  }
  const auto problem = nlohmann::json::parse(*get(application, "/api/v1/objects/" + digest).body);
  CHECK(problem["status"] == 410);
  CHECK(problem["event"] == 5);
  CHECK(get(application, "/api/v1/objects/" + digest).content_type == "application/problem+json");
  // The translation that was made from it, the later original, the article, the record.
  for (const char* target :
       {"/a/ferry", "/a/ferry/ar", "/a/ferry/ar@2", "/a/ferry/compare", "/a/ferry/compare?v=all",
        "/log", "/log/5", "/api/v1/articles/ferry", "/api/v1/articles/ferry/versions",
        "/api/v1/articles/ferry/compare", "/"}) {
    INFO(target);
    CHECK(get(application, target).status == 200);
  }
  CHECK(get(application, "/a/ferry").body->find("يذكر شاهدًا") != std::string::npos);

  // And when every original is gone.
  sample.archive().withdraw(*RevisionAddress::parse("ferry/ar@2"), "يذكر شاهدًا", "المحكمة",
                            "archivist");
  for (const char* target :
       {"/a/ferry", "/a/ferry/compare", "/a/ferry/es", "/", "/api/v1/articles/ferry/compare"}) {
    INFO(target);
    CHECK(get(application, target).status == 200);
  }
  CHECK(get(application, "/a/ferry/ar").status == 410);
}

}  // namespace
}  // namespace hexapla

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "store/model/digest.h"
#include "store/model/sha512.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"
#include "translate/exchange/bagit_export.h"
#include "translate/exchange/ocfl_export.h"

namespace hexapla {
namespace {

using Files = std::map<std::string, std::string>;

template <typename Export>
Files files_of(const Export& write) {
  test::SampleArchive sample;
  sample.fill();
  Files files;
  write(sample.archive().read(), [&](const std::string& path, std::string_view bytes) {
    INFO(path);
    REQUIRE(files.emplace(path, bytes).second);  // nothing is written twice
    REQUIRE(path.find("..") == std::string::npos);
    REQUIRE_FALSE(path.starts_with("/"));
  });
  return files;
}

// A manifest's paths and digests.
Files lines_of(const std::string& manifest) {
  Files lines;
  std::istringstream stream(manifest);
  for (std::string digest, path; stream >> digest >> path;)
    REQUIRE(lines.emplace(path, digest).second);
  return lines;
}

}  // namespace

TEST_CASE("SHA-512 is that of FIPS 180-4", "[exchange]") {
  CHECK(sha512_hex("abc") ==
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3"
        "feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST_CASE("a bag keeps the rules of RFC 8493", "[exchange]") {
  const Files files = files_of(export_bagit);
  CHECK(files.at("bagit.txt") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  for (const char* algorithm : {"sha256", "sha512"}) {
    const auto digest = [&](const std::string& bytes) {
      return std::string(algorithm) == "sha256" ? Digest::of(bytes).hex() : sha512_hex(bytes);
    };
    const Files payload = lines_of(files.at(std::string("manifest-") + algorithm + ".txt"));
    const Files tags = lines_of(files.at(std::string("tagmanifest-") + algorithm + ".txt"));
    std::size_t bytes = 0, count = 0;
    for (const auto& [path, content] : files) {
      INFO(path);
      if (path.starts_with("data/")) {
        CHECK(payload.at(path) == digest(content));
        bytes += content.size();
        ++count;
      } else if (!path.starts_with("tagmanifest-")) {
        CHECK(tags.at(path) == digest(content));
      }
    }
    CHECK(payload.size() == count);
    CHECK(files.at("bag-info.txt")
              .find("Payload-Oxum: " + std::to_string(bytes) + "." + std::to_string(count) +
                    "\n") != std::string::npos);
  }
  CHECK(files.contains("data/ferry/es_desk/0001/revision.json"));
}

TEST_CASE("an object of an article keeps the rules of OCFL 1.1", "[exchange]") {
  const Files files = files_of(export_ocfl);
  CHECK(files.at("0=ocfl_1.1") == "ocfl_1.1\n");
  const std::string root = "ferry/";
  CHECK(files.at(root + "0=ocfl_object_1.1") == "ocfl_object_1.1\n");
  const auto inventory = nlohmann::json::parse(files.at(root + "inventory.json"));
  CHECK(inventory["id"] == "ferry");
  CHECK(inventory["type"] == "https://ocfl.io/1.1/spec/#inventory");
  const std::size_t versions = inventory["versions"].size();
  CHECK(inventory["head"] == "v" + std::to_string(versions));
  CHECK(versions == 4);
  // The root's inventory is that of the head, and each has its digest beside it.
  CHECK(files.at(root + "inventory.json") ==
        files.at(root + "v" + std::to_string(versions) + "/inventory.json"));
  CHECK(files.at(root + "inventory.json.sha512") ==
        sha512_hex(files.at(root + "inventory.json")) + " inventory.json\n");
  std::set<std::string> named;
  for (const auto& [digest, paths] : inventory["manifest"].items()) {
    for (const auto& path : paths) {
      CHECK(sha512_hex(files.at(root + path.get<std::string>())) == digest);
      named.insert(root + path.get<std::string>());
    }
  }
  for (const auto& [path, content] : files) {
    if (path.find("/content/") != std::string::npos) CHECK(named.contains(path));
  }
  for (std::size_t number = 1; number <= versions; ++number) {
    const std::string version = "v" + std::to_string(number);
    INFO(version);
    const std::string& text = files.at(root + version + "/inventory.json");
    CHECK(files.at(root + version + "/inventory.json.sha512") ==
          sha512_hex(text) + " inventory.json\n");
    const auto own = nlohmann::json::parse(text);
    CHECK(own["head"] == version);
    CHECK(own["versions"].size() == number);
    const auto& made = inventory["versions"][version];
    CHECK(own["versions"][version] == made);
    CHECK(made["created"].get<std::string>().ends_with("Z"));
    std::set<std::string> logical;
    for (const auto& [digest, paths] : made["state"].items()) {
      CHECK(inventory["manifest"].contains(digest));
      for (const auto& path : paths) CHECK(logical.insert(path).second);
    }
    CHECK_FALSE(logical.empty());
  }
}

}  // namespace hexapla

#include "store/ingest/warc/warc_reader.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <vector>

#include "store/ingest/warc/content_coding.h"
#include "store/ingest/warc/http_message.h"
#include "store/ingest/warc/warc_writer.h"
#include "tests/catch.h"
#include "tests/store/text/shared_corpora.h"

namespace hexapla {
namespace {

struct Read {
  std::vector<WarcRecord> records;
  std::vector<WarcReader::Fault> faults;
};

// In pieces of `piece` bytes, so that every boundary falls everywhere.
Read read(std::string_view bytes, std::size_t piece = 1 << 16) {
  WarcReader reader([bytes, piece](char* buffer, std::size_t size) mutable {
    const std::size_t count = std::min({size, piece, bytes.size()});
    bytes.copy(buffer, count);
    bytes.remove_prefix(count);
    return count;
  });
  Read all;
  while (auto item = reader.next()) {
    if (item->record)
      all.records.push_back(std::move(*item->record));
    else
      all.faults.push_back(item->fault);
    REQUIRE(all.faults.size() < 1000);
  }
  return all;
}

std::string record(const std::string& uri, std::string_view block, bool compressed = false) {
  return warc_record({{"WARC-Type", "resource"},
                      {"WARC-Record-ID", warc_record_id(uri)},
                      {"WARC-Target-URI", uri}},
                     block, compressed);
}

const std::string kArabic = "عودة العبّارة إلى البحيرة";

}  // namespace

TEST_CASE("records are read as written, compressed or not, whatever the pieces", "[warc]") {
  for (const bool compressed : {false, true}) {
    const std::string file = record("http://a/1", kArabic, compressed) +
                             record("http://a/2", "", compressed) +
                             record("http://a/3", "WARC/1.1\r\n", compressed);
    for (const std::size_t piece : {1U, 7U, 65536U}) {
      const Read all = read(file, piece);
      CHECK(all.faults.empty());
      REQUIRE(all.records.size() == 3);
      CHECK(all.records[0].block == kArabic);
      CHECK(all.records[1].target_uri() == "http://a/2");
      CHECK(all.records[2].block == "WARC/1.1\r\n");
      CHECK(all.records[0].offset == 0);
      CHECK(all.records[1].offset == record("http://a/1", kArabic, compressed).size());
    }
  }
}

TEST_CASE("a malformed record is reported by its offset, and the next is read", "[warc]") {
  const std::string good = record("http://a/1", kArabic), last = record("http://a/3", "end");
  const auto check = [&](std::string_view middle, std::string_view problem) {
    INFO(problem);
    const Read all = read(good + std::string(middle) + last);
    REQUIRE(all.faults.size() == 1);
    CHECK(all.faults[0].offset == good.size());
    CHECK(all.faults[0].problem.find(problem) != std::string::npos);
    REQUIRE(all.records.size() == 2);
    CHECK(all.records[1].target_uri() == "http://a/3");
  };
  check("junk between records\r\n\r\n", "no record begins here");
  check("WARC/9.9\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "version 9.9");
  check("WARC/1.1\r\nWARC-Type: resource\r\n\r\nxx\r\n\r\n", "no Content-Length");
  check("WARC/1.1\r\nContent-Length: -5\r\n\r\nhello\r\n\r\n", "is no length");
  check("WARC/1.1\r\nContent-Length: 2\r\n\r\nhello\r\n\r\n", "does not end");
  check("WARC/1.1\r\nContent-Length: 5000\r\n\r\nhello\r\n\r\n", "cut off");
  check("WARC/1.1\r\nContent-Length: 1099511627776\r\n\r\nhello\r\n\r\n", "at most");
  check("WARC/1.1\r\nno colon here\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "without a name");
}

TEST_CASE("a broken gzip member costs its own record only", "[warc]") {
  const std::string first = record("http://a/1", kArabic, true),
                    last = record("http://a/3", "end", true);
  std::string broken = record("http://a/2", kArabic, true);
  broken[broken.size() - 6] ^= 0x55;  // within the checksum
  const Read all = read(first + broken + last);
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].offset == first.size());
  REQUIRE(all.records.size() == 2);
  CHECK(all.records.back().target_uri() == "http://a/3");
  const Read cut = read(first + record("http://a/2", kArabic, true).substr(0, 60));
  CHECK(cut.records.size() == 1);
  CHECK(cut.faults.size() == 1);
}

TEST_CASE("damaged web archives are read or reported, never more", "[warc][hostile]") {
  std::mt19937 random(20260102);
  for (const bool compressed : {false, true}) {
    const std::string good =
        record("http://a/1", kArabic, compressed) + record("http://a/2", "x", compressed);
    for (int round = 0; round < 500; ++round) {
      std::string bad = good;
      for (int i = 0; i < 3; ++i) bad[random() % bad.size()] = static_cast<char>(random());
      bad.resize(bad.size() - random() % 20);
      for (const WarcRecord& one : read(bad).records) CHECK(one.block.size() <= good.size());
    }
  }
}

TEST_CASE("HTTP messages give their content, chunks joined and codings undone", "[warc]") {
  const std::string head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"windows-1256\"\r\n";
  const auto response = parse_http_response(
      head + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  REQUIRE(response);
  CHECK(response->body == "abcde");
  CHECK(parse_media_type(field(response->fields, "content-type")).charset == "windows-1256");
  const auto zipped =
      parse_http_response(head + "Content-Encoding: gzip\r\n\r\n" + gzip_member(kArabic));
  CHECK(zipped->body == kArabic);
  // `content` of 7 bytes in a Brotli stream that stores it as it is (RFC 7932, section 9.2).
  const std::string stored = std::string("\x0b\x03\x80", 3) + "content" + "\x03";
  CHECK(undo_content_coding(stored, "br") == "content");
  const auto joined_before =
      parse_http_response(head + "Transfer-Encoding: chunked\r\n\r\n<html>no chunks");
  CHECK(joined_before->body == "<html>no chunks");
  CHECK_FALSE(joined_before->problem.empty());
  CHECK_FALSE(parse_http_response("GET / HTTP/1.1\r\n\r\n"));
  CHECK_FALSE(undo_content_coding("no gzip", "gzip"));
  CHECK_FALSE(
      undo_content_coding(gzip_member(std::string(200U << 20, 'x')).substr(0, 150'000), "gzip"));
}

TEST_CASE("web archives of the corpus give the records before the fault, and say that there is one",
          "[warc]") {
  const auto folder = testing::shared_corpus("warc");
  if (!folder) {
    WARN("skipped: the shared corpus warc is not here");
    return;
  }
  const auto manifest = nlohmann::json::parse(std::ifstream(*folder / "manifest.json"));
  for (const auto& [name, gold] : manifest.items()) {
    INFO(name);
    std::ifstream stream(*folder / name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    const Read all = read(bytes);
    const auto& complete = gold["complete_records"];
    REQUIRE(all.records.size() >= complete.size());
    for (std::size_t i = 0; i < complete.size(); ++i) {
      CHECK(all.records[i].type() == complete[i]["type"].get<std::string>());
      if (complete[i].contains("uri"))
        CHECK(all.records[i].target_uri() == complete[i]["uri"].get<std::string>());
      if (complete[i].contains("page")) {
        const auto response = parse_http_response(all.records[i].block);
        REQUIRE(response);
        CHECK(response->body.size() == complete[i]["bytes"].get<std::size_t>());
      }
    }
    if (name.starts_with("bad-")) CHECK_FALSE(all.faults.empty());
  }
}

}  // namespace hexapla

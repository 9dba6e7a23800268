#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "store/ingest/warc/warc_writer.h"
#include "tests/catch.h"
#include "tests/store/text/shared_corpora.h"
#include "tests/tools/run_command.h"

// Web archives of other programs, brought in by the real command.

namespace hexapla {
namespace {

using nlohmann::json;
using test::Finished;
using test::json_lines;
using test::Workshop;

const std::string kArabic =
    "<!doctype html><html lang=ar><title>العبّارة</title><h1>عودة العبّارة الليلية إلى البحيرة</h1>"
    "<p>ستنقل العبّارة الركاب مجددًا ابتداءً من ١ مايو، كما قال المجلس الإقليمي يوم "
    "الثلاثاء.</p></html>";
const std::string kChanged =
    "<!doctype html><html lang=ar><title>العبّارة</title><h1>عودة العبّارة الليلية إلى البحيرة</h1>"
    "<p>ستنقل العبّارة الركاب مجددًا ابتداءً من ٣ مايو، كما قال المجلس الإقليمي يوم "
    "الأربعاء.</p></html>";

constexpr const char* kUri = "http://news.example/ferry";
constexpr const char* kSame = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
constexpr const char* kNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

std::string info() {
  return warc_record({{"WARC-Type", "warcinfo"}, {"Content-Type", "application/warc-fields"}},
                     "software: Crawler/2.1\r\n", true);
}

std::string response(const std::string& id, const std::string& date, const std::string& page,
                     const std::string& digest = {}) {
  return warc_record({{"WARC-Type", "response"},
                      {"WARC-Record-ID", "<urn:uuid:" + id + ">"},
                      {"WARC-Date", date},
                      {"WARC-Target-URI", kUri},
                      {"WARC-Payload-Digest", digest},
                      {"Content-Type", "application/http; msgtype=response"}},
                     "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page,
                     true);
}

std::string record(HeaderFields fields, const std::string& block) {
  return warc_record(fields, block, true);
}

// How many commits the store has made: LMDB numbers them, in byte 144 of one of its two header
// pages.
std::uint64_t commits(const Workshop& workshop) {
  std::ifstream file(workshop.archive() + "/data.mdb", std::ios::binary);
  std::uint64_t most = 0;
  for (const int page : {0, 4096}) {
    std::uint64_t number = 0;
    file.seekg(page + 144);
    file.read(reinterpret_cast<char*>(&number), sizeof number);
    most = std::max(most, number);
  }
  REQUIRE(file);
  return most;
}

std::string revisit(const std::string& id, const std::string& date, HeaderFields more) {
  HeaderFields fields{{"WARC-Type", "revisit"},
                      {"WARC-Record-ID", "<urn:uuid:" + id + ">"},
                      {"WARC-Date", date},
                      {"WARC-Target-URI", kUri},
                      {"WARC-Profile", kSame}};
  for (auto& [name, value] : more) {
    const auto same = std::find_if(fields.begin(), fields.end(),
                                   [&](const auto& field) { return field.first == name; });
    if (same == fields.end())
      fields.emplace_back(name, value);
    else
      same->second = value;
  }
  return record(std::move(fields), {});
}

struct Imported {
  Finished finished;
  std::vector<json> records;
};
Imported import(const Workshop& shop, const std::string& bytes,
                const std::vector<std::string>& more = {}) {
  std::vector<std::string> words{"import", "--json", shop.file("crawl.warc.gz", bytes)};
  words.insert(words.end(), more.begin(), more.end());
  Imported imported{shop.hexapla(words), {}};
  imported.records = json_lines(imported.finished.out);
  return imported;
}

// Claims of `property` about a revision, oldest first.
std::vector<json> claims(const Workshop& shop, const std::string& address,
                         const std::string& property) {
  std::vector<json> found;
  for (const json& line :
       json_lines(shop.hexapla({"export", "--format", "ndjson", "-o", "-"}).out)) {
    const json& event = line["archive-event"];
    if (!event.contains("statements") || event["revision"] != address) continue;
    for (const json& statement : event["statements"]) {
      if (statement["property"] == property) found.push_back(statement);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("a page that was as before is another capture of its revision", "[warc][import]") {
  const Workshop shop;
  const std::string first = info() + response("a", "2024-05-01T12:00:00Z", kArabic,
                                              "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
  const std::string crawl =
      first + revisit("by-record", "2024-05-02T12:00:00Z", {{"WARC-Refers-To", "<urn:uuid:a>"}}) +
      revisit("by-date", "2024-05-03T12:00:00Z",
              {{"WARC-Refers-To-Target-URI", kUri},
               {"WARC-Refers-To-Date", "2024-05-01T12:00:00.000Z"}}) +
      // The same digest in base 16.
      revisit("by-digest", "2024-05-04T12:00:00Z",
              {{"WARC-Payload-Digest", "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709"}}) +
      revisit("not-modified", "2024-05-05T12:00:00Z", {{"WARC-Profile", kNotModified}});
  const Imported imported = import(shop, crawl);
  CAPTURE(imported.finished.out);
  CHECK(imported.finished.exit_code == 0);
  REQUIRE(imported.records.size() == 6);
  const std::string address = imported.records[1]["address"];
  for (std::size_t i = 2; i < 6; ++i) {
    INFO(i);
    CHECK(imported.records[i]["outcome"] == "added");
    CHECK(imported.records[i]["address"] == address);
  }
  const std::vector<json> captured = claims(shop, address, "captured");
  REQUIRE(captured.size() == 4);
  CHECK(captured[0]["value"] == "2024-05-02T12:00:00Z");
  CHECK(captured[0]["by"] == "Crawler/2.1");
  CHECK(captured[0]["basis"] == "declared");
  CHECK(captured[0]["details"]["same-as"] == "urn:uuid:a");
  CHECK(captured[1]["details"]["profile"] == "identical-payload-digest");
  CHECK(captured[3]["details"]["profile"] == "server-not-modified");

  // Once is enough.
  const std::uint64_t events = shop.events();
  for (const json& again : import(shop, crawl).records) {
    if (again["type"] != "warcinfo") CHECK(again["outcome"] == "unchanged");
  }
  CHECK(shop.events() == events);
  CHECK(shop.hexapla({"verify"}).exit_code == 0);
}

TEST_CASE("claims of many revisits share a commit, whatever stands between them",
          "[warc][import]") {
  const Workshop workshop;
  std::string archive = info() + response("a", "2026-03-01T10:00:00Z", kArabic);
  constexpr int kTimes = 150;
  for (int i = 0; i < kTimes; ++i) {
    const std::string number = std::to_string(1000 + i);
    archive += revisit(
        "again-" + number,
        "2026-03-02T10:0" + std::to_string(i / 60) + ":" + std::to_string(10 + i % 50) + "Z",
        {{"WARC-Target-URI", "http://news.example/ferry?" + number},
         {"WARC-Refers-To", "<urn:uuid:a>"}});
    archive += record({{"WARC-Type", "request"},
                       {"WARC-Date", "2026-03-02T10:00:00Z"},
                       {"WARC-Target-URI", "http://news.example/ferry?" + number},
                       {"Content-Type", "application/http; msgtype=request"}},
                      "GET / HTTP/1.1\r\nHost: news.example\r\n\r\n");
  }
  // The last one names one of these as what it repeats.
  archive += revisit("last", "2026-03-03T10:00:00Z", {{"WARC-Refers-To", "<urn:uuid:again-1149>"}});
  const std::string file = workshop.file("many.warc.gz", archive);
  const std::uint64_t before = commits(workshop);
  const Finished imported = workshop.hexapla({"import", "--json", file});
  CAPTURE(imported.err);
  REQUIRE(imported.exit_code == 0);
  const auto answers = json_lines(imported.out);
  std::uint64_t last_offset = 0, added = 0;
  for (const json& answer : answers) {
    CHECK(answer["offset"] >= last_offset);  // in the order of the file
    last_offset = answer["offset"];
    added += answer["outcome"] == "added" ? 1 : 0;
  }
  CHECK(added == 1 + kTimes + 1);
  CHECK(answers.back()["outcome"] == "added");
  const std::uint64_t made = commits(workshop) - before;
  CAPTURE(made);
  CHECK(made < kTimes / 2);
  CHECK(workshop.hexapla({"verify"}).exit_code == 0);
  // The same again brings nothing.
  const std::uint64_t events = workshop.events();
  CHECK(workshop.hexapla({"import", file}).exit_code == 0);
  CHECK(workshop.events() == events);
}

TEST_CASE("what does not say which capture it repeats adds nothing", "[warc][import]") {
  const Workshop shop;
  const std::string crawl =
      info() + response("a", "2024-05-01T12:00:00Z", kArabic) +
      response("b", "2024-05-02T12:00:00Z", kChanged) +
      revisit("1", "2024-05-03T12:00:00Z", {{"WARC-Refers-To", "<urn:uuid:elsewhere>"}}) +
      revisit("2", "2024-05-03T12:00:00Z",
              {{"WARC-Payload-Digest", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"}}) +
      // Two texts stood at this address.
      revisit("3", "2024-05-03T12:00:00Z", {{"WARC-Profile", kNotModified}}) +
      revisit("4", "yesterday", {{"WARC-Refers-To", "<urn:uuid:a>"}});
  const Imported imported = import(shop, crawl);
  CAPTURE(imported.finished.out);
  REQUIRE(imported.records.size() == 7);
  CHECK(imported.records[2]["address"].get<std::string>().ends_with("@2"));
  std::size_t offset = 0;
  for (std::size_t i = 3; i < 7; ++i) {
    CHECK(imported.records[i]["outcome"] == "ignored");
    CHECK_FALSE(imported.records[i]["reason"].get<std::string>().empty());
    CHECK(imported.records[i]["offset"] > offset);
    offset = imported.records[i]["offset"];
  }
  CHECK(shop.events() == 3);
}

TEST_CASE("a page that comes again unchanged is another capture, one that went back a revision",
          "[warc][import]") {
  const Workshop shop;
  const std::string crawl = info() + response("a", "2024-05-01T12:00:00Z", kArabic) +
                            response("b", "2024-05-02T12:00:00Z", kChanged) +
                            response("c", "2024-05-03T12:00:00Z", kArabic) +
                            response("d", "2024-05-04T12:00:00Z", kArabic);
  const Imported imported = import(shop, crawl);
  CAPTURE(imported.finished.out);
  REQUIRE(imported.records.size() == 5);
  const std::string address = imported.records[3]["address"];
  CHECK(address.ends_with("@3"));
  CHECK(imported.records[4]["address"] == address);
  REQUIRE(claims(shop, address, "captured").size() == 1);
  CHECK(claims(shop, address, "captured")[0]["details"]["record"] == "urn:uuid:d");
  const std::uint64_t events = shop.events();
  import(shop, crawl);
  CHECK(shop.events() == events);
}

TEST_CASE("a conversion is a version made from the record that it refers to", "[warc][import]") {
  const Workshop shop;
  const auto conversion = [](const std::string& refers_to, const std::string& type,
                             const std::string& text, const std::string& language) {
    return record({{"WARC-Type", "conversion"},
                   {"WARC-Record-ID", "<urn:uuid:of-" + refers_to + ">"},
                   {"WARC-Date", "2024-05-04T12:00:00Z"},
                   {"WARC-Target-URI", kUri},
                   {"WARC-Refers-To", refers_to.empty() ? "" : "<urn:uuid:" + refers_to + ">"},
                   {"WARC-Identified-Content-Language", language},
                   {"Content-Type", type}},
                  text);
  };
  const std::string crawl =
      info() + response("a", "2024-05-01T12:00:00Z", kArabic) +
      conversion("a", "text/plain; charset=utf-8",
                 "夜间渡轮重返湖区\n\n渡轮将从五月一日起重新载客，地区议会周二表示。\n", "zho") +
      conversion("elsewhere", "text/plain", "Otro texto de otra página.", "spa") +
      conversion("", "text/plain", "Otro texto de otra página.", "spa") +
      conversion("a", "image/png", "\x89PNG", "");
  const Imported imported = import(shop, crawl);
  CAPTURE(imported.finished.out, imported.finished.err);
  REQUIRE(imported.records.size() == 6);
  const std::string source = imported.records[1]["address"];
  REQUIRE(imported.records[2]["outcome"] == "added");
  const std::string made = imported.records[2]["address"];
  CHECK(made == source.substr(0, source.find('/')) + "/zh~conversion@1");
  for (std::size_t i = 3; i < 6; ++i) CHECK(imported.records[i]["outcome"] == "ignored");

  const std::vector<json> from = claims(shop, made, "derived-from");
  REQUIRE(from.size() == 1);
  CHECK(from[0]["details"]["address"] == source);
  CHECK(from[0]["by"] == "Crawler/2.1");
  // Whether a person or a machine made it, nobody said.
  CHECK(claims(shop, made, "kind").empty());
  CHECK(import(shop, crawl).records[2]["outcome"] == "unchanged");
}

TEST_CASE("metadata become claims where their fields are known", "[warc][import]") {
  const Workshop shop;
  const auto metadata = [](const std::string& id, const std::string& block,
                           const std::string& type = "application/warc-fields") {
    return record({{"WARC-Type", "metadata"},
                   {"WARC-Record-ID", "<urn:uuid:" + id + ">"},
                   {"WARC-Date", "2024-05-01T12:00:00Z"},
                   {"WARC-Target-URI", kUri},
                   {"WARC-Concurrent-To", "<urn:uuid:request>"},
                   {"WARC-Concurrent-To", "<urn:uuid:a>"},
                   {"Content-Type", type}},
                  block);
  };
  const std::string crawl =
      info() + response("a", "2024-05-01T12:00:00Z", kArabic) +
      metadata("m",
               "via: http://news.example/\r\nhopsFromSeed: LL\r\nfetchTimeMs: 120\r\n"
               "languages-cld2: {\"reliable\":true,\"languages\":[{\"code\":\"ar\"},"
               "{\"code\":\"fr\"}]}\r\noutlink: http://news.example/a L a/@href\r\n") +
      metadata("n", "outlink: http://news.example/b L a/@href\r\n") +
      metadata("o", "{\"via\":\"x\"}", "application/json");
  const Imported imported = import(shop, crawl);
  CAPTURE(imported.finished.out);
  REQUIRE(imported.records.size() == 5);
  CHECK(imported.records[2]["outcome"] == "added");
  CHECK(imported.records[2]["reason"] == "left alone: outlink");
  CHECK(imported.records[3]["outcome"] == "ignored");
  CHECK(imported.records[4]["outcome"] == "ignored");
  const std::vector<json> captured =
      claims(shop, imported.records[1]["address"].get<std::string>(), "captured");
  REQUIRE(captured.size() == 1);
  CHECK(captured[0]["value"] == "2024-05-01T12:00:00Z");
  const json details{{"record", "urn:uuid:m"},
                     {"via", "http://news.example/"},
                     {"hops-from-seed", "LL"},
                     {"fetch-time-ms", "120"},
                     {"languages", "ar fr"}};
  CHECK(captured[0]["details"] == details);
}

TEST_CASE("a request belongs to its own answer, whichever stands first", "[warc][import]") {
  const auto request = [](const char* uri, const char* language) {
    return record({{"WARC-Type", "request"},
                   {"WARC-Record-ID", warc_record_id(std::string(uri) + language)},
                   {"WARC-Date", "2024-05-01T12:00:00Z"},
                   {"WARC-Target-URI", uri},
                   {"Content-Type", "application/http; msgtype=request"}},
                  "GET /ferry HTTP/1.1\r\nAccept-Language: " + std::string(language) + "\r\n\r\n");
  };
  const std::string page = response("a", "2024-05-01T12:00:00Z", kArabic);
  const auto asked_in = [](const std::string& crawl) {
    const Workshop shop;
    import(shop, crawl);
    for (const json& line :
         json_lines(shop.hexapla({"export", "--format", "ndjson", "-o", "-"}).out)) {
      const json& event = line["archive-event"];
      if (event.contains("capture"))
        return event["capture"]["facts"].value("request-accept-language", "nothing");
    }
    return std::string("no capture");
  };
  CHECK(asked_in(info() + request(kUri, "ar") + page) == "ar");
  CHECK(asked_in(info() + page + request(kUri, "th")) == "th");
  CHECK(asked_in(info() + request("http://news.example/other", "zh") + page) == "nothing");
  CHECK(asked_in(info() + page + request("http://news.example/other", "zh")) == "nothing");
}

TEST_CASE("an export of captures that came again is imported as an equal archive",
          "[warc][import]") {
  const Workshop shop;
  import(shop, info() + response("a", "2024-05-01T12:00:00Z", kArabic) +
                   revisit("b", "2024-05-02T12:00:00Z",
                           {{ "WARC-Refers-To",
                              "<urn:uuid:a>" }}));
  const std::string file = shop.path("all.warc.gz");
  REQUIRE(shop.hexapla({"export", "--format", "warc", "-o", file}).exit_code == 0);
  const Workshop copy;
  const Finished finished = copy.hexapla({"import", "--json", file});
  CAPTURE(finished.out, finished.err);
  CHECK(finished.exit_code == 0);
  CHECK(copy.events() == shop.events());
  CHECK(finished.out.find("\"revisit\"") != std::string::npos);
  CHECK(copy.hexapla({"verify"}).exit_code == 0);
}

TEST_CASE("a web archive is known by how it begins where its name does not tell",
          "[warc][import]") {
  const Workshop shop;
  const std::string page = response("a", "2024-05-01T12:00:00Z", kArabic);
  const Finished packed = shop.hexapla({"import", shop.file("b4c1", info() + page)});
  CAPTURE(packed.err);
  CHECK(packed.exit_code == 0);
  CHECK(shop.events() == 2);
  const Finished plain = shop.hexapla(
      {"import", shop.file("b4c2", warc_record({{"WARC-Type", "warcinfo"}}, "", false))});
  CHECK(plain.exit_code == 0);
  CHECK(plain.err.find("1 left alone") != std::string::npos);
}

TEST_CASE("records of an export whose entry of the log does not follow are each refused",
          "[warc][import]") {
  const Workshop shop;
  const HeaderFields text{{"WARC-Type", "conversion"},
                          {"WARC-Target-URI", kUri},
                          {"Content-Type", "application/vnd.hexapla.revision+json"}};
  const HeaderFields page{
      {"WARC-Type", "resource"}, {"WARC-Target-URI", kUri}, {"Content-Type", "text/html"}};
  const Imported cut =
      import(shop, record({{"WARC-Type", "warcinfo"}, {"Content-Type", "application/warc-fields"}},
                          "software: hexapla/1.0.0\r\n") +
                       record(text, "{}") + record(text, "{}") + record(page, kArabic));
  CHECK(cut.finished.exit_code == 4);
  REQUIRE(cut.records.size() == 4);
  for (std::size_t i = 1; i < 4; ++i) {
    CHECK(cut.records[i]["outcome"] == "refused");
    CHECK(cut.records[i]["type"] == (i < 3 ? "conversion" : "resource"));
    CHECK(cut.records[i]["reason"].get<std::string>().find("does not follow") != std::string::npos);
  }
  CHECK(cut.records[1]["offset"] < cut.records[2]["offset"]);
  CHECK(shop.events() == 1);
}

TEST_CASE("web archives of other programs are taken record by record", "[warc][import][corpora]") {
  const auto folder = testing::shared_corpus("warc");
  if (!folder) {
    WARN("skipped: the shared corpus warc is not here");
    return;
  }
  const Workshop shop;
  const auto last_of = [&](const char* name) {
    const Finished finished = shop.hexapla({"import", "--json", (*folder / name).string()});
    CAPTURE(name, finished.out, finished.err);
    const std::vector<json> records = json_lines(finished.out);
    REQUIRE_FALSE(records.empty());
    return records.back();
  };
  const json page = last_of("iipc-20141129-heritrix-original.warc.gz");
  const json again =
      last_of("iipc-20141129-heritrix-revisit-with-http-headers-and-new-warc-headers.warc.gz");
  CHECK(again["outcome"] == "added");
  CHECK(again["address"] == page["address"]);
  // Older programs say no more than the payload's digest.
  const json older = last_of("iipc-20130729-heritrix-original.warc.gz");
  CHECK(last_of("iipc-20130729-heritrix-revisit-with-http-headers.warc.gz")["address"] ==
        older["address"]);
  // The last record of this one is the question behind a revisit, which stands before it.
  CHECK(last_of("warcio-example.warc.gz")["outcome"] == "ignored");
  CHECK(last_of("hexapla-good.warc.gz")["type"] == "revisit");
  CHECK(shop.hexapla({"verify"}).exit_code == 0);
}

}  // namespace hexapla

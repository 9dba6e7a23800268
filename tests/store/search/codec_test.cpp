#include <map>
#include <random>

#include "store/model/error.h"
#include "store/search/block.h"
#include "store/search/indexed_text.h"
#include "store/search/merge.h"
#include "store/search/postings.h"
#include "store/search/runs.h"
#include "store/search/text_facts.h"
#include "tests/catch.h"

namespace hexapla {
namespace {

TEST_CASE("segments of any numbers come back as they were", "[search]") {
  const std::vector<std::vector<std::uint32_t>> lists = {
      {0}, {63}, {64}, {0, 1, 2}, {5, 70, 71, 40'000}, {1'000'000}};
  for (const auto& list : lists) {
    std::string bytes;
    put_segments(bytes, list);
    PostingReader reader;
    reader.open({3, 3, bytes});
    std::vector<std::uint32_t> read;
    reader.segments(read);
    CHECK(read == list);
    CHECK(!reader.advance_to(4));
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
      PostingReader damaged;
      damaged.open({3, 3, std::string_view(bytes).substr(0, cut)});
      CHECK_THROWS_AS(damaged.segments(read), StoreError);
    }
  }
}

std::uint32_t chance(std::mt19937& random, std::uint32_t below) {
  return static_cast<std::uint32_t>(random() % below);
}

// An entry as merging makes it, of what runs had that have several texts already, and those texts.
struct GatheredTexts {
  std::map<std::uint32_t, std::vector<std::uint32_t>> texts;
  PostingWriter writer;

  explicit GatheredTexts(std::mt19937& random) {
    const std::uint32_t widest = 1U << chance(random, 16);
    std::uint32_t text = chance(random, 1000);
    do {
      PostingWriter run;
      std::map<std::uint32_t, std::vector<std::uint32_t>> texts_of_run;
      for (std::uint32_t more = 1 + chance(random, 9); more > 0; --more) {
        std::vector<std::uint32_t>& segments = texts_of_run[text];
        std::uint32_t segment = chance(random, chance(random, 2) == 0 ? 30 : 20'000);
        for (std::uint32_t i = 1 + chance(random, 4); i > 0; --i) {
          segments.push_back(segment);
          segment += 1 + chance(random, 200);
        }
        std::string bytes;
        put_segments(bytes, segments);
        run.add({text, text, bytes});
        text += 1 + chance(random, widest);
      }
      if (!writer.empty() && !writer.has_room(run.entry().postings.size())) break;
      writer.add(run.entry());
      texts.merge(texts_of_run);
    } while (chance(random, 40) != 0);
  }
};

TEST_CASE("an entry of many texts is read in any strides as what was gathered", "[search]") {
  const std::uint32_t seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<std::uint32_t> segments;
  int with_streaks = 0, with_distances = 0;
  for (int round = 0; round < 300; ++round) {
    GatheredTexts gathered(random);
    const auto& texts = gathered.texts;
    const EntryTexts entry = gathered.writer.entry();
    REQUIRE(entry.first == texts.begin()->first);
    REQUIRE(entry.last == texts.rbegin()->first);
    (entry.has_streaks ? with_streaks : with_distances) += 1;
    for (const std::uint32_t stride : {1U, 3U, 40U, 3000U, 100'000U}) {
      PostingReader reader;
      reader.open(entry);
      for (auto expected = texts.begin();;) {
        REQUIRE(reader.text() == expected->first);
        if (random() % 3 != 0) {
          reader.segments(segments);
          REQUIRE(segments == expected->second);
        }
        const std::uint32_t aim = reader.text() + 1 + chance(random, stride);
        expected = texts.lower_bound(aim);
        REQUIRE(reader.advance_to(aim) == (expected != texts.end()));
        if (expected == texts.end()) break;
      }
    }
    for (std::size_t cut = 0; cut < entry.postings.size(); cut += 1 + random() % 20) {
      PostingReader damaged;
      EntryTexts shorter = entry;
      shorter.postings = entry.postings.substr(0, cut);
      damaged.open(shorter);
      CHECK_THROWS_AS(
          [&] {
            damaged.advance_to(entry.last);
            damaged.segments(segments);
          }(),
          StoreError);
    }
  }
  CHECK(with_streaks > 0);
  CHECK(with_distances > 0);
}

TEST_CASE("the postings of several texts have the bytes that the format describes", "[search]") {
  PostingWriter writer;
  for (const auto& [text, segments] :
       std::map<std::uint32_t, std::vector<std::uint32_t>>{{3, {0, 2}}, {4, {5}}, {300, {1}}}) {
    std::string bytes;
    put_segments(bytes, segments);
    writer.add({text, text, bytes});
  }
  CHECK(writer.entry().postings == std::string("\x00\xa7\x02\x01\x02\x0a\x02", 7));
  CHECK(!writer.entry().has_streaks);
}

TEST_CASE("texts that follow one another have the bytes that the format describes", "[search]") {
  PostingWriter writer;
  for (const std::uint32_t text : {3U, 4U, 5U, 20U, 21U, 22U, 23U, 24U, 25U, 26U, 27U, 28U})
    writer.add({text, text, std::string_view("\4", 1)});
  const EntryTexts entry = writer.entry();
  CHECK(entry.has_streaks);
  CHECK(entry.postings == std::string("\x02\x77\x01", 3) + std::string(12, '\4'));
  // A streak without end is told before there is room for it.
  PostingReader reader;
  reader.open({0, UINT32_MAX, std::string_view("\x07\xff\xff\xff\xff\x0f\4", 7), true});
  CHECK_THROWS_AS(reader.advance_to(1), StoreError);
}

TEST_CASE("a block gives back its entries, and no shorter one is taken for it", "[search]") {
  std::string block;
  std::string end;
  BlockWriter writer([&](std::string_view its_end, std::string_view bytes) {
    end = its_end;
    block = bytes;
  });
  const std::vector<IndexEntry> entries = {{{0, 0, "\4"}, "عبار", 1},
                                           {{2, 900, "bcd"}, "عباره", 40},
                                           {{901, 901, "e"}, "عباره", 0},
                                           {{7, 9, "\2\4\4\4", true}, "عبارهعبارهعبارهعباره", 3},
                                           {{4, 4, std::string_view("\5\0", 2)}, "渡船", 1}};
  for (const IndexEntry& entry : entries) writer.add(entry);
  writer.flush();
  CHECK(writer.blocks() == 1);
  CHECK(end == std::string("渡船") + std::string("\0\0\0\0\4", 5));
  BlockReader reader(block);
  for (const IndexEntry& entry : entries) {
    REQUIRE(reader.next());
    CHECK(reader.entry().term == entry.term);
    CHECK(reader.entry().first == entry.first);
    CHECK(reader.entry().last == entry.last);
    CHECK(reader.entry().texts == entry.texts);
    CHECK(reader.entry().postings == entry.postings);
    CHECK(reader.entry().has_streaks == entry.has_streaks);
  }
  CHECK(!reader.next());
  for (std::size_t cut = 0; cut < block.size(); ++cut) {
    CAPTURE(cut);
    CHECK_THROWS_AS(
        [&] {
          BlockReader damaged(std::string_view(block).substr(0, cut));
          while (damaged.next()) {
          }
        }(),
        StoreError);
  }
}

TEST_CASE("the block of a text has the bytes that the format describes", "[search]") {
  const IndexedText made = index_text("ar", {"عبّارة ٤١٢"});
  REQUIRE(made.blocks.size() == 1);
  const std::string expected =
      std::string("\x03", 1) + std::string("\x03\x01\x61\x72\x00\x00", 6) +
      std::string("\x03\x34\x31\x32\x00\x00", 6) +
      std::string("\x0a\xd8\xb9\xd8\xa8\xd8\xa7\xd8\xb1\xd9\x87\x00\x00", 13);
  CHECK(made.blocks[0].bytes == expected);
  CHECK(made.words == 2);
}

TEST_CASE("a block fills a page of LMDB, never more", "[search]") {
  std::mt19937 random(5);
  std::size_t blocks = 0, bytes = 0;
  BlockWriter writer([&](std::string_view end, std::string_view block) {
    CHECK(block.size() <= 4076);
    CHECK(end.size() < 40);
    ++blocks;
    bytes += block.size();
  });
  std::map<std::string, std::string> entries;
  for (int i = 0; i < 3000; ++i) {
    std::string term;
    for (std::size_t letters = 1 + random() % 20; letters > 0; --letters)
      term += static_cast<char>('a' + random() % 26);
    entries.emplace(term, std::string(1 + random() % 480, 'p'));
  }
  for (const auto& [term, postings] : entries) writer.add({{0, 3, postings}, term, 2});
  writer.flush();
  CHECK(bytes / blocks > 3500);
}

TEST_CASE("facts of a text, totals and progress come back, and damage is found", "[search]") {
  std::string row;
  const TextFacts facts{
      .article = 1ULL << 40, .order = 65535, .number = 7, .words = 70'000, .superseded = true};
  encode_facts(row, 130, facts);
  CHECK(decode_facts(row, 130) == facts);
  CHECK(!decode_facts(row, 131).is_text());
  for (std::size_t cut = 0; cut < row.size(); ++cut) {
    CHECK_THROWS_AS(decode_facts(std::string_view(row).substr(0, cut), 130), StoreError);
  }
  std::string weights;
  encode_weight(weights, 130, facts);
  encode_weight(weights, 2131, TextFacts{.article = 1, .words = 900});
  CHECK(weights.size() == 4000);
  CHECK(decode_weight(weights, 4130).words == 16'383);
  CHECK(decode_weight(weights, 131).words == 900);
  CHECK((decode_weight(weights, 130).is_text && decode_weight(weights, 130).superseded));
  CHECK((decode_weight(weights, 131).is_text && !decode_weight(weights, 131).superseded));
  CHECK(!decode_weight(weights, 132).is_text);
  for (std::size_t cut = 0; cut < weights.size(); ++cut) {
    CHECK_THROWS_AS(decode_weight(std::string_view(weights).substr(0, cut), 130), StoreError);
  }
  weights[2 * 130] = 0x40;  // what is not there has no newer revision
  CHECK_THROWS_AS(decode_weight(weights, 130), StoreError);
  encode_weight(weights, 130, {});
  encode_weight(weights, 131, {});
  CHECK(weights.find_first_not_of('\0') == std::string::npos);
  const std::string totals = encode_totals({.events = 300, .texts = 200, .words = 70'000});
  CHECK(decode_totals(totals).words == 70'000);
  for (std::size_t cut = 0; cut < totals.size(); ++cut) {
    CHECK_THROWS_AS(decode_totals(std::string_view(totals).substr(0, cut)), StoreError);
  }
  const std::string progress =
      encode_progress({.blocks = 300, .consumed = 20, .written = 3, .last = "паром"});
  CHECK(decode_progress(progress).last == "паром");
  for (std::size_t cut = 0; cut < 4; ++cut) {
    CHECK_THROWS_AS(decode_progress(std::string_view(progress).substr(0, cut)), StoreError);
  }
}

TEST_CASE("every text is in one run at any time, and merges follow each other", "[search]") {
  std::map<std::uint32_t, std::uint64_t> made;
  for (std::uint64_t events = 1; events <= 60'000; ++events) {
    for (std::uint32_t level = 1; level <= kTopLevel; ++level) {
      if (const auto step = merge_step(level, events)) {
        REQUIRE(step->run.index == made[level]);
        // What it is made of is whole.
        REQUIRE(complete_runs(level - 1, events) >= (step->run.index + 1) * kRunsMerged);
        if (step->step == step->steps) ++made[level];
      }
      REQUIRE(complete_runs(level, events) == made[level]);
    }
  }
  CHECK(made[kTopLevel] == 1);
}

}  // namespace
}  // namespace hexapla

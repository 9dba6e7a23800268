#include <cstdlib>

#include "store/archive/overlay.h"
#include "store/engine/lmdb_engine.h"
#include "store/search/index_reader.h"
#include "tests/catch.h"
#include "tests/store/search/index_twin.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

using test::IndexTwin;

std::uint64_t events_to_apply(std::uint64_t otherwise) {
  const char* wanted = std::getenv("HEXAPLA_SEARCH_EVENTS");
  return wanted == nullptr ? otherwise : std::strtoull(wanted, nullptr, 10);
}

WordGroup any_group(IndexTwin& twin, SearchWords& reader) {
  WordGroup group;
  for (std::uint32_t alternatives = 1 + (twin.chance(4) == 0 ? 2 : 0); alternatives > 0;
       --alternatives) {
    std::vector<SearchWord> words;
    reader.read(twin.any_word(), words);
    group.terms.push_back(words[twin.chance(static_cast<std::uint32_t>(words.size()))].term->text);
  }
  return group;
}

void check_one_query(IndexTwin& twin, SearchWords& reader, const Snapshot& rows) {
  MatchWanted wanted;
  for (std::uint32_t words = 1 + twin.chance(3); words > 0; --words) {
    wanted.groups.push_back(any_group(twin, reader));
  }
  wanted.together = twin.chance(3) != 0;
  wanted.superseded = twin.chance(2) == 0;
  const auto expected = twin.expected(wanted);
  const IndexReader index(rows);
  Matches found = find_matches(index, wanted);
  std::map<std::uint64_t, std::vector<std::uint32_t>> got;
  const TextMatch* before = nullptr;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const TextMatch& match = found.best(i + 1)[i];
    const auto segments = found.segments_of(match);
    got[match.text].assign(segments.begin(), segments.end());
    if (before != nullptr) {
      CHECK((before->score > match.score ||
             (before->score == match.score && before->text > match.text)));
    }
    before = &match;
  }
  CAPTURE(wanted.groups[0].terms[0], wanted.groups.size(), wanted.together, wanted.superseded);
  CHECK(found.size() == got.size());
  if (found.is_complete) {
    CHECK(got == expected);
  } else {
    CHECK(found.size() == kMostRanked);
    for (const auto& [text, segments] : got) CHECK(expected.at(text) == segments);
  }
}

TEST_CASE("the index finds what looking at every text finds", "[search]") {
  const std::uint32_t seed = std::random_device()();
  CAPTURE(seed);
  const test::TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  IndexTwin twin(seed);
  SearchWords reader;
  const std::uint64_t events = events_to_apply(1400);
  for (std::uint64_t event = 0; event < events; ++event) {
    twin.apply(event, rows);
    if (twin.chance(12) == 0) check_one_query(twin, reader, rows);
  }
  for (int i = 0; i < 40; ++i) check_one_query(twin, reader, rows);
}

TEST_CASE("a text is found by its language, and by the first part of its tag", "[search]") {
  const test::TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  IndexTwin twin(7);
  for (std::uint64_t event = 0; event < 200; ++event) twin.apply(event, rows);
  const IndexReader index(rows);
  for (const auto& [tag, texts_of] : {std::pair("zh", "zh-Hans"), std::pair("ar", "ar")}) {
    MatchWanted wanted;
    wanted.superseded = true;
    wanted.together = false;
    wanted.groups = {{{"ferry", "渡船", "ليله"}, false}, {{language_term(tag)}, true}};
    std::set<std::uint64_t> expected, got;
    MatchWanted words_only = wanted;
    words_only.groups.pop_back();
    for (const auto& [number, segments] : twin.expected(words_only)) {
      if (twin.texts.at(number).language == texts_of) expected.insert(number);
    }
    Matches found = find_matches(index, wanted);
    for (const TextMatch& match : found.best(SIZE_MAX)) got.insert(match.text);
    CHECK(!expected.empty());
    CHECK(got == expected);
  }
}

std::map<std::string, std::string> all_rows(const Snapshot& rows) {
  std::map<std::string, std::string> all;
  for (const Table table : {Table::postings, Table::search_runs, Table::search_texts}) {
    rows.scan(table, "", [&](std::string_view key, std::string_view value) {
      all.emplace(std::string(name(table)) + std::string(key), std::string(value));
      return true;
    });
  }
  return all;
}

TEST_CASE("the index has the same bytes however many events share a commit", "[search]") {
  std::vector<std::map<std::string, std::string>> made;
  for (const std::uint64_t at_once : {1U, 7U, 64U}) {
    const test::TemporaryFolder folder;
    const auto engine = open_lmdb_engine(folder.path(), true);
    IndexTwin twin(11);
    for (std::uint64_t event = 0; event < 650;) {
      const auto snapshot = engine->snapshot();
      Overlay all(*snapshot);
      for (std::uint64_t i = 0; i < at_once && event < 650; ++i, ++event) {
        Overlay one(all);
        twin.apply(event, one);
        one.merge_into(all);
      }
      Batch batch;
      all.move_to(batch);
      REQUIRE(engine->commit(batch) == CommitOutcome::ok);
    }
    made.push_back(all_rows(*engine->snapshot()));
  }
  CHECK(made[0].size() > 10);
  CHECK(made[0] == made[1]);
  CHECK(made[0] == made[2]);
}

TEST_CASE("texts that were taken out leave the bytes of an index that never had them", "[search]") {
  std::vector<std::map<std::string, std::string>> made;
  const std::set<std::uint64_t> gone = {3, 64, 65, 200, 511, 640};
  for (const bool has_them : {true, false}) {
    const test::TemporaryFolder folder;
    const auto engine = open_lmdb_engine(folder.path(), true);
    const auto snapshot = engine->snapshot();
    Overlay rows(*snapshot);
    IndexTwin texts(23);
    std::map<std::uint64_t, IndexedText> words;
    IndexWriter writer(rows);
    for (std::uint64_t event = 0; event < 700; ++event) {
      const IndexTwin::Text text = texts.any_text();
      words[event] = index_text(text.language, {text.segments.begin(), text.segments.end()});
      TextFacts facts;
      facts.article = event + 1;
      if (has_them || gone.count(event) == 0) writer.add(event, words[event], facts);
      writer.pass(event);
    }
    if (has_them) {
      writer.forget(gone, [&](const TextFacts& facts) {
        return std::make_shared<const IndexedText>(words.at(facts.article - 1));
      });
    }
    for (std::uint64_t event = 700; event < 720; ++event) writer.pass(event);
    made.push_back(all_rows(rows));
  }
  CHECK(made[0] == made[1]);
}

TEST_CASE("no row of the index passes what an engine takes", "[search]") {
  const test::TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  // A word in every one of very many segments, words of all lengths, and one endless one.
  std::vector<std::string> segments(30'000, "渡船 the ferry");
  segments.push_back(std::string(5000, 'x') + " " + std::string(3000, 'A'));
  for (std::size_t length = 1; length < 80; ++length) {
    std::string word;
    for (std::size_t i = 0; i < length; ++i) word += "ж";
    segments.push_back(word);
  }
  for (std::uint64_t event = 0; event < 70; ++event) {
    TextFacts facts;
    facts.article = event + 1;
    IndexWriter writer(rows);
    const bool is_large = event % 30 == 3;
    const std::vector<std::string_view> views(is_large ? segments.begin() : segments.end() - 60,
                                              segments.end());
    writer.add(event, index_text("ru", views), facts);
    writer.pass(event);
  }
  std::size_t rows_seen = 0;
  for (const Table table : {Table::postings, Table::search_runs, Table::search_texts}) {
    rows.scan(table, "", [&](std::string_view key, std::string_view value) {
      CHECK(key.size() <= Engine::kMaxKeyBytes);
      CHECK(value.size() <= 65536);
      ++rows_seen;
      return true;
    });
  }
  CHECK(rows_seen > 5);
  MatchWanted wanted;
  wanted.groups = {{{"渡船"}, false}};
  const IndexReader index(rows);
  CHECK(find_matches(index, wanted).size() == 3);
}

}  // namespace
}  // namespace hexapla

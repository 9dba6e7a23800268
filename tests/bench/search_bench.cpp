// The search index beside SQLite's FTS5: the same articles, in one run, by turns. Only ratios mean
// anything. Articles are grown from the sentences of the JSON documents in a folder of news (see
// tools/wmt-to-ndjson), each with some words that occur nowhere else, since real archives never
// stop meeting new ones. Both commit durably. FTS5 comes optimized from the distribution, so build
// this in a tree of CMAKE_BUILD_TYPE=Release. Usage: hexapla_search_bench FOLDER [articles
// [languages: en,uk,ar,zh…]]

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/archive/overlay.h"
#include "store/engine/lmdb_engine.h"
#include "store/search/index_writer.h"
#include "store/search/likeness.h"
#include "store/search/matching.h"
#include "store/search/near_terms.h"
#include "store/search/query.h"
#include "store/search/similar.h"
#include "tests/bench/cpu_seconds.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

constexpr std::size_t kArticlesOfCommit = 64;
constexpr std::size_t kQueries = 2000;

double cpu_of_thread_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

using Sentences = std::vector<std::string>;

void take_sentences(const nlohmann::json& side, std::map<std::string, Sentences>& by_language) {
  if (!side.is_object() || !side.contains("segments") || !side.contains("lang")) return;
  Sentences& sentences = by_language[side["lang"].get<std::string>()];
  for (const auto& segment : side["segments"]) {
    if (segment.is_string() && !segment.get<std::string>().empty()) sentences.push_back(segment);
  }
}

std::map<std::string, Sentences> read_corpus(const std::filesystem::path& folder) {
  std::map<std::string, Sentences> by_language;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const auto document = nlohmann::json::parse(std::ifstream(entry.path()));
    take_sentences(document.value("source", nlohmann::json()), by_language);
    for (const auto& [key, list] : document.items()) {
      if (!list.is_array()) continue;
      for (const auto& side : list) take_sentences(side, by_language);
    }
  }
  return by_language;
}

struct Article {
  std::string language, text;
  std::vector<std::string> segments;
};

class Grower {
 public:
  Grower(const std::map<std::string, Sentences>& corpus, std::vector<std::string> languages)
      : corpus_(corpus), languages_(std::move(languages)) {}

  Article grow() {
    Article article;
    article.language = languages_[random_() % languages_.size()];
    const Sentences& sentences = corpus_.at(article.language);
    while (article.text.size() < 3000) {
      std::string sentence = sentences[random_() % sentences.size()];
      if (random_() % 3 == 0) exchange_word(sentence);
      article.segments.push_back(sentence);
      article.text += sentence + "\n";
    }
    return article;
  }

 private:
  // One word becomes a name that hardly ever comes again.
  void exchange_word(std::string& sentence) {
    const std::size_t space = sentence.find(' ', sentence.size() / 2);
    if (space == std::string::npos) return;
    std::string name = " ";
    for (std::size_t syllables = 2 + random_() % 3; syllables > 0; --syllables) {
      name += "bdfgklmnprstvz"[random_() % 14];
      name += "aeiou"[random_() % 5];
    }
    name[1] = static_cast<char>(name[1] - 'a' + 'A');
    sentence.insert(space, name);
  }

  const std::map<std::string, Sentences>& corpus_;
  std::vector<std::string> languages_;
  std::mt19937 random_{42};
};

void check(int result, sqlite3* database) {
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW) {
    throw std::runtime_error(sqlite3_errmsg(database));
  }
}

// The index alone: the text is not kept in it.
class Fts5 {
 public:
  explicit Fts5(const std::filesystem::path& file) : file_(file) {
    check(sqlite3_open(file.c_str(), &database_), database_);
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");  // as ours: a commit is durable
    run("PRAGMA cache_size=-262144");
    run("CREATE VIRTUAL TABLE articles USING fts5(body, content='', tokenize='unicode61')");
    prepare("INSERT INTO articles(rowid, body) VALUES (?, ?)", insert_);
    prepare("SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 20", select_);
  }
  ~Fts5() {
    sqlite3_finalize(insert_);
    sqlite3_finalize(select_);
    sqlite3_close(database_);
  }
  Fts5(const Fts5&) = delete;
  Fts5& operator=(const Fts5&) = delete;

  void run(const char* sql) {
    check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr), database_);
  }
  void add(std::uint64_t number, const std::string& text) {
    sqlite3_bind_int64(insert_, 1, static_cast<sqlite3_int64>(number + 1));
    sqlite3_bind_text(insert_, 2, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    check(sqlite3_step(insert_), database_);
    sqlite3_reset(insert_);
  }
  std::size_t find(const std::string& query) {
    sqlite3_bind_text(select_, 1, query.data(), static_cast<int>(query.size()), SQLITE_TRANSIENT);
    std::size_t found = 0;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(select_)) == SQLITE_ROW) ++found;
    check(result, database_);
    sqlite3_reset(select_);
    return found;
  }
  std::uint64_t bytes() {
    run("PRAGMA wal_checkpoint(TRUNCATE)");
    return std::filesystem::file_size(file_);
  }

 private:
  void prepare(const char* sql, sqlite3_stmt*& statement) {
    check(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr), database_);
  }
  std::filesystem::path file_;
  sqlite3* database_ = nullptr;
  sqlite3_stmt *insert_ = nullptr, *select_ = nullptr;
};

class Ours {
 public:
  explicit Ours(const std::filesystem::path& folder) : engine_(open_lmdb_engine(folder, true)) {}

  void add(std::uint64_t first, const std::vector<Article>& articles, double& prepared_s) {
    double before = cpu_seconds();
    std::vector<IndexedText> indexed;
    for (const Article& article : articles) {
      indexed.push_back(
          index_text(article.language, {article.segments.begin(), article.segments.end()}));
    }
    prepared_s += cpu_seconds() - before;
    const auto snapshot = engine_->snapshot();
    Overlay rows(*snapshot);
    for (std::size_t i = 0; i < indexed.size(); ++i) {
      IndexWriter writer(rows);
      TextFacts facts;
      facts.article = first + i + 1;
      facts.order = 1;
      facts.number = 1;
      writer.add(first + i, indexed[i], facts);
      writer.pass(first + i);
    }
    Batch batch;
    rows.move_to(batch);
    if (engine_->commit(batch) != CommitOutcome::ok) throw std::runtime_error("no commit");
  }

  std::size_t find(const std::string& query) const {
    const auto snapshot = engine_->snapshot();
    const IndexReader index(*snapshot);
    const ResolvedQuery resolved(parse_query(query, false), index, false);
    MatchWanted wanted;
    wanted.groups = resolved.groups();
    constexpr std::size_t kOfPage = 20;
    return find_matches(index, wanted).best(kOfPage).size();
  }
  // Near words of a query's first one, two characters of which are exchanged. False: nothing to
  // ask, since that is a word or too short.
  bool find_near(const std::string& query) const {
    SearchWords reader;
    std::vector<SearchWord> words;
    reader.read(query, words);
    std::string term = words.empty() ? std::string() : words[0].term->text;
    constexpr std::size_t kPlace = 2, kShortest = 5;
    const auto is_ascii = [&](std::size_t at) {
      return static_cast<unsigned char>(term[at]) < 0x80;
    };
    if (term.size() < kShortest || !is_ascii(kPlace) || !is_ascii(kPlace + 1)) return false;
    std::swap(term[kPlace], term[kPlace + 1]);
    const auto snapshot = engine_->snapshot();
    const IndexReader index(*snapshot);
    if (index.texts_with(term) > 0) return false;
    constexpr std::size_t kMostNear = 6;
    near_terms(index, term, kMostNear);
    return true;
  }
  // What a translation memory compares `sentence` with, text by text.
  void find_like(const std::string& sentence) const {
    constexpr std::size_t kCompared = 400;
    constexpr double kShare = 0.7;
    const auto snapshot = engine_->snapshot();
    const IndexReader index(*snapshot);
    SearchWords reader;
    const ComparedSentence wanted(sentence, reader);
    find_similar(index, wanted.terms(), kShare, false, kCompared);
  }
  std::uint64_t bytes() const {
    const Engine::Size size = engine_->size();
    return size.file_bytes - size.free_bytes;
  }

 private:
  std::unique_ptr<Engine> engine_;
};

struct Spread {
  double p50, p99, most;
};
Spread spread_of(std::vector<double> ms) {
  std::sort(ms.begin(), ms.end());
  return {ms[ms.size() / 2], ms[ms.size() * 99 / 100], ms.back()};
}

// Two different words of one sentence, each a word to both tokenizers.
bool two_words(const std::string& sentence, std::mt19937& random, std::string& ours,
               std::string& theirs) {
  SearchWords reader;
  std::vector<SearchWord> words;
  reader.read(sentence, words);
  std::erase_if(words, [](const SearchWord& word) { return word.kind != SearchWord::Kind::word; });
  if (words.size() < 2) return false;
  const SearchWord& a = words[random() % words.size()];
  const SearchWord& b = words[random() % words.size()];
  if (a.term == b.term) return false;
  const std::string one(a.range.of(sentence)), other(b.range.of(sentence));
  ours = one + " " + other;
  theirs = "\"" + one + "\" \"" + other + "\"";
  return true;
}

void run(const std::filesystem::path& folder, std::size_t articles,
         const std::vector<std::string>& wanted) {
  const auto corpus = read_corpus(folder);
  std::vector<std::string> languages;
  std::size_t corpus_bytes = 0;
  for (const auto& [language, sentences] : corpus) {
    const bool is_wanted =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), language) != wanted.end();
    if (!is_wanted || sentences.size() < 50) continue;
    languages.push_back(language);
    for (const std::string& sentence : sentences) corpus_bytes += sentence.size();
  }
  if (languages.empty()) throw std::runtime_error("no sentences in " + folder.string());
  const test::TemporaryFolder ours_folder, theirs_folder;
  Ours ours(ours_folder.path());
  Fts5 theirs(theirs_folder / "fts5.db");
  Grower grower(corpus, languages);
  std::mt19937 random(7);
  std::vector<std::pair<std::string, std::string>> queries;
  std::vector<std::string> sentences;  // not quite those that are there

  double ours_s = 0, prepared_s = 0, theirs_s = 0;
  std::uint64_t text_bytes = 0;
  for (std::uint64_t first = 0; first < articles; first += kArticlesOfCommit) {
    std::vector<Article> batch;
    for (std::uint64_t i = first; i < std::min<std::uint64_t>(articles, first + kArticlesOfCommit);
         ++i) {
      batch.push_back(grower.grow());
      text_bytes += batch.back().text.size();
      if (random() % (articles / kQueries + 1) == 0) {
        const auto& segments = batch.back().segments;
        std::string our_query, their_query;
        const std::string& sentence = segments[random() % segments.size()];
        if (two_words(sentence, random, our_query, their_query)) {
          queries.emplace_back(our_query, their_query);
          sentences.push_back(sentence.substr(0, kMaxQueryBytes) + " qxqx");
        }
      }
    }
    double before = cpu_seconds();
    ours.add(first, batch, prepared_s);
    ours_s += cpu_seconds() - before;
    before = cpu_seconds();
    theirs.run("BEGIN");
    for (std::size_t i = 0; i < batch.size(); ++i) theirs.add(first + i, batch[i].text);
    theirs.run("COMMIT");
    theirs_s += cpu_seconds() - before;
  }
  const auto mega = static_cast<double>(text_bytes) / 1e6;
  fmt::print("{} articles, {:.0f} MB of text in {} languages, grown from {:.1f} MB\n", articles,
             mega, languages.size(), static_cast<double>(corpus_bytes) / 1e6);
  fmt::print(
      "indexing: ours {:.2f} MB/s of CPU ({:.0f} % of it in workers), FTS5 {:.2f}; ratio {:.2f}\n",
      mega / ours_s, 100 * prepared_s / ours_s, mega / theirs_s, theirs_s / ours_s);
  fmt::print("size of the index to the text: ours {:.3f}, FTS5 {:.3f}\n",
             static_cast<double>(ours.bytes()) / static_cast<double>(text_bytes),
             static_cast<double>(theirs.bytes()) / static_cast<double>(text_bytes));

  std::vector<double> ours_ms, theirs_ms;
  std::size_t ours_found = 0, theirs_found = 0;
  for (const auto& [our_query, their_query] : queries) {
    double before = cpu_of_thread_ms();
    ours_found += ours.find(our_query) > 0 ? 1 : 0;
    ours_ms.push_back(cpu_of_thread_ms() - before);
    before = cpu_of_thread_ms();
    theirs_found += theirs.find(their_query) > 0 ? 1 : 0;
    theirs_ms.push_back(cpu_of_thread_ms() - before);
  }
  const Spread mine = spread_of(ours_ms), others = spread_of(theirs_ms);
  fmt::print("{} queries of two words of one sentence; found: ours {}, FTS5 {}\n", queries.size(),
             ours_found, theirs_found);
  fmt::print("  ours p50 {:.3f} ms, p99 {:.3f}, most {:.3f}; FTS5 {:.3f}, {:.3f}, {:.3f}\n",
             mine.p50, mine.p99, mine.most, others.p50, others.p99, others.most);

  std::vector<double> like_ms;
  for (const std::string& sentence : sentences) {
    const double before = cpu_of_thread_ms();
    ours.find_like(sentence);
    like_ms.push_back(cpu_of_thread_ms() - before);
  }
  const Spread like = spread_of(like_ms);
  fmt::print("{} sentences for the memory: like ones p50 {:.2f} ms, p99 {:.2f}, most {:.2f}\n",
             like_ms.size(), like.p50, like.p99, like.most);

  std::vector<double> near_ms;
  for (const auto& [our_query, their_query] : queries) {
    const double before = cpu_of_thread_ms();
    if (ours.find_near(our_query)) near_ms.push_back(cpu_of_thread_ms() - before);
  }
  if (near_ms.empty()) return;
  const Spread near = spread_of(near_ms);
  fmt::print("{} misspelt words: near ones p50 {:.2f} ms, p99 {:.2f}, most {:.2f}\n",
             near_ms.size(), near.p50, near.p99, near.most);
}

}  // namespace
}  // namespace hexapla

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: hexapla_search_bench FOLDER [articles [languages]]\n");
    return 2;
  }
  const auto articles =
      static_cast<std::size_t>(argc > 2 ? std::max(1, std::atoi(argv[2])) : 20'000);
  std::vector<std::string> languages;
  for (std::string list = argc > 3 ? argv[3] : ""; !list.empty();) {
    const std::size_t comma = std::min(list.find(','), list.size());
    languages.push_back(list.substr(0, comma));
    list.erase(0, comma + 1);
  }
  hexapla::run(argv[1], articles, languages);
}

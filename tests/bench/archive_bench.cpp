// What an archive takes on disk for a byte of text, table by table, and what reading an article of
// it costs over LMDB itself: version by version, and whole articles with five versions and the rows
// that put them side by side, every byte touched, against one mdb_get a text of the same texts, in
// turns. Only the ratios of one run mean anything. Usage: hexapla_archive_bench ARCHIVE [rounds]

#include <fmt/format.h>
#include <lmdb.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/archive/archive.h"
#include "store/engine/big_endian.h"
#include "tests/bench/cpu_seconds.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

std::uint64_t touched(std::string_view text) {
  std::uint64_t sum = 0;
  for (const char c : text) sum += static_cast<unsigned char>(c);
  return sum;
}

void check(int error) {
  if (error) throw std::runtime_error(mdb_strerror(error));
}

// The texts alone, one to a row.
class Raw {
 public:
  Raw(const std::filesystem::path& directory, const std::vector<std::string>& texts) {
    check(mdb_env_create(&env_));
    check(mdb_env_set_mapsize(env_, std::size_t{64} << 30));
    check(mdb_env_open(env_, directory.c_str(), MDB_NOSYNC, 0664));
    MDB_txn* txn = nullptr;
    check(mdb_txn_begin(env_, nullptr, 0, &txn));
    check(mdb_dbi_open(txn, nullptr, 0, &table_));
    for (const std::string& text : texts) {
      std::string key = big_endian(count_++);
      MDB_val k{key.size(), key.data()};
      MDB_val v{text.size(), const_cast<char*>(text.data())};
      check(mdb_put(txn, table_, &k, &v, 0));
    }
    check(mdb_txn_commit(txn));
  }
  ~Raw() { mdb_env_close(env_); }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;

  std::uint64_t read_all() const {
    std::vector<std::uint64_t> all(count_);
    std::iota(all.begin(), all.end(), 0);
    return read(all);
  }

  // These, in a transaction of their own.
  std::uint64_t read(const std::vector<std::uint64_t>& texts) const {
    std::uint64_t sum = 0;
    MDB_txn* txn = nullptr;
    check(mdb_txn_begin(env_, nullptr, MDB_RDONLY, &txn));
    for (const std::uint64_t text : texts) {
      std::string key = big_endian(text);
      MDB_val k{key.size(), key.data()};
      MDB_val v;
      check(mdb_get(txn, table_, &k, &v));
      sum += touched({static_cast<const char*>(v.mv_data), v.mv_size});
    }
    mdb_txn_abort(txn);
    return sum;
  }

 private:
  MDB_env* env_ = nullptr;
  MDB_dbi table_ = 0;
  std::uint64_t count_ = 0;
};

struct Version {
  RevisionAddress original, address;
};

std::vector<Version> versions_of(const Reading& reading) {
  std::vector<Version> versions;
  std::string cursor;
  do {
    const auto page = reading.articles({}, cursor, 100);
    for (const ArticleSummary& article : page->articles) {
      const auto base = reading.base_variant(article.id);
      for (const VariantSummary& variant : reading.variants(article.id)) {
        if (variant.is_withdrawn || !base) continue;
        versions.push_back(
            {{article.id, *base, 1}, RevisionAddress{article.id, variant.id, variant.newest}});
      }
    }
    cursor = page->next_cursor;
  } while (!cursor.empty());
  return versions;
}

std::uint64_t read_text(const Reading& reading, const Version& version) {
  std::uint64_t sum = 0;
  const auto view = reading.view(version.address);
  for (const auto& segment : view->segments()) sum += touched(segment.text);
  return sum;
}

std::uint64_t read_all_of(const Reading& reading, const Version& version) {
  std::uint64_t sum = read_text(reading, version) + reading.revision(version.address)->event +
                      reading.provenance(version.address).labels.size();
  if (const auto alignment = reading.alignment(version.original, version.address))
    sum += alignment->beads.size();
  return sum;
}

// An original and five of its versions, by their places among all.
constexpr std::size_t kTexts = 6;
std::vector<std::vector<std::uint64_t>> articles_of_six(const std::vector<Version>& versions) {
  std::vector<std::vector<std::uint64_t>> articles;
  for (std::uint64_t i = 0; i < versions.size(); ++i) {
    if (versions[i].address == versions[i].original) {
      articles.push_back({i});
    } else if (!articles.empty() && articles.back().size() < kTexts &&
               versions[articles.back().front()].original == versions[i].original) {
      articles.back().push_back(i);
    }
  }
  std::erase_if(articles, [](const auto& texts) { return texts.size() < kTexts; });
  return articles;
}

// Texts with their sentences, and for each version which sentence renders which.
std::uint64_t read_article(const Reading& reading, const std::vector<Version>& versions,
                           const std::vector<std::uint64_t>& texts) {
  std::uint64_t sum = 0;
  for (const std::uint64_t i : texts) {
    sum += read_text(reading, versions[i]);
    if (i == texts.front()) continue;
    const auto alignment = reading.alignment(versions[i].original, versions[i].address);
    if (!alignment) continue;
    for (const Bead& bead : alignment->beads) sum += bead.source.count + bead.target.count;
  }
  return sum;
}

void print_sizes(const Archive& archive, const ArchiveStats& stats) {
  const auto text = static_cast<double>(stats.text_bytes);
  const Archive::Size size = archive.size();
  fmt::print("{} versions, {:.1f} MB of text; the file has {:.3f} bytes a byte of it\n",
             stats.revisions, text / 1e6, static_cast<double>(size.file_bytes) / text);
  std::vector<Archive::TableSize> tables = archive.table_sizes();
  tables.push_back({"free pages", 0, size.free_bytes});
  std::sort(tables.begin(), tables.end(),
            [](const auto& a, const auto& b) { return a.bytes > b.bytes; });
  for (const Archive::TableSize& table : tables) {
    fmt::print("  {:<18}{:>9} rows {:>10} bytes {:>8.3f}\n", table.name, table.rows, table.bytes,
               static_cast<double>(table.bytes) / text);
  }
}

void run(const std::filesystem::path& directory, int rounds) {
  const auto archive = Archive::open(directory, {.read_only = true, .aligner = nullptr});
  const Reading reading = archive->read();
  print_sizes(*archive, reading.stats());
  const std::vector<Version> versions = versions_of(reading);
  std::vector<std::string> texts;
  for (const Version& version : versions) {
    std::string& text = texts.emplace_back();
    const auto view = reading.view(version.address);
    for (const auto& block : view->blocks()) text += block.text;
  }
  const test::TemporaryFolder folder;
  const Raw raw(folder.path(), texts);
  std::uint64_t sum = 0;
  const std::vector<std::vector<std::uint64_t>> articles = articles_of_six(versions);
  std::vector<double> text_ratio, all_ratio, article_ratio;
  double all_us = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto cost = [&](const std::function<void()>& work) {
      const double before = cpu_seconds();
      for (int i = 0; i < 5; ++i) work();
      return cpu_seconds() - before;
    };
    const double bare = cost([&] { sum += raw.read_all(); });
    const double as_texts = cost([&] {
      for (const Version& version : versions) sum += read_text(archive->read(), version);
    });
    const double as_all = cost([&] {
      for (const Version& version : versions) sum += read_all_of(archive->read(), version);
    });
    if (!articles.empty()) {
      const double six_gets = cost([&] {
        for (const auto& article : articles) sum += raw.read(article);
      });
      const double as_article = cost([&] {
        for (const auto& article : articles)
          sum += read_article(archive->read(), versions, article);
      });
      article_ratio.push_back(six_gets / as_article);
    }
    text_ratio.push_back(bare / as_texts);
    all_ratio.push_back(bare / as_all);
    all_us = 1e6 * as_all / 5 / static_cast<double>(versions.size());
  }
  std::sort(text_ratio.begin(), text_ratio.end());
  std::sort(all_ratio.begin(), all_ratio.end());
  fmt::print(
      "reading a version (mdb_get of its text is 1.00): text with sentences {:.2f}, with "
      "provenance and alignment {:.2f} ({:.0f} us of CPU); checksum {}\n",
      text_ratio[text_ratio.size() / 2], all_ratio[all_ratio.size() / 2], all_us, sum % 10);
  if (article_ratio.empty()) return;
  std::sort(article_ratio.begin(), article_ratio.end());
  fmt::print(
      "reading {} articles with five versions and their rows (six mdb_gets are 1.00, goal 1.2): "
      "{:.2f}\n",
      articles.size(), article_ratio[article_ratio.size() / 2]);
}

}  // namespace
}  // namespace hexapla

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: hexapla_archive_bench ARCHIVE [rounds]\n");
    return 2;
  }
  hexapla::run(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 7);
}

// What the engine costs over LMDB itself: the same bytes by mdb_put and by Engine::commit, in
// turns. Only the ratios of one run mean anything. Usage: hexapla_engine_bench [articles to a
// commit [commits to a round]]

#include <fmt/format.h>
#include <lmdb.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/engine/big_endian.h"
#include "store/engine/lmdb_engine.h"
#include "tests/bench/cpu_seconds.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

constexpr int kRounds = 7;

struct Cost {
  double cpu_s = 0;
  double wall_s = 0;
};

Cost measure(const std::function<void()>& work) {
  const double cpu = cpu_seconds();
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {cpu_seconds() - cpu, wall.count()};
}

// Words of several scripts, the frequent ones often: compresses about as well as news does.
std::string make_article(std::mt19937& random) {
  static const std::vector<std::string> words = [] {
    constexpr std::array<char32_t, 6> kScripts = {0x0627, 0x0E01, 0x4E00, 0x0430, 0x05D0, 0x0061};
    std::mt19937 letters(1);
    std::vector<std::string> made;
    for (int i = 0; i < 8000; ++i) {
      std::string word;
      const char32_t first = kScripts[letters() % kScripts.size()];
      for (std::size_t length = 2 + letters() % 6; length > 0; --length) {
        const char32_t letter = first + static_cast<char32_t>(letters() % 24);
        if (letter < 0x80) {
          word += static_cast<char>(letter);
        } else if (letter < 0x800) {
          word += static_cast<char>(0xC0 | letter >> 6);
          word += static_cast<char>(0x80 | (letter & 0x3F));
        } else {
          word += static_cast<char>(0xE0 | letter >> 12);
          word += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
          word += static_cast<char>(0x80 | (letter & 0x3F));
        }
      }
      made.push_back(word + ' ');
    }
    return made;
  }();
  std::string article;
  std::uniform_real_distribution<double> share(0.0, 1.0);
  while (article.size() < 6000) {
    const double drawn = share(random);
    article +=
        words[static_cast<std::size_t>(drawn * drawn * drawn * static_cast<double>(words.size()))];
  }
  return article;
}

void check(int error) {
  if (error) throw std::runtime_error(mdb_strerror(error));
}

// LMDB as bare as it can be: one table, keys in order.
class Raw {
 public:
  explicit Raw(const std::filesystem::path& directory) {
    check(mdb_env_create(&env_));
    check(mdb_env_set_mapsize(env_, std::size_t{64} << 30));
    check(mdb_env_open(env_, directory.c_str(), 0, 0664));
    MDB_txn* txn = nullptr;
    check(mdb_txn_begin(env_, nullptr, 0, &txn));
    check(mdb_dbi_open(txn, nullptr, 0, &table_));
    check(mdb_txn_commit(txn));
  }
  ~Raw() { mdb_env_close(env_); }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;

  void commit(const std::vector<std::string>& articles) {
    MDB_txn* txn = nullptr;
    check(mdb_txn_begin(env_, nullptr, 0, &txn));
    for (const std::string& article : articles) {
      std::string key = big_endian(next_++);
      MDB_val k{key.size(), key.data()};
      MDB_val v{article.size(), const_cast<char*>(article.data())};
      check(mdb_put(txn, table_, &k, &v, 0));
    }
    check(mdb_txn_commit(txn));
  }

 private:
  MDB_env* env_ = nullptr;
  MDB_dbi table_ = 0;
  std::uint64_t next_ = 0;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void run(std::size_t articles_per_commit, std::size_t commits) {
  std::mt19937 random(42);
  const test::TemporaryFolder raw_folder;
  const test::TemporaryFolder rows_folder;
  const test::TemporaryFolder objects_folder;
  Raw raw(raw_folder.path());
  const auto rows = open_lmdb_engine(rows_folder.path(), true);
  const auto objects = open_lmdb_engine(objects_folder.path(), true);
  std::uint64_t next_row = 0;
  std::uint64_t next_event = 0;
  std::vector<double> bare_us;
  std::vector<double> rows_cpu, rows_wall, objects_cpu, objects_wall;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::vector<std::string>> batches(commits);
    std::vector<Batch> row_batches(commits);
    std::vector<Batch> object_batches(commits);
    for (std::size_t i = 0; i < commits; ++i) {
      for (std::size_t j = 0; j < articles_per_commit; ++j) {
        batches[i].push_back(make_article(random));
        const std::string& article = batches[i].back();
        const Digest digest = Digest::of(article);
        row_batches[i].put.push_back({Table::views, big_endian(next_row++), article});
        object_batches[i].objects.push_back({digest, article});
        object_batches[i].put.push_back(
            {Table::events, big_endian(next_event), std::string(300, 'e')});
        object_batches[i].put.push_back(
            {Table::digests, std::string(digest.raw()), big_endian(next_event++)});
      }
    }
    const Cost bare = measure([&] {
      for (const auto& batch : batches) raw.commit(batch);
    });
    const Cost as_rows = measure([&] {
      for (const Batch& batch : row_batches) rows->commit(batch);
    });
    const Cost as_objects = measure([&] {
      for (const Batch& batch : object_batches) objects->commit(batch);
    });
    bare_us.push_back(1e6 * bare.cpu_s / static_cast<double>(articles_per_commit * commits));
    rows_cpu.push_back(bare.cpu_s / as_rows.cpu_s);
    rows_wall.push_back(bare.wall_s / as_rows.wall_s);
    objects_cpu.push_back(bare.cpu_s / as_objects.cpu_s);
    objects_wall.push_back(bare.wall_s / as_objects.wall_s);
  }
  fmt::print(
      "{} articles of 6 KB to a commit, {} commits to a round, {} rounds; mdb_put, {:.0f} us of "
      "CPU an article, is 1.00\n",
      articles_per_commit, commits, kRounds, median(bare_us));
  fmt::print("  the same bytes as rows:                  CPU {:.2f}, wall {:.2f}\n",
             median(rows_cpu), median(rows_wall));
  fmt::print("  as objects, with an event and an index:  CPU {:.2f}, wall {:.2f}, file {:.2f}\n",
             median(objects_cpu), median(objects_wall),
             static_cast<double>(objects->size().file_bytes) /
                 static_cast<double>(std::filesystem::file_size(raw_folder / "data.mdb")));
}

}  // namespace
}  // namespace hexapla

int main(int argc, char** argv) {
  const auto number = [&](int index, std::size_t otherwise) {
    return argc > index ? static_cast<std::size_t>(std::max(1, std::atoi(argv[index]))) : otherwise;
  };
  hexapla::run(number(1, 16), number(2, 40));
}

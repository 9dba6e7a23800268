// What aligning costs: sentences of both sides a second of user time, with and without a lexicon
// that knows the words, from 100 sentences to 50,000, the memory that the largest took, and the
// time for an article with five versions. Texts are invented, with the word frequencies of a
// language and one in twenty sentences merged, split or left out. hunalign does about 5,800
// sentences/s. Usage: hexapla_align_bench [most sentences]

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "translate/align/align_together.h"
#include "translate/align/corpus_aligner.h"
#include "translate/align/stored_lexicon.h"

namespace hexapla {
namespace {

double user_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec);
}

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Pair {
  std::vector<std::string> source, target;
  TextToAlign source_text() const { return text("de", source); }
  TextToAlign target_text() const { return text("fr", target); }

 private:
  static TextToAlign text(const char* language, const std::vector<std::string>& sentences) {
    TextToAlign result;
    result.language = *LanguageTag::parse(language);
    result.segments.assign(sentences.begin(), sentences.end());
    return result;
  }
};

// The word of a rank in one of two languages that share no spelling.
std::string word(unsigned rank, unsigned language) {
  static constexpr const char* kSyllables[2] = {"bagodukelimo", "trasenvopiru"};
  std::string result;
  std::mt19937 letters(rank * 2 + language);
  for (auto length = 2 + letters() % 3; length > 0; --length)
    result += std::string(kSyllables[language] + 2 * (letters() % 6), 2);
  return result + static_cast<char>('a' + rank % 26);
}

// Zipf's law over 30,000 words.
unsigned draw(std::mt19937& random) {
  const double u = static_cast<double>(random() % 1'000'000 + 1) / 1e6;
  return static_cast<unsigned>(std::exp((1 - u) * std::log(30'000.0)));
}

Pair invent(std::size_t sentences, unsigned seed) {
  std::mt19937 random(seed);
  Pair pair;
  while (pair.source.size() < sentences) {
    std::string source, target;
    for (std::size_t words = 6 + random() % 24; words > 0; --words) {
      const unsigned rank = draw(random);
      source += word(rank, 0) + ' ';
      if (random() % 10 < 8) target += word(rank, 1) + ' ';
    }
    const auto kind = random() % 60;
    if (kind == 0 && !pair.target.empty()) {
      pair.target.back() += target;
    } else if (kind == 1) {
      const std::size_t middle = target.find(' ', target.size() / 2);
      pair.target.push_back(target.substr(0, middle));
      if (middle != target.npos && middle + 1 < target.size())
        pair.target.push_back(target.substr(middle + 1));
    } else if (kind != 2) {
      pair.target.push_back(target + ".");
    }
    pair.source.push_back(source + ".");
  }
  return pair;
}

double align_seconds(const Pair& pair, const KnownWords* known, const AlignTuning& tuning) {
  const double start = user_seconds();
  CorpusAligner aligner(*LanguageTag::parse("de"), *LanguageTag::parse("fr"), known, tuning);
  aligner.add(pair.source_text(), pair.target_text(), {});
  const auto result = aligner.run();
  if (result.front().beads.empty()) std::abort();
  return user_seconds() - start;
}

void run(std::size_t most) {
  std::vector<Pair> teachers;
  for (unsigned k = 0; k < 5; ++k) teachers.push_back(invent(2000, 1000 + k));
  std::vector<PairToAlign> taught;
  for (const Pair& pair : teachers)
    taught.push_back({pair.source_text(), pair.target_text(), std::nullopt});
  const std::string bytes = write_lexicon(align_together(taught, nullptr).learnt);
  const StoredLexicon lexicon(bytes);
  fmt::print("a lexicon of {} KiB, learnt from {} sentences\n", bytes.size() / 1024, 20'000);

  AlignTuning first_pass;
  first_pass.rounds = 0;
  fmt::print("{:>9}{:>16}{:>16}{:>16}{:>10}\n", "sentences", "first pass /s", "warm /s", "cold /s",
             "peak MiB");
  for (std::size_t sentences = 100; sentences <= most; sentences *= sentences < 10'000 ? 10 : 5) {
    const Pair pair = invent(sentences, static_cast<unsigned>(sentences));
    const auto both = static_cast<double>(pair.source.size() + pair.target.size());
    const int repeats = sentences <= 1000 ? 5 : 1;
    const auto rate = [&](const KnownWords* known, const AlignTuning& tuning) {
      double best = 1e9;
      for (int k = 0; k < repeats; ++k) best = std::min(best, align_seconds(pair, known, tuning));
      return both / std::max(best, 1e-6);
    };
    const double first = rate(&lexicon, first_pass), warm = rate(&lexicon, {}),
                 cold = rate(nullptr, {});
    fmt::print("{:>9}{:>16.0f}{:>16.0f}{:>16.0f}{:>10.0f}\n", sentences, first, warm, cold,
               peak_mib());
  }

  const Pair article = invent(40, 77);
  double best = 1e9;
  for (int k = 0; k < 20; ++k) {
    const double start = user_seconds();
    for (int version = 0; version < 5; ++version) align_seconds(article, &lexicon, {});
    best = std::min(best, user_seconds() - start);
  }
  fmt::print("an article of 40 sentences with five versions: {:.1f} ms\n", best * 1000);
}

}  // namespace
}  // namespace hexapla

int main(int count, char** arguments) {
  hexapla::run(count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 50'000);
  return 0;
}

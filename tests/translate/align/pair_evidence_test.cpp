#include "translate/align/pair_evidence.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "translate/align/coarse.h"

namespace hexapla {
namespace {

// Sentence i holds four words, some of which are in its neighbours too.
SentenceTable table_of(std::uint32_t sentences, const std::string& language,
                       Vocabulary& vocabulary) {
  WordReader reader(vocabulary, *LanguageTag::parse(language), 6, "");
  SentenceTable table;
  for (std::uint32_t i = 0; i < sentences; ++i) {
    std::string text;
    for (const std::uint32_t number : {i / 2, i / 3, i % 7, i})
      text += language + std::string(1, static_cast<char>('a' + number % 26)) +
              static_cast<char>('a' + number / 26 % 26) + ' ';
    table.letters.push_back(static_cast<float>(reader.read(text, table.words, table.place)));
    table.first_word.push_back(static_cast<std::uint32_t>(table.words.size()));
    table.word_total.push_back(4);
  }
  return table;
}

struct Texts {
  Vocabulary source_words, target_words;
  SentenceTable source, target;
  AlignTuning tuning;
  WordModel forward, backward;
  BorderModel borders;
  Stretch stretch;
  Band band;

  explicit Texts(std::uint32_t sentences)
      : source(table_of(sentences, "ar", source_words)),
        target(table_of(sentences, "th", target_words)),
        forward(source, source_words.size(), target, target_words.size(), {}, tuning),
        backward(target, target_words.size(), source, source_words.size(), {}, tuning),
        borders(tuning),
        stretch{0, sentences, 0, sentences} {
    std::vector<SentenceLink> links;
    for (std::uint32_t i = 0; i < sentences; ++i) {
      links.push_back({i, i, 0.9F});
      band.first.push_back(i);
      band.last.push_back(i);
    }
    band.first.push_back(sentences);
    band.last.push_back(sentences);
    band = widened(stretch, std::move(band), 10);
    forward.learn(links, 0);
    backward.learn(links, 0);
  }
};

TEST_CASE("the evidence of a bead is the same row by row and reckoned anew", "[align]") {
  Texts texts(40);
  const BeadModels models{texts.source,   texts.target,  texts.forward,
                          texts.backward, texts.borders, texts.tuning};
  PairEvidence evidence(texts.stretch, texts.band, models);
  std::size_t beads = 0, speaking = 0;
  for (std::uint32_t i = 1; i <= 40; ++i) {
    evidence.advance_to(i - 1);
    for (const BeadShape shape : kBeadShapes) {
      const auto [n, m] = shape;
      if (n == 0 || m == 0 || n > i) continue;
      std::vector<std::uint32_t> ends;
      for (std::uint32_t j = m; j <= 40; ++j)
        if (evidence.holds(i - n, i, j - m, j)) ends.push_back(j);
      if (ends.empty()) continue;
      std::vector<float> sums(ends.size() + 3);
      evidence.sum_up(shape, ends.front(), ends.back(), sums.data());
      for (std::size_t k = 0; k < ends.size(); ++k) {
        const std::uint32_t j = ends[k];
        const float of_targets = evidence.of_targets_anew(i - n, i, j - m, j);
        const float of_sources = evidence.of_sources_anew(i - n, i, j - m, j);
        ++beads;
        if (of_targets > 1 && of_sources > 1) ++speaking;
        CAPTURE(i, j, n, m);
        REQUIRE(sums[k] == of_targets + of_sources);
      }
    }
  }
  CHECK(beads > 5000);
  CHECK(speaking > 20);
}

TEST_CASE("neighbours and both as one are reckoned together as each alone", "[align]") {
  Texts texts(40);
  const BeadModels models{texts.source,   texts.target,  texts.forward,
                          texts.backward, texts.borders, texts.tuning};
  const PairEvidence evidence(texts.stretch, texts.band, models);
  const auto alone = [&](std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) {
    return evidence.of_targets_anew(i0, i1, j0, j1) + evidence.of_sources_anew(i0, i1, j0, j1);
  };
  for (std::uint32_t at = 4; at < 36; ++at) {
    for (const std::uint32_t n : {1U, 2U, 4U}) {
      for (const std::uint32_t m : {1U, 3U}) {
        CAPTURE(at, n, m);
        const auto found = evidence.of_neighbours(at - n, at, at + m, at - m, at, at + n);
        REQUIRE(found.first == alone(at - n, at, at - m, at));
        REQUIRE(found.second == alone(at, at + m, at, at + n));
        REQUIRE(found.both == alone(at - n, at + m, at - m, at + n));
      }
    }
  }
}

TEST_CASE("what is kept of word evidence does not grow with the text", "[align]") {
  const auto most_kept = [](std::uint32_t sentences) {
    Texts texts(sentences);
    const BeadModels models{texts.source,   texts.target,  texts.forward,
                            texts.backward, texts.borders, texts.tuning};
    PairEvidence evidence(texts.stretch, texts.band, models);
    std::size_t most = 0;
    for (std::uint32_t a = 0; a < sentences; ++a) {
      evidence.advance_to(a);
      most = std::max(most, evidence.kept());
    }
    return most;
  };
  CHECK(most_kept(400) == most_kept(100));
}

}  // namespace
}  // namespace hexapla

#include "translate/align/length_model.h"

#include <random>

#include "tests/catch.h"

namespace hexapla {
namespace {

SentenceTable table_of(std::vector<float> letters) {
  SentenceTable table;
  table.letters = std::move(letters);
  return table;
}

TEST_CASE("a translation as long as others are is likelier than one half or twice as long",
          "[align]") {
  const SentenceTable source = table_of({40, 80, 120}), target = table_of({20, 40, 60});
  const LengthModel model(source, 0, 3, target, 0, 3, AlignTuning());
  CHECK(model.ratio() == Approx(0.5).epsilon(0.01));
  CHECK(model.log_ratio(80, 40, 1) > model.log_ratio(80, 20, 1));
  CHECK(model.log_ratio(80, 40, 1) > model.log_ratio(80, 80, 1));
}

TEST_CASE("a table of lengths holds what the model says of each group of sentences", "[align]") {
  std::mt19937 random(7);
  // Every rest of a division by four, which is how many are reckoned at a time.
  for (const std::uint32_t count : {1U, 2U, 3U, 4U, 5U, 17U, 64U}) {
    std::vector<float> letters;
    for (std::uint32_t i = 0; i < count; ++i)
      letters.push_back(static_cast<float>(1 + random() % 300));
    const SentenceTable source = table_of(letters), target = source;
    const LengthModel model(source, 0, count, target, 0, count, AlignTuning());
    std::vector<double> before{0};
    for (const float one : letters) before.push_back(before.back() + static_cast<double>(one));
    LengthTable table(model, before, 8, 32, count);
    for (std::uint32_t sentences = 1; sentences <= std::min(count, 5U); ++sentences) {
      const float source_letters = static_cast<float>(random() % 500);
      table.fill(sentences, source_letters, sentences, sentences, count);
      for (std::uint32_t end = sentences; end <= count; ++end) {
        CAPTURE(count, sentences, end);
        const auto group = static_cast<float>(before[end] - before[end - sentences]);
        CHECK(table.row(sentences)[end - sentences] ==
              Approx(model.log_ratio(source_letters, group, sentences)).margin(1e-4));
      }
    }
  }
}

}  // namespace
}  // namespace hexapla

#include "translate/align/relatedness.h"

#include <algorithm>
#include <cmath>

namespace hexapla {
namespace {

constexpr double kRelated = 0.027;    // evidence a letter beyond chance
constexpr double kUnit = 0.01;        // of it
constexpr double kTelling = 17;       // beads of which a unit multiplies the odds by e
constexpr double kGrowth = 1.5;       // power of their number
constexpr double kMostTelling = 20;   // beads of one text do not speak independently
constexpr double kLogOddsBefore = 3;  // who adds a version mostly knows of what it is one

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

void MatchedWords::add(const MatchedWords& other) {
  matched.sum += other.matched.sum;
  matched.letters += other.matched.letters;
  by_chance.sum += other.by_chance.sum;
  by_chance.letters += other.by_chance.letters;
  beads += other.beads;
}

double relatedness(const MatchedWords& words) {
  if (words.beads == 0) return 1;
  const double beyond_chance =
      words.matched.of_letter() - std::max(0.0, words.by_chance.of_letter());
  const double lacking = std::max(0.0, kRelated - beyond_chance) / kUnit;
  const double telling = std::min(kMostTelling, std::pow(words.beads / kTelling, kGrowth));
  return logistic(kLogOddsBefore - telling * lacking) / logistic(kLogOddsBefore);
}

}  // namespace hexapla

#include "translate/check/left_over.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <unordered_map>

#include "store/text/fold.h"
#include "translate/align/cognates.h"
#include "translate/check/bead_text.h"
#include "translate/check/shared_figures.h"

namespace hexapla {
namespace {

constexpr std::size_t kMostPlaces = 32;     // of a word that says anything
constexpr float kAlikeWorth = 0.8F;         // of a word that stands as it is on the other side
constexpr float kSpelledAlikeWorth = 0.7F;  // of one that is only spelled alike, as names are
constexpr float kDoubt = 0.5F;              // links as many as would say nothing of a word
constexpr double kMostOff = 2;              // times the length that is to be expected

// What speaks against a pair, as a share of its words that would outweigh it: e times the length
// that is to be expected; that all other places answer better; figures of which none is on the
// other side. By regression over paragraphs carried elsewhere, and pairs of one left out and one
// put in, of the same article and of others.
constexpr float kOffLength = 0.15F, kBetterPlaces = 0.15F, kOtherFigures = 0.08F;

constexpr std::size_t kCandidates = 4;  // looked at for each piece

// One side: what its beads and the words in them are.
struct Side {
  const TextToCheck& text;
  bool is_source;
  // By bead: the first bead of the piece that it belongs to, or the bead itself.
  std::vector<std::uint32_t> unit_of_bead;
  std::vector<std::uint32_t> unit_of_segment;
  std::size_t units = 0;                              // with text
  std::map<std::uint32_t, SegmentRange> pieces;       // left over, by unit
  std::map<std::uint32_t, std::uint32_t> letters_of;  // by piece
  std::vector<std::vector<std::uint32_t>> words_of;   // by unit; numbers of words, each once

  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<std::string> words;                          // by number
  std::vector<std::vector<std::uint32_t>> places;          // by word; units, each once
  std::vector<std::map<std::uint32_t, float>> renderings;  // by word; words of the other side
  std::unordered_map<std::string, std::vector<std::uint32_t>> spelled;  // by rough spelling

  const SegmentRange& own(const Bead& bead) const { return is_source ? bead.source : bead.target; }
  const SegmentRange& other(const Bead& bead) const {
    return is_source ? bead.target : bead.source;
  }
  std::span<const LinkedWord> own(const BeadLinks& bead) const {
    return is_source ? bead.source_words : bead.target_words;
  }

  std::uint32_t letters(const SegmentRange& range) const {
    return BeadText(text.view, range, text.language).letters();
  }

  void find_pieces(const std::vector<Bead>& beads) {
    unit_of_bead.resize(beads.size());
    unit_of_segment.assign(text.view.segment_count(), 0);
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < beads.size(); ++i) {
      const SegmentRange& range = own(beads[i]);
      unit_of_bead[i] = i;
      if (range.empty()) continue;
      const auto piece = pieces.find(last);
      if (other(beads[i]).empty() && piece != pieces.end() && piece->second.past() == range.first &&
          text.view.segment(range.first).block == text.view.segment(range.first - 1).block) {
        piece->second.count += range.count;
        unit_of_bead[i] = last;
      } else {
        ++units;
        last = i;
        if (other(beads[i]).empty()) pieces.emplace(i, range);
      }
      for (std::uint32_t k = range.first; k < range.past(); ++k)
        unit_of_segment[k] = unit_of_bead[i];
    }
    std::erase_if(pieces, [&](const auto& piece) {
      const std::uint32_t count = letters(piece.second);
      letters_of[piece.first] = count;
      return count < fewest_telling_letters(text.language) || !is_prose(text.view, piece.second);
    });
  }

  std::uint32_t number_of(const LinkedWord& word) {
    std::string folded = fold(word.range.of(text.view.segment(word.segment).text));
    const auto [place, is_new] =
        numbers.emplace(std::move(folded), static_cast<std::uint32_t>(words.size()));
    if (is_new) words.push_back(place->first);
    return place->second;
  }

  // Numbers of all words of a bead, in order.
  std::vector<std::uint32_t> take(const BeadLinks& bead) {
    std::vector<std::uint32_t> taken;
    for (const LinkedWord& word : own(bead)) {
      const std::uint32_t number = number_of(word);
      taken.push_back(number);
      if (word.is_mark) continue;
      places.resize(words.size());
      const std::uint32_t unit = unit_of_segment[word.segment];
      if (places[number].empty() || places[number].back() != unit) places[number].push_back(unit);
    }
    return taken;
  }

  void finish(std::size_t beads) {
    places.resize(words.size());
    renderings.resize(words.size());
    words_of.resize(beads);
    for (std::uint32_t number = 0; number < words.size(); ++number) {
      std::vector<std::uint32_t>& units_of = places[number];
      std::sort(units_of.begin(), units_of.end());
      units_of.erase(std::unique(units_of.begin(), units_of.end()), units_of.end());
      for (const std::uint32_t unit : units_of) words_of[unit].push_back(number);
      if (const std::string key = spelling(number); !key.empty()) spelled[key].push_back(number);
    }
  }

  // What names spelled in two scripts have in common; empty for short words.
  std::string spelling(std::uint32_t number) const {
    constexpr std::size_t kShortest = 4, kKept = 5;
    const std::string rough = rough_spelling(words[number]);
    return rough.size() < kShortest ? std::string() : rough.substr(0, kKept);
  }
};

// How well a piece of one side is answered elsewhere on the other side.
struct Answers {
  std::vector<float> scores;  // of all units that answer at all, the best first
  float sum = 0;
  std::vector<std::pair<float, std::uint32_t>> pieces;  // scores of what is left over there
};

class Pairing {
 public:
  Pairing(const TextToCheck& source, const TextToCheck& target, const Alignment& alignment)
      : beads_(alignment.beads),
        sides_{Side{source, true, {}, {}, 0, {}, {}, {}, {}, {}, {}, {}, {}},
               Side{target, false, {}, {}, 0, {}, {}, {}, {}, {}, {}, {}, {}}} {
    for (Side& side : sides_) side.find_pieces(beads_);
  }

  std::vector<CarriedSentences> run(std::span<const BeadLinks* const> links) {
    if (sides_[0].pieces.empty() || sides_[1].pieces.empty()) return {};
    learn(links);
    find_ratio();
    std::map<std::uint32_t, Answers> of_source, of_target;
    for (const auto& [unit, range] : sides_[0].pieces) of_source[unit] = answers(0, unit);
    for (const auto& [unit, range] : sides_[1].pieces) of_target[unit] = answers(1, unit);
    struct Candidate {
      float worth;
      std::uint32_t source, target;
    };
    std::vector<Candidate> candidates;
    for (const auto& [unit, found] : of_source) {
      for (std::size_t i = 0; i < std::min(kCandidates, found.pieces.size()); ++i) {
        const std::uint32_t target = found.pieces[i].second;
        if (is_one_place(unit, target)) continue;
        const float worth = judge(unit, found, target, of_target.at(target));
        if (worth > 0) candidates.push_back({worth, unit, target});
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.worth > b.worth; });
    std::vector<CarriedSentences> pairs;
    for (const Candidate& one : candidates) {
      const auto source = sides_[0].pieces.find(one.source),
                 target = sides_[1].pieces.find(one.target);
      if (source == sides_[0].pieces.end() || target == sides_[1].pieces.end()) continue;
      pairs.push_back({source->second, target->second});
      sides_[0].pieces.erase(source);
      sides_[1].pieces.erase(target);
    }
    std::sort(pairs.begin(), pairs.end(), [](const CarriedSentences& a, const CarriedSentences& b) {
      return a.source.first < b.source.first;
    });
    return pairs;
  }

 private:
  void learn(std::span<const BeadLinks* const> links) {
    for (const BeadLinks* bead : links) {
      const std::array<std::vector<std::uint32_t>, 2> words{sides_[0].take(*bead),
                                                            sides_[1].take(*bead)};
      sides_[0].renderings.resize(sides_[0].words.size());
      sides_[1].renderings.resize(sides_[1].words.size());
      for (const WordLink& link : bead->links) {
        if (bead->source_words[link.source].is_mark || bead->target_words[link.target].is_mark)
          continue;
        const std::uint32_t ours = words[0][link.source], theirs = words[1][link.target];
        sides_[0].renderings[ours][theirs] += link.confidence;
        sides_[1].renderings[theirs][ours] += link.confidence;
      }
    }
    for (Side& side : sides_) side.finish(beads_.size());
  }

  void find_ratio() {
    double source = 1, target = 1;
    for (const Bead& bead : beads_) {
      if (bead.source.empty() || bead.target.empty()) continue;
      source += sides_[0].letters(bead.source);
      target += sides_[1].letters(bead.target);
    }
    ratio_ = target / source;
  }

  // Words of the other side that may render a word, and how surely.
  std::vector<std::pair<std::uint32_t, float>> renderings(std::size_t k, std::uint32_t word) const {
    const Side &own = sides_[k], &other = sides_[1 - k];
    std::vector<std::pair<std::uint32_t, float>> found;
    float all = kDoubt;
    for (const auto& [rendering, count] : own.renderings[word]) all += count;
    for (const auto& [rendering, count] : own.renderings[word])
      found.emplace_back(rendering, count / all);
    if (const auto same = other.numbers.find(own.words[word]); same != other.numbers.end())
      found.emplace_back(same->second, kAlikeWorth);
    if (const std::string key = own.spelling(word); !key.empty()) {
      if (const auto alike = other.spelled.find(key); alike != other.spelled.end()) {
        for (const std::uint32_t rendering : alike->second)
          found.emplace_back(rendering, kSpelledAlikeWorth);
      }
    }
    return found;
  }

  Answers answers(std::size_t k, std::uint32_t unit) const {
    const Side &own = sides_[k], &other = sides_[1 - k];
    std::map<std::uint32_t, float> by_place;
    float all = 1;
    for (const std::uint32_t word : own.words_of[unit]) {
      const std::size_t held = own.places[word].size();
      if (held > kMostPlaces) continue;
      const float weight = std::log(1 + static_cast<float>(own.units) / static_cast<float>(held));
      all += weight;
      std::map<std::uint32_t, float> best;
      for (const auto& [rendering, sure] : renderings(k, word)) {
        if (other.places[rendering].size() > kMostPlaces) continue;
        for (const std::uint32_t place : other.places[rendering])
          best[place] = std::max(best[place], sure);
      }
      for (const auto& [place, sure] : best) by_place[place] += sure * weight;
    }
    Answers found;
    for (const auto& [place, score] : by_place) {
      const float share = score / all;
      found.scores.push_back(share);
      found.sum += share;
      if (other.pieces.contains(place)) found.pieces.emplace_back(share, place);
    }
    std::sort(found.scores.rbegin(), found.scores.rend());
    std::stable_sort(found.pieces.begin(), found.pieces.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    return found;
  }

  struct Standing {
    float score = 0;
    std::size_t better = 0;  // places that answer better
  };
  static Standing standing(const Answers& answers, std::uint32_t unit) {
    Standing found;
    for (const auto& [score, place] : answers.pieces)
      if (place == unit) found.score = score;
    if (found.score <= 0) return found;
    while (found.better < answers.scores.size() && answers.scores[found.better] > found.score)
      ++found.better;
    return found;
  }

  // How much better the two answer to each other than the rest of the text does, less what speaks
  // against it; nothing above zero where that is too little.
  float judge(std::uint32_t source, const Answers& of_source, std::uint32_t target,
              const Answers& of_target) const {
    const Standing ours = standing(of_source, target), theirs = standing(of_target, source);
    const double off = std::abs(
        std::log(sides_[1].letters_of.at(target) / (ratio_ * sides_[0].letters_of.at(source))));
    if (ours.score <= 0 || theirs.score <= 0 || off > std::log(kMostOff)) return 0;
    const auto target_units = static_cast<float>(sides_[1].units),
               source_units = static_cast<float>(sides_[0].units);
    float worth =
        (ours.score - of_source.sum / target_units + theirs.score - of_target.sum / source_units) /
        2;
    worth -= kOffLength * static_cast<float>(off);
    worth -= kBetterPlaces * static_cast<float>(ours.better + theirs.better) /
             (target_units + source_units);
    // Last, as it reads both.
    if (worth > 0 && has_other_figures(source, target)) worth -= kOtherFigures;
    return worth;
  }

  // Whether there are figures, and none of one piece in the other.
  bool has_other_figures(std::uint32_t source, std::uint32_t target) const {
    const auto ours = figures_of(sides_[0].text, sides_[0].pieces.at(source)),
               theirs = figures_of(sides_[1].text, sides_[1].pieces.at(target));
    return !(ours.empty() && theirs.empty()) &&
           std::none_of(ours.begin(), ours.end(),
                        [&](const WrittenNumber& one) { return has_figure(theirs, one); });
  }

  // Whether nothing stands between the two in both texts.
  bool is_one_place(std::uint32_t source, std::uint32_t target) const {
    const auto first = beads_.begin() + std::min(source, target),
               past = beads_.begin() + std::max(source, target);
    return std::none_of(
        first, past, [](const Bead& bead) { return !bead.source.empty() && !bead.target.empty(); });
  }

  const std::vector<Bead>& beads_;
  std::array<Side, 2> sides_;
  double ratio_ = 1;
};

}  // namespace

std::vector<CarriedSentences> pair_left_over(const TextToCheck& source, const TextToCheck& target,
                                             const Alignment& alignment,
                                             std::span<const BeadLinks* const> links) {
  return Pairing(source, target, alignment).run(links);
}

}  // namespace hexapla

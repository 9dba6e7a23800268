#include "translate/align/word_links.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/segment.h"
#include "translate/align/cognates.h"
#include "translate/align/link_model.h"

namespace hexapla {
namespace {

constexpr std::size_t kMostCells = 250'000;      // pairs of words of one bead
constexpr std::size_t kCellsAtOnce = 8'000'000;  // of the beads that teach each other

// The words of one side of a bead: as the model takes them, and as people see them.
struct Side {
  std::vector<PlacedWord> units;
  std::vector<std::uint32_t> word_of_unit;
  std::vector<LinkedWord> words;
};

// Chinese characters and kana are units of their own for learning; a dictionary says which of them
// are one word.
bool is_cjk_unit(const PlacedWord& unit, std::string_view sentence) {
  return is_cjk(static_cast<UChar32>(code_point_at(sentence, unit.range.begin)));
}

void add_segment(Side& side, const TextToAlign& text, std::uint32_t segment, WordReader& reader,
                 const Vocabulary& vocabulary) {
  const std::string_view sentence = text.segments[segment];
  const std::size_t first = side.units.size();
  reader.read_in_order(sentence, side.units);
  const bool has_cjk =
      std::any_of(side.units.begin() + static_cast<std::ptrdiff_t>(first), side.units.end(),
                  [&](const PlacedWord& u) { return is_cjk_unit(u, sentence); });
  const std::vector<ByteRange> words =
      has_cjk ? segment_words(sentence, text.language) : std::vector<ByteRange>();
  std::size_t w = 0;
  for (std::size_t u = first; u < side.units.size(); ++u) {
    const ByteRange range = side.units[u].range;
    while (w < words.size() && words[w].end <= range.begin) ++w;
    const bool goes_on = w < words.size() && u > first && words[w].begin < range.begin &&
                         side.units[u - 1].range.begin >= words[w].begin &&
                         is_cjk_unit(side.units[u], sentence) &&
                         is_cjk_unit(side.units[u - 1], sentence);
    if (goes_on)
      side.words.back().range.end = range.end;
    else
      side.words.push_back(
          {segment, range, 0, vocabulary[side.units[u].word].word_class == WordClass::mark});
    side.word_of_unit.push_back(static_cast<std::uint32_t>(side.words.size() - 1));
  }
}

Side side_of(const TextToAlign& text, SegmentRange segments, WordReader& reader,
             const Vocabulary& vocabulary) {
  Side side;
  for (std::uint32_t i = segments.first; i < segments.past(); ++i)
    add_segment(side, text, i, reader, vocabulary);
  return side;
}

// As the lexicon spells a word: it knows shorter stems, each of which may be that of several words.
std::string_view key_in_lexicon(const Vocabulary::Word& word) {
  return word.word_class == WordClass::word ? stem_of(word.key, AlignTuning{}.stem_letters)
                                            : std::string_view(word.key);
}

// Look-alikes, and what the lexicon holds of the words that are here.
std::vector<KnownPair> known_pairs(const Vocabulary& source, const Vocabulary& target,
                                   bool same_language, const KnownWords* known) {
  std::vector<KnownPair> pairs = find_cognates(source, target, same_language, {});
  if (known == nullptr) return pairs;
  std::unordered_map<std::string_view, std::vector<WordId>> sharing_key;
  for (WordId word = 0; word < target.size(); ++word)
    sharing_key[key_in_lexicon(target[word])].push_back(word);
  for (WordId word = 0; word < source.size(); ++word) {
    known->renderings(key_in_lexicon(source[word]), [&](std::string_view rendering, float count) {
      const auto there = sharing_key.find(rendering);
      if (there == sharing_key.end()) return;
      for (const WordId one : there->second) pairs.push_back({word, one, count});
    });
  }
  return pairs;
}

// Which units of a bead are linked: those that both directions believe in, then those that one
// does, beside a link (as in Och and Ney 2003).
std::vector<float> decode(const LinkTable& table, const LinkTuning& tuning) {
  const std::uint32_t rows = table.source_words, columns = table.target_words;
  const std::size_t size = table.forward.size();
  std::vector<float> links(size, 0);
  std::vector<char> source_has(rows, 0), target_has(columns, 0);
  for (std::size_t k = 0; k < size; ++k) {
    if (std::sqrt(table.forward[k] * table.backward[k]) < static_cast<float>(tuning.least_link))
      continue;
    links[k] = (table.forward[k] + table.backward[k]) / 2;
    source_has[k / columns] = target_has[k % columns] = 1;
  }
  const auto linked = [&](std::int64_t s, std::int64_t t) {
    return s >= 0 && t >= 0 && s < rows && t < columns &&
           links[static_cast<std::size_t>(s) * columns + static_cast<std::size_t>(t)] > 0;
  };
  for (bool grown = true; grown;) {
    grown = false;
    for (std::uint32_t s = 0; s < rows; ++s) {
      for (std::uint32_t t = 0; t < columns; ++t) {
        const std::size_t k = std::size_t{s} * columns + t;
        if (links[k] > 0 || (source_has[s] && target_has[t])) continue;
        const float one = std::max(table.forward[k], table.backward[k]);
        if (one < static_cast<float>(tuning.least_grown)) continue;
        const std::int64_t i = s, j = t;
        if (!linked(i - 1, j) && !linked(i + 1, j) && !linked(i, j - 1) && !linked(i, j + 1) &&
            !linked(i - 1, j - 1) && !linked(i + 1, j + 1) && !linked(i - 1, j + 1) &&
            !linked(i + 1, j - 1))
          continue;
        links[k] = (table.forward[k] + table.backward[k]) / 2;
        source_has[s] = target_has[t] = 1;
        grown = true;
      }
    }
  }
  return links;
}

// As fine as an archive keeps it, so that what is linked anew judges like what is kept.
float in_steps(float share) {
  constexpr float kHighest = KeptLinks::kHighest;
  return std::round(std::clamp(share, 0.0F, 1.0F) * kHighest) / kHighest;
}

void fill(BeadLinks& result, const Side& source, const Side& target, const LinkTable& table,
          const LinkTuning& tuning) {
  const std::vector<float> links = decode(table, tuning);
  std::map<std::pair<std::uint32_t, std::uint32_t>, float> words;
  std::vector<float> source_rendered(table.source_words, 0), target_rendered(table.target_words, 0);
  for (std::uint32_t s = 0; s < table.source_words; ++s) {
    for (std::uint32_t t = 0; t < table.target_words; ++t) {
      const std::size_t k = std::size_t{s} * table.target_words + t;
      const float both = std::sqrt(table.forward[k] * table.backward[k]);
      source_rendered[s] += both;
      target_rendered[t] += both;
      if (links[k] == 0) continue;
      float& confidence = words[{source.word_of_unit[s], target.word_of_unit[t]}];
      confidence = std::max(confidence, links[k]);
    }
  }
  for (const auto& [pair, confidence] : words)
    result.links.push_back({pair.first, pair.second, in_steps(confidence)});
  const auto spread = [](const std::vector<float>& of_units, const Side& side,
                         std::vector<LinkedWord>& to) {
    for (std::size_t u = 0; u < of_units.size(); ++u) {
      float& rendered = to[side.word_of_unit[u]].rendered;
      rendered = std::max(rendered, std::min(of_units[u], 1.0F));
    }
  };
  spread(source_rendered, source, result.source_words);
  spread(target_rendered, target, result.target_words);
  for (std::vector<LinkedWord>* words_of_side : {&result.source_words, &result.target_words})
    for (LinkedWord& word : *words_of_side) word.rendered = in_steps(word.rendered);
}

}  // namespace

std::vector<BeadLinks> link_words(const TextToAlign& source, const TextToAlign& target,
                                  std::span<const Bead> beads, const KnownWords* known) {
  const PairToLink pair{&source, &target, beads};
  return std::move(link_words_together({&pair, 1}, known).front());
}

std::vector<std::vector<BeadLinks>> link_words_together(std::span<const PairToLink> pairs,
                                                        const KnownWords* known) {
  std::vector<std::vector<BeadLinks>> result(pairs.size());
  // Beads of all pairs in a row, as many at once as memory should hold.
  struct BeadPlace {
    std::size_t pair, bead;
  };
  std::vector<BeadPlace> places;
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    result[p].reserve(pairs[p].beads.size());
    for (std::size_t b = 0; b < pairs[p].beads.size(); ++b) places.push_back({p, b});
  }
  const LinkTuning tuning;
  for (std::size_t next = 0; next < places.size();) {
    const LanguageTag& source_language = pairs.front().source->language;
    const LanguageTag& target_language = pairs.front().target->language;
    Vocabulary source_vocabulary, target_vocabulary;
    WordReader source_reader(source_vocabulary, source_language, tuning.stem_letters, ""),
        target_reader(target_vocabulary, target_language, tuning.stem_letters, "");
    std::vector<Side> source_sides, target_sides;
    const std::size_t first = next;
    for (std::size_t cells = 0; next < places.size() && cells < kCellsAtOnce; ++next) {
      const PairToLink& pair = pairs[places[next].pair];
      const Bead& bead = pair.beads[places[next].bead];
      Side source = side_of(*pair.source, bead.source, source_reader, source_vocabulary);
      Side target = side_of(*pair.target, bead.target, target_reader, target_vocabulary);
      const std::size_t own = source.units.size() * target.units.size();
      if (own <= kMostCells) cells += own;
      result[places[next].pair].push_back(
          {bead.source, bead.target, source.words, target.words, {}});
      source_sides.push_back(std::move(source));
      target_sides.push_back(std::move(target));
    }
    LinkModel model(source_vocabulary, target_vocabulary, tuning);
    model.know(known_pairs(source_vocabulary, target_vocabulary,
                           source_language.language() == target_language.language(), known));
    std::vector<std::pair<std::size_t, std::uint32_t>> numbers;
    for (std::size_t i = first; i < next; ++i) {
      const Side& s = source_sides[i - first];
      const Side& t = target_sides[i - first];
      const std::size_t cells = s.units.size() * t.units.size();
      if (cells == 0 || cells > kMostCells) continue;
      numbers.emplace_back(i, model.add(s.units, t.units));
    }
    model.learn();
    for (const auto& [i, number] : numbers)
      fill(result[places[i].pair][places[i].bead], source_sides[i - first], target_sides[i - first],
           model.table(number), tuning);
  }
  return result;
}

std::vector<BeadLinks> bead_words(const TextToAlign& source, const TextToAlign& target,
                                  std::span<const Bead> beads) {
  const LinkTuning tuning;
  Vocabulary source_vocabulary, target_vocabulary;
  WordReader source_reader(source_vocabulary, source.language, tuning.stem_letters, ""),
      target_reader(target_vocabulary, target.language, tuning.stem_letters, "");
  std::vector<BeadLinks> result;
  result.reserve(beads.size());
  for (const Bead& bead : beads) {
    result.push_back({bead.source,
                      bead.target,
                      side_of(source, bead.source, source_reader, source_vocabulary).words,
                      side_of(target, bead.target, target_reader, target_vocabulary).words,
                      {}});
  }
  return result;
}

}  // namespace hexapla

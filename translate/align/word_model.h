#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "translate/align/corpus.h"
#include "translate/align/fast_log.h"
#include "translate/align/small_numbers.h"
#include "translate/align/tuning.h"

namespace hexapla {

// Two words known to render each other before any text is seen: cognates, numbers, an archive's
// lexicon.
struct KnownPair {
  WordId given, produced;
  float count;  // how many occurrences that knowledge is worth
};

// How the words of one side (`given`) give rise to those of the other (`produced`): IBM Model 1
// (Brown et al. 1993), where a produced word comes from any word of the sentences that its own may
// render, by the probability of that. Known pairs are counts to start from.
//
// Every question about a pair of sentences is answered without what either of them has taught, so
// that no match can vouch for itself.
class WordModel {
 public:
  WordModel(const SentenceTable& given, std::size_t given_words, const SentenceTable& produced,
            std::size_t produced_words, std::vector<KnownPair> known, const AlignTuning& tuning);

  // Forgets what was learnt and learns from `links`, whose source side is the given one.
  // A count equal to `doubt` is believed by half, smaller ones less: most pairs seen once or twice
  // are accidents.
  void learn(std::span<const SentenceLink> links, double doubt);

  // Asks about one given sentence and a run of produced ones: sums[k] becomes how much more likely
  // the given words make the k-th word of the run than chance does, before dividing by `mass`; a
  // few numbers without meaning follow, so that four can be read at a time. Returns the mass of the
  // given sentence.
  float sums(std::uint32_t given_sentence, std::uint32_t produced_first,
             std::uint32_t produced_past, std::vector<float>& sums);

  // Groups of given sentences that are asked about together, side by side, as a processor likes it:
  // each is the one before it with one sentence more.
  static constexpr std::size_t kLanes = 8;
  struct Masses {
    void set(std::size_t group, float mass, float smoothing) {
      const float one_by_mass = 1 / mass;
      inverse[group] = FourFloats{} + one_by_mass;
      smoothed[group] = FourFloats{} + (smoothing * one_by_mass - 1);
    }
    std::array<FourFloats, kLanes> inverse{}, smoothed{};  // four times the same
  };
  // logs of the ratio for one produced sentence, one a group: from the sums of the sentence that
  // each group has more, which begin with those of the produced sentence, and from the groups'
  // masses. `result` has room for kLanes; what is not of a group has no meaning.
  void log_ratios(std::uint32_t produced_sentence, std::span<const float* const> sums,
                  const Masses& masses, float* result) const;

  // log of how much more likely each word of the produced sentence is given the sentences
  // [given_first, given_past) together than by chance.
  void word_log_ratios(std::uint32_t given_first, std::uint32_t given_past,
                       std::uint32_t produced_sentence, std::vector<float>& result);

  // Calls visit(given, produced, count) for what the links taught of each pair of words, known
  // counts taken off.
  template <typename Visit>
  void for_each_learnt(Visit visit) const {
    for (WordId given = 0; given < given_words_; ++given) {
      std::uint32_t k = first_known_[given];
      for (std::uint32_t e = first_entry_[given]; e < first_entry_[given + 1]; ++e) {
        float count = entry_counts_[e];
        while (k < first_known_[given + 1] && known_[k].produced < entry_words_[e]) ++k;
        if (k < first_known_[given + 1] && known_[k].produced == entry_words_[e])
          count -= known_[k].count;
        visit(given, entry_words_[e], count);
      }
    }
  }

  // What the smoothing gives to every produced word, for the sentence of the last sums().
  float smoothing_mass() const { return smoothing_mass_; }

 private:
  static constexpr std::uint32_t kNone = ~0U;
  static constexpr std::size_t kReadPast = 3;  // numbers after the last that are read with it
  // Where sentences may render each other. Numbered as they came.
  struct Link {
    std::uint32_t given, produced;
    std::uint32_t rank;  // among those of the produced sentence
  };
  // What the words of produced sentences gave to the counts of their pairs with given words,
  // through a link: side by side, as there are more of these than of anything else. By produced
  // sentence, in it by given word.
  struct Taught {
    SmallNumbers place;  // of the produced word, in its sentence
    SmallNumbers given;  // place of the given word, in its sentence
    SmallNumbers rank;   // of the link
    std::vector<float> count;
  };

  // Where each given word may have given rise to something.
  struct Occurrence {
    std::uint32_t link;
    std::uint32_t place;  // of the given word, in its sentence
    float count;          // with the probability of the link
  };
  // Where the words of a kept pair meet.
  struct Meeting {
    std::uint32_t place, entry;  // of the produced word in its table; of the pair in the lexicon
  };

  std::span<const KnownPair> known_of(WordId given) const {
    return std::span(known_).subspan(first_known_[given],
                                     first_known_[given + 1] - first_known_[given]);
  }
  void set_scale();
  void set_trust();
  class Gathered;
  std::vector<float> list_occurrences(std::span<const SentenceLink> links);
  void start_rows(std::span<const SentenceLink> links);
  // `sources`: as list_occurrences() returns them. `gathered` must be empty.
  void gather(WordId given, const std::vector<float>& sources, Gathered& gathered) const;
  // Writes the entries of a given word from `begin` on; returns where they end.
  std::size_t append_row(WordId given, Gathered& gathered, std::size_t begin);
  // Of the entries from `begin` to `past`, all of a given word, keeps the ones most above chance;
  // returns where these end.
  std::size_t cut_row(std::size_t begin, std::size_t past);
  void find_meetings();
  // Calls visit(occurrence, its meetings) for each that has any, by given word.
  template <typename Visit>
  void for_each_meetings(Visit visit);
  // The same for one given word, whose meetings are not listed; `found` is scratch.
  template <typename Visit>
  void find_meetings_of(WordId given, std::vector<Meeting>& found, Visit visit);
  void iterate(bool last, float doubt);
  // `given_counts`: what each meeting gave, or nothing when they are not listed.
  void note_taught(const float* share, const std::vector<float>& given_counts);
  // What a given sentence says of every produced word.
  struct Prepared {
    std::uint32_t sentence = kNone;
    float mass = 0, smoothing_mass = 0;
    std::vector<float> dense;    // by produced word
    std::vector<float> inverse;  // of the totals of the sentence's words
  };
  const Prepared& prepare(std::uint32_t given_sentence);
  void forget(Prepared& prepared);
  template <std::size_t kHalves>
  void log_ratios_of(std::uint32_t produced_sentence, const float* const* sums,
                     const Masses& masses, float* result) const;
  // The part of an occurrence that any produced word there may have.
  float part_of(std::uint32_t occurrence) const {
    const Occurrence& from = occurrences_[occurrence];
    return linked_[links_[from.link].produced] * from.count;
  }
  // What it gives to one of them.
  float given_by(float part, const Meeting& meeting, float share, float denominator) const {
    return share == 0 ? 0 : part * produced_.words[meeting.place].count * share / denominator;
  }

  const SentenceTable& given_;
  const SentenceTable& produced_;
  std::size_t given_words_, produced_words_;
  std::vector<KnownPair> known_;  // by given, then produced
  std::vector<std::uint32_t> first_known_;
  AlignTuning tuning_;

  std::vector<std::uint32_t> first_occurrence_;  // by given word
  std::vector<Occurrence> occurrences_;

  // Few pairs of words are kept, so an iteration that goes through their meetings alone is fast.
  // Listed by occurrence where there are not too many.
  std::vector<std::uint32_t> first_meeting_;  // by occurrence
  std::vector<Meeting> meetings_;
  std::vector<std::uint32_t> entry_of_;  // scratch, by produced word
  std::vector<float> entry_known_;       // of each pair, what is known of it
  // Where pairs are known twice, as look-alikes may be: the pair, and what is added.
  std::vector<std::pair<std::uint32_t, float>> known_again_;

  // The lexicon: for each given word what it gives rise to.
  std::vector<std::uint32_t> first_entry_;
  std::vector<WordId> entry_words_;  // produced, in order
  std::vector<float> entry_counts_;
  std::vector<float> given_total_;     // of counts, with known pairs
  std::vector<float> produced_count_;  // occurrences seen while learning, weighted
  std::vector<float> produced_known_;  // counts of known pairs
  double produced_total_ = 0;

  std::vector<float> linked_;  // by produced sentence: the probability that it renders anything
  std::vector<Link> links_;
  std::vector<std::uint32_t> links_by_given_, first_link_by_given_;
  std::vector<std::uint32_t> links_by_produced_, first_link_by_produced_;
  Taught taught_;
  std::vector<std::uint32_t> first_taught_;  // by produced sentence

  std::vector<float> scale_;  // by produced word: what its sums are multiplied with
  std::vector<float> trust_;  // by produced word of the table: how much it can be believed

  // Scratch of a question.
  std::vector<float> given_mark_;   // by given word: how often the sentence asked about has it
  std::vector<float> denominator_;  // by produced word of the table
  float smoothing_mass_ = 0;
  std::vector<float> inverse_total_;  // by given word, of the sentence asked about
  // Sentences asked about last: who looks at neighbours comes back to them.
  std::array<Prepared, 4> prepared_;
  std::size_t oldest_prepared_ = 0;
  std::vector<float> nothing_;  // for the words of any produced sentence
};

}  // namespace hexapla

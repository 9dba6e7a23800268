// What a word model answers: it learns in word_model.cpp.

#include <algorithm>

#include "translate/align/fast_log.h"
#include "translate/align/word_model.h"

namespace hexapla {
namespace {

// Factors of a word lie within 1e-2 and 1e3: so many of them multiply without leaving a float, and
// cost one logarithm.
constexpr std::uint32_t kFactors = 12;

// Rows become columns.
std::array<FourFloats, 4> turned(const std::array<FourFloats, 4>& rows) {
  const FourFloats a = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5);
  const FourFloats b = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
  const FourFloats c = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
  const FourFloats d = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
  return {__builtin_shufflevector(a, b, 0, 1, 4, 5), __builtin_shufflevector(a, b, 2, 3, 6, 7),
          __builtin_shufflevector(c, d, 0, 1, 4, 5), __builtin_shufflevector(c, d, 2, 3, 6, 7)};
}

}  // namespace

void WordModel::forget(Prepared& prepared) {
  if (prepared.sentence == kNone) return;
  const std::uint32_t first = given_.first_word[prepared.sentence];
  const std::uint32_t past = given_.first_word[prepared.sentence + 1];
  std::size_t touched = 0;
  for (std::uint32_t k = first; k < past; ++k) {
    const WordId given = given_.words[k].word;
    touched += first_entry_[given + 1] - first_entry_[given];
  }
  if (touched * 8 > produced_words_) {
    std::fill(prepared.dense.begin(), prepared.dense.end(), 0.0F);
  } else {
    for (std::uint32_t k = first; k < past; ++k) {
      const WordId given = given_.words[k].word;
      for (std::uint32_t e = first_entry_[given]; e < first_entry_[given + 1]; ++e)
        prepared.dense[entry_words_[e]] = 0;
    }
  }
  prepared.sentence = kNone;
}

const WordModel::Prepared& WordModel::prepare(std::uint32_t given_sentence) {
  const auto words =
      std::span(given_.words)
          .subspan(given_.first_word[given_sentence],
                   given_.first_word[given_sentence + 1] - given_.first_word[given_sentence]);
  for (const WordCount& word : words) given_mark_[word.word] = word.count;
  for (const Prepared& prepared : prepared_) {
    if (prepared.sentence != given_sentence) continue;
    for (std::size_t k = 0; k < words.size(); ++k)
      inverse_total_[words[k].word] = prepared.inverse[k];
    return prepared;
  }
  Prepared& prepared = prepared_[oldest_prepared_];
  oldest_prepared_ = (oldest_prepared_ + 1) % prepared_.size();
  forget(prepared);
  prepared.sentence = given_sentence;
  const auto place = taught_.place.reader(), place_given = taught_.given.reader(),
             rank = taught_.rank.reader();
  const float* const taught = taught_.count.data();
  // Calls visit(place of the produced word in its table, word of this sentence, count) for all that
  // was taught through this sentence.
  const auto for_each_own = [&](auto visit) {
    for (std::uint32_t l = first_link_by_given_[given_sentence];
         l < first_link_by_given_[given_sentence + 1]; ++l) {
      const Link& link = links_[links_by_given_[l]];
      const std::uint32_t first_place = produced_.first_word[link.produced];
      const std::uint32_t past = first_taught_[link.produced + 1];
      for (std::uint32_t t = first_taught_[link.produced]; t < past; ++t)
        if (rank[t] == link.rank)
          visit(first_place + place[t], words[place_given[t]].word, taught[t]);
    }
  };
  const auto smoothing = static_cast<float>(tuning_.smoothing);
  for (const WordCount& word : words) inverse_total_[word.word] = given_total_[word.word];
  for_each_own([&](std::uint32_t, WordId given, float count) { inverse_total_[given] -= count; });
  prepared.mass = static_cast<float>(tuning_.null_word);
  prepared.smoothing_mass = static_cast<float>(tuning_.null_word);
  prepared.inverse.clear();
  float* const dense = prepared.dense.data();
  const WordId* const entry_words = entry_words_.data();
  const float* const entry_counts = entry_counts_.data();
  for (const WordCount& word : words) {
    float& inverse = inverse_total_[word.word];
    inverse = 1 / (std::max(inverse, 0.0F) + smoothing);
    prepared.inverse.push_back(inverse);
    prepared.mass += word.count;
    prepared.smoothing_mass += word.count * smoothing * inverse;
    const float factor = word.count * inverse;
    const std::uint32_t past = first_entry_[word.word + 1];
    for (std::uint32_t e = first_entry_[word.word]; e < past; ++e)
      dense[entry_words[e]] += factor * entry_counts[e];
  }
  for_each_own([&](std::uint32_t at, WordId given, float count) {
    dense[produced_.words[at].word] -= given_mark_[given] * inverse_total_[given] * count;
  });
  return prepared;
}

float WordModel::sums(std::uint32_t given_sentence, std::uint32_t produced_first,
                      std::uint32_t produced_past, std::vector<float>& sums) {
  const Prepared& prepared = prepare(given_sentence);
  smoothing_mass_ = prepared.smoothing_mass;
  const std::uint32_t first = produced_.first_word[produced_first];
  const std::uint32_t count = produced_.first_word[produced_past] - first;
  sums.resize(count + kReadPast);
  const float* const dense = prepared.dense.data();
  const WordCount* const words = produced_.words.data() + first;
  float* const result = sums.data();
  for (std::uint32_t k = 0; k < count; ++k) result[k] = dense[words[k].word];
  // What the produced sentences taught is taken back too, where it was not through this given
  // sentence.
  const auto place = taught_.place.reader(), place_given = taught_.given.reader(),
             rank = taught_.rank.reader();
  const float* const taught = taught_.count.data();
  const float* const inverse_total = inverse_total_.data();
  const Link* const all_links = links_.data();
  for (std::uint32_t sentence = produced_first; sentence < produced_past; ++sentence) {
    const std::uint32_t* const links =
        links_by_produced_.data() + first_link_by_produced_[sentence];
    float* const of_sentence = result + (produced_.first_word[sentence] - first);
    for (std::uint32_t t = first_taught_[sentence]; t < first_taught_[sentence + 1]; ++t) {
      const std::uint32_t through = all_links[links[rank[t]]].given;
      if (through == given_sentence) continue;
      const WordId given = given_.words[given_.first_word[through] + place_given[t]].word;
      if (const float mark = given_mark_[given]; mark != 0)
        of_sentence[place[t]] -= mark * inverse_total[given] * taught[t];
    }
  }
  const auto cap = static_cast<float>(tuning_.ratio_cap);
  const float* const scale = scale_.data();
  for (std::uint32_t k = 0; k < count; ++k)
    result[k] = std::min(std::max(result[k], 0.0F) * scale[words[k].word], cap);
  for (std::uint32_t k = given_.first_word[given_sentence];
       k < given_.first_word[given_sentence + 1]; ++k)
    given_mark_[given_.words[k].word] = 0;
  return prepared.mass;
}

void WordModel::log_ratios(std::uint32_t produced_sentence, std::span<const float* const> sums,
                           const Masses& masses, float* result) const {
  // A sentence that adds nothing where there is no group.
  std::array<const float*, kLanes> added;
  added.fill(nothing_.data());
  std::copy(sums.begin(), sums.end(), added.begin());
  if (sums.size() > kLanes / 2)
    log_ratios_of<2>(produced_sentence, added.data(), masses, result);
  else
    log_ratios_of<1>(produced_sentence, added.data(), masses, result);
}

// Four words at a time as far as words do not depend on each other, then four groups at a time.
template <std::size_t kHalves>
void WordModel::log_ratios_of(std::uint32_t produced_sentence, const float* const* sums,
                              const Masses& masses, float* result) const {
  const std::uint32_t first = produced_.first_word[produced_sentence];
  const std::uint32_t count = produced_.first_word[produced_sentence + 1] - first;
  const WordCount* const words = produced_.words.data() + first;
  const float* const trusts = trust_.data() + first;
  const FourFloats one = FourFloats{} + 1.0F;
  std::array<FourFloats, kHalves> logarithm{}, product;
  product.fill(one);
  std::uint32_t factors = 0;
  const auto take_logarithm = [&] {
    for (std::size_t half = 0; half < kHalves; ++half) {
      logarithm[half] += fast_log(product[half]);
      product[half] = one;
    }
    factors = 0;
  };
  for (std::uint32_t k = 0; k < count; k += 4) {
    const FourFloats trust = load_four(trusts + k);
    FourFloats sum{};
    const auto factor_of = [&](std::size_t group) {
      sum += load_four(sums[group] + k);
      return one + trust * (sum * masses.inverse[group] + masses.smoothed[group]);
    };
    // By group, of four words; turned, by word, of four groups.
    std::array<std::array<FourFloats, 4>, kHalves> factor;
    factor[0] = turned({factor_of(0), factor_of(1), factor_of(2), factor_of(3)});
    if constexpr (kHalves > 1)
      factor[1] = turned({factor_of(4), factor_of(5), factor_of(6), factor_of(7)});
    const WordCount* const word = words + k;
    const bool all_once =
        count - k >= 4 && word[0].count + word[1].count + word[2].count + word[3].count == 4;
    if (all_once && factors + 4 <= kFactors) {
      for (std::size_t half = 0; half < kHalves; ++half)
        product[half] =
            product[half] * factor[half][0] * factor[half][1] * factor[half][2] * factor[half][3];
      factors += 4;
      if (factors == kFactors) take_logarithm();
      continue;
    }
    const std::uint32_t present = std::min(count - k, 4U);
    for (std::uint32_t w = 0; w < present; ++w) {
      for (float times = word[w].count; times > 0; --times) {
        for (std::size_t half = 0; half < kHalves; ++half) product[half] *= factor[half][w];
        if (++factors == kFactors) take_logarithm();
      }
    }
  }
  take_logarithm();
  for (std::size_t half = 0; half < kHalves; ++half) store_four(result + 4 * half, logarithm[half]);
}

void WordModel::word_log_ratios(std::uint32_t given_first, std::uint32_t given_past,
                                std::uint32_t produced_sentence, std::vector<float>& result) {
  const std::uint32_t first = produced_.first_word[produced_sentence];
  result.assign(produced_.first_word[produced_sentence + 1] - first, 0);
  float mass = 0, smoothing = 0;
  std::vector<float> of_one;
  for (std::uint32_t given = given_first; given < given_past; ++given) {
    mass += sums(given, produced_sentence, produced_sentence + 1, of_one);
    smoothing += smoothing_mass_;
    for (std::size_t k = 0; k < result.size(); ++k) result[k] += of_one[k];
  }
  for (std::size_t k = 0; k < result.size(); ++k)
    result[k] = fast_log(1 + trust_[first + k] * ((result[k] + smoothing) / mass - 1));
}

}  // namespace hexapla

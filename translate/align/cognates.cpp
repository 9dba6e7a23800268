#include "translate/align/cognates.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>
#include <mutex>
#include <numeric>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <utility>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

// ICU's transliterators are slow and not safe to share, so each character goes through once in the
// life of the process.
class CharacterSpellings {
 public:
  std::string of(char32_t c) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto found = known_.find(c); found != known_.end()) return found->second;
    }
    const std::unique_lock lock(mutex_);
    return known_.try_emplace(c, spell(c)).first->second;
  }

 private:
  std::string spell(char32_t c) {
    if (!transliterator_) {
      UErrorCode status = U_ZERO_ERROR;
      transliterator_.reset(icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower",
                                                                UTRANS_FORWARD, status));
      if (U_FAILURE(status)) transliterator_.reset();
    }
    std::string result;
    if (!transliterator_) return result;
    icu::UnicodeString text(static_cast<UChar32>(c));
    transliterator_->transliterate(text);
    for (std::int32_t i = 0; i < text.length(); ++i)
      if (const char16_t letter = text.charAt(i); letter >= u'a' && letter <= u'z')
        result.push_back(static_cast<char>(letter));
    return result;
  }

  std::shared_mutex mutex_;
  std::unordered_map<char32_t, std::string> known_;
  std::unique_ptr<icu::Transliterator> transliterator_;
};

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

// Spelling habits that differ between languages, made one. Before and after consonants `w` is more
// often written as a vowel elsewhere (`Rowlett`, `Раулет`), but letters that write no vowels can do
// no better than count it.
std::string levelled(std::string_view spelling, bool only_consonants) {
  std::string result;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    const char next = i + 1 < spelling.size() ? spelling[i + 1] : '\0';
    char c = spelling[i];
    if (c == 'p' && next == 'h')
      c = 'f', ++i;
    else if ((c == 'c' || c == 'k') && next == 'h')
      c = 'h', ++i;
    else if (c == 't' && next == 'h')
      ++i;
    else if (c == 'c' || c == 'q')
      c = 'k';
    else if (c == 'w')
      c = result.empty() || only_consonants ? 'v' : 'u';
    else if (c == 'y' || c == 'j')
      c = 'i';
    else if (c == 'x')
      c = 'k';
    else if (c == 'z')
      c = 's';
    if (result.empty() || result.back() != c) result.push_back(c);
  }
  return result;
}

std::string consonants(std::string_view levelled_word) {
  std::string result;
  for (std::size_t i = 0; i < levelled_word.size(); ++i) {
    char c = levelled_word[i];
    if (is_vowel(c)) continue;
    if (c == 'g') c = 'k';
    if (c == 'p' || c == 'v') c = c == 'p' ? 'b' : 'f';
    if (result.empty() || result.back() != c) result.push_back(c);
  }
  return result;
}

bool writes_no_vowels(std::string_view word) {
  if (word.empty()) return false;
  std::size_t at = 0;
  const char32_t c = take_code_point(word, at);
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFEFC);
}

// A Chinese character alone sounds like too much.
bool is_one_character(std::string_view word) {
  std::size_t at = 0;
  take_code_point(word, at);
  return at == word.size();
}

std::uint32_t letter_count(std::string_view word) {
  std::uint32_t count = 0;
  for (const char c : word)
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
  return count;
}

constexpr std::size_t kLetterPairs = 27 * 27;

// Appends pairs of neighbouring letters, with the ends of the word as letters, as sorted numbers
// below kLetterPairs.
void append_letter_pairs(std::string_view word, std::vector<std::uint16_t>& pairs) {
  const auto first = static_cast<std::ptrdiff_t>(pairs.size());
  unsigned before = 0;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    const unsigned now = i < word.size() ? static_cast<unsigned>(word[i] - 'a' + 1) : 0;
    pairs.push_back(static_cast<std::uint16_t>(before * 27 + now));
    before = now;
  }
  std::sort(pairs.begin() + first, pairs.end());
  pairs.erase(std::unique(pairs.begin() + first, pairs.end()), pairs.end());
}

struct Form {
  WordId word;
  std::uint32_t beginning;  // kNoBeginning for what is shorter or without vowels
  std::uint32_t first_pair, past_pair;
  std::uint32_t size() const { return past_pair - first_pair; }
};

// How the words of one side are spelled, with the pairs of letters of all of them in a row.
struct Forms {
  std::vector<Form> all;
  std::vector<std::uint16_t> pairs;

  std::span<const std::uint16_t> pairs_of(const Form& form) const {
    return std::span(pairs).subspan(form.first_pair, form.size());
  }
};

constexpr std::uint32_t kNoBeginning = 0;
constexpr std::size_t kBeginningLetters = 5;

// The first letters as a number. Words of one root often differ more behind them than letter pairs
// forgive: `analysis`, `analitičar`.
std::uint32_t beginning_of(std::string_view form) {
  if (form.size() < kBeginningLetters) return kNoBeginning;
  std::uint32_t number = 0;
  for (const char c : form.substr(0, kBeginningLetters))
    number = number * 27 + static_cast<std::uint32_t>(c - 'a' + 1);
  return number;
}

Forms forms_of(const Vocabulary& vocabulary, bool only_consonants) {
  Forms forms;
  for (WordId word = 0; word < vocabulary.size(); ++word) {
    const Vocabulary::Word& entry = vocabulary[word];
    if (entry.word_class != WordClass::word || is_one_character(entry.spelling)) continue;
    std::string form = levelled(rough_spelling(entry.spelling), only_consonants);
    if (only_consonants) form = consonants(form);
    if (form.size() < (only_consonants ? 3U : 4U)) continue;
    const auto first = static_cast<std::uint32_t>(forms.pairs.size());
    append_letter_pairs(form, forms.pairs);
    forms.all.push_back({word, only_consonants ? kNoBeginning : beginning_of(form), first,
                         static_cast<std::uint32_t>(forms.pairs.size())});
  }
  return forms;
}

// Gives pairs of letters the numbers of their ranks, the rarest first, and orders those of each
// form by them.
void rank_pairs(Forms& a, Forms& b) {
  std::vector<std::uint32_t> count(kLetterPairs, 0);
  for (const Forms* const forms : {&a, &b})
    for (const std::uint16_t pair : forms->pairs) ++count[pair];
  std::vector<std::uint16_t> order(kLetterPairs), rank(kLetterPairs);
  std::iota(order.begin(), order.end(), std::uint16_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint16_t x, std::uint16_t y) { return count[x] < count[y]; });
  for (std::size_t r = 0; r < kLetterPairs; ++r) rank[order[r]] = static_cast<std::uint16_t>(r);
  for (Forms* const forms : {&a, &b}) {
    for (std::uint16_t& pair : forms->pairs) pair = rank[pair];
    for (const Form& form : forms->all)
      std::sort(forms->pairs.begin() + form.first_pair, forms->pairs.begin() + form.past_pair);
  }
}

// Finds the forms of two texts that share most of their pairs of letters (Dice's coefficient), or
// the beginning.
//
// Forms that share so many have one of their rarest pairs in common (the prefix filter of Xiao et
// al., "Efficient Similarity Joins for Near Duplicate Detection", 2008), and a hash of all pairs
// tells most others that have one by accident. At most kMostLookedAt forms are looked at for each,
// those with the rarest pairs first, so that time is linear in the words.
class AlikeForms {
 public:
  AlikeForms(Forms& source, Forms& target, float least_dice)
      : source_(source), target_(target), least_dice_(least_dice), first_(kLetterPairs + 1, 0) {
    rank_pairs(source, target);
    for (const Form& form : target_.all)
      for (const std::uint16_t pair : rarest_of(target_, form)) ++first_[pair + 1];
    for (std::size_t pair = 0; pair < kLetterPairs; ++pair) first_[pair + 1] += first_[pair];
    places_.resize(first_.back());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::uint32_t f = 0; f < target_.all.size(); ++f) {
      const Form& form = target_.all[f];
      const std::uint64_t hash = hash_of(target_, form);
      for (const std::uint16_t pair : rarest_of(target_, form))
        places_[next[pair]++] = {hash, f, form.size()};
      if (form.beginning != kNoBeginning) beginnings_.emplace_back(form.beginning, f);
    }
    std::sort(beginnings_.begin(), beginnings_.end());
  }

  // Calls keep(form of the source, form of the target, Dice's coefficient).
  template <typename Keep>
  void for_each(Keep keep) {
    std::vector<std::uint32_t> seen(target_.all.size(), 0);
    for (std::uint32_t s = 0; s < source_.all.size(); ++s) {
      const Form& form = source_.all[s];
      const std::uint64_t hash = hash_of(source_, form);
      std::uint32_t left = kMostLookedAt;
      for (const std::uint16_t pair : rarest_of(source_, form)) {
        const std::uint32_t first = first_[pair];
        const std::uint32_t count = std::min(first_[pair + 1] - first, left);
        left -= count;
        for (const Place& place : std::span(places_).subspan(first, count)) {
          const auto strange = static_cast<std::uint32_t>(std::popcount(hash & ~place.hash));
          if (dice_of(form.size() - strange, form.size(), place.form_size) < least_dice_ ||
              seen[place.form] == s + 1)
            continue;
          seen[place.form] = s + 1;
          const Form& other = target_.all[place.form];
          const float dice = dice_of(form, other);
          if (dice >= least_dice_ || begin_alike(form, other)) keep(form, other, dice);
        }
      }
      if (form.beginning == kNoBeginning) continue;
      for (auto at = std::lower_bound(beginnings_.begin(), beginnings_.end(),
                                      std::pair(form.beginning, 0U));
           at != beginnings_.end() && at->first == form.beginning; ++at) {
        const Form& other = target_.all[at->second];
        if (seen[at->second] != s + 1) keep(form, other, dice_of(form, other));
      }
    }
  }

 private:
  static constexpr std::uint32_t kMostLookedAt = 2000;

  struct Place {  // of a pair of letters
    std::uint64_t hash;
    std::uint32_t form, form_size;
  };

  // A bit for each pair; some share one.
  static std::uint64_t hash_of(const Forms& forms, const Form& form) {
    std::uint64_t hash = 0;
    for (const std::uint16_t pair : forms.pairs_of(form)) hash |= std::uint64_t{1} << pair % 64U;
    return hash;
  }

  static float dice_of(std::uint32_t shared, std::uint32_t size, std::uint32_t other_size) {
    return 2.0F * static_cast<float>(shared) / static_cast<float>(size + other_size);
  }
  float dice_of(const Form& form, const Form& other) const {
    const auto a = source_.pairs_of(form), b = target_.pairs_of(other);
    std::uint32_t shared = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
      shared += a[i] == b[j] ? 1 : 0;
      const bool forward = a[i] <= b[j];
      j += b[j] <= a[i] ? 1 : 0;
      i += forward ? 1 : 0;
    }
    return dice_of(shared, form.size(), other.size());
  }
  static bool begin_alike(const Form& form, const Form& other) {
    return form.beginning != kNoBeginning && form.beginning == other.beginning;
  }
  // The pairs of which one at least is shared with any form that is alike: of those that are not,
  // too few are left.
  std::span<const std::uint16_t> rarest_of(const Forms& forms, const Form& form) const {
    constexpr float kRounding = 1e-3F;
    const float least = least_dice_ * static_cast<float>(form.size()) / (2 - least_dice_);
    const auto shared = static_cast<std::uint32_t>(std::max(1.0F, std::ceil(least - kRounding)));
    return forms.pairs_of(form).first(form.size() + 1 - std::min(shared, form.size()));
  }

  const Forms& source_;
  const Forms& target_;
  float least_dice_;
  std::vector<std::uint32_t> first_;  // of the places of each pair
  std::vector<Place> places_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> beginnings_;  // with the form, in order
};

bool any_without_vowels(const Vocabulary& vocabulary) {
  std::size_t without = 0, all = 0;
  for (WordId word = 0; word < vocabulary.size(); ++word) {
    if (vocabulary[word].word_class != WordClass::word) continue;
    ++all;
    if (writes_no_vowels(vocabulary[word].spelling)) ++without;
  }
  return without * 2 > all;
}

}  // namespace

std::string rough_spelling(std::string_view folded_word) {
  static CharacterSpellings spellings;
  std::string result;
  for (std::size_t at = 0; at < folded_word.size();) {
    const char32_t c = take_code_point(folded_word, at);
    if (c >= 'a' && c <= 'z')
      result.push_back(static_cast<char>(c));
    else
      result += spellings.of(c);
  }
  return result;
}

std::vector<KnownPair> find_cognates(const Vocabulary& source, const Vocabulary& target,
                                     bool same_language, const AlignTuning& tuning) {
  std::vector<KnownPair> pairs;
  const auto weight = static_cast<float>(tuning.cognate_weight);
  // Equal as they are.
  for (WordId word = 0; word < source.size(); ++word) {
    std::string_view key = source[word].key;
    const bool bridged = key.starts_with(kBridgeMark);
    if (bridged) key.remove_prefix(kBridgeMark.size());
    const auto found = target.find(key);
    if (!found) continue;
    float worth = weight;
    if (source[word].word_class == WordClass::number)
      worth = static_cast<float>(tuning.number_weight);
    else if (bridged || same_language)
      worth = static_cast<float>(tuning.same_word_weight);
    else if (source[word].word_class == WordClass::word)
      // Short words of two languages are often alike by accident.
      worth *= std::min(1.0F, static_cast<float>(letter_count(key)) / 5);
    pairs.push_back({word, *found, worth});
  }
  // Alike in letters.
  const bool skeleton = any_without_vowels(source) || any_without_vowels(target);
  Forms source_forms = forms_of(source, skeleton);
  Forms target_forms = forms_of(target, skeleton);
  const auto keep = [&](const Form& form, const Form& other, float dice) {
    if (source[form.word].spelling != target[other.word].spelling)
      pairs.push_back({form.word, other.word, weight * dice * dice});
  };
  AlikeForms(source_forms, target_forms, static_cast<float>(tuning.cognate_dice)).for_each(keep);
  std::sort(pairs.begin(), pairs.end(), [](const KnownPair& a, const KnownPair& b) {
    return a.given != b.given ? a.given < b.given : a.produced < b.produced;
  });
  return pairs;
}

}  // namespace hexapla

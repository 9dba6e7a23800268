#include "store/search/run_mender.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "store/text/chinese_characters.h"
#include "store/text/edit_distance.h"
#include "store/text/fold.h"
#include "store/text/segment.h"

namespace hexapla {
namespace {

// A longer run is a sentence, and looked for as such.
constexpr std::size_t kMostCharacters = 32;
constexpr std::size_t kFewestForTwoEdits = 8;

}  // namespace

std::vector<ByteRange> characters_of_run(const std::vector<SearchWord>& words, std::size_t first) {
  std::vector<ByteRange> places;
  for (std::size_t i = first; i < words.size(); ++i) {
    if (words[i].kind == SearchWord::Kind::pair) {
      places.push_back({words[i].range.begin, words[i + 1].range.begin});
      continue;
    }
    if (words[i].kind == SearchWord::Kind::last_one) places.push_back(words[i].range);
    break;
  }
  return places;
}

RunMender::RunMender(std::string_view nfc_run) : text_(nfc_run) {
  std::vector<SearchWord> words;
  reader_.read(text_, words);
  places_ = characters_of_run(words, 0);
  if (places_.size() > kMostCharacters) places_.clear();
  for (const ByteRange& place : places_) run_.push_back(number_of(place.of(text_)));
  for (std::size_t i = 0; i + 1 < run_.size(); ++i) terms_.push_back(words[i].term);
  if (run_.size() >= kFewestForTwoEdits) most_edits_ = 2;
}

std::uint32_t RunMender::number_of(std::string_view character) {
  const auto known = numbers_.find(character);
  if (known != numbers_.end()) return known->second;
  // Characters that are written differently and folded alike have one number.
  const auto next = static_cast<std::uint32_t>(numbers_.size());
  const std::uint32_t number = numbers_.try_emplace(fold(character), next).first->second;
  numbers_.emplace(character, number);
  return number;
}

void RunMender::look_through(std::string_view nfc_segment) {
  segment_ = nfc_segment;
  words_of_segment_.reset();
  std::vector<SearchWord> words;
  reader_.read(nfc_segment, words);
  for (std::size_t first = 0; first < words.size();) {
    const std::vector<ByteRange> places = characters_of_run(words, first);
    Characters characters;
    std::set<std::size_t> begins;  // where the run may begin, going by pairs in common
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
      for (std::size_t own = 0; own < terms_.size(); ++own) {
        if (terms_[own] != words[first + i].term) continue;
        const std::size_t least = own + most_edits_;
        for (std::size_t begin = i > least ? i - least : 0;
             begin <= i + most_edits_ && begin + own <= i + most_edits_; ++begin)
          begins.insert(begin);
      }
    }
    if (!begins.empty()) {
      for (const ByteRange& place : places) characters.push_back(number_of(place.of(nfc_segment)));
    }
    for (const std::size_t begin : begins) look_from(begin, places, characters);
    first += std::max<std::size_t>(1, places.size());
  }
}

void RunMender::look_from(std::size_t begin, const std::vector<ByteRange>& places,
                          const Characters& characters) {
  for (std::size_t count = run_.size() - most_edits_; count <= run_.size() + most_edits_; ++count) {
    if (count < 2 || begin + count > characters.size()) continue;
    consider({places[begin].begin, places[begin + count - 1].end}, characters.data() + begin,
             count);
  }
}

void RunMender::consider(ByteRange written, const std::uint32_t* characters, std::size_t count) {
  const std::uint32_t* const past = characters + count;
  const bool has_first = characters[0] == run_.front(), has_last = past[-1] == run_.back();
  const std::size_t edits =
      edits_between(std::span<const std::uint32_t>(run_), std::span(characters, count));
  Met met{edits, Change::inside, 1, run_.size()};
  if (met.edits == 0 || met.edits > most_edits_) return;
  if (count == run_.size() && std::is_permutation(characters, past, run_.begin(), run_.end())) {
    // Characters in another order are the run's own, at its ends too.
  } else if (count == run_.size() && met.edits == 1) {
    const auto other = std::mismatch(characters, past, run_.begin()).first - characters;
    met.exchanged = static_cast<std::size_t>(other);
    if (!has_first) met.change = Change::first;
    if (!has_last) met.change = Change::last;
  } else if (count + 1 == run_.size() && met.edits == 1 && !(has_first && has_last)) {
    met.change = has_first ? Change::without_last : Change::without_first;
    ++(has_first ? without_last_ : without_first_);
  } else if (!has_first || !has_last) {
    return;
  }
  if (!is_of_words(written)) return;
  const auto [place, is_new] = met_.emplace(written.of(segment_), met);
  if (!is_new) ++place->second.times;
}

bool RunMender::is_of_words(ByteRange range) {
  if (!words_of_segment_) words_of_segment_ = segment_words(segment_, LanguageTag::undetermined());
  const auto& words = *words_of_segment_;
  return std::any_of(words.begin(), words.end(),
                     [&](const ByteRange& word) { return word.begin == range.begin; }) &&
         std::any_of(words.begin(), words.end(),
                     [&](const ByteRange& word) { return word.end == range.end; });
}

bool RunMender::sounds_alike(std::string_view written, const Met& met) const {
  if (met.exchanged == run_.size()) return false;
  const std::string sound = mandarin_sound(places_[met.exchanged].of(text_));
  if (sound.empty()) return false;
  SearchWords reader;
  std::vector<SearchWord> words;
  reader.read(written, words);
  return sound == mandarin_sound(characters_of_run(words, 0).at(met.exchanged).of(written));
}

bool RunMender::is_likely(const Met& met, bool sounds_alike) const {
  constexpr std::size_t kFewestForOtherEnd = 4;
  switch (met.change) {
    case Change::inside:
      return true;
    case Change::without_first:
      return run_.size() >= kFewestForOtherEnd;
    case Change::without_last:
      return true;
    case Change::first:
    case Change::last:
      break;
  }
  if (sounds_alike) return true;
  const std::size_t rest = met.change == Change::first ? without_first_ : without_last_;
  return run_.size() >= kFewestForOtherEnd && met.times * 2 > rest &&
         mandarin_sound(places_[met.exchanged].of(text_)).empty();
}

std::vector<std::string> RunMender::best(std::size_t limit) const {
  struct Candidate {
    bool is_shorter;
    std::size_t edits;
    bool sounds_otherwise;
    std::size_t times;
    std::string_view written;
  };
  std::vector<Candidate> candidates;
  for (const auto& [written, met] : met_) {
    const bool is_alike = sounds_alike(written, met);
    if (!is_likely(met, is_alike)) continue;
    const bool is_shorter =
        met.change == Change::without_first || met.change == Change::without_last;
    candidates.push_back({is_shorter, met.edits, !is_alike, met.times, written});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.is_shorter, a.edits, a.sounds_otherwise, b.times, a.written) <
           std::tuple(b.is_shorter, b.edits, b.sounds_otherwise, a.times, b.written);
  });
  std::vector<std::string> best;
  for (const Candidate& one : candidates) {
    if (best.size() == limit || one.is_shorter != candidates[0].is_shorter) break;
    best.emplace_back(one.written);
  }
  return best;
}

}  // namespace hexapla

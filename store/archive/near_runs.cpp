#include "store/archive/near_runs.h"

#include <algorithm>

#include "store/archive/lookup.h"
#include "store/search/run_mender.h"
#include "store/search/similar.h"
#include "store/text/chinese_characters.h"
#include "store/text/fold.h"
#include "store/text/segment.h"

namespace hexapla {
namespace {

// Of a run of two, or of three with the one between miswritten, no pair is right.
constexpr std::size_t kLongestWithoutPair = 3;

// By ICU's dictionaries. Of two characters that sound right together few are a word.
bool is_word(std::string_view text) {
  return segment_words(text, LanguageTag::undetermined()).size() == 1;
}

// `AXC` for `ABC`, where X sounds like B and the index has AX; of a run of two, words only.
std::vector<std::string> sounding_alike(const IndexReader& index, std::string_view run) {
  constexpr std::size_t kMostPairs = 500;
  SearchWords reader;
  std::vector<SearchWord> words;
  reader.read(run, words);
  const std::vector<ByteRange> places = characters_of_run(words, 0);
  if (places.size() < 2) return {};
  const std::string sound = mandarin_sound(places[1].of(run));
  if (sound.empty()) return {};
  const std::string first = fold(places[0].of(run));
  std::vector<std::pair<std::uint64_t, std::string>> alike;  // how many texts have it
  for (const std::string& pair : index.terms_with(first, kMostPairs)) {
    if (mandarin_sound(std::string_view(pair).substr(first.size())) == sound &&
        (places.size() > 2 || is_word(pair)))
      alike.emplace_back(index.texts_with(pair), pair + std::string(run.substr(places[1].end)));
  }
  std::stable_sort(alike.begin(), alike.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> texts;
  for (auto& [count, text] : alike) texts.push_back(std::move(text));
  return texts;
}

}  // namespace

std::vector<std::string> near_runs(const Reading& reading, const IndexReader& index,
                                   std::string_view nfc_run, std::size_t limit) {
  constexpr std::size_t kMostSegments = 200;
  constexpr double kShare = 0.5;
  std::vector<std::string> near = in_other_characters(nfc_run);
  RunMender mender(nfc_run);
  for (const SegmentPlace& place :
       find_similar(index, mender.terms(), kShare, false, kMostSegments)) {
    const auto view = reading.view(address_of(
        reading.snapshot(), {{place.facts.article, place.facts.order}, place.facts.number}));
    if (view && place.segment < view->segment_count())
      mender.look_through(view->segment(place.segment).text);
  }
  const auto add = [&](std::vector<std::string> more) {
    for (std::string& one : more) {
      if (std::find(near.begin(), near.end(), one) == near.end()) near.push_back(std::move(one));
    }
  };
  if (mender.characters() <= kLongestWithoutPair) add(sounding_alike(index, nfc_run));
  add(mender.best(limit));
  if (near.size() > limit) near.resize(limit);
  return near;
}

}  // namespace hexapla

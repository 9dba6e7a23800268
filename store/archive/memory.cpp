#include "store/archive/memory.h"

#include <algorithm>
#include <map>

#include "store/archive/lookup.h"
#include "store/model/error.h"
#include "store/search/likeness.h"
#include "store/search/query.h"
#include "store/search/similar.h"
#include "store/text/normalize.h"
#include "store/text/utf8.h"

namespace hexapla {

namespace {

constexpr std::size_t kMostCompared = 400;

[[noreturn]] void refuse(const char* field, const std::string& problem) {
  throw InputError({.file = {}, .line = {}, .field = field, .byte = {}}, problem);
}

// A tag takes in those that are more particular.
bool is_of_language(const RevisionAddress& address, const std::string& wanted) {
  const std::string has = address.variant.language().text();
  return wanted.empty() || has == wanted || has.starts_with(wanted + "-");
}

std::string canonical(const char* field, const std::string& tag) {
  if (tag.empty()) return tag;
  const auto parsed = LanguageTag::parse(tag);
  if (!parsed) refuse(field, "“" + tag + "” is no language tag: en, zh-Hant and uk are");
  return parsed->text();
}

}  // namespace

std::vector<MemoryMatch> look_up_memory(const Reading& reading, const MemoryRequest& request) {
  if (request.sentence.size() > kMaxQueryBytes) {
    refuse("sentence", "a sentence has at most " + std::to_string(kMaxQueryBytes) +
                           " bytes, this one has " + std::to_string(request.sentence.size()) +
                           ": look its sentences up one by one");
  }
  if (const auto bad = first_invalid_utf8(request.sentence))
    refuse("sentence", "a sentence is UTF-8, this one is not at byte " + std::to_string(*bad));
  if (request.least_percent < 1 || request.least_percent > 100)
    refuse("least", "a percentage is 1 to 100");
  const std::string language = canonical("language", request.language);
  const std::string target = canonical("to", request.target_language);

  SearchWords words;
  const std::string sentence = to_nfc(trimmed(request.sentence));
  if (sentence.empty()) refuse("sentence", "there is no sentence to look up");
  const ComparedSentence wanted(sentence, words);
  const IndexReader index(reading.snapshot());
  const auto places = find_similar(index, wanted.terms(), request.least_percent / 100.0,
                                   request.all_revisions, kMostCompared);

  std::vector<MemoryMatch> matches;
  std::map<std::string, std::size_t, std::less<>> met;  // text to match
  for (const SegmentPlace& place : places) {
    const RevisionAddress address = address_of(
        reading.snapshot(), {{place.facts.article, place.facts.order}, place.facts.number});
    if (!is_of_language(address, language)) continue;
    const auto view = reading.view(address);
    if (!view || place.segment >= view->segment_count()) {
      throw StoreError(StoreError::Kind::corrupt, "the search index names a segment that " +
                                                      address.text() +
                                                      " does not have: run `hexapla reindex`");
    }
    const std::string_view text = view->segment(place.segment).text;
    if (const auto found = met.find(text); found != met.end()) {
      ++matches[found->second].repeated;
      continue;
    }
    const int percent = wanted.percent_of(ComparedSentence(text, words));
    if (percent < request.least_percent) continue;
    auto renderings = find_renderings(reading, address, {place.segment, 1});
    std::erase_if(renderings,
                  [&](const Rendering& one) { return !is_of_language(one.address, target); });
    if (renderings.empty() && !target.empty()) continue;
    met.emplace(text, matches.size());
    matches.push_back(
        {address, place.segment, std::string(text), percent, std::move(renderings), 0});
  }
  std::stable_sort(matches.begin(), matches.end(), [](const MemoryMatch& a, const MemoryMatch& b) {
    return a.percent > b.percent;
  });
  const std::size_t limit = std::clamp<std::size_t>(request.limit, 1, kMostMemoryMatches);
  if (matches.size() > limit)
    matches.erase(matches.begin() + static_cast<std::ptrdiff_t>(limit), matches.end());
  return matches;
}

}  // namespace hexapla

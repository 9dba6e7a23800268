#include "store/archive/meant_search.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <numeric>

#include "store/search/near_terms.h"
#include "store/search/query.h"
#include "store/text/normalize.h"

namespace hexapla {
namespace {

constexpr std::size_t kMostUnknown = 3, kMostNear = 6, kMostSearches = 8;

struct UnknownWord {
  ByteRange range;  // in the query
  std::vector<NearTerm> near;
};

// The words of `phrases` that are nowhere, in their order, each with what is near; nothing where
// one of them is near to nothing.
std::vector<UnknownWord> unknown_words(const IndexReader& index,
                                       const std::vector<QueryPhrase>& phrases) {
  std::vector<const QueryWord*> unknown;
  for (const QueryPhrase& phrase : phrases) {
    for (const QueryWord& word : phrase) {
      if (word.may_be_name && !word.is_prefix && index.texts_with(word.term) == 0)
        unknown.push_back(&word);
    }
  }
  if (unknown.size() > kMostUnknown) return {};
  std::vector<UnknownWord> words;
  for (const QueryWord* word : unknown) {
    words.push_back({word->range, near_terms(index, word->term, kMostNear)});
    if (words.back().near.empty()) return {};
  }
  std::sort(words.begin(), words.end(), [](const UnknownWord& a, const UnknownWord& b) {
    return a.range.begin < b.range.begin;
  });
  return words;
}

// For each unknown word which of the near ones is taken: the nearest of all first.
std::vector<std::vector<std::size_t>> choices_of(const std::vector<UnknownWord>& words) {
  std::vector<std::vector<std::size_t>> choices{{}};
  for (const UnknownWord& word : words) {
    std::vector<std::vector<std::size_t>> longer;
    for (const auto& choice : choices) {
      for (std::size_t i = 0; i < word.near.size(); ++i) {
        longer.push_back(choice);
        longer.back().push_back(i);
      }
    }
    choices.swap(longer);
  }
  std::stable_sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) {
    return std::accumulate(a.begin(), a.end(), 0U) < std::accumulate(b.begin(), b.end(), 0U);
  });
  if (choices.size() > kMostSearches) choices.resize(kMostSearches);
  return choices;
}

// The query with other words in the places of the unknown ones.
std::string rewritten(const std::string& query, const std::vector<UnknownWord>& words,
                      const std::vector<std::string>& meant) {
  std::string text;
  std::size_t past = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += query.substr(past, words[i].range.begin - past) + meant[i];
    past = words[i].range.end;
  }
  return text + query.substr(past);
}

// `term` as it stands in what was found; else itself.
std::string as_written(const SearchPage& page, const std::string& term) {
  SearchWords reader;
  for (const FoundVersion& version : page.versions) {
    for (const FoundSegment& segment : version.segments) {
      std::vector<SearchWord> words;
      reader.read(segment.text, words);
      for (const SearchWord& word : words) {
        if (word.term->text == term) return std::string(word.range.of(segment.text));
      }
    }
  }
  return term;
}

// A capital that somebody did not write is one of the sentence that was found.
std::string in_case_of(const std::string& written, const std::string& meant) {
  const auto lower = [](const std::string& text) {
    std::string lowered;
    icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()).toUTF8String(lowered);
    return lowered;
  };
  return lower(written) == written ? lower(meant) : meant;
}

// Searches with near words in the places of `words`, of which each finds something.
std::vector<MeantSearch> that_find(const Reading& reading, const SearchRequest& request,
                                   const std::vector<UnknownWord>& words, std::size_t limit) {
  std::vector<MeantSearch> found;
  const std::string query = to_nfc(request.query);
  for (const auto& choice : choices_of(words)) {
    if (found.size() == limit) break;
    std::vector<std::string> meant;
    for (std::size_t i = 0; i < words.size(); ++i) meant.push_back(words[i].near[choice[i]].term);
    MeantSearch one{request, {}};
    one.request.query = rewritten(query, words, meant);
    one.request.cursor.clear();
    SearchRequest first = one.request;
    first.limit = first.segments_of_version = 1;
    const SearchPage page = search(reading, first);
    if (page.versions.empty()) continue;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string written(words[i].range.of(query));
      meant[i] = in_case_of(written, as_written(page, meant[i]));
      one.words.push_back({written, meant[i]});
    }
    one.request.query = rewritten(query, words, meant);
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace

std::vector<MeantSearch> meant_searches(const Reading& reading, const SearchRequest& request,
                                        std::size_t limit) {
  const IndexReader index(reading.snapshot());
  const auto phrases = parse_query(request.query, request.phrase);
  const auto words = unknown_words(index, phrases);
  if (words.empty()) return {};
  std::vector<MeantSearch> found = that_find(reading, request, words, limit);
  if (!found.empty() || request.anywhere || phrases.size() < 2) return found;
  SearchRequest anywhere = request;
  anywhere.anywhere = true;
  return that_find(reading, anywhere, words, limit);
}

}  // namespace hexapla

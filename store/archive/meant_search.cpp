#include "store/archive/meant_search.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <numeric>

#include "store/archive/near_runs.h"
#include "store/search/letter_class.h"
#include "store/search/near_terms.h"
#include "store/search/query.h"
#include "store/text/code_points.h"
#include "store/text/normalize.h"
#include "store/text/segment.h"
#include "store/text/white_space.h"

namespace hexapla {
namespace {

constexpr std::size_t kMostMended = 3, kMostNear = 6, kMostSearches = 8;

// What occurs nowhere.
struct Unknown {
  ByteRange range;                 // in the query
  std::vector<std::string> meant;  // the likeliest first; an empty one: it is left out
  std::string rest;  // what of it is kept if nothing of `meant` does: the longest word
};

// Goes through a query for what occurs nowhere, and what it may have been.
class UnknownFinder {
 public:
  UnknownFinder(const Reading& reading, const SearchRequest& request)
      : reading_(reading), request_(request), index_(reading.snapshot()) {}

  // In the order of the query.
  std::vector<Unknown> find() {
    query_ = to_nfc(request_.query);
    for (const QueryPhrase& phrase : parse_query(request_.query, request_.phrase)) {
      for (std::size_t i = 0; i < phrase.size();) {
        std::size_t past = i + 1;
        if (is_of_run(phrase[i])) {
          while (past < phrase.size() && is_of_run(phrase[past]) &&
                 phrase[past].range.begin < phrase[past - 1].range.end)
            ++past;
          look_at_run({phrase[i].range.begin, phrase[past - 1].range.end});
        } else {
          look_at_word(phrase[i]);
        }
        i = past;
      }
    }
    return std::move(unknown_);
  }

 private:
  static bool is_of_run(const QueryWord& word) {
    return word.kind == SearchWord::Kind::pair || word.kind == SearchWord::Kind::last_one;
  }

  void look_at_word(const QueryWord& word) {
    for (const WordGroup& group :
         ResolvedQuery({QueryPhrase{word}}, index_, request_.names).groups()) {
      for (const std::string& term : group.terms) {
        if (index_.texts_with(term) > 0) return;
      }
    }
    std::vector<std::string> meant;
    if (word.kind == SearchWord::Kind::word && !word.is_prefix && takes_one_more()) {
      for (NearTerm& near : near_terms(index_, word.term, kMostNear))
        meant.push_back(std::move(near.term));
    }
    add(word.range, std::move(meant));
  }

  void look_at_run(ByteRange range) {
    const std::string_view run = range.of(query_);
    if (stands_somewhere(run)) return;
    if (!takes_one_more()) return add(range, {});
    std::vector<std::string> meant = near_runs(reading_, index_, run, kMostNear);
    std::erase_if(meant, [&](const std::string& near) { return !stands_somewhere(near); });
    std::string all, longest;
    for (std::string& word : words_of(run)) {
      all += (all.empty() ? "" : " ") + word;
      if (word.size() > longest.size()) longest = std::move(word);
    }
    if (meant.empty() && !all.empty()) meant.push_back(std::move(all));
    add(range, std::move(meant), std::move(longest));
  }

  bool takes_one_more() { return mended_++ < kMostMended; }

  void add(ByteRange range, std::vector<std::string> meant, std::string rest = {}) {
    if (meant.empty()) meant.emplace_back();
    unknown_.push_back({range, std::move(meant), std::move(rest)});
  }

  bool stands_somewhere(std::string_view run) const {
    SearchRequest alone;
    alone.query = run;
    alone.phrase = true;
    alone.all_revisions = request_.all_revisions;
    alone.limit = alone.segments_of_version = 1;
    return !search(reading_, alone).versions.empty();
  }

  // The run as words that ICU's dictionaries know, or two of them together, each mended; what
  // cannot be, and single characters, which say too little, are left out.
  std::vector<std::string> words_of(std::string_view run) const {
    constexpr std::size_t kMostWords = 8, kMostJoined = 2;
    const auto ranges = segment_words(run, LanguageTag::undetermined());
    std::vector<std::string> words;
    if (ranges.size() < 2 || ranges.size() > kMostWords) return words;
    for (std::size_t i = 0; i < ranges.size();) {
      std::size_t joined = std::min(kMostJoined, ranges.size() - i);
      std::string word;
      for (; joined > 0; --joined) {
        const ByteRange together{ranges[i].begin, ranges[i + joined - 1].end};
        if (together.end - together.begin == run.size()) continue;
        word = mended(together.of(run));
        if (!word.empty()) break;
      }
      if (!word.empty()) words.push_back(std::move(word));
      i += std::max<std::size_t>(1, joined);
    }
    return words;
  }

  // Itself, or the first that is near to it and stands somewhere; else empty.
  std::string mended(std::string_view word) const {
    if (after_code_point(word, 0) == word.size()) return {};
    if (stands_somewhere(word)) return std::string(word);
    for (std::string& near : near_runs(reading_, index_, word, kMostNear)) {
      if (stands_somewhere(near)) return std::move(near);
    }
    return {};
  }

  const Reading& reading_;
  const SearchRequest& request_;
  IndexReader index_;
  std::string query_;
  std::vector<Unknown> unknown_;
  std::size_t mended_ = 0;
};

// For each unknown one which of those that it may have been is taken: the likeliest of all first.
std::vector<std::vector<std::size_t>> choices_of(const std::vector<Unknown>& unknown) {
  std::vector<std::vector<std::size_t>> choices{{}};
  for (const Unknown& one : unknown) {
    std::vector<std::vector<std::size_t>> longer;
    for (const auto& choice : choices) {
      for (std::size_t i = 0; i < one.meant.size(); ++i) {
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

// What leaves the query with a word: the mark that joins it to the one beside it, the quotation
// marks about it alone, white space on one side.
ByteRange with_what_goes_too(std::string_view query, ByteRange word) {
  static const SearchLetters letter_class;
  enum class Beside { edge, space, quote, joint, letter };
  const auto beside = [&](std::size_t at) {
    const char32_t c = code_point_at(query, at);
    if (is_white_space(static_cast<UChar32>(c))) return Beside::space;
    if (is_quote_mark(c)) return Beside::quote;
    return letter_class(c) == SearchLetter::separator ? Beside::joint : Beside::letter;
  };
  std::size_t begin = word.begin, end = word.end;
  const auto on_left = [&] {
    return begin == 0 ? Beside::edge : beside(before_code_point(query, begin));
  };
  const auto on_right = [&] { return end == query.size() ? Beside::edge : beside(end); };
  const auto take_left = [&](Beside what) {
    while (on_left() == what) begin = before_code_point(query, begin);
  };
  const auto take_right = [&](Beside what) {
    while (on_right() == what) end = after_code_point(query, end);
  };
  take_left(Beside::joint);
  if (begin == word.begin) take_right(Beside::joint);
  if (on_left() == Beside::quote && on_right() == Beside::quote) {
    begin = before_code_point(query, begin);
    end = after_code_point(query, end);
  }
  if (on_right() == Beside::edge || on_right() == Beside::quote) {
    take_left(Beside::space);
  } else if (on_left() != Beside::letter) {
    take_right(Beside::space);
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// The query with other words in the places of the unknown ones.
std::string rewritten(const std::string& query, const std::vector<Unknown>& unknown,
                      const std::vector<std::string>& meant) {
  std::string text = query;
  for (std::size_t i = unknown.size(); i-- > 0;) {
    ByteRange range = unknown[i].range;
    if (meant[i].empty()) range = with_what_goes_too(text, range);
    text.replace(range.begin, range.end - range.begin, meant[i]);
  }
  return text;
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

// Searches with what may have been meant in the places of `unknown`, of which each finds something.
std::vector<MeantSearch> that_find(const Reading& reading, const SearchRequest& request,
                                   const std::vector<Unknown>& unknown, std::size_t limit) {
  std::vector<MeantSearch> found;
  const std::string query = to_nfc(request.query);
  for (const auto& choice : choices_of(unknown)) {
    if (found.size() == limit) break;
    std::vector<std::string> meant;
    for (std::size_t i = 0; i < unknown.size(); ++i) meant.push_back(unknown[i].meant[choice[i]]);
    MeantSearch one{request, {}};
    one.request.query = rewritten(query, unknown, meant);
    one.request.cursor.clear();
    SearchRequest first = one.request;
    first.limit = first.segments_of_version = 1;
    if (parse_query(first.query, first.phrase).empty()) continue;
    const SearchPage page = search(reading, first);
    if (page.versions.empty()) continue;
    for (std::size_t i = 0; i < unknown.size(); ++i) {
      const std::string written(unknown[i].range.of(query));
      if (!meant[i].empty()) meant[i] = in_case_of(written, as_written(page, meant[i]));
      one.words.push_back({written, meant[i]});
    }
    one.request.query = rewritten(query, unknown, meant);
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace

std::vector<MeantSearch> meant_searches(const Reading& reading, const SearchRequest& request,
                                        std::size_t limit) {
  std::vector<Unknown> unknown = UnknownFinder(reading, request).find();
  if (unknown.empty()) return {};
  const auto in_one_sentence_or_anywhere = [&] {
    std::vector<MeantSearch> found = that_find(reading, request, unknown, limit);
    if (!found.empty() || request.anywhere || request.phrase) return found;
    SearchRequest anywhere = request;
    anywhere.anywhere = true;
    return that_find(reading, anywhere, unknown, limit);
  };
  std::vector<MeantSearch> found = in_one_sentence_or_anywhere();
  if (!found.empty()) return found;
  bool is_other = false;
  for (Unknown& one : unknown) {
    if (one.meant[0] != one.rest) is_other = true;
    one.meant = {one.rest};
  }
  return is_other ? in_one_sentence_or_anywhere() : found;
}

}  // namespace hexapla

#include "store/search/query.h"

#include <algorithm>

#include "store/model/error.h"
#include "store/search/abjad_names.h"
#include "store/search/names.h"
#include "store/text/code_points.h"
#include "store/text/normalize.h"
#include "store/text/utf8.h"
#include "store/text/white_space.h"

namespace hexapla {
namespace {

constexpr std::size_t kMostCompletions = 500;
constexpr std::size_t kMostSpellings = 32;
constexpr double kOneName = 0.8;

class QueryParser {
 public:
  std::vector<QueryPhrase> parse(std::string_view text, bool as_phrase) {
    text_ = text;
    if (as_phrase) {
      add_piece(text, false);
      return std::move(phrases_);
    }
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t here = at;
      const char32_t c = take_code_point(text, at);
      const bool is_quote = is_quote_mark(c);
      if (!is_quote && (quoted || !is_white_space(c))) continue;
      add_piece(text.substr(begin, here - begin), !quoted);
      if (is_quote) quoted = !quoted;
      begin = at;
    }
    add_piece(text.substr(begin), !quoted);
    return std::move(phrases_);
  }

 private:
  void add_piece(std::string_view piece, bool star_is_one) {
    const bool is_prefix = star_is_one && piece.size() > 1 && piece.ends_with('*');
    words_.clear();
    reader_.read(piece, words_);
    if (words_.empty()) return;
    const auto begin = static_cast<std::uint32_t>(piece.data() - text_.data());
    QueryPhrase phrase;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const SearchWord& word = words_[i];
      const bool is_last = i + 1 == words_.size();
      const bool after_pair = i > 0 && words_[i - 1].kind == SearchWord::Kind::pair;
      const bool ends_run = word.kind == SearchWord::Kind::last_one;
      // In the text other characters may follow, which then make a pair of it.
      if (ends_run && is_last && after_pair) break;
      const bool is_single = ends_run && is_last;
      phrase.push_back({word.term->text,
                        is_single || (is_prefix && is_last && word.kind == SearchWord::Kind::word),
                        is_single,
                        word.kind,
                        {begin + word.range.begin, begin + word.range.end}});
    }
    count_ += phrase.size();
    if (count_ > kMaxQueryWords) {
      throw InputError({}, "a query has at most " + std::to_string(kMaxQueryWords) +
                               " words (each two characters of a script without spaces are one): "
                               "leave some out");
    }
    phrases_.push_back(std::move(phrase));
  }

  std::string_view text_;
  SearchWords reader_;
  std::vector<SearchWord> words_;
  std::vector<QueryPhrase> phrases_;
  std::size_t count_ = 0;
};

double likeness_of_names(const std::string& term, const std::string& latin,
                         const std::string& other) {
  const std::string other_latin = romanized(other);
  if (is_abjad(term)) return abjad_likeness(term, is_abjad(other) ? other : other_latin);
  return is_abjad(other) ? abjad_likeness(other, latin) : name_likeness(latin, other_latin);
}

// Terms of the index that may be the same name, the likeliest first.
std::vector<std::string> spellings(const IndexReader& index, const std::string& term) {
  const std::string latin = romanized(term);
  std::vector<std::pair<double, std::string>> found;
  const auto look_up = [&](const std::string& skeleton, bool only_abjads) {
    for (const std::string& name : index.terms_with(name_term_prefix(skeleton), kMostCompletions)) {
      const std::string other(term_of_name_term(name));
      if (other == term || (only_abjads && !is_abjad(other))) continue;
      const double likeness = likeness_of_names(term, latin, other);
      if (likeness >= kOneName) found.emplace_back(likeness, other);
    }
  };
  for (const std::string& skeleton : name_skeletons(latin)) look_up(skeleton, false);
  if (!is_abjad(term)) {
    for (const std::string& skeleton : abjad_skeletons(latin)) look_up(skeleton, true);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::string> terms;
  for (auto& [likeness, other] : found) {
    if (std::find(terms.begin(), terms.end(), other) == terms.end()) terms.push_back(other);
    if (terms.size() == kMostSpellings) break;
  }
  return terms;
}

}  // namespace

bool is_quote_mark(char32_t c) {
  return c == U'"' || c == U'“' || c == U'”' || c == U'„' || c == U'«' || c == U'»' || c == U'「' ||
         c == U'」' || c == U'＂';
}

std::vector<QueryPhrase> parse_query(std::string_view text, bool as_phrase) {
  if (text.size() > kMaxQueryBytes) {
    throw InputError({}, "a query has at most " + std::to_string(kMaxQueryBytes) +
                             " bytes, this one has " + std::to_string(text.size()) +
                             ": ask for a part of it");
  }
  if (const auto bad = first_invalid_utf8(text))
    throw InputError({}, "a query is UTF-8, this one is not at byte " + std::to_string(*bad));
  return QueryParser().parse(to_nfc(text), as_phrase);
}

ResolvedQuery::ResolvedQuery(const std::vector<QueryPhrase>& phrases, const IndexReader& index,
                             bool names) {
  for (const QueryPhrase& phrase : phrases) {
    std::vector<Choice> choices;
    for (const QueryWord& word : phrase) {
      Choice choice{{word.term}, word.is_single};
      if (word.is_prefix) choice.terms = index.terms_with(word.term, kMostCompletions);
      if (names && word.kind == SearchWord::Kind::word) {
        for (std::string& other : spellings(index, word.term))
          choice.terms.push_back(std::move(other));
      }
      std::sort(choice.terms.begin(), choice.terms.end());
      choice.terms.erase(std::unique(choice.terms.begin(), choice.terms.end()), choice.terms.end());
      choices.push_back(std::move(choice));
    }
    phrases_.push_back(std::move(choices));
  }
}

bool ResolvedQuery::Choice::has(const std::string& term) const {
  return std::binary_search(terms.begin(), terms.end(), term);
}

std::vector<WordGroup> ResolvedQuery::groups() const {
  std::vector<WordGroup> groups;
  for (const auto& phrase : phrases_) {
    for (const Choice& choice : phrase) {
      const bool is_there = std::any_of(groups.begin(), groups.end(), [&](const WordGroup& group) {
        return group.terms == choice.terms;
      });
      if (!is_there) groups.push_back({choice.terms, false});
    }
  }
  return groups;
}

bool ResolvedQuery::has_phrases() const {
  return std::any_of(phrases_.begin(), phrases_.end(),
                     [](const auto& phrase) { return phrase.size() > 1; });
}

std::vector<ByteRange> ResolvedQuery::places_in(std::string_view segment, bool all_wanted) const {
  thread_local SearchWords reader;
  reader.forget_if_many();
  std::vector<SearchWord> words;
  reader.read(segment, words);
  std::vector<ByteRange> places;
  for (const auto& phrase : phrases_) {
    bool is_found = false;
    for (std::size_t i = 0; i + phrase.size() <= words.size(); ++i) {
      std::size_t same = 0;
      while (same < phrase.size() && phrase[same].has(words[i + same].term->text)) ++same;
      if (same < phrase.size()) continue;
      is_found = true;
      ByteRange place{words[i].range.begin, words[i + same - 1].range.end};
      if (phrase.back().is_single) {
        // Of a pair only the first character was asked for.
        place.end =
            static_cast<std::uint32_t>(after_code_point(segment, words[i + same - 1].range.begin));
      }
      places.push_back(place);
    }
    if (!is_found && all_wanted) return {};
  }
  std::sort(places.begin(), places.end());
  std::vector<ByteRange> joined;
  for (const ByteRange& place : places) {
    if (!joined.empty() && place.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, place.end);
    } else {
      joined.push_back(place);
    }
  }
  return joined;
}

}  // namespace hexapla

#include "store/search/indexed_text.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "store/search/block.h"
#include "store/search/names.h"
#include "store/search/postings.h"
#include "store/search/words.h"
#include "store/text/code_points.h"

namespace hexapla {
namespace {

// Names are written with a capital where a script has them; where it has none any word may be one.
bool may_be_name(std::string_view spelling) {
  const auto c = static_cast<UChar32>(code_point_at(spelling, 0));
  if (u_isUUppercase(c) || u_istitle(c)) return true;
  return u_tolower(c) == c && u_toupper(c) == c;
}

const std::vector<std::string>& name_terms(const SearchTerm& term) {
  if (!term.names) {
    term.names.emplace();
    for (const std::string& skeleton : name_skeletons(romanized(term.text))) {
      term.names->push_back(name_term(skeleton, term.text));
    }
  }
  return *term.names;
}

struct TermOfText {
  const SearchTerm* term;
  std::vector<std::uint32_t> segments;
  bool is_name = false;
};

// Collects the terms of texts. The vectors are kept from text to text.
class TextReader {
 public:
  IndexedText read(std::string_view language, const std::vector<std::string_view>& segments) {
    words_of_.forget_if_many();
    ++text_;
    used_ = 0;
    IndexedText made;
    for (std::uint32_t segment = 0; segment < segments.size(); ++segment) {
      words_.clear();
      words_of_.read(segments[segment], words_);
      for (const SearchWord& word : words_) {
        TermOfText& found = term_of_text(word.term);
        if (found.segments.empty() || found.segments.back() != segment) {
          found.segments.push_back(segment);
        }
        // At the beginning of a sentence any word has a capital.
        if (word.kind == SearchWord::Kind::word && !found.is_name && &word != &words_.front()) {
          found.is_name = may_be_name(word.range.of(segments[segment]));
        }
        if (word.kind != SearchWord::Kind::last_one && made.words < UINT32_MAX) ++made.words;
      }
    }
    write(language, made);
    return made;
  }

 private:
  TermOfText& term_of_text(const SearchTerm* term) {
    if (term->met_in == text_) return terms_[term->slot];
    term->met_in = text_;
    term->slot = static_cast<std::uint32_t>(used_);
    if (used_ == terms_.size()) terms_.emplace_back();
    TermOfText& made = terms_[used_++];
    made.term = term;
    made.segments.clear();
    made.is_name = false;
    return made;
  }

  void write(std::string_view language, IndexedText& made) {
    std::vector<std::pair<std::string_view, const TermOfText*>> sorted;
    sorted.reserve(used_ + 2);
    for (std::size_t i = 0; i < used_; ++i) sorted.emplace_back(terms_[i].term->text, &terms_[i]);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });

    BlockWriter writer([&](std::string_view end, std::string_view block) {
      made.blocks.push_back({std::string(end), std::string(block)});
    });
    std::string postings;
    const auto add = [&](std::string_view term, const std::vector<std::uint32_t>& segments) {
      postings.clear();
      put_segments(postings, segments);
      writer.add({term, 0, 0, 1, postings});
    };
    const std::vector<std::uint32_t> whole{0};
    for (const std::string& term : other_terms(language)) add(term, whole);
    for (const auto& [term, found] : sorted) add(term, found->segments);
    writer.flush();
  }

  // Languages and names, sorted: they stand before all words.
  std::vector<std::string> other_terms(std::string_view language) const {
    std::vector<std::string> terms;
    terms.push_back(language_term(language));
    if (const auto hyphen = language.find('-'); hyphen != std::string_view::npos) {
      terms.push_back(language_term(language.substr(0, hyphen)));
    }
    for (std::size_t i = 0; i < used_; ++i) {
      if (!terms_[i].is_name) continue;
      const std::vector<std::string>& names = name_terms(*terms_[i].term);
      terms.insert(terms.end(), names.begin(), names.end());
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
  }

  SearchWords words_of_;
  std::vector<SearchWord> words_;
  std::vector<TermOfText> terms_;
  std::size_t used_ = 0;
  std::uint64_t text_ = 0;
};

}  // namespace

IndexedText index_text(std::string_view language, const std::vector<std::string_view>& segments) {
  thread_local TextReader reader;
  return reader.read(language, segments);
}

std::string language_term(std::string_view tag) { return "\x01" + std::string(tag); }

}  // namespace hexapla

#include "store/search/indexed_text.h"

#include <algorithm>

#include "store/search/block.h"
#include "store/search/first_bytes.h"
#include "store/search/names.h"
#include "store/search/postings.h"
#include "store/search/words.h"

namespace hexapla {
namespace {

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
        if (word.may_be_name && &word != &words_.front()) found.is_name = true;
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
    sort_terms(language);
    BlockWriter writer([&](std::string_view end, std::string_view block) {
      made.blocks.push_back({std::string(end), std::string(block)});
    });
    const std::vector<std::uint32_t> whole{0};
    std::string_view last;
    for (const Sorted& term : sorted_) {
      if (term.text == last) continue;  // two spellings of one name
      last = term.text;
      postings_.clear();
      put_segments(postings_, term.found == nullptr ? whole : term.found->segments);
      writer.add({{0, 0, postings_}, term.text, 1});
    }
    writer.flush();
  }

  // Words, and what the text has besides them: its language and its names.
  void sort_terms(std::string_view language) {
    sorted_.clear();
    const auto take = [&](std::string_view text, std::uint64_t order, const TermOfText* found) {
      sorted_.push_back({order, text, found});
    };
    language_ = language_term(language);
    take(language_, first_bytes(language_), nullptr);
    if (const auto hyphen = language.find('-'); hyphen != std::string_view::npos) {
      main_language_ = language_term(language.substr(0, hyphen));
      take(main_language_, first_bytes(main_language_), nullptr);
    }
    for (std::size_t i = 0; i < used_; ++i) {
      const TermOfText& found = terms_[i];
      take(found.term->text, found.term->first_bytes, &found);
      if (!found.is_name) continue;
      for (const std::string& name : name_terms(*found.term))
        take(name, first_bytes(name), nullptr);
    }
    std::sort(sorted_.begin(), sorted_.end(), [](const Sorted& a, const Sorted& b) {
      return a.order != b.order ? a.order < b.order : a.text < b.text;
    });
  }

  struct Sorted {
    std::uint64_t order;  // first_bytes() of the text
    std::string_view text;
    const TermOfText* found;  // null: a property of the whole text
  };

  SearchWords words_of_;
  std::vector<SearchWord> words_;
  std::vector<TermOfText> terms_;
  std::size_t used_ = 0;
  std::vector<Sorted> sorted_;
  std::string language_, main_language_, postings_;
  std::uint64_t text_ = 0;
};

}  // namespace

IndexedText index_text(std::string_view language, const std::vector<std::string_view>& segments) {
  thread_local TextReader reader;
  return reader.read(language, segments);
}

std::string language_term(std::string_view tag) { return "\x01" + std::string(tag); }

}  // namespace hexapla

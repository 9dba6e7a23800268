#include "store/search/posting_cursor.h"

#include <algorithm>

namespace hexapla {
namespace {

class TermCursor : public PostingCursor {
 public:
  TermCursor(const Snapshot& rows, const Run& run, std::string_view term)
      : rows_(rows), prefix_(run_key(run)), term_(term) {
    if (!load(0)) return;
    texts_ = reader_.entry().texts;
    if (texts_ == 0) fail_search_index("does not begin with the beginning of a word");
    open_entry();
  }

  bool is_open() const { return is_open_; }
  std::uint32_t texts() const override { return texts_; }
  std::uint32_t text() const override { return postings_.text(); }
  void segments(std::vector<std::uint32_t>& segments) override { postings_.segments(segments); }

  bool advance_to(std::uint32_t text) override {
    if (!is_open_) return false;
    if (reader_.entry().last < text && !skip_to_entry(text)) return is_open_ = false;
    if (!postings_.advance_to(text)) fail_search_index("ends before its last text");
    return true;
  }

 private:
  void open_entry() {
    postings_.open(reader_.entry());
    is_open_ = true;
  }

  // An entry further on in the block, else in the block that an index lookup gives.
  bool skip_to_entry(std::uint32_t text) {
    while (reader_.next()) {
      if (reader_.entry().term != term_) return false;
      if (reader_.entry().last >= text) {
        open_entry();
        return true;
      }
    }
    if (!load(text)) return false;
    open_entry();
    return true;
  }

  // Finds the first entry of the term that ends at `text` or later.
  bool load(std::uint32_t text) {
    std::string from = prefix_;
    append_block_end(from, term_, text);
    bool is_found = false;
    rows_.scan(Table::postings, from, [&](std::string_view key, std::string_view block) {
      if (!key.starts_with(prefix_)) return false;
      reader_ = BlockReader(block);
      is_found = reader_.find(term_);
      while (is_found && reader_.entry().last < text) {
        is_found = reader_.next() && reader_.entry().term == term_;
      }
      return false;
    });
    return is_found;
  }

  const Snapshot& rows_;
  std::string prefix_;
  std::string_view term_;
  BlockReader reader_;
  PostingReader postings_;
  std::uint32_t texts_ = 0;
  bool is_open_ = false;
};

// Several words taken for one: read whole, which is bearable within a run.
class MergedCursor : public PostingCursor {
 public:
  void add(PostingCursor& cursor) {
    do {
      Posting posting{cursor.text(), {}};
      cursor.segments(posting.segments);
      postings_.push_back(std::move(posting));
    } while (cursor.advance_to(postings_.back().text + 1));
  }
  void sort() {
    std::stable_sort(postings_.begin(), postings_.end(),
                     [](const Posting& a, const Posting& b) { return a.text < b.text; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < postings_.size(); ++i) {
      if (kept > 0 && postings_[kept - 1].text == postings_[i].text) {
        auto& segments = postings_[kept - 1].segments;
        segments.insert(segments.end(), postings_[i].segments.begin(), postings_[i].segments.end());
      } else {
        if (kept != i) postings_[kept] = std::move(postings_[i]);
        ++kept;
      }
    }
    postings_.resize(kept);
    for (Posting& posting : postings_) {
      std::sort(posting.segments.begin(), posting.segments.end());
      posting.segments.erase(std::unique(posting.segments.begin(), posting.segments.end()),
                             posting.segments.end());
    }
  }

  std::uint32_t texts() const override { return static_cast<std::uint32_t>(postings_.size()); }
  std::uint32_t text() const override { return postings_[at_].text; }
  bool advance_to(std::uint32_t text) override {
    while (at_ < postings_.size() && postings_[at_].text < text) ++at_;
    return at_ < postings_.size();
  }
  void segments(std::vector<std::uint32_t>& segments) override {
    segments = postings_[at_].segments;
  }

 private:
  struct Posting {
    std::uint32_t text;
    std::vector<std::uint32_t> segments;
  };
  std::vector<Posting> postings_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<PostingCursor> open_postings(const Snapshot& rows, const Run& run,
                                             const std::vector<std::string>& terms) {
  if (terms.size() == 1) {
    auto cursor = std::make_unique<TermCursor>(rows, run, terms[0]);
    if (!cursor->is_open()) return nullptr;
    return cursor;
  }
  auto merged = std::make_unique<MergedCursor>();
  for (const std::string& term : terms) {
    TermCursor cursor(rows, run, term);
    if (cursor.is_open()) merged->add(cursor);
  }
  if (!merged->texts()) return nullptr;
  merged->sort();
  return merged;
}

}  // namespace hexapla

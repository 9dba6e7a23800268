#include "store/search/merge.h"

#include <algorithm>

#include "store/search/block.h"
#include "store/search/first_bytes.h"
#include "store/search/names.h"
#include "store/search/postings.h"

namespace hexapla {
namespace {

constexpr std::string_view kNoBeginning = "does not begin with the beginning of a word";

// Walks a run that is being merged away, deleting each block once it has been walked through.
class ConsumedRun {
 public:
  // `offset`: by how much its texts are older than the newest of the run that is made. Blocks that
  // are gone are counted in `consumed`.
  ConsumedRun(RebuildWriter& rows, const Run& run, std::uint32_t offset, std::string_view after,
              std::uint64_t& consumed)
      : rows_(rows), consumed_(consumed), prefix_(run_key(run)), offset_(offset) {
    std::string from = prefix_;
    from += after;
    load(from, after);
    // The last block that was taken in may have ended with this very term.
    while (is_open_ && reader_.entry().term <= after) step();
  }

  bool is_open() const { return is_open_; }
  const IndexEntry& entry() const { return reader_.entry(); }
  std::uint32_t offset() const { return offset_; }

  void step() {
    if (reader_.next()) {
      first_bytes_ = first_bytes(reader_.entry().term);
      return;
    }
    rows_.del(Table::postings, key_);
    ++consumed_;
    load(key_ + '\0', {});
  }

  bool has_term_of(const ConsumedRun& other) const {
    return first_bytes_ == other.first_bytes_ && entry().term == other.entry().term;
  }
  // By the present term; of one term the newer texts first.
  bool is_before(const ConsumedRun& other) const {
    if (first_bytes_ != other.first_bytes_) return first_bytes_ < other.first_bytes_;
    const int order = entry().term.compare(other.entry().term);
    return order != 0 ? order < 0 : offset_ < other.offset_;
  }

 private:
  // Opens the first block whose key is not before `from`, at the first term that is not before
  // `term`.
  void load(const std::string& from, std::string_view term) {
    is_open_ = false;
    rows_.scan(Table::postings, from, [&](std::string_view key, std::string_view block) {
      if (!key.starts_with(prefix_)) return false;
      // Copied: what is written meanwhile may move what lies in the store.
      key_ = key;
      block_ = block;
      is_open_ = true;
      return false;
    });
    if (!is_open_) return;
    reader_ = BlockReader(block_);
    if (!reader_.seek(term)) fail_search_index("has not the word that its key names");
    first_bytes_ = first_bytes(reader_.entry().term);
  }

  RebuildWriter& rows_;
  std::uint64_t& consumed_;
  std::string prefix_;
  std::uint32_t offset_;
  std::string key_, block_;
  BlockReader reader_;
  std::uint64_t first_bytes_ = 0;
  bool is_open_ = false;
};

// Joins the entries that all children have for one term, the newest texts first.
class TermMerger {
 public:
  TermMerger(std::vector<ConsumedRun>& children, BlockWriter& writer) : writer_(writer) {
    for (ConsumedRun& child : children) {
      if (child.is_open()) order_.push_back(&child);
    }
    std::sort(order_.begin(), order_.end(),
              [](const ConsumedRun* a, const ConsumedRun* b) { return a->is_before(*b); });
  }

  // Takes in the least term that any child has; false when nothing is left.
  bool merge_next() {
    if (order_.empty()) return false;
    std::size_t with_term = 1;
    while (with_term < order_.size() && order_[with_term]->has_term_of(*order_[0])) ++with_term;
    if (with_term == 1 && !is_name_term(order_[0]->entry().term)) {
      move_over(*order_[0]);
    } else {
      merge(with_term);
    }
    while (with_term > 0) settle(--with_term);
    return true;
  }

 private:
  // Of a term that one child has alone, the entries are as they would be gathered.
  void move_over(ConsumedRun& child) {
    if (child.entry().texts == 0) fail_search_index(kNoBeginning);
    do {
      IndexEntry entry = child.entry();
      entry.first += child.offset();
      entry.last += child.offset();
      writer_.add(entry);
      child.step();
    } while (child.is_open() && child.entry().texts == 0);
  }

  // The first `with_term` children have the term.
  void merge(std::size_t with_term) {
    term_.assign(order_[0]->entry().term);
    std::uint64_t texts = 0;
    const bool is_name = is_name_term(term_);
    for (std::size_t i = 0; i < with_term; ++i) {
      const IndexEntry& entry = order_[i]->entry();
      if (entry.texts == 0) fail_search_index(kNoBeginning);
      if (!is_name || texts == 0) texts += entry.texts;
    }
    texts_left_to_say_ = static_cast<std::uint32_t>(texts);
    bool wants_more = true;
    for (std::size_t i = 0; i < with_term; ++i) {
      ConsumedRun& child = *order_[i];
      do {
        if (wants_more) add(child.entry(), child.offset());
        // That a name is there is all that its term says: its newest text stands for all.
        if (is_name) wants_more = false;
        child.step();
      } while (child.is_open() && child.entry().texts == 0);
    }
    write();
  }

  // Puts the child at `place` where it belongs among those after it, which are in order.
  void settle(std::size_t place) {
    ConsumedRun* const child = order_[place];
    if (!child->is_open()) {
      order_.erase(order_.begin() + static_cast<std::ptrdiff_t>(place));
      return;
    }
    for (; place + 1 < order_.size() && order_[place + 1]->is_before(*child); ++place)
      order_[place] = order_[place + 1];
    order_[place] = child;
  }

  void add(const IndexEntry& entry, std::uint32_t offset) {
    if (!gathered_.empty() && !gathered_.has_room(entry.postings.size())) write();
    gathered_.add({entry.first + offset, entry.last + offset, entry.postings, entry.has_streaks});
  }
  void write() {
    if (gathered_.empty()) return;
    writer_.add({gathered_.entry(), term_, texts_left_to_say_});
    texts_left_to_say_ = 0;
    gathered_.clear();
  }

  std::vector<ConsumedRun*> order_;  // those with something left, by is_before()
  BlockWriter& writer_;
  std::string term_;  // that is being gathered
  PostingWriter gathered_;
  std::uint32_t texts_left_to_say_ = 0;
};

}  // namespace

std::string progress_key(const Run& run) { return "merge" + run_key(run); }

std::string encode_progress(const MergeProgress& progress) {
  std::string row;
  put_varint(row, progress.blocks);
  put_varint(row, progress.consumed);
  put_varint(row, progress.written);
  row += progress.last;
  return row;
}

MergeProgress decode_progress(std::string_view row) {
  IndexBytes bytes(row);
  MergeProgress progress;
  progress.blocks = bytes.number();
  progress.consumed = bytes.number();
  progress.written = bytes.number();
  progress.last = bytes.rest();
  return progress;
}

void merge_until(RebuildWriter& rows, const Run& run, std::uint64_t target,
                 MergeProgress& progress) {
  std::vector<ConsumedRun> children;
  children.reserve(kRunsMerged);
  for (std::uint32_t age = 0; age < kRunsMerged; ++age) {
    const Run child = run.child(age);
    children.emplace_back(rows, child, static_cast<std::uint32_t>(age * child.texts()),
                          progress.last, progress.consumed);
  }
  const std::string prefix = run_key(run);
  BlockWriter writer([&](std::string_view end, std::string_view block) {
    rows.put(Table::postings, prefix + std::string(end), block);
  });
  TermMerger merger(children, writer);
  bool has_merged = false;
  while (progress.consumed < target && merger.merge_next()) has_merged = true;
  if (has_merged) progress.last = writer.term();
  writer.flush();
  progress.written += writer.blocks();
}

}  // namespace hexapla

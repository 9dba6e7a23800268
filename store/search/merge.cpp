#include "store/search/merge.h"

#include <array>
#include <functional>
#include <optional>

#include "store/search/block.h"
#include "store/search/names.h"
#include "store/search/postings.h"

namespace hexapla {
namespace {

// Walks a run that is being merged away, deleting each block once it has been walked through.
class ConsumedRun {
 public:
  // `offset`: by how much its texts are older than the newest of the run that is made.
  ConsumedRun(RebuildWriter& rows, const Run& run, std::uint32_t offset, std::string_view after)
      : rows_(rows), prefix_(run_key(run)), offset_(offset) {
    std::string from = prefix_;
    from += after;
    load(from);
    while (is_open_ && reader_.entry().term <= after) step();
    consumed_ = 0;  // what was walked through before has been counted before
  }

  bool is_open() const { return is_open_; }
  const IndexEntry& entry() const { return reader_.entry(); }
  std::uint32_t offset() const { return offset_; }
  std::uint64_t consumed() const { return consumed_; }

  void step() {
    if (reader_.next()) return;
    rows_.del(Table::postings, key_);
    ++consumed_;
    load(key_ + '\0');
  }

 private:
  void load(const std::string& from) {
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
    if (!reader_.next()) fail_search_index("is empty");
  }

  RebuildWriter& rows_;
  std::string prefix_;
  std::uint32_t offset_;
  std::string key_, block_;
  BlockReader reader_;
  bool is_open_ = false;
  std::uint64_t consumed_ = 0;
};

// Joins the entries that all children have for one term, the newest texts first.
class TermMerger {
 public:
  TermMerger(std::vector<ConsumedRun>& children, BlockWriter& writer)
      : children_(children), writer_(writer) {}

  // Takes the least term that any child has into `term`; false when nothing is left.
  bool merge_next(std::string& term) {
    with_term_.clear();
    for (ConsumedRun& child : children_) {
      if (!child.is_open()) continue;
      const int order =
          with_term_.empty() ? -1 : child.entry().term.compare(with_term_[0]->entry().term);
      if (order > 0) continue;
      if (order < 0) with_term_.clear();
      with_term_.push_back(&child);
    }
    if (with_term_.empty()) return false;
    term.assign(with_term_[0]->entry().term);
    merge(term);
    return true;
  }

 private:
  void merge(const std::string& term) {
    std::uint64_t texts = 0;
    const bool is_name = is_name_term(term);
    for (const ConsumedRun* child : with_term_) {
      if (child->entry().texts == 0)
        fail_search_index("does not begin with the beginning of a word");
      if (!is_name || texts == 0) texts += child->entry().texts;
    }
    texts_left_to_say_ = static_cast<std::uint32_t>(texts);
    bool wants_more = true;
    for (ConsumedRun* child : with_term_) {
      do {
        if (wants_more) add(term, child->entry(), child->offset());
        // That a name is there is all that its term says: its newest text stands for all.
        if (is_name) wants_more = false;
        child->step();
      } while (child->is_open() && child->entry().texts == 0);
    }
    write(term);
  }

  void add(const std::string& term, const IndexEntry& entry, std::uint32_t offset) {
    if (!gathered_.empty() && !gathered_.has_room(entry.postings.size())) write(term);
    gathered_.add(entry.first + offset, entry.last + offset, entry.postings);
  }
  void write(const std::string& term) {
    if (gathered_.empty()) return;
    writer_.add(
        {term, gathered_.first(), gathered_.last(), texts_left_to_say_, gathered_.postings()});
    texts_left_to_say_ = 0;
    gathered_.clear();
  }

  std::vector<ConsumedRun>& children_;
  std::vector<ConsumedRun*> with_term_;
  BlockWriter& writer_;
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
                          progress.last);
  }
  const std::uint64_t before = progress.consumed;
  const std::string prefix = run_key(run);
  BlockWriter writer([&](std::string_view end, std::string_view block) {
    rows.put(Table::postings, prefix + std::string(end), block);
  });
  TermMerger merger(children, writer);
  while (progress.consumed < target && merger.merge_next(progress.last)) {
    progress.consumed = before;
    for (const ConsumedRun& child : children) progress.consumed += child.consumed();
  }
  writer.flush();
  progress.written += writer.blocks();
}

}  // namespace hexapla

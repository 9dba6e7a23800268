#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>

#include "store/engine/engine.h"
#include "store/search/indexed_text.h"
#include "store/search/runs.h"
#include "store/search/text_facts.h"

namespace hexapla {

// Keeps the search index up to date, event by event; a text's number is that of the event that
// added it. What stands in the tables depends on the events alone: see runs.h.
class IndexWriter {
 public:
  // `rows` must outlive this.
  explicit IndexWriter(RebuildWriter& rows) : rows_(rows) {}

  // Takes in the text that event `text` added. `facts.words` is set from `indexed`.
  void add(std::uint64_t text, const IndexedText& indexed, TextFacts facts);
  // A newer revision of the same variant has come, or has gone again. Nothing happens to a number
  // that no text has.
  void supersede(std::uint64_t text) { mark(text, true); }
  void restore(std::uint64_t text) { mark(text, false); }

  // Takes texts out as if they had never been added: their words are nowhere any more. What shares
  // a run with them is made anew from its texts, which `words_of` gives: up to 8^kTopLevel of them
  // for each distant one that is taken out, in one commit.
  using WordsOf = std::function<std::shared_ptr<const IndexedText>(const TextFacts& facts)>;
  void forget(const std::set<std::uint64_t>& texts, const WordsOf& words_of);
  // Event number `event` has been applied, whatever it was: does the merging that is due. Once for
  // each event, in order. Throws StoreError::corrupt.
  void pass(std::uint64_t event);

 private:
  IndexTotals totals() const;
  TextFacts facts(std::uint64_t text) const;
  void put_facts(std::uint64_t text, const TextFacts& facts);
  void put_blocks(std::uint64_t text, const IndexedText& indexed);
  void mark(std::uint64_t text, bool superseded);
  void advance_merge(const MergeStep& step);
  void make_anew(const Run& top, std::uint64_t events, const WordsOf& words_of);

  RebuildWriter& rows_;
};

}  // namespace hexapla

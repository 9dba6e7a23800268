#include "store/search/index_writer.h"

#include <vector>

#include "store/search/merge.h"
#include "store/search/varint.h"

namespace hexapla {
namespace {

// In table search_runs: how many blocks a finished run has.
std::string blocks_key(const Run& run) { return "run" + run_key(run); }

// A step takes at least so many blocks in: the block that each step ends is a small one, and each
// step looks anew for where the last one stopped.
constexpr std::uint64_t kBlocksAtOnce = 32;

}  // namespace

IndexTotals IndexWriter::totals() const {
  const auto row = rows_.get(Table::search_runs, kTotalsKey);
  return row ? decode_totals(*row) : IndexTotals{};
}

TextFacts IndexWriter::facts(std::uint64_t text) const {
  const auto row = rows_.get(Table::search_texts, facts_key(text));
  return row ? decode_facts(*row, text) : TextFacts{};
}

void IndexWriter::put_facts(std::uint64_t text, const TextFacts& facts) {
  const auto change = [&](Table table, const std::string& key, const auto& encode) {
    const auto held = rows_.get(table, key);
    std::string row(held.value_or(std::string_view()));
    encode(row, text, facts);
    // A row of texts that have all gone goes too.
    if (row.find_first_not_of('\0') == std::string::npos) {
      rows_.del(table, key);
    } else {
      rows_.put(table, key, row);
    }
  };
  change(Table::search_texts, facts_key(text), encode_facts);
  change(Table::search_runs, weights_key(text), encode_weight);
}

void IndexWriter::put_blocks(std::uint64_t text, const IndexedText& indexed) {
  const Run run{0, text};
  const std::string prefix = run_key(run);
  for (const IndexedText::Block& block : indexed.blocks) {
    rows_.put(Table::postings, prefix + block.end, block.bytes);
  }
  std::string blocks;
  put_varint(blocks, indexed.blocks.size());
  rows_.put(Table::search_runs, blocks_key(run), blocks);
}

void IndexWriter::add(std::uint64_t text, const IndexedText& indexed, TextFacts facts) {
  put_blocks(text, indexed);
  facts.words = indexed.words;
  put_facts(text, facts);

  IndexTotals sums = totals();
  ++sums.texts;
  sums.words += indexed.words;
  rows_.put(Table::search_runs, kTotalsKey, encode_totals(sums));
}

void IndexWriter::mark(std::uint64_t text, bool superseded) {
  TextFacts known = facts(text);
  if (!known.is_text()) return;
  known.superseded = superseded;
  put_facts(text, known);
}

void IndexWriter::pass(std::uint64_t event) {
  IndexTotals sums = totals();
  sums.events = event + 1;
  rows_.put(Table::search_runs, kTotalsKey, encode_totals(sums));
  for (std::uint32_t level = 1; level <= kTopLevel; ++level) {
    if (const auto step = merge_step(level, event + 1)) advance_merge(*step);
  }
}

void IndexWriter::forget(const std::set<std::uint64_t>& texts, const WordsOf& words_of) {
  IndexTotals sums = totals();
  std::set<std::uint64_t> tops;
  for (const std::uint64_t text : texts) {
    const TextFacts known = facts(text);
    if (!known.is_text()) continue;
    --sums.texts;
    sums.words -= known.words;
    put_facts(text, {});
    tops.insert(text / Run{kTopLevel, 0}.texts());
  }
  rows_.put(Table::search_runs, kTotalsKey, encode_totals(sums));
  for (const std::uint64_t top : tops) make_anew({kTopLevel, top}, sums.events, words_of);
}

// Runs of the top level have nothing to do with each other, so one can be made anew alone: by doing
// what every event up to now did to it.
void IndexWriter::make_anew(const Run& top, std::uint64_t events, const WordsOf& words_of) {
  for (std::uint32_t level = 0; level <= kTopLevel; ++level) {
    const std::uint64_t first = top.first() / Run{level, 0}.texts();
    const std::uint64_t past = first + top.texts() / Run{level, 0}.texts();
    const auto clear = [&](Table table, const std::string& prefix) {
      std::vector<std::string> keys;
      rows_.scan(table, prefix + run_key({level, first}),
                 [&](std::string_view key, std::string_view) {
                   if (key.substr(0, prefix.size()) != prefix ||
                       key.substr(prefix.size()) >= run_key({level, past}))
                     return false;
                   keys.emplace_back(key);
                   return true;
                 });
      for (const std::string& key : keys) rows_.del(table, key);
    };
    clear(Table::postings, {});
    clear(Table::search_runs, "run");
    clear(Table::search_runs, "merge");
  }
  for (std::uint64_t event = top.first(); event < events; ++event) {
    if (event <= top.newest()) {
      const TextFacts known = facts(event);
      if (known.is_text()) put_blocks(event, *words_of(known));
    } else if (event > top.newest() + top.texts()) {
      break;  // all of its merges have ended
    }
    for (std::uint32_t level = 1; level <= kTopLevel; ++level) {
      const auto step = merge_step(level, event + 1);
      if (step && step->run.first() >= top.first() && step->run.newest() <= top.newest()) {
        advance_merge(*step);
      }
    }
  }
}

void IndexWriter::advance_merge(const MergeStep& step) {
  const std::string key = progress_key(step.run);
  MergeProgress progress;
  if (step.step == 1) {
    for (std::uint32_t age = 0; age < kRunsMerged; ++age) {
      const std::string child = blocks_key(step.run.child(age));
      if (const auto row = rows_.get(Table::search_runs, child)) {
        progress.blocks += IndexBytes(*row).number();
        rows_.del(Table::search_runs, child);
      }
    }
  } else {
    const auto row = rows_.get(Table::search_runs, key);
    if (!row) return;  // none of its events added a text
    progress = decode_progress(*row);
  }
  if (progress.blocks == 0) return;

  const bool is_last = step.step == step.steps;
  std::uint64_t target = progress.blocks * step.step / step.steps;
  if (!is_last) target -= target % kBlocksAtOnce;
  if (is_last || target > progress.consumed) {
    merge_until(rows_, step.run, is_last ? UINT64_MAX : target, progress);
  } else if (step.step != 1) {
    return;
  }
  if (!is_last) {
    rows_.put(Table::search_runs, key, encode_progress(progress));
    return;
  }
  if (step.steps > 1) rows_.del(Table::search_runs, key);
  std::string blocks;
  put_varint(blocks, progress.written);
  rows_.put(Table::search_runs, blocks_key(step.run), blocks);
}

}  // namespace hexapla

#include "store/search/index_reader.h"

#include <set>

#include "store/search/block.h"
#include "store/search/merge.h"
#include "store/search/posting_cursor.h"

namespace hexapla {

IndexReader::IndexReader(const Snapshot& rows) : rows_(rows) {
  if (const auto row = rows.get(Table::search_runs, kTotalsKey)) totals_ = decode_totals(*row);
  for (std::uint32_t level = 0; level <= kTopLevel; ++level) {
    complete_[level] = complete_runs(level, totals_.events);
    if (const auto run = half_made_run(level, totals_.events)) {
      if (const auto row = rows.get(Table::search_runs, progress_key(*run))) {
        taken_in_[level] = decode_progress(*row).last;
      }
    }
  }
}

std::vector<Run> IndexReader::cover(const Complete& complete) {
  std::vector<Run> runs;
  for (std::uint32_t level = 0; level <= kTopLevel; ++level) {
    const std::uint64_t merged = level == kTopLevel ? 0 : complete[level + 1] * kRunsMerged;
    for (std::uint64_t index = complete[level]; index > merged; --index) {
      runs.push_back({level, index - 1});
    }
  }
  return runs;
}

std::vector<Run> IndexReader::runs_for(std::string_view term) const {
  Complete complete = complete_;
  for (std::uint32_t level = 1; level <= kTopLevel; ++level) {
    if (!taken_in_[level].empty() && term <= taken_in_[level]) ++complete[level];
  }
  return cover(complete);
}

TextFacts IndexReader::facts(std::uint64_t text) const {
  const std::uint64_t number = text / kFactsOfRow;
  if (number != row_number_) {
    row_ = rows_.get(Table::search_texts, facts_key(text)).value_or(std::string_view());
    row_number_ = number;
  }
  return row_.empty() ? TextFacts{} : decode_facts(row_, text);
}

void IndexReader::open_weights(std::uint64_t number, std::uint64_t text) const {
  weights_ = rows_.get(Table::search_runs, weights_key(text)).value_or(std::string_view());
  weights_number_ = number;
}

std::vector<Run> IndexReader::all_runs() const {
  std::vector<Run> runs = cover(complete_);
  for (std::uint32_t level = 1; level <= kTopLevel; ++level) {
    if (!taken_in_[level].empty()) runs.push_back({level, complete_[level]});
  }
  return runs;
}

std::vector<std::string> IndexReader::terms_with(std::string_view prefix, std::size_t limit) const {
  std::set<std::string> terms;
  for (const Run& run : all_runs()) {
    const std::string run_prefix = run_key(run);
    std::size_t found = 0;
    rows_.scan(Table::postings, run_prefix + std::string(prefix),
               [&](std::string_view key, std::string_view block) {
                 if (!key.starts_with(run_prefix)) return false;
                 BlockReader reader(block);
                 while (reader.next()) {
                   const std::string_view term = reader.entry().term;
                   if (term < prefix) continue;
                   if (!term.starts_with(prefix) || found > limit) return false;
                   if (reader.entry().texts != 0) {
                     terms.emplace(term);
                     ++found;
                   }
                 }
                 return true;
               });
  }
  std::vector<std::string> list(terms.begin(), terms.end());
  if (list.size() > limit) list.resize(limit);
  return list;
}

void IndexReader::visit(
    const std::string& term,
    const std::function<bool(std::uint64_t, const std::vector<std::uint32_t>&)>& visit) const {
  const std::vector<std::string> terms{term};
  std::vector<std::uint32_t> segments;
  for (const Run& run : runs_for(term)) {
    const auto cursor = open_postings(rows_, run, terms);
    if (!cursor) continue;
    do {
      cursor->segments(segments);
      if (!visit(run.event_of(cursor->text()), segments)) return;
    } while (cursor->advance_to(cursor->text() + 1));
  }
}

std::uint64_t IndexReader::texts_with(const std::string& term) const {
  std::uint64_t texts = 0;
  const std::vector<std::string> terms{term};
  for (const Run& run : runs_for(term)) {
    if (const auto cursor = open_postings(rows_, run, terms)) texts += cursor->texts();
  }
  return texts;
}

}  // namespace hexapla

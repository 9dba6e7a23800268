#include <map>
#include <nlohmann/json.hpp>

#include "http/api/api.h"
#include "http/api/json_parts.h"
#include "http/numbers_in_requests.h"

namespace hexapla {
namespace {

using nlohmann::json;

// Length in UTF-16, by which scripts in browsers count.
std::uint32_t utf16_length(std::string_view text) {
  std::uint32_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    length += (byte & 0xC0) != 0x80 ? 1U : 0U;
    length += byte >= 0xF0 ? 1U : 0U;
  }
  return length;
}

// Where the segments of a cell begin in its text as the page shows it: its paragraphs one after
// another, each with what stands between its segments.
std::vector<std::uint32_t> segment_starts(const RevisionView& view, const SegmentRange& range) {
  std::vector<std::uint32_t> starts;
  std::uint32_t at = 0;
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    const auto& segment = view.segment(i);
    if (i > range.first && view.segment(i - 1).block == segment.block) {
      const std::uint32_t end = view.segment(i - 1).range.end;
      if (end <= segment.range.begin)
        at += utf16_length(view.block(segment.block).text.substr(end, segment.range.begin - end));
    }
    starts.push_back(at);
    at += utf16_length(segment.text);
  }
  return starts;
}

// The linked words of one cell, each once.
class CellWords {
 public:
  CellWords(const RevisionView& view, const SegmentRange& range)
      : view_(view), first_(range.first), starts_(segment_starts(view, range)) {}

  // The number of a word: the same for the same word.
  std::size_t add(const LinkedWord& word) {
    const auto [place, is_new] =
        numbers_.try_emplace({word.segment, word.range.begin}, words_.size());
    if (is_new) {
      const std::string_view text = view_.segment(word.segment).text;
      const std::uint32_t begin =
          starts_[word.segment - first_] + utf16_length(text.substr(0, word.range.begin));
      words_.push_back({begin, begin + utf16_length(word.range.of(text))});
    }
    return place->second;
  }

  void link(std::size_t word, std::size_t original) { words_[word].push_back(original); }
  bool empty() const { return words_.empty(); }
  json take() { return std::move(words_); }

 private:
  const RevisionView& view_;
  std::uint32_t first_;
  std::vector<std::uint32_t> starts_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> numbers_;
  json words_ = json::array();
};

json json_of_row(const Comparison& comparison, const ComparedRow& row) {
  std::vector<CellWords> cells;
  for (std::size_t i = 0; i < comparison.versions.size(); ++i)
    cells.emplace_back(comparison.versions[i].view, row.row.of(i));
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const BeadLinks& linked = row.links[i - 1];
    for (const WordLink& link : linked.links) {
      const LinkedWord& source = linked.source_words[link.source];
      const LinkedWord& target = linked.target_words[link.target];
      if (source.is_mark || target.is_mark) continue;
      cells[i].link(cells[i].add(target), cells[0].add(source));
    }
  }
  if (cells[0].empty()) return nullptr;
  json columns = json::array();
  for (CellWords& cell : cells) columns.push_back(cell.take());
  return columns;
}

}  // namespace

// For each row, by its id in the page, a list for each version, the original first, of its linked
// words: where a word begins and ends in the text of its cell, in UTF-16, and for a version the
// numbers of the original's words that it renders. Some 10 kB for an article of 30 sentences in
// four versions, which is why the page does not carry it.
Response api_words(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const std::uint32_t part = clamped_number(call.request, "part", 1);
  const Comparison comparison =
      compare_words(call.reading, article.id, call.request.all("version"), {part});
  json rows = json::object();
  for (const ComparedRow& row : comparison.rows) {
    if (json columns = json_of_row(comparison, row); !columns.is_null())
      rows[row.id] = std::move(columns);
  }
  return answer_json({{"rows", std::move(rows)}});
}

}  // namespace hexapla

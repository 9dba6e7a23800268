#include "store/search/likeness.h"

#include <algorithm>

#include "store/text/code_points.h"
#include "store/text/white_space.h"

namespace hexapla {
namespace {
constexpr std::size_t kMostTokens = 400;
}

ComparedSentence::ComparedSentence(std::string_view nfc_text, SearchWords& reader)
    : text_(nfc_text) {
  std::vector<SearchWord> words;
  reader.read(nfc_text, words);
  std::size_t past = 0;
  const auto add = [&](Token token) {
    if (tokens_.size() == kMostTokens) return;
    weight_ += weight(token);
    tokens_.push_back(token);
  };
  const auto add_marks = [&](std::size_t end) {
    while (past < end) {
      const std::size_t begin = past;
      const char32_t c = take_code_point(nfc_text, past);
      if (!is_white_space(static_cast<UChar32>(c))) {
        add({nfc_text.substr(begin, past - begin), {}, Kind::mark});
      }
    }
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const SearchWord& word = words[i];
    terms_.push_back(word.term);
    add_marks(word.range.begin);
    const bool is_pair = word.kind == SearchWord::Kind::pair;
    const std::size_t end = is_pair ? words[i + 1].range.begin : word.range.end;
    const std::string_view written = nfc_text.substr(word.range.begin, end - word.range.begin);
    if (is_pair || word.kind == SearchWord::Kind::last_one) {
      add({written, written, Kind::character});
    } else {
      const bool is_number = word.kind == SearchWord::Kind::number;
      add({written, word.term->text, is_number ? Kind::number : Kind::word});
    }
    past = end;
  }
  add_marks(nfc_text.size());
  std::sort(terms_.begin(), terms_.end(),
            [](const SearchTerm* a, const SearchTerm* b) { return a->text < b->text; });
  terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
}

double ComparedSentence::weight(const Token& token) {
  switch (token.kind) {
    case Kind::mark:
      return 0.2;
    case Kind::character:
      return 0.5;
    default:
      return 1;
  }
}

double ComparedSentence::exchange(const Token& a, const Token& b) {
  if (a.text == b.text) return 0;
  if (a.kind != b.kind) return weight(a) + weight(b);
  if (a.kind != Kind::word && a.kind != Kind::number) return weight(a);
  if (a.folded == b.folded) return 0.1;
  if (a.kind == Kind::number) return 0.5;
  const auto [in_a, in_b] =
      std::mismatch(a.folded.begin(), a.folded.end(), b.folded.begin(), b.folded.end());
  const auto shared = static_cast<std::size_t>(in_a - a.folded.begin());
  return shared * 5 >= std::max(a.folded.size(), b.folded.size()) * 3 ? 0.5 : 1;
}

int ComparedSentence::percent_of(const ComparedSentence& other) const {
  if (text_ == other.text_) return 100;
  const double longer = std::max(weight_, other.weight_);
  if (longer == 0) return 0;
  std::vector<double> row(other.tokens_.size() + 1, 0);
  for (std::size_t j = 1; j < row.size(); ++j) row[j] = row[j - 1] + weight(other.tokens_[j - 1]);
  for (const Token& token : tokens_) {
    double diagonal = row[0];
    row[0] += weight(token);
    for (std::size_t j = 1; j < row.size(); ++j) {
      const Token& across = other.tokens_[j - 1];
      const double best = std::min({row[j] + weight(token), row[j - 1] + weight(across),
                                    diagonal + exchange(token, across)});
      diagonal = row[j];
      row[j] = best;
    }
  }
  // A sum of tenths may fall short of what it should be by a hair.
  constexpr double kHair = 1e-9;
  const double share = 1 - row.back() / longer;
  return std::clamp(static_cast<int>(100 * share + kHair), 0, 99);
}

}  // namespace hexapla

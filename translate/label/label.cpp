#include "translate/label/label.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "store/text/fold.h"
#include "store/text/utf8.h"
#include "translate/label/sentence_reader.h"

namespace hexapla {
namespace {

// Labels with their disclaimers are no longer in any language and script.
constexpr std::size_t kLongestLabelBytes = 2400;

// Without white space, quotes and decoration at either end.
ByteRange without_marks(std::string_view line, const std::vector<LabelToken>& tokens) {
  const char* const begin = tokens.front().text.data();
  const char* const end = tokens.back().text.data() + tokens.back().text.size();
  return {static_cast<std::uint32_t>(begin - line.data()),
          static_cast<std::uint32_t>(end - line.data())};
}

}  // namespace

std::optional<Label> find_label(std::string_view line, std::string_view preferred_language) {
  if (line.size() > kLongestLabelBytes) return std::nullopt;
  const LabelVocabulary& vocabulary = LabelVocabulary::get();
  if (!vocabulary.triggers().in(line)) return std::nullopt;
  const std::string folded_line = fold(line);
  const std::vector<LabelToken> folded = split_label_tokens(folded_line);

  std::vector<LabelToken> written = split_label_tokens(line);
  // fold() may take a token apart or away (ligatures, tatweel): then names are read in the folded
  // text.
  const bool aligned = written.size() == folded.size();
  if (!aligned) written = folded;

  std::vector<std::vector<LabelVocabulary::Match>> matches;
  std::set<std::uint16_t> languages;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    matches.push_back(vocabulary.matches_at(folded, i));
    for (const auto& match : matches.back()) {
      if ((match.parts & (kTranslated | kPostEdited)) != 0) languages.insert(match.language);
    }
  }
  std::optional<LabelReading> best;
  std::uint16_t best_language = 0;
  const auto rank = [&](const LabelReading& reading, std::uint16_t language) {
    const std::string& tag = vocabulary.languages()[language];
    const bool preferred =
        !preferred_language.empty() &&
        (tag == preferred_language || preferred_language.substr(0, preferred_language.find('-')) ==
                                          tag.substr(0, tag.find('-')));
    return std::tuple(reading.unknown, !preferred, reading.pieces, language);
  };
  for (const std::uint16_t language : languages) {
    const auto reading = read_as_label(folded, written, matches, language);
    if (reading && (!best || rank(*reading, language) < rank(*best, best_language))) {
      best = reading;
      best_language = language;
    }
  }
  if (!best) return std::nullopt;

  Label label;
  label.label_class = best->label_class;
  label.range = aligned ? without_marks(line, written)
                        : ByteRange{0, static_cast<std::uint32_t>(line.size())};
  label.language = vocabulary.languages()[best_language];
  label.source_language = best->source_language;
  if (best->engine) {
    const LabelToken& first = written[best->engine->first];
    const LabelToken& last = written[best->engine->second - 1];
    const char* const begin = first.text.data();
    label.engine =
        std::string(begin, static_cast<std::size_t>(last.text.data() + last.text.size() - begin));
  }
  return label;
}

std::optional<Label> find_label(std::string_view line) { return find_label(line, {}); }

}  // namespace hexapla

#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "store/search/index_writer.h"
#include "store/search/matching.h"
#include "store/search/words.h"

namespace hexapla::test {

// Texts made by chance, and what a search of them must find, by looking at each of them.
class IndexTwin {
 public:
  explicit IndexTwin(std::uint32_t seed) : random_(seed) {}

  struct Text {
    std::string language;
    std::vector<std::string> segments;
    bool superseded = false;
  };
  std::map<std::uint64_t, Text> texts;

  static const std::vector<std::string>& vocabulary() {
    static const std::vector<std::string> words = {
        "العبّارة", "ليلة",  "كييف",           "كرونة", "เรือข้ามฟาก", "กลางคืน",
        "ตั๋ว",      "渡船",  "夜间渡船回来了", "票价",  "ночной",    "Київ",
        "паром",   "ferry", "Night",          "Kyiv",  "412,000",   "٤١٢٬٠٠٠",
        "ferries", "l’eau", "東京都",         "the",   "a",         "COVID-19"};
    return words;
  }

  Text any_text() {
    static const char* const kLanguages[] = {"ar", "th", "zh-Hans", "uk", "en"};
    Text text;
    text.language = kLanguages[random_() % 5];
    const std::size_t segments = 1 + random_() % 6;
    for (std::size_t i = 0; i < segments; ++i) {
      std::string segment;
      for (std::size_t words = 1 + random_() % 7; words > 0; --words) segment += any_word() + " ";
      text.segments.push_back(segment);
    }
    return text;
  }

  // The first words of the vocabulary are the common ones.
  const std::string& any_word() {
    const auto a = random_() % vocabulary().size(), b = random_() % vocabulary().size();
    return vocabulary()[vocabulary().size() - 1 - std::min(a, b)];
  }

  std::uint32_t chance(std::uint32_t below) {
    return static_cast<std::uint32_t>(random_() % below);
  }

  // Does what an archive would for event `event`: adds a text, or something else that is no text.
  void apply(std::uint64_t event, RebuildWriter& rows) {
    IndexWriter writer(rows);
    if (chance(8) != 0) {
      Text text = any_text();
      const std::vector<std::string_view> segments(text.segments.begin(), text.segments.end());
      TextFacts facts;
      facts.article = event + 1;
      facts.order = 1;
      facts.number = 1;
      writer.add(event, index_text(text.language, segments), facts);
      texts.emplace(event, std::move(text));
      if (chance(10) == 0) {
        auto older = std::next(texts.begin(), chance(static_cast<std::uint32_t>(texts.size())));
        older->second.superseded = true;
        writer.supersede(older->first);
      }
    }
    writer.pass(event);
  }

  std::map<std::uint64_t, std::vector<std::uint32_t>> expected(const MatchWanted& wanted) {
    std::map<std::uint64_t, std::vector<std::uint32_t>> found;
    for (const auto& [number, text] : texts) {
      if (text.superseded && !wanted.superseded) continue;
      const auto segments = segments_with(text, wanted);
      if (!segments.empty()) found.emplace(number, segments);
    }
    return found;
  }

 private:
  std::vector<std::uint32_t> segments_with(const Text& text, const MatchWanted& wanted) {
    std::vector<std::size_t> segments_of(wanted.groups.size(), 0);
    std::vector<std::uint32_t> with_all, with_any;
    for (std::uint32_t i = 0; i < text.segments.size(); ++i) {
      std::vector<SearchWord> words;
      reader_.read(text.segments[i], words);
      std::set<std::string> has;
      for (const SearchWord& word : words) has.insert(word.term->text);
      std::size_t here = 0;
      for (std::size_t g = 0; g < wanted.groups.size(); ++g) {
        const auto& terms = wanted.groups[g].terms;
        const bool is_here = std::any_of(terms.begin(), terms.end(), [&](const std::string& term) {
          return has.count(term) != 0;
        });
        segments_of[g] += is_here ? 1 : 0;
        here += is_here ? 1 : 0;
      }
      if (here == wanted.groups.size()) with_all.push_back(i);
      if (here > 0) with_any.push_back(i);
    }
    if (wanted.together) return with_all;
    for (const std::size_t count : segments_of) {
      if (count == 0) return {};
    }
    return with_any;
  }

  std::mt19937 random_;
  SearchWords reader_;
};

}  // namespace hexapla::test

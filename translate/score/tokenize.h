#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/text/language_tag.h"

namespace hexapla {

// Words as sacreBLEU's metrics count them, so that scores can be set beside published ones.
// `text` is well-formed UTF-8.
enum class BleuTokenizer {
  mteval_13a,  // Western marks split off, as NIST's mteval-v13a does
  zh,          // besides, each Chinese character and full-width mark by itself
  characters,  // each character by itself
};
std::string_view name(BleuTokenizer tokenizer);  // `13a`, `zh`, `char`: as signatures have it
std::vector<std::string> tokenize(std::string_view text, BleuTokenizer tokenizer);

// zh for Chinese and Cantonese, characters where words are not parted by spaces (sacreBLEU's own
// tokenizer for Japanese wants a dictionary that we do not have), else 13a.
BleuTokenizer bleu_tokenizer(const LanguageTag& language);

// Tercom's words: small letters, split at white space; with `split_asian` marks split off and
// Chinese characters by themselves.
std::vector<std::string> tokenize_for_ter(std::string_view text, bool split_asian);

// chrF++'s words: split at white space, one ASCII mark at either end split off.
std::vector<std::string> tokenize_for_chrf(std::string_view text);

}  // namespace hexapla

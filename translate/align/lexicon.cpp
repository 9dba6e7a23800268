#include "translate/align/lexicon.h"

namespace hexapla {

void Lexicon::add(std::string_view source, std::string_view target, float count) {
  auto word = words_.find(source);
  if (word == words_.end()) word = words_.emplace(std::string(source), Renderings{}).first;
  auto rendering = word->second.find(target);
  if (rendering == word->second.end())
    word->second.emplace(std::string(target), count);
  else
    rendering->second += count;
}

void Lexicon::add(const Lexicon& other) {
  for (const auto& [source, renderings] : other.words_)
    for (const auto& [target, count] : renderings) add(source, target, count);
}

void Lexicon::renderings(std::string_view source,
                         const std::function<void(std::string_view, float)>& visit) const {
  if (const Renderings* found = find(source))
    for (const auto& [rendering, count] : *found) visit(rendering, count);
}

const Lexicon::Renderings* Lexicon::find(std::string_view source) const {
  const auto found = words_.find(source);
  return found == words_.end() ? nullptr : &found->second;
}

}  // namespace hexapla

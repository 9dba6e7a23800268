#include "translate/align/realign.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "store/archive/kept_findings.h"
#include "translate/align/align_together.h"
#include "translate/align/stored_lexicon.h"

namespace hexapla {
namespace {

constexpr std::size_t kLearntAtOnce = 12'000;  // sentences of both sides
constexpr std::size_t kArticlesAtOnce = 4;     // other writers wait for so many

std::string first_part(std::string_view tag) { return std::string(tag.substr(0, tag.find('-'))); }

std::vector<ArticleId> all_articles(const Reading& reading) {
  constexpr std::size_t kPage = 500;
  std::vector<ArticleId> ids;
  std::string cursor;
  do {
    const auto page = reading.articles({}, cursor, kPage);
    if (!page) break;
    for (const ArticleSummary& article : page->articles) ids.push_back(article.id);
    cursor = page->next_cursor;
  } while (!cursor.empty());
  return ids;
}

// The newest revisions of an article's base and of another variant.
struct NewestPair {
  RevisionAddress source, target;
};
std::vector<NewestPair> newest_pairs(const Reading& reading, const ArticleId& article) {
  std::vector<NewestPair> pairs;
  const auto base = reading.base_variant(article);
  if (!base) return pairs;
  const std::vector<VariantSummary> variants = reading.variants(article);
  const auto source = std::find_if(variants.begin(), variants.end(),
                                   [&](const VariantSummary& v) { return v.id == *base; });
  if (source == variants.end() || source->is_withdrawn) return pairs;
  for (const VariantSummary& variant : variants) {
    if (variant.id == *base || variant.is_withdrawn) continue;
    pairs.push_back({{article, *base, source->newest}, {article, variant.id, variant.newest}});
  }
  return pairs;
}

// Learns one pair of languages, some thousand sentences at a time.
class Learner {
 public:
  explicit Learner(Lexicon before) : lexicon_(std::move(before)) {}

  void add(TextToAlign source, TextToAlign target) {
    ++texts_;
    waiting_ += source.segments.size() + target.segments.size();
    pairs_.push_back({std::move(source), std::move(target), std::nullopt});
    if (waiting_ >= kLearntAtOnce) learn();
  }
  const Lexicon& finish() {
    learn();
    return lexicon_;
  }
  std::uint64_t texts() const { return texts_; }

 private:
  void learn() {
    if (pairs_.empty()) return;
    lexicon_.add(align_together(pairs_, &lexicon_).learnt);
    pairs_.clear();
    waiting_ = 0;
  }
  Lexicon lexicon_;
  std::vector<PairToAlign> pairs_;
  std::size_t waiting_ = 0;
  std::uint64_t texts_ = 0;
};

// The event of the lexicon that an alignment was made with, from its aligner's name
// (`hexapla-6+41 by en~apertium@1`): 0 when with none.
std::uint64_t lexicon_of(std::string_view aligner) {
  const std::size_t plus = aligner.find('+');
  std::uint64_t event = 0;
  if (plus != aligner.npos)
    std::from_chars(aligner.data() + plus + 1, aligner.data() + aligner.size(), event);
  return event;
}

bool is_outdated(const Reading& reading, const NewestPair& pair) {
  const auto held = reading.alignment(pair.source, pair.target);
  if (!held) return true;
  // Composed through another version: what that was aligned with counts.
  constexpr std::string_view kThrough = " through ";
  std::string source = pair.source.variant.language().text();
  if (const std::size_t at = held->aligner.find(kThrough); at != std::string::npos) {
    const std::string_view origin = std::string_view(held->aligner).substr(at + kThrough.size());
    source = std::string(origin.substr(0, origin.find_first_of("~@")));
  }
  const auto lexicon = reading.lexicon(source, pair.target.variant.language().text());
  if (!std::string_view(held->aligner).starts_with(kAlignerVersion)) return true;
  return lexicon && lexicon->aligner == kAlignerVersion &&
         lexicon->event != lexicon_of(held->aligner);
}

}  // namespace

std::vector<LearntLanguages> learn_lexicons(Archive& archive, bool anew, const std::string& actor,
                                            const RealignProgress& report) {
  const Reading reading = archive.read();
  std::map<std::pair<std::string, std::string>, Learner> learners;
  std::map<std::pair<std::string, std::string>, std::uint64_t> known_before;
  const std::vector<ArticleId> articles = all_articles(reading);
  std::uint64_t done = 0;
  for (const ArticleId& article : articles) {
    for (const NewestPair& pair : newest_pairs(reading, article)) {
      const std::pair languages(first_part(pair.source.variant.language().text()),
                                first_part(pair.target.variant.language().text()));
      if (languages.first == languages.second) continue;
      const auto lexicon = anew ? std::nullopt : reading.lexicon(languages.first, languages.second);
      const bool is_ours = lexicon && lexicon->aligner == kAlignerVersion;
      const auto source = reading.revision(pair.source), target = reading.revision(pair.target);
      if (!source || !target) continue;
      if (is_ours && std::max(source->event, target->event) < lexicon->learnt_before) continue;
      const auto source_view = reading.view(pair.source), target_view = reading.view(pair.target);
      if (!source_view || !target_view) continue;
      auto learner = learners.find(languages);
      if (learner == learners.end()) {
        Lexicon before;
        if (is_ours)
          if (const auto bytes = reading.object(lexicon->digest))
            before = StoredLexicon(*bytes).read_all();
        learner = learners.try_emplace(languages, std::move(before)).first;
      }
      learner->second.add(text_of(*source_view), text_of(*target_view));
    }
    report(++done, articles.size());
  }
  std::vector<LearntLanguages> learnt;
  for (auto& [languages, learner] : learners) {
    const Lexicon& lexicon = learner.finish();
    std::string bytes = write_lexicon(lexicon);
    if (bytes.empty()) continue;
    const std::uint64_t event = archive.keep_lexicon(
        languages.first, languages.second, std::move(bytes), reading.event_count(), actor);
    learnt.push_back(
        {languages.first, languages.second, learner.texts(), lexicon.words().size(), event});
  }
  return learnt;
}

std::vector<ArticleId> articles_to_realign(const Archive& archive, const RealignProgress& report) {
  const Reading reading = archive.read();
  std::vector<ArticleId> outdated;
  const std::vector<ArticleId> articles = all_articles(reading);
  std::uint64_t done = 0;
  for (const ArticleId& article : articles) {
    const std::vector<NewestPair> pairs = newest_pairs(reading, article);
    if ((!pairs.empty() && !was_examined(reading, article)) ||
        std::any_of(pairs.begin(), pairs.end(),
                    [&](const NewestPair& pair) { return is_outdated(reading, pair); }))
      outdated.push_back(article);
    report(++done, articles.size());
  }
  return outdated;
}

void realign_articles(Archive& archive, const std::vector<ArticleId>& articles,
                      const std::string& actor, const RealignProgress& report) {
  for (std::size_t first = 0; first < articles.size(); first += kArticlesAtOnce) {
    const std::size_t past = std::min(first + kArticlesAtOnce, articles.size());
    archive.realign({articles.begin() + static_cast<std::ptrdiff_t>(first),
                     articles.begin() + static_cast<std::ptrdiff_t>(past)},
                    actor);
    report(past, articles.size());
  }
}

}  // namespace hexapla

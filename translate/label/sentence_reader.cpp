#include "translate/label/sentence_reader.h"

#include <algorithm>
#include <limits>

#include "store/ingest/month_names.h"
#include "translate/label/language_names.h"

namespace hexapla {
namespace {

using Match = LabelVocabulary::Match;
using Tokens = std::vector<LabelToken>;

constexpr std::size_t kMostNameTokens = 8;
constexpr std::size_t kMostUnspacedNameTokens = 16;
constexpr std::size_t kMostSentences = 8;

// A stretch of tokens and what it is; parts 0 for a token that nothing explains.
struct Piece {
  std::size_t begin = 0, end = 0;
  std::uint32_t parts = 0;
  std::string language;  // tag of a language's name
  bool name = false;     // of who translated
  bool ends_clause = false;

  bool is(std::uint32_t part) const { return (parts & part) != 0; }
  bool unknown() const { return parts == 0 && !name; }
};

// What a label's sentences say together.
struct Findings {
  bool translated = false, automatic = false, post_edited = false, reviewed = false, human = false;
  bool named = false, person = false, from = false, about_this = false;
};

class Reader {
 public:
  Reader(const Tokens& folded, const Tokens& written,
         const std::vector<std::vector<Match>>& matches, std::uint16_t language)
      : folded_(folded),
        written_(written),
        matches_(matches),
        language_(language),
        language_name_(LabelVocabulary::get().languages()[language]) {}

  std::optional<LabelReading> read() {
    std::size_t begin = 0, sentences = 0;
    bool is_label = false;
    while (begin < folded_.size()) {
      std::size_t end = begin + 1;
      while (end < folded_.size() && folded_[end].before != LabelToken::Break::sentence) ++end;
      if (++sentences > kMostSentences) return std::nullopt;
      switch (read_sentence(begin, end)) {
        case Says::label:
          is_label = true;
          break;
        case Says::more:
          break;
        case Says::notice:
          if (!is_label) return std::nullopt;
          break;
        case Says::other:
          return std::nullopt;
      }
      begin = end;
    }
    if (!is_label) return std::nullopt;
    const auto label_class = classify();
    if (!label_class) return std::nullopt;
    reading_.label_class = *label_class;
    return reading_;
  }

 private:
  // label: makes the line one. more: words of labels that alone make none (`Note:`). notice: may
  // follow a label.
  enum class Says { label, more, notice, other };

  Says read_sentence(std::size_t begin, std::size_t end) {
    std::vector<Piece> pieces = cover(begin, end);
    find_names(pieces);
    find_unlisted_languages(pieces);
    drop_trailing_link(pieces);
    reading_.pieces += pieces.size();

    // Where a clause is no part of the label (`…, which may cause errors`) it has to be a notice.
    Findings sentence;
    bool label = false, notice = false, all_known = true;
    for (std::size_t from = 0; from < pieces.size();) {
      std::size_t to = from;
      while (to < pieces.size() && !pieces[to].ends_clause) ++to;
      to = std::min(to + 1, pieces.size());
      if (from == 0 && is_heading(pieces, to)) {
        from = to;
        continue;
      }
      const auto says = read_clause(pieces, from, to, sentence);
      if (!says || (*says == Says::label && notice)) return Says::other;
      label |= *says == Says::label;
      notice |= *says == Says::notice;
      all_known &= *says != Says::notice;
      from = to;
    }
    if (notice && !label) return Says::notice;
    if (label || all_known) add(sentence);
    return label ? Says::label : Says::more;
  }

  // `Note:`, in words that we may not know, before enough else.
  bool is_heading(const std::vector<Piece>& pieces, std::size_t to) const {
    if (to >= pieces.size() || to > 4 || folded_[pieces[to].begin].mark_before != ':') return false;
    const bool speaks =
        std::any_of(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(to),
                    [](const Piece& piece) { return piece.is(kTranslated | kReviewed | kNot); });
    return !speaks && pieces.size() - to >= 3;
  }

  // The cheapest cover of tokens [begin, end): phrases cost little, tokens that none explains much.
  std::vector<Piece> cover(std::size_t begin, std::size_t end) const {
    constexpr int kUnknown = 1000, kPhrase = 10, kNoticePhrase = 15, kLanguageName = 12;
    struct Step {
      int cost = std::numeric_limits<int>::max();
      Piece piece;
    };
    std::vector<Step> best(end - begin + 1);
    best.back().cost = 0;
    for (std::size_t at = end; at-- > begin;) {
      Step& step = best[at - begin];
      const auto offer = [&](std::size_t tokens, std::uint32_t parts, int cost,
                             std::string_view tag) {
        if (at + tokens > end) return;
        const int total = cost + best[at + tokens - begin].cost;
        if (total < step.cost) {
          step.cost = total;
          step.piece = {at, at + tokens, parts, std::string(tag), false, false};
        }
      };
      const bool free = folded_[at].number || is_date_word(at);
      offer(1, free ? std::uint32_t{kWord} : 0U, free ? kPhrase : kUnknown, {});
      for (const Match& match : matches_[at]) {
        if (match.language != language_ && match.language != LabelVocabulary::kEveryLanguage)
          continue;
        // Phrases of equal length are one piece that may be any of them.
        std::uint32_t parts = 0;
        const std::string* value = nullptr;
        for (const Match& other : matches_[at]) {
          if (other.tokens != match.tokens ||
              (other.language != language_ && other.language != LabelVocabulary::kEveryLanguage)) {
            continue;
          }
          parts |= other.parts;
          if (other.value) value = other.value;
        }
        offer(match.tokens, parts, parts == kNotice ? kNoticePhrase : kPhrase,
              value ? std::string_view(*value) : "");
      }
      if (const NamedLanguage name = find_language_name(language_name_, folded_, at);
          name.tokens > 0) {
        offer(name.tokens, kLanguage, kLanguageName, name.tag);
      }
    }
    std::vector<Piece> pieces;
    for (std::size_t at = begin; at < end; at = pieces.back().end)
      pieces.push_back(best[at - begin].piece);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      pieces[i].ends_clause =
          pieces[i].end < end && folded_[pieces[i].end].before == LabelToken::Break::clause;
    }
    return pieces;
  }

  bool is_date_word(std::size_t at) const {
    const bool near_number =
        (at > 0 && folded_[at - 1].number) || (at + 1 < folded_.size() && folded_[at + 1].number);
    return near_number && find_date_word(language_name_, folded_[at].text) != nullptr;
  }

  bool may_be_in_name(const Piece& piece) const {
    if (!piece.unknown()) return false;
    const LabelToken& token = written_[piece.begin];
    const auto lead = static_cast<unsigned char>(token.text.front());
    // Latin, Greek, Cyrillic, Armenian: names have capitals. Elsewhere nothing tells them apart.
    const bool has_case = lead < 0xD6;
    return !has_case || token.capitalized || token.number || token.text.size() <= 3;
  }

  // Marks pieces [from, to) as a name, engine or person.
  void mark_name(std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
    std::size_t persons = 0;
    bool engine = false;
    for (std::size_t i = from; i < to; ++i) {
      engine |= pieces[i].is(kEngine | kAutomatic | kTranslated) ||
                sounds_like_engine(written_[pieces[i].begin].text);
      persons += pieces[i].unknown() && !written_[pieces[i].begin].unspaced;
      pieces[i].name = true;
      if (i + 1 < to) pieces[i].ends_clause = false;
    }
    findings_.named = true;
    findings_.person |= !engine && persons >= 2;
    if (!reading_.engine) reading_.engine = {pieces[from].begin, pieces[to - 1].end};
  }

  // `LibreMT`, `FooTranslate`, `model-7b`: of names that engines.tsv does not list, those that no
  // person has.
  static bool sounds_like_engine(std::string_view name) {
    bool lower = false;
    for (const char c : name) {
      if (c >= '0' && c <= '9') return true;
      if (lower && c >= 'A' && c <= 'Z') return true;
      lower = c >= 'a' && c <= 'z';
    }
    return name == "AI" || name == "MT" || name == "API" || name == "KI" || name == "IA" ||
           name == "LLM";
  }

  // Whether pieces [from, to) say that somebody checked.
  static bool reviewed_in(const std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
    return std::any_of(pieces.begin() + static_cast<std::ptrdiff_t>(from),
                       pieces.begin() + static_cast<std::ptrdiff_t>(to),
                       [](const Piece& piece) { return piece.is(kReviewed | kPostEdited); });
  }

  // Words behind `by` or before `tarafından` are who did it: `by Maria Silva, Ana Costa and João
  // Dias`.
  void find_names(std::vector<Piece>& pieces) {
    bool translated = false, automatic = false, unknown = false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      translated |= pieces[i].is(kTranslated);
      automatic |= pieces[i].is(kAutomatic);
      unknown |= pieces[i].unknown();
      const bool colon = i + 1 < pieces.size() && translated && !automatic && !unknown &&
                         pieces[i].ends_clause && folded_[pieces[i].end].mark_before == ':';
      const bool noun = pieces[i].is(kTranslated | kHuman);  // `translator — Maria Silva`
      if (colon || (pieces[i].is(kBy) && (noun || !pieces[i].ends_clause)))
        find_name_behind(pieces, i);
      if (pieces[i].is(kByAfter)) find_name_before(pieces, i);
    }
    for (const Piece& piece : pieces) {
      if (piece.parts == kEngine && !reading_.engine) reading_.engine = {piece.begin, piece.end};
    }
  }

  void find_name_behind(std::vector<Piece>& pieces, std::size_t by) {
    std::size_t begin = by + 1;
    if (begin + 1 < pieces.size() && pieces[begin].is(kFrom) && pieces[begin + 1].is(kLanguage))
      begin += 2;
    // `reviewed by the restaurant`: who checks need not have a capital.
    if (reviewed_in(pieces, 0, by)) {
      std::size_t noun = begin;
      while (noun < pieces.size() && pieces[noun].is(kWord | kThis) && noun < begin + 2) ++noun;
      if (noun < pieces.size() && pieces[noun].unknown() && !may_be_in_name(pieces[noun])) {
        mark_name(pieces, noun, noun + 1);
        reading_.engine.reset();
        return;
      }
    }
    std::size_t end = begin, names = 0;
    while (
        end < pieces.size() &&
        (may_be_in_name(pieces[end]) || pieces[end].parts == kEngine || joins_names(pieces, end)) &&
        end - begin <
            (written_[pieces[end].begin].unspaced ? kMostUnspacedNameTokens : kMostNameTokens)) {
      names += pieces[end].unknown();
      ++end;
    }
    while (end > begin && !pieces[end - 1].unknown() && pieces[end - 1].parts != kEngine) --end;
    if (names == 0 || end == begin) return;
    mark_name(pieces, begin, end);
    pieces[by].ends_clause = false;
  }

  void find_name_before(std::vector<Piece>& pieces, std::size_t by) {
    std::size_t begin = by;
    while (begin > 0 && by - begin < kMostUnspacedNameTokens && !pieces[begin - 1].name &&
           (may_be_in_name(pieces[begin - 1]) ||
            (begin >= 2 && begin < by && joins_names(pieces, begin - 1)))) {
      --begin;
    }
    if (begin == by && by > 0 && pieces[by - 1].unknown() &&
        reviewed_in(pieces, 0, pieces.size())) {
      mark_name(pieces, by - 1, by);
      reading_.engine.reset();
    } else if (begin < by) {
      mark_name(pieces, begin, by);
    }
  }

  // `and` between two names.
  bool joins_names(const std::vector<Piece>& pieces, std::size_t at) const {
    return (pieces[at].parts & (kWord | kThis)) != 0 && pieces[at].end - pieces[at].begin == 1 &&
           !folded_[pieces[at].begin].number && at + 1 < pieces.size() &&
           pieces[at + 1].begin < written_.size() &&
           (pieces[at + 1].unknown() || pieces[at + 1].name) &&
           written_[pieces[at + 1].begin].capitalized;
  }

  // A language that CLDR does not list stands behind `from` all the same.
  void find_unlisted_languages(std::vector<Piece>& pieces) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const bool behind_from = i > 0 && pieces[i - 1].is(kFrom);
      if (pieces[i].is(kLanguage) && reading_.source_language.empty()) {
        const bool before_from = i + 1 < pieces.size() && pieces[i + 1].is(kFrom) && !behind_from;
        const bool origin = i > 1 && pieces[i - 2].is(kFrom) && pieces[i - 1].is(kThis | kWord);
        if (behind_from || before_from || origin) reading_.source_language = pieces[i].language;
      }
      if (behind_from && pieces[i].unknown() && !pieces[i - 1].is(kBy) &&
          (i + 1 == pieces.size() || !pieces[i + 1].unknown())) {
        pieces[i].parts = kLanguage;
      }
    }
  }

  static void drop_trailing_link(std::vector<Piece>& pieces) {
    while (pieces.size() > 1 && pieces.back().is(kLink)) {
      pieces.pop_back();
    }
  }

  // What clause [from, to) of a sentence says; nothing for a denial (`not a machine translation`)
  // and for what is no label's.
  std::optional<Says> read_clause(const std::vector<Piece>& pieces, std::size_t from,
                                  std::size_t to, Findings& sentence) {
    Findings clause;
    std::size_t tokens = 0, unknown = 0, notices = 0, texts = 0, not_at = to, automatic_at = to;
    bool unspaced = false;
    bool judged = false;  // speaks of people or of checking
    for (std::size_t i = from; i < to; ++i) {
      const Piece& piece = pieces[i];
      tokens += piece.end - piece.begin;
      if (piece.unknown()) ++unknown;
      if (piece.parts == kNotice) ++notices;
      if (piece.is(kNot) && not_at == to) not_at = i;
      if (piece.is(kAutomatic | kEngine) && automatic_at == to) automatic_at = i;
      clause.translated |= piece.is(kTranslated);
      clause.automatic |= piece.is(kAutomatic | kEngine);
      clause.post_edited |= piece.is(kPostEdited);
      clause.reviewed |= piece.is(kReviewed);
      clause.human |= piece.is(kHuman) && !piece.is(kAutomatic);
      clause.from |= piece.is(kLanguage) && i > 0 &&
                     (pieces[i - 1].is(kFrom) || (i + 1 < to && pieces[i + 1].is(kFrom)));
      const bool of_unspaced = written_[piece.begin].unspaced;
      if (piece.is(kThis))
        texts += piece.end - piece.begin >= (of_unspaced ? 4U : 2U) ? 2 : 1;  // `หน้านี้` is two words
      unspaced |= of_unspaced;
      judged |= piece.is(kReviewed | kHuman);
    }
    clause.named = findings_.named;
    clause.person = findings_.person;
    clause.about_this = texts > 0;
    reading_.unknown += unknown;

    // `This article was translated by machine …` says enough to allow for some words that we don't
    // know, or that notices use.
    const bool clear = texts >= 2 && clause.translated && (clause.automatic || clause.named);
    if (clear ? unknown <= tokens / (unspaced ? 10 : 4) : unknown == 0 && notices == 0) {
      if (not_at < to) {
        if (!judged)
          return clause.automatic && clause.translated ? std::nullopt : std::optional(Says::more);
        if (not_at < automatic_at && automatic_at < to &&
            !judged_between(pieces, not_at, automatic_at))
          return std::nullopt;
        clause.reviewed = clause.human = clause.post_edited = false;
      }
      merge(sentence, clause);
      return makes_label(sentence) ? Says::label : Says::more;
    }
    // A notice: it needs a word of one, and that most of it is understood.
    const bool speaks = notices > 0 || clause.translated || judged;
    if (!speaks || 3 * unknown > 2 * tokens) return std::nullopt;
    return Says::notice;
  }

  static bool judged_between(const std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
    return std::any_of(pieces.begin() + static_cast<std::ptrdiff_t>(from),
                       pieces.begin() + static_cast<std::ptrdiff_t>(to),
                       [](const Piece& piece) { return piece.is(kReviewed | kHuman); });
  }

  static bool makes_label(const Findings& said) {
    if (said.post_edited || (said.from && said.person)) return true;
    return said.translated && (said.automatic || said.human || said.reviewed || said.named ||
                               said.from || said.about_this);
  }

  static void merge(Findings& into, const Findings& from) {
    into.translated |= from.translated;
    into.automatic |= from.automatic;
    into.post_edited |= from.post_edited;
    into.reviewed |= from.reviewed;
    into.human |= from.human;
    into.named |= from.named;
    into.person |= from.person;
    into.from |= from.from;
    into.about_this |= from.about_this;
  }
  void add(const Findings& sentence) { merge(findings_, sentence); }

  std::optional<Label::Class> classify() const {
    const Findings& said = findings_;
    if (said.post_edited) return Label::Class::post_edited;
    if (said.automatic) return said.reviewed ? Label::Class::post_edited : Label::Class::machine;
    if (said.human || said.person) return Label::Class::human;
    return Label::Class::unspecified;
  }

  const Tokens& folded_;
  const Tokens& written_;
  const std::vector<std::vector<Match>>& matches_;
  const std::uint16_t language_;
  const std::string& language_name_;
  Findings findings_;
  LabelReading reading_;
};

}  // namespace

std::optional<LabelReading> read_as_label(const Tokens& folded, const Tokens& written,
                                          const std::vector<std::vector<Match>>& matches,
                                          std::uint16_t language) {
  return Reader(folded, written, matches, language).read();
}

}  // namespace hexapla

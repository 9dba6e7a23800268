#include "store/search/abjad_names.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

#include "store/search/names.h"
#include "store/text/code_points.h"

namespace hexapla {
namespace {

// Letters as fold() leaves them, each with what may stand for it in Latin letters.
constexpr std::string_view kReadings =
    // Hebrew
    "א a,e,i,o,u;ב b,v,w;ג g,j;ד d;ה h,a,e,ah,eh,o;ו v,w,o,u,ou,oo,au;ז z,s,j,zh;ח h,ch,kh;ט t;"
    "י y,i,e,j,ai,ei,ay,ie,ey,ee;כ k,c,ch,kh;ך k,c,ch,kh;ל l;מ m;ם m;נ n;ן n;ס s,c;ע a,e,i,o,u;"
    "פ p,f,ph;ף p,f,ph;צ ts,tz,z,c,cz,ch;ץ ts,tz,z,c,cz,ch;ק k,c,q,g,ck;ר r;ש sh,s,sch;ת t,th;"
    // Arabic, Persian, Urdu
    "ا a,e,i,o,u;ء a;ب b,p,v;ت t;ث th,t,s;ج j,g,dj,dzh,zh;ح h;خ kh,h,ch,k;د d;ذ dh,d,z;ر r;ز "
    "z,s;"
    "س s,c,ss;ش sh,ch,sch,s;ص s;ض d,dh;ط t;ظ z,dh;ع a,e,i,o,u;غ g,gh;ف f,v,ph,p;ق k,q,c,g;ك "
    "k,c,g,q,ck;"
    "ل l;م m;ن n;ه h,a,e,ah;و w,v,o,u,ou,oo,au;ي y,i,e,j,ai,ei,ay,ie,ey,ee;ئ y,i,e;ؤ o,u,w;پ p;چ "
    "ch;"
    "ژ zh,j;گ g;ٹ t;ڈ d;ڑ r;ں n;ے e,ai,ay;";

constexpr std::string_view kVowelLetters = "אהויעاءهويعئؤے";

struct Letter {
  std::vector<std::string_view> readings;
  bool may_be_vowel = false;
  bool is_heh = false;
};

const std::unordered_map<char32_t, Letter>& letters() {
  static const std::unordered_map<char32_t, Letter> table = [] {
    std::unordered_map<char32_t, Letter> made;
    for (std::size_t at = 0; at < kReadings.size();) {
      Letter& letter = made[take_code_point(kReadings, at)];
      const std::size_t end = kReadings.find(';', at);
      while (at < end) {
        const std::size_t past = std::min(end, kReadings.find(',', at + 1));
        letter.readings.push_back(kReadings.substr(at + 1, past - at - 1));
        at = past;
      }
      at = end + 1;
    }
    for (std::size_t at = 0; at < kVowelLetters.size();)
      made[take_code_point(kVowelLetters, at)].may_be_vowel = true;
    made[U'ה'].is_heh = made[U'ه'].is_heh = true;
    return made;
  }();
  return table;
}

// A name is not longer; of a word without end the beginning is read.
constexpr std::size_t kMostLetters = 32;
constexpr double kVowelUnwritten = 0.25;  // of the other word, here
constexpr double kEndUnwritten = 1;       // of its first or last vowel, which are written
constexpr double kVowelLetterOnly = 0.6;  // a letter that may be a vowel, without one there
constexpr double kLastHehOnly = 0.3;      // is silent
constexpr double kBreath = 0.5, kConsonant = 1;
constexpr double kSmallWord = 0.1;

using Word = std::vector<const Letter*>;

Word word_of(std::string_view text) {
  Word word;
  for (std::size_t at = 0; at < text.size() && word.size() < kMostLetters;) {
    const auto found = letters().find(take_code_point(text, at));
    if (found == letters().end()) return {};
    word.push_back(&found->second);
  }
  return word;
}

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

double cost_of_only(const Word& word, std::size_t i) {
  if (!word[i]->may_be_vowel) return kConsonant;
  return word[i]->is_heh && i + 1 == word.size() ? kLastHehOnly : kVowelLetterOnly;
}

// Vowels at either end are written, but for an e that may be silent.
double cost_of_unwritten(std::string_view latin, std::size_t j) {
  if (j == 0) return kEndUnwritten;
  const bool is_last = j + 1 == latin.size() && latin[j] != 'e' && !is_vowel(latin[j - 1]);
  return is_last ? kEndUnwritten : kVowelUnwritten;
}

// The least cost of reading all of `word` as all of `latin`.
double cost_of_reading(const Word& word, std::string_view latin) {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  std::vector<std::vector<double>> cost(word.size() + 1,
                                        std::vector<double>(latin.size() + 1, kNone));
  cost[0][0] = 0;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    for (std::size_t j = 0; j <= latin.size(); ++j) {
      const double here = cost[i][j];
      const auto reach = [&](std::size_t to_i, std::size_t to_j, double price) {
        cost[to_i][to_j] = std::min(cost[to_i][to_j], here + price);
      };
      if (j < latin.size()) {
        const bool is_doubled = j > 0 && latin[j] == latin[j - 1];
        reach(i, j + 1,
              is_vowel(latin[j]) ? cost_of_unwritten(latin, j)
              : is_doubled       ? 0
              : latin[j] == 'h'  ? kBreath
                                 : kConsonant);
      }
      if (i == word.size()) continue;
      // A first consonant of its own would be another name.
      if (i > 0 || j > 0 || word[i]->may_be_vowel) reach(i + 1, j, cost_of_only(word, i));
      for (const std::string_view reading : word[i]->readings) {
        if (latin.substr(j).starts_with(reading)) reach(i + 1, j + reading.size(), 0);
      }
    }
  }
  return cost[word.size()][latin.size()];
}

bool may_be_same(const Letter& a, const Letter& b) {
  return std::any_of(a.readings.begin(), a.readings.end(), [&](std::string_view reading) {
    return std::find(b.readings.begin(), b.readings.end(), reading) != b.readings.end();
  });
}

// The same for two abjad words.
double cost_of_exchange(const Word& a, const Word& b) {
  std::vector<double> row(b.size() + 1, 0);
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + cost_of_only(b, j);
  for (std::size_t i = 0; i < a.size(); ++i) {
    double diagonal = row[0];
    row[0] += cost_of_only(a, i);
    for (std::size_t j = 0; j < b.size(); ++j) {
      double best = std::min(row[j + 1] + cost_of_only(a, i), row[j] + cost_of_only(b, j));
      if (may_be_same(*a[i], *b[j])) best = std::min(best, diagonal);
      diagonal = row[j + 1];
      row[j + 1] = best;
    }
  }
  return row[b.size()];
}

// The word without a small word that may be written before it, which must leave a name.
std::vector<std::string_view> without_small_word(std::string_view word) {
  constexpr std::array<std::string_view, 14> kSmallWords = {
      "ב", "ל", "מ", "ה", "ו", "וב", "ול", "ال", "و", "ب", "ل", "وال", "بال", "لل"};
  constexpr std::size_t kFewestBytes = 6;
  std::vector<std::string_view> rests;
  for (const std::string_view small : kSmallWords) {
    if (word.starts_with(small) && word.size() - small.size() >= kFewestBytes)
      rests.push_back(word.substr(small.size()));
  }
  return rests;
}

double likeness(std::string_view abjad, std::string_view other) {
  const Word word = word_of(abjad);
  if (word.empty()) return 0;
  if (is_abjad(other)) {
    const Word second = word_of(other);
    if (second.empty()) return 0;
    return 1 - cost_of_exchange(word, second) /
                   static_cast<double>(std::max(word.size(), second.size()));
  }
  return 1 - cost_of_reading(word, other) / static_cast<double>(other.size());
}

}  // namespace

bool is_abjad(std::string_view folded) {
  return !folded.empty() && letters().contains(code_point_at(folded, 0));
}

std::vector<std::string> abjad_skeletons(std::string_view word) {
  // What Latin letters may stand for there: `j` a y, `ch` a rough h, `g` a j; an h after a
  // consonant is a letter of its own there, which romanized() cannot tell from `th`.
  std::vector<std::string> spellings{std::string(word)};
  const auto add_with = [&](std::string_view from, std::string_view to) {
    std::string changed(word);
    std::size_t at = changed.find(from);
    if (at == std::string::npos) return;
    for (; at != std::string::npos; at = changed.find(from, at + to.size()))
      changed.replace(at, from.size(), to);
    spellings.push_back(std::move(changed));
  };
  add_with("j", "y");
  add_with("ch", "kh");
  add_with("g", "j");
  add_with("h", "");
  const std::vector<std::string> own = name_skeletons(word);
  std::vector<std::string> skeletons;
  for (const std::string& spelling : spellings) {
    // A small word before it begins with one of these consonants.
    for (const std::string_view small : {"", "l", "b", "m", "h"}) {
      for (std::string& skeleton : name_skeletons(std::string(small) + spelling)) {
        if (std::find(own.begin(), own.end(), skeleton) == own.end())
          skeletons.push_back(std::move(skeleton));
      }
    }
  }
  std::sort(skeletons.begin(), skeletons.end());
  skeletons.erase(std::unique(skeletons.begin(), skeletons.end()), skeletons.end());
  return skeletons;
}

namespace {
// U+0600 and beyond; the letters of Hebrew come before.
bool is_arabic(std::string_view abjad) {
  return !abjad.empty() && static_cast<unsigned char>(abjad.front()) >= 0xD8;
}
}  // namespace

double abjad_likeness(std::string_view abjad, std::string_view other) {
  constexpr std::size_t kMostBytes = 48;
  if (other.empty()) return 0;
  if (!is_abjad(other)) other = other.substr(0, kMostBytes);
  // Two Arabic letters are a small word far more often than a name of four others: کو is not Kyiv.
  constexpr std::size_t kTwoLetters = 4, kFewestOfThem = 4;
  if (!is_abjad(other) && other.size() >= kFewestOfThem && abjad.size() <= kTwoLetters &&
      is_arabic(abjad))
    return 0;
  double best = likeness(abjad, other);
  constexpr std::size_t kFewestLetters = 5;
  if (!is_abjad(other) && other.size() < kFewestLetters) return std::max(0.0, best);
  for (const std::string_view rest : without_small_word(abjad))
    best = std::max(best, likeness(rest, other) - kSmallWord);
  return std::max(0.0, best);
}

}  // namespace hexapla

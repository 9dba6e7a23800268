#include "store/search/names.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

// Letters as fold() leaves them, each with what it says in Latin letters. A hyphen: nothing.
constexpr std::string_view kLetters =
    // Cyrillic
    "а a б b в v г h ґ g д d е e є ye ж zh з z и y і i й y к k л l м m н n о o п p р r с s т t у u "
    "ф f х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya ј j љ l њ n ћ ch ђ dj џ dzh ѓ g ќ k "
    "ѕ dz ў w қ k ғ g ң n ө o ү u ұ u һ h ә a "
    // Greek
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ kh "
    "ψ ps ω o "
    // Arabic, Persian, Urdu
    "ا a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع - غ gh ف f ق q ك k "
    "ل l م m ن n ه h و w ي y ء - ئ y ؤ w پ p چ ch ژ zh گ g ٹ t ڈ d ڑ r ں n ے e "
    // Hebrew
    "א a ב v ג g ד d ה h ו w ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע - פ p ף f צ ts ץ ts "
    "ק k ר r ש sh ת t "
    // Armenian
    "ա a բ b գ g դ d ե e զ z է e ը e թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n "
    "շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ w փ p ք k օ o ֆ f "
    // Georgian
    "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh "
    "ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h "
    // Devanagari
    "अ a आ a इ i ई i उ u ऊ u ऋ ri ए e ऐ ai ओ o औ au क k ख kh ग g घ gh ङ n च ch छ ch ज j झ jh ञ n "
    "ट t ठ th ड d ढ dh ण n त t थ th द d ध dh न n प p फ f ब b भ bh म m य y र r ल l व v श sh ष sh स "
    "s "
    "ह h ा a ि i ी i ु u ू u ृ ri े e ै ai ो o ौ au ं n ँ n ् - ः h ळ l ";

const std::unordered_map<char32_t, std::string_view>& letters() {
  static const std::unordered_map<char32_t, std::string_view> table = [] {
    std::unordered_map<char32_t, std::string_view> made;
    for (std::size_t at = 0; at < kLetters.size();) {
      const char32_t letter = take_code_point(kLetters, at);
      const std::size_t begin = at + 1;
      at = kLetters.find(' ', begin);
      const std::string_view latin = kLetters.substr(begin, at - begin);
      made.emplace(letter, latin == "-" ? std::string_view() : latin);
      ++at;
    }
    return made;
  }();
  return table;
}

std::string_view latin_letter(char32_t c) {
  switch (c) {
    case U'ß':
      return "ss";
    case U'æ':
    case U'œ':
      return "e";
    case U'ø':
      return "o";
    case U'ł':
      return "l";
    case U'đ':
    case U'ð':
      return "d";
    case U'þ':
      return "th";
    case U'ı':
      return "i";
    default:
      return {};
  }
}

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'w';
}

// P: lips, K: throat, T: teeth, S: hissing; L, R, M, N themselves; W: may be a vowel.
char class_at(std::string_view word, std::size_t& at) {
  const auto is_next = [&](std::size_t ahead, std::string_view any) {
    return at + ahead < word.size() && any.find(word[at + ahead]) != std::string_view::npos;
  };
  const auto take = [&](std::size_t letters_taken, char found) {
    at += letters_taken;
    return found;
  };
  const char c = word[at];
  switch (c) {
    case 'b':
    case 'f':
    case 'p':
    case 'v':
      return take(is_next(1, "h") ? 2 : 1, 'P');
    case 'd':
    case 't':
      if (is_next(1, "sz")) return take(is_next(2, "h") ? 3 : 2, 'S');
      if (c == 't' && is_next(1, "c") && is_next(2, "h")) return take(3, 'S');
      if (c == 'd' && is_next(1, "j")) return take(2, 'S');
      return take(is_next(1, "h") ? 2 : 1, 'T');
    case 's':
      if (is_next(1, "c") && is_next(2, "h")) return take(3, 'S');
      if (is_next(1, "h") && is_next(2, "c") && is_next(3, "h")) return take(4, 'S');
      return take(is_next(1, "hz") ? 2 : 1, 'S');
    case 'z':
      return take(is_next(1, "h") ? 2 : 1, 'S');
    case 'j':
      return take(1, 'S');
    case 'c':
      if (is_next(1, "hz")) return take(2, 'S');
      return take(is_next(1, "k") ? 2 : 1, is_next(1, "eiy") ? 'S' : 'K');
    case 'k':
    case 'g':
      return take(is_next(1, "h") ? 2 : 1, 'K');
    case 'q':
    case 'x':
      return take(1, 'K');
    case 'h':
      return take(1, at + 1 == word.size() ? '\0' : 'K');  // silent at the end
    case 'l':
      return take(1, 'L');
    case 'r':
      return take(1, 'R');
    case 'm':
      return take(1, 'M');
    case 'n':  // the g of `ng`, in Ukrainian an h, is not heard in every language
      return take(is_next(1, "gh") && !is_next(2, "h") ? 2 : 1, 'N');
    case 'w':
      return take(1, 'W');
    default:
      return take(1, '\0');
  }
}

// `kh` as one letter: it may be written as h or as k, which are not each other.
constexpr char kRoughH = '7';

std::string with_rough_h(std::string_view word) {
  std::string letters;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool is_rough = word[i] == 'k' && i + 1 < word.size() && word[i + 1] == 'h';
    letters += is_rough ? kRoughH : word[i];
    if (is_rough) ++i;
  }
  return letters;
}

// Of a letter that the other spelling has not. Vowels are written or not, but for the first one.
double cost_of_only(std::string_view word, std::size_t i) {
  constexpr double kVowel = 0.35, kBreath = 0.3, kOther = 0.8;
  if (is_vowel(word[i])) return i == 0 ? kOther : kVowel;
  return word[i] == 'h' ? kBreath : kOther;
}

// Scripts spell a consonant within a word by its neighbour, but seldom a name's first one. With
// another hissing one a short name has no room for more: `gas` is not `gaza`.
double cost_of_exchange(char from, char to, bool are_first, bool are_short) {
  constexpr double kVowels = 0.3, kAlike = 0.25, kHissingOfShort = 0.5;
  constexpr std::string_view kHissing = "szcjx";
  constexpr std::array<std::string_view, 6> kWithin = {"bpvfw", "kgqcx7", "gh",
                                                       "h7",    "td",     kHissing};
  constexpr std::array<std::string_view, 5> kFirst = {"vw", "kqcx7", "gh", "h7", kHissing};
  if (from == to) return 0;
  if (is_vowel(from) && is_vowel(to)) return kVowels;
  const auto has_both = [&](std::string_view letters) {
    return letters.find(from) != std::string_view::npos &&
           letters.find(to) != std::string_view::npos;
  };
  const bool are_alike = are_first ? std::any_of(kFirst.begin(), kFirst.end(), has_both)
                                   : std::any_of(kWithin.begin(), kWithin.end(), has_both);
  if (!are_alike) return 1;
  return are_short && has_both(kHissing) ? kHissingOfShort : kAlike;
}

}  // namespace

std::string romanized(std::string_view folded) {
  std::string latin;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = take_code_point(folded, at);
    if (c >= 'a' && c <= 'z') {
      latin += static_cast<char>(c);
    } else if (const auto special = latin_letter(c); !special.empty()) {
      latin += special;
    } else if (const auto found = letters().find(c); found != letters().end()) {
      latin += found->second;
    } else {
      return {};
    }
  }
  return latin;
}

std::vector<std::string> name_skeletons(std::string_view word) {
  constexpr std::size_t kMostLetters = 12, kFewest = 2;
  std::string with, without;  // `w` as a consonant, as a vowel
  const auto append = [](std::string& skeleton, char found) {
    if (skeleton.size() < kMostLetters && (skeleton.empty() || skeleton.back() != found)) {
      skeleton += found;
    }
  };
  for (std::size_t at = 0; at < word.size();) {
    const char found = class_at(word, at);
    if (found == '\0') continue;
    append(with, found == 'W' ? 'P' : found);
    if (found != 'W') append(without, found);
  }
  std::vector<std::string> skeletons;
  if (with.size() >= kFewest) skeletons.push_back(with);
  if (without != with && without.size() >= kFewest) skeletons.push_back(without);
  return skeletons;
}

double name_likeness(std::string_view a_word, std::string_view b_word) {
  constexpr std::size_t kMostLetters = 48;
  const std::string a = with_rough_h(a_word.substr(0, kMostLetters));
  const std::string b = with_rough_h(b_word.substr(0, kMostLetters));
  if (a.empty() || b.empty()) return 0;
  constexpr std::size_t kShort = 4;
  const bool are_short = std::max(a.size(), b.size()) <= kShort;
  std::array<double, kMostLetters + 1> row{};
  for (std::size_t j = 1; j <= b.size(); ++j) row[j] = row[j - 1] + cost_of_only(b, j - 1);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    double diagonal = row[0];
    row[0] += cost_of_only(a, i - 1);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const double best =
          std::min({row[j] + cost_of_only(a, i - 1), row[j - 1] + cost_of_only(b, j - 1),
                    diagonal + cost_of_exchange(a[i - 1], b[j - 1], i == 1 && j == 1, are_short)});
      diagonal = row[j];
      row[j] = best;
    }
  }
  return std::max(0.0, 1 - row[b.size()] / static_cast<double>(std::max(a.size(), b.size())));
}

std::string name_term_prefix(std::string_view skeleton) {
  return "\x02" + std::string(skeleton) + "\x03";
}

std::string name_term(std::string_view skeleton, std::string_view term) {
  return name_term_prefix(skeleton) + std::string(term);
}

std::string_view term_of_name_term(std::string_view term) {
  const auto end = term.find('\x03');
  return end == std::string_view::npos ? std::string_view() : term.substr(end + 1);
}

bool is_name_term(std::string_view term) { return term.starts_with('\x02'); }

}  // namespace hexapla

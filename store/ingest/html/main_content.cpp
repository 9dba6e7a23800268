#include "store/ingest/html/main_content.h"

#include <algorithm>

#include "store/ingest/line_shape.h"
#include "store/text/code_points.h"

namespace hexapla {
namespace {

constexpr std::uint32_t kLeastSentenceLetters = 30;
constexpr std::uint32_t kLongLetters = 80;
// A part with more of the page's prose than this is no furniture, whatever its name says.
constexpr double kTooMuchForFurniture = 0.4;
constexpr double kTooMuchForSureFurniture = 0.8;
// Han and kana: a line of this many letters (each counts twice) is text, sentence or not.
constexpr std::uint32_t kLongIdeographLetters = 44;

bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

// What an element and all below it come to.
struct Sum {
  double value = 0;
  std::uint32_t letters = 0, link_letters = 0, prose = 0;
};

class Finder {
 public:
  Finder(const HtmlTree& tree, const std::vector<TextRun>& runs, const std::vector<NamedAs>& names)
      : tree_(tree), runs_(runs), names_(names) {
    prose_.reserve(runs.size());
    for (const TextRun& run : runs) prose_.push_back(is_prose(run));
  }

  MainContent find() {
    MainContent found;
    sum(std::vector<bool>(runs_.size(), false));
    const bool has_prose = sums_[0].prose > 0;
    found.furniture = furniture();
    sum(found.furniture);
    if (has_prose && sums_[0].prose == 0) {
      // Everything has the name of something else: go by the text alone.
      found.furniture.assign(runs_.size(), false);
      sum(found.furniture);
    }
    found.root = root();
    found.body = body(found);
    return found;
  }

 private:
  void sum(const std::vector<bool>& left_out) {
    sums_.assign(tree_.size(), Sum());
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      if (left_out[i]) continue;
      const TextRun& run = runs_[i];
      Sum& here = sums_[run.block];
      here.letters += run.letters;
      here.link_letters += run.link_letters;
      if (prose_[i]) here.prose += run.letters - run.link_letters;
      here.value += value(run, prose_[i]);
    }
    for (std::uint32_t i = tree_.size(); i-- > 1;) {
      Sum& above = sums_[tree_[i].parent];
      above.value += sums_[i].value;
      above.letters += sums_[i].letters;
      above.link_letters += sums_[i].link_letters;
      above.prose += sums_[i].prose;
    }
  }

  double value(const TextRun& run, bool prose) const {
    if (prose) return run.letters - run.link_letters;
    const Tag tag = tree_[run.block].tag;
    if (is_heading(tag) && run.link_letters == 0) return 0;
    if (run.link_letters * 2 > run.letters) return -12.0 - run.letters;
    if (tag == Tag::p || tag == Tag::li || tag == Tag::td || tag == Tag::blockquote) return -4;
    return -10.0 - 0.3 * run.letters;
  }

  bool is_furniture(std::uint32_t node) const {
    const Sum& sum = sums_[node];
    const double share = sums_[0].prose == 0 ? 0 : static_cast<double>(sum.prose) / sums_[0].prose;
    if (share > kTooMuchForSureFurniture) return false;
    switch (tree_[node].tag) {
      case Tag::nav:
      case Tag::footer:
      case Tag::menu:
      case Tag::aside:
        return true;
      case Tag::form:
      case Tag::fieldset:
        return share <= kTooMuchForFurniture;
      case Tag::article:
      case Tag::main:
      case Tag::body:
      case Tag::html:
        return false;
      default:
        break;
    }
    const NamedAs& as = names_[node];
    if (as.article_body) return false;
    return as.surely_furniture || (as.furniture && share <= kTooMuchForFurniture);
  }

  std::vector<bool> furniture() const {
    std::vector<bool> inside(tree_.size(), false);
    for (std::uint32_t i = 1; i < tree_.size(); ++i) {
      inside[i] = inside[tree_[i].parent] || (tree_[i].tag != Tag::text && is_furniture(i));
    }
    std::vector<bool> by_run;
    by_run.reserve(runs_.size());
    for (const TextRun& run : runs_) by_run.push_back(inside[run.first]);
    return by_run;
  }

  std::uint32_t root() const {
    std::uint32_t best = 0, named = 0, article = 0;
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
      if (tree_[i].tag == Tag::text || sums_[i].letters == 0) continue;
      if (sums_[i].value >= sums_[best].value) best = i;
      if (names_[i].article_body && (named == 0 || sums_[i].prose > sums_[named].prose)) named = i;
      if (tree_[i].tag == Tag::article && (article == 0 || sums_[i].prose > sums_[article].prose))
        article = i;
    }
    if (named != 0 && sums_[named].prose * 2 > sums_[best].prose) return named;
    if (article != 0 && sums_[article].prose * 2 > sums_[best].prose) return article;
    return best;
  }

  // Parts of the body that are mostly links, and hold no prose.
  bool is_list_of_links(std::uint32_t node) const {
    const Sum& sum = sums_[node];
    if (sum.letters == 0 || sum.prose > 0) return false;
    return sum.link_letters * 2 > sum.letters;
  }

  std::vector<bool> body(MainContent& found) const {
    std::vector<bool> body(runs_.size(), false);
    std::vector<bool> left_out(tree_.size(), false);
    const std::uint32_t root = found.root;
    for (std::uint32_t i = root + 1; i < tree_[root].end; ++i) {
      left_out[i] = left_out[tree_[i].parent] ||
                    (tree_[i].tag != Tag::text && is_block(tree_[i].tag) && is_list_of_links(i));
    }
    bool any = false;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const TextRun& run = runs_[i];
      if (found.furniture[i] || run.first < root || run.first >= tree_[root].end ||
          left_out[run.first])
        continue;
      body[i] = true;
      if (!prose_[i]) continue;
      if (!any) found.first = i;
      found.last = i;
      any = true;
    }
    if (!any) {
      // A page without prose: what there is, is the text.
      for (std::size_t i = 0; i < runs_.size(); ++i) {
        if (!body[i]) continue;
        if (!any) found.first = i;
        found.last = i;
        any = true;
      }
    }
    return body;
  }

  const HtmlTree& tree_;
  const std::vector<TextRun>& runs_;
  const std::vector<NamedAs>& names_;
  std::vector<bool> prose_;
  std::vector<Sum> sums_;
};

}  // namespace

bool is_prose(const TextRun& run) {
  if (run.letters < kLeastSentenceLetters || run.link_letters * 3 > run.letters) return false;
  if (run.letters >= kLongLetters) return true;
  if (run.letters >= kLongIdeographLetters && code_point_at(run.text, 0) >= 0x2E80) return true;
  return ends_as_sentence(run.text);
}

MainContent find_main_content(const HtmlTree& tree, const std::vector<TextRun>& runs,
                              const std::vector<NamedAs>& names) {
  return Finder(tree, runs, names).find();
}

}  // namespace hexapla

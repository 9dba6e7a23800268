#include "store/ingest/html/html_page.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "store/ingest/block_text.h"
#include "store/ingest/date_line.h"
#include "store/ingest/html/element_names.h"
#include "store/ingest/html/html_tree.h"
#include "store/ingest/html/main_content.h"
#include "store/ingest/html/page_dates.h"
#include "store/ingest/html/runs.h"
#include "store/ingest/line_shape.h"
#include "store/model/kind.h"
#include "store/text/fold.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

constexpr std::uint32_t kLongestLabelLetters = 400;
constexpr std::uint32_t kLeastLabelLetters = 8;
constexpr std::uint32_t kLongestBylineLetters = 120;
constexpr std::uint32_t kLongestDateLetters = 100;
constexpr std::uint32_t kLongestStandfirstLetters = 700;
constexpr std::uint32_t kLongestHeadingLetters = 200;
// How far above a text an element may stand whose name says what the text is.
constexpr int kNamedAbove = 4;
constexpr std::uint32_t kMostNamedLetters = 900;
// A paragraph before the first prose, told from the scraps around it by its length.
constexpr std::uint32_t kLeastLeadLetters = 25;

bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

// The host of an absolute address; empty for any other.
std::string host_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == address.npos || scheme > 8) return {};
  const std::string_view rest = address.substr(scheme + 3);
  return std::string(rest.substr(0, std::min(rest.find_first_of("/?#:"), rest.size())));
}

class PageReader {
 public:
  PageReader(const HtmlTree& tree, const LineTest& is_label)
      : tree_(tree), is_label_(is_label), runs_(visible_runs(tree)) {
    page_.metadata = read_metadata(tree);
    names_.reserve(tree.size());
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      names_.push_back(tree[i].tag == Tag::text ? NamedAs() : named_as(tree, i));
    }
    content_ = find_main_content(tree, runs_, names_);
    letters_.assign(tree.size(), 0);
    for (const TextRun& run : runs_) letters_[run.block] += run.letters;
    for (std::uint32_t i = tree.size(); i-- > 1;) letters_[tree[i].parent] += letters_[i];
  }

  HtmlPage read() {
    read_language();
    find_title();
    for (std::size_t i = 0; i < runs_.size(); ++i) read_run(i);
    place_title();
    read_direction();
    claim();
    return std::move(page_);
  }

 private:
  // Calls `look` with each element around the run, the nearest first, until it gives true.
  template <typename Look>
  bool any_above(const TextRun& run, int levels, const Look& look) const {
    std::uint32_t node = tree_[run.first].parent;
    for (int i = 0; i < levels; ++i) {
      if (look(node)) return true;
      if (node == 0 || tree_[node].tag == Tag::body) break;
      node = tree_[node].parent;
    }
    return false;
  }
  bool is_named(const TextRun& run, bool NamedAs::*as, int levels = kNamedAbove) const {
    // What holds more than a few lines is named for something else in it.
    return any_above(run, levels, [&](std::uint32_t node) {
      return letters_[node] <= kMostNamedLetters && names_[node].*as;
    });
  }
  bool is_inside(const TextRun& run, Tag tag) const {
    return any_above(run, 12, [&](std::uint32_t node) { return tree_[node].tag == tag; });
  }

  void read_language() {
    // The nearest `lang` around the body says more than that of a template's first line.
    std::string written;
    for (std::uint32_t node = content_.root; written.empty(); node = tree_[node].parent) {
      written = trimmed(tree_.attribute_or_empty(node, "lang"));
      if (node == 0) break;
    }
    if (written.empty()) written = page_.metadata.language;
    std::replace(written.begin(), written.end(), '_', '-');
    written = written.substr(0, written.find_first_of(",; "));
    auto language = LanguageTag::parse(written);
    if (language && language->language() != "und") page_.article.language = std::move(language);
  }

  // The heading that is the article's title: the one that the metadata quote, else the last of the
  // first rank before the body.
  void find_title() {
    const std::string wanted = fold(page_.metadata.title);
    std::optional<std::size_t> first_rank, quoted;
    for (std::size_t i = 0; i < runs_.size() && i <= content_.last; ++i) {
      const TextRun& run = runs_[i];
      if (run.letters > 400 || content_.furniture[i]) continue;
      const bool heading = is_inside_heading(run);
      const bool named = is_named(run, &NamedAs::title, 2);
      if (!heading && !named) continue;
      const std::string text = fold(run.text);
      if (!quoted && text.size() >= 4 && !wanted.empty() &&
          (text == wanted || (text.size() >= 12 && wanted.find(text) != wanted.npos) ||
           (wanted.size() >= 12 && text.find(wanted) != text.npos))) {
        quoted = i;
      }
      if (i <= content_.first &&
          any_above(run, 3, [&](std::uint32_t node) { return tree_[node].tag == Tag::h1; }))
        first_rank = i;
    }
    title_ = quoted ? quoted : first_rank;
  }

  bool is_inside_heading(const TextRun& run) const {
    return any_above(run, 4, [&](std::uint32_t node) { return is_heading(tree_[node].tag); });
  }

  void read_run(std::size_t i) {
    if (title_ && i == *title_) return;
    const TextRun& run = runs_[i];
    if (is_label(run)) return add(i, Role::label);
    const bool in_head = i < content_.first && (!title_ || i > *title_ || content_.body[i]);
    if (content_.body[i] && i >= content_.first && i <= content_.last) return read_body(i);
    if (in_head && i + 60 > content_.first) return read_head(i);
    if (content_.body[i] && i > content_.last && is_caption(run) && run.letters >= 20)
      return add(i, Role::caption);
  }

  bool is_label(const TextRun& run) const {
    return is_label_ && run.letters >= kLeastLabelLetters && run.letters <= kLongestLabelLetters &&
           !is_heading(tree_[run.block].tag) && is_label_(run.text);
  }

  bool is_caption(const TextRun& run) const {
    return is_inside(run, Tag::figcaption) || is_inside(run, Tag::figure) ||
           is_inside(run, Tag::caption) || is_named(run, &NamedAs::caption, 3);
  }

  bool add_date(std::size_t i) {
    const TextRun& run = runs_[i];
    if (run.letters > kLongestDateLetters) return false;
    std::string machine;
    const bool marked = any_above(run, 2, [&](std::uint32_t node) {
      if (tree_[node].tag != Tag::time) return false;
      machine = to_timestamp(tree_.attribute_or_empty(node, "datetime")).value_or(std::string());
      return true;
    });
    const auto line = parse_date_line(block_text(run.text));
    if (!line && !marked) return false;
    std::string date = line ? line->date : std::string();
    if (!machine.empty()) date = machine;
    if (!line && date.empty()) return false;
    add(i, Role::dateline);
    if (added_) page_.article.blocks.back().date = date;
    if (line && line->says != DateLine::Says::nothing && !date.empty()) {
      page_.article.statements.push_back(stamp_statement({line->says, date}));
    }
    return true;
  }

  bool add_byline(std::size_t i) {
    const TextRun& run = runs_[i];
    if (run.letters > kLongestBylineLetters || run.letters < 3) return false;
    if (!is_byline(block_text(run.text)) && !is_named(run, &NamedAs::byline, 3)) return false;
    add(i, Role::byline);
    if (page_.byline.empty()) page_.byline = block_text(run.text);
    return true;
  }

  void read_head(std::size_t i) {
    const TextRun& run = runs_[i];
    if (content_.furniture[i] && !is_named(run, &NamedAs::byline, 2) &&
        !is_named(run, &NamedAs::date, 2))
      return;
    if (add_date(i) || add_byline(i)) return;
    if (content_.furniture[i] || run.link_letters * 2 > run.letters) return;
    if (is_caption(run)) {
      if (run.letters >= 15) add(i, Role::caption);
      return;
    }
    if (is_standfirst(i)) return add(i, Role::standfirst);
    // Prose between title and body, and short paragraphs at the body's beginning.
    const bool is_lead =
        content_.body[i] ? tree_[run.block].tag == Tag::p && run.letters >= kLeastLeadLetters
                         : title_ && i > *title_ && tree_[run.block].tag == Tag::p && is_prose(run);
    if (is_lead) add(i, Role::paragraph);
  }

  bool is_standfirst(std::size_t i) const {
    const TextRun& run = runs_[i];
    if (!title_ || i < *title_ || run.letters < 25 || run.letters > kLongestStandfirstLetters ||
        has_standfirst_)
      return false;
    if (is_named(run, &NamedAs::standfirst, 3)) return true;
    if (!page_.metadata.description.empty() && fold(run.text) == fold(page_.metadata.description))
      return true;
    return i == *title_ + 1 && is_inside_heading(run) && i < content_.first;
  }

  void read_body(std::size_t i) {
    const TextRun& run = runs_[i];
    const Tag tag = tree_[run.block].tag;
    const bool prose = is_prose(run);
    if (page_.article.blocks.size() < 8 || i < content_.first + 3) {
      if (is_standfirst(i) && is_named(run, &NamedAs::standfirst, 3) && i == content_.first)
        return add(i, Role::standfirst);
    }
    if (!prose && (add_date(i) || (i < content_.first + 2 && add_byline(i)))) return;
    if (is_caption(run)) {
      if (run.letters >= 15) add(i, Role::caption);
      return;
    }
    if (is_inside_heading(run)) {
      if (run.letters <= kLongestHeadingLetters && run.link_letters * 2 <= run.letters)
        add(i, Role::heading);
      return;
    }
    if (!prose && is_related_link(block_text(run.text))) return add(i, Role::link);
    if (!prose && run.link_letters * 10 > run.letters * 9) return add_link(i);
    if (is_inside(run, Tag::blockquote)) return add(i, Role::quote);
    if (is_inside(run, Tag::li) || tag == Tag::dd || tag == Tag::dt) return add(i, Role::list_item);
    if (!prose && run.bold && run.letters >= 4 && run.letters <= kLongestHeadingLetters &&
        tag == Tag::p && !ends_as_sentence(run.text)) {
      return add(i, Role::heading);
    }
    if (!prose && run.letters < 40 && tag != Tag::p && tag != Tag::pre && tag != Tag::td &&
        tag != Tag::th && !run.bold && !ends_as_sentence(run.text)) {
      return;  // a scrap between parts of the page
    }
    add(i, Role::paragraph);
  }

  void add_link(std::size_t i) {
    if (runs_[i].letters >= 4) add(i, Role::link);
  }

  void add(std::size_t i, Role role) {
    const TextRun& run = runs_[i];
    Block block;
    block.role = role;
    block.text = block_text(run.text);
    added_ = !block.text.empty();
    if (!added_) return;
    if (role == Role::link) block.href = std::string(run.href);
    if (role == Role::standfirst) has_standfirst_ = true;
    block.language = language_of(run);
    page_.article.blocks.push_back(std::move(block));
  }

  // Where the markup says that a block is in another language than the page.
  std::optional<LanguageTag> language_of(const TextRun& run) const {
    std::optional<LanguageTag> found;
    any_above(run, 6, [&](std::uint32_t node) {
      if (node == content_.root) return true;
      const auto written = tree_.attribute(node, "lang");
      if (!written || written->empty()) return false;
      found = LanguageTag::parse(trimmed(*written));
      return true;
    });
    if (!found || !page_.article.language ||
        found->language() == page_.article.language->language())
      return std::nullopt;
    return found;
  }

  void place_title() {
    Block title;
    title.role = Role::title;
    title.text = block_text(title_ ? runs_[*title_].text : page_.metadata.title);
    if (title.text.empty()) return;
    page_.article.blocks.insert(page_.article.blocks.begin(), std::move(title));
  }

  void read_direction() {
    for (std::uint32_t node = content_.root;; node = tree_[node].parent) {
      std::string dir(trimmed(tree_.attribute_or_empty(node, "dir")));
      if (dir == "rtl" || dir == "ltr") {
        page_.direction = std::move(dir);
        return;
      }
      if (node == 0) return;
    }
  }

  void claim(Property property, std::string value) {
    if (value.empty()) return;
    Statement statement;
    statement.claim.property = property;
    statement.claim.value = std::move(value);
    statement.basis = Basis::labelled;
    statement.asserted_by = speaker_;
    page_.article.statements.push_back(std::move(statement));
  }

  void claim() {
    const HtmlMetadata& said = page_.metadata;
    const std::string host = host_of(said.canonical);
    speaker_ = host.empty() ? "the page" : host;
    if (!host.empty()) claim(Property::source_uri, said.canonical);
    claim(Property::author, said.author);
    claim(Property::publisher, said.site);
    claim(Property::published, to_timestamp(said.published).value_or(std::string()));
    claim(Property::updated, to_timestamp(said.updated).value_or(std::string()));
    claim(Property::licence, said.licence);
    if (!said.translated_by.empty()) {
      claim(Property::kind, std::string(name(Kind::machine)));
      claim(Property::engine, said.translated_by);
    }
    page_.article.alternates = said.alternates;
    if (!said.author.empty()) page_.byline = said.author;
  }

  const HtmlTree& tree_;
  const LineTest& is_label_;
  std::vector<TextRun> runs_;
  std::vector<NamedAs> names_;
  std::vector<std::uint32_t> letters_;  // by node, with all below
  MainContent content_;
  HtmlPage page_;
  std::optional<std::size_t> title_;
  std::string speaker_;
  bool added_ = false, has_standfirst_ = false;
};

}  // namespace

HtmlPage read_html_page(std::string_view utf8, const std::string& file, const LineTest& is_label) {
  const HtmlTree tree = HtmlTree::parse(utf8, file);
  return PageReader(tree, is_label).read();
}

Ingested read_html(std::string_view utf8, const std::string& file, const LineTest& is_label) {
  return read_html_page(utf8, file, is_label).article;
}

}  // namespace hexapla

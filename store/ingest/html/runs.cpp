#include "store/ingest/html/runs.h"

#include <utility>

#include "store/text/code_points.h"
#include "store/text/white_space.h"

namespace hexapla {
namespace {

bool shows_nothing(Tag tag) {
  switch (tag) {
    case Tag::head:
    case Tag::script:
    case Tag::style:
    case Tag::template_:
    case Tag::iframe:
    case Tag::object:
    case Tag::video:
    case Tag::audio:
    case Tag::canvas:
    case Tag::svg:
    case Tag::input:
    case Tag::button:
    case Tag::select:
    case Tag::textarea:
    case Tag::option:
    case Tag::dialog:
    case Tag::rt:  // the reading of a word, which would stand in the midst of it
    case Tag::rp:
      return true;
    default:
      return false;
  }
}

// A CSS declaration of `property` with `value`, however it is spaced.
bool declares(std::string_view style, std::string_view property, std::string_view value) {
  for (std::size_t at = style.find(property); at != style.npos; at = style.find(property, at + 1)) {
    std::size_t next = at + property.size();
    while (next < style.size() && (style[next] == ' ' || style[next] == ':')) ++next;
    if (style.substr(next).starts_with(value)) return true;
  }
  return false;
}

bool is_hidden(const HtmlTree& tree, std::uint32_t node) {
  if (tree[node].attribute_count == 0) return false;
  if (tree.attribute(node, "hidden")) return true;
  if (tree.attribute_or_empty(node, "aria-hidden") == "true") {
    // Pictures of formulas are hidden from readers of the page, and are what a person sees.
    return tree.attribute_or_empty(node, "class").find("fallback-image") == std::string_view::npos;
  }
  const std::string_view style = tree.attribute_or_empty(node, "style");
  return !style.empty() &&
         (declares(style, "display", "none") || declares(style, "visibility", "hidden"));
}

class RunReader {
 public:
  explicit RunReader(const HtmlTree& tree) : tree_(tree) {}

  std::vector<TextRun> read() {
    std::vector<std::uint32_t> open;  // elements around the node at hand
    for (std::uint32_t i = 0; i < tree_.size();) {
      while (!open.empty() && i >= tree_[open.back()].end) leave(open);
      const HtmlTree::Node& node = tree_[i];
      if (node.tag == Tag::text) {
        add(i);
        ++i;
        continue;
      }
      // Around most of a page, <noscript> is one that somebody forgot to close.
      const bool is_alternative = node.tag == Tag::noscript && (node.end - i) * 2 < tree_.size();
      if (is_alternative || shows_nothing(node.tag) || is_hidden(tree_, i)) {
        i = node.end;
        continue;
      }
      if (node.tag == Tag::br) {
        line_break();
      } else {
        enter(i);
        open.push_back(i);
      }
      ++i;
    }
    while (!open.empty()) leave(open);
    end_run();
    return std::move(runs_);
  }

 private:
  void enter(std::uint32_t i) {
    const Tag tag = tree_[i].tag;
    if (is_block(tag)) {
      end_run();
      blocks_.push_back(i);
    }
    if (tag == Tag::pre) ++pre_;
    if (tag == Tag::a) links_.push_back(i);
    if (tag == Tag::strong || tag == Tag::b) ++bold_;
  }

  void leave(std::vector<std::uint32_t>& open) {
    const Tag tag = tree_[open.back()].tag;
    open.pop_back();
    if (is_block(tag)) {
      end_run();
      blocks_.pop_back();
    }
    if (tag == Tag::pre) --pre_;
    if (tag == Tag::a) links_.pop_back();
    if (tag == Tag::strong || tag == Tag::b) --bold_;
  }

  void line_break() {
    if (pre_ > 0) {
      run_.text.push_back('\n');
    } else if (broken_) {
      end_run();
    } else if (!run_.text.empty()) {
      broken_ = true;
    }
  }

  void add(std::uint32_t i) {
    const std::string_view text = tree_[i].text;
    for (std::size_t at = 0; at < text.size();) {
      const char byte = text[at];
      if (static_cast<unsigned char>(byte) < 0x80) {
        if (is_white_space(byte)) {
          if (pre_ > 0 && byte == '\n')
            run_.text.push_back('\n');
          else
            space_ = !run_.text.empty();
        } else {
          begin(i);
          run_.text.push_back(byte);
          count(1);
        }
        ++at;
        continue;
      }
      const std::size_t from = at;
      const char32_t c = take_code_point(text, at);
      if (c == 0xA0 || c == 0x3000) {
        // Kept inside of text, and no text by themselves.
        if (!run_.text.empty()) run_.text.append(text, from, at - from);
        continue;
      }
      if (is_white_space(static_cast<UChar32>(c))) {
        space_ = !run_.text.empty();
        continue;
      }
      begin(i);
      run_.text.append(text, from, at - from);
      count((c >= 0x2E80 && c <= 0xD7AF) || c >= 0x20000 ? 2 : 1);
    }
  }

  // Before a character that can be seen.
  void begin(std::uint32_t i) {
    if (run_.letters == 0) {
      run_.first = i;
      run_.block = blocks_.empty() ? 0 : blocks_.back();
      run_.text.clear();
      run_.bold = true;
    } else if (broken_) {
      // One line break inside a paragraph: scripts without spaces get none.
      const std::size_t before = before_code_point(run_.text, run_.text.size());
      if (code_point_at(run_.text, before) < 0x2E80) run_.text.push_back(' ');
    } else if (space_) {
      run_.text.push_back(' ');
    }
    space_ = broken_ = false;
    if (!links_.empty() && run_.href.empty())
      run_.href = tree_.attribute_or_empty(links_.back(), "href");
    if (bold_ == 0) run_.bold = false;
  }

  void count(std::uint32_t weight) {
    run_.letters += weight;
    if (!links_.empty()) run_.link_letters += weight;
  }

  void end_run() {
    if (run_.letters > 0) runs_.push_back(std::move(run_));
    run_ = TextRun();
    space_ = broken_ = false;
  }

  const HtmlTree& tree_;
  std::vector<TextRun> runs_;
  TextRun run_;
  std::vector<std::uint32_t> blocks_, links_;
  int pre_ = 0, bold_ = 0;
  bool space_ = false, broken_ = false;
};

}  // namespace

bool is_block(Tag tag) {
  switch (tag) {
    case Tag::html:
    case Tag::body:
    case Tag::article:
    case Tag::section:
    case Tag::nav:
    case Tag::aside:
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
    case Tag::hgroup:
    case Tag::header:
    case Tag::footer:
    case Tag::address:
    case Tag::p:
    case Tag::hr:
    case Tag::pre:
    case Tag::blockquote:
    case Tag::ol:
    case Tag::ul:
    case Tag::li:
    case Tag::dl:
    case Tag::dt:
    case Tag::dd:
    case Tag::figure:
    case Tag::figcaption:
    case Tag::main:
    case Tag::div:
    case Tag::table:
    case Tag::caption:
    case Tag::tbody:
    case Tag::thead:
    case Tag::tfoot:
    case Tag::tr:
    case Tag::td:
    case Tag::th:
    case Tag::form:
    case Tag::fieldset:
    case Tag::legend:
    case Tag::details:
    case Tag::summary:
    case Tag::menu:
    case Tag::center:
    case Tag::picture:
      return true;
    default:
      return false;
  }
}

std::vector<TextRun> visible_runs(const HtmlTree& tree) { return RunReader(tree).read(); }

}  // namespace hexapla

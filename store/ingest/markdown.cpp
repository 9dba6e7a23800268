#include <cmark.h>

#include <memory>
#include <utility>

#include "store/ingest/block_text.h"
#include "store/ingest/date_line.h"
#include "store/ingest/explicit_role.h"
#include "store/ingest/front_matter.h"
#include "store/ingest/ingest.h"
#include "store/ingest/line_shape.h"

namespace hexapla {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Node = std::unique_ptr<cmark_node, FreeNode>;
using Iterator = std::unique_ptr<cmark_iter, FreeIterator>;

std::string_view literal_of(cmark_node* node) {
  const char* const literal = cmark_node_get_literal(node);
  return literal ? std::string_view(literal) : std::string_view{};
}

bool is_break_tag(std::string_view html) {
  return html.starts_with("<br") || html.starts_with("<BR");
}

// The text below `root` without its marks; images are left out (they are captions of their own).
std::string flattened(cmark_node* root, bool with_images) {
  std::string text;
  const Iterator iterator(cmark_iter_new(root));
  int images = 0;
  for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_IMAGE && !with_images) images += event == CMARK_EVENT_ENTER ? 1 : -1;
    if (images > 0 || event != CMARK_EVENT_ENTER) continue;
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
      text += literal_of(node);
    } else if (type == CMARK_NODE_SOFTBREAK) {
      // What follows is joined when it comes: a space is right unless both sides are of a script
      // without spaces.
      text.push_back('\r');
    } else if (type == CMARK_NODE_LINEBREAK ||
               (type == CMARK_NODE_HTML_INLINE && is_break_tag(literal_of(node)))) {
      text.push_back('\n');
    }
  }
  std::string joined;
  std::string_view rest = text;
  while (true) {
    const std::size_t soft = rest.find('\r');
    append_line(joined, rest.substr(0, soft));
    if (soft == rest.npos) return joined;
    rest.remove_prefix(soft + 1);
  }
}

// Text of an HTML block: tags and comments are no text.
std::string without_tags(std::string_view html) {
  std::string text;
  while (!html.empty()) {
    const std::size_t open = html.find('<');
    text += html.substr(0, open);
    if (open == html.npos) break;
    html.remove_prefix(open);
    const std::string_view end = html.starts_with("<!--") ? "-->" : ">";
    const std::size_t close = html.find(end);
    if (close == html.npos) break;
    html.remove_prefix(close + end.size());
  }
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

bool is_space(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
         (type == CMARK_NODE_TEXT && is_blank(literal_of(node)));
}

// Whether all that can be seen directly below `paragraph` is of `first` (or `second`) type; gives
// how many there are.
int count_if_only(cmark_node* paragraph, cmark_node_type first, cmark_node_type second) {
  int count = 0;
  for (cmark_node* node = cmark_node_first_child(paragraph); node; node = cmark_node_next(node)) {
    if (is_space(node)) continue;
    const cmark_node_type type = cmark_node_get_type(node);
    if (type != first && type != second) return 0;
    ++count;
  }
  return count;
}

class MarkdownReader {
 public:
  MarkdownReader(const std::string& file, std::size_t lines_before, const LineTest& is_label,
                 Ingested& page)
      : file_(file), lines_before_(lines_before), is_label_(is_label), page_(page) {}

  void read(std::string_view markdown) {
    const Node document(cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT));
    const Iterator iterator(cmark_iter_new(document.get()));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
      cmark_node* const node = cmark_iter_get_node(iterator.get());
      const int step = event == CMARK_EVENT_ENTER ? 1 : -1;
      switch (cmark_node_get_type(node)) {
        case CMARK_NODE_BLOCK_QUOTE:
          quotes_ += step;
          break;
        case CMARK_NODE_ITEM:
          items_ += step;
          fresh_item_ = event == CMARK_EVENT_ENTER;
          break;
        case CMARK_NODE_HEADING:
          if (step > 0) read_heading(node);
          break;
        case CMARK_NODE_PARAGRAPH:
          if (step > 0) read_paragraph(node);
          break;
        case CMARK_NODE_CODE_BLOCK:
          add(plain_role(), literal_of(node));
          break;
        case CMARK_NODE_HTML_BLOCK:
          add(plain_role(), without_tags(literal_of(node)));
          break;
        default:
          break;
      }
    }
  }

 private:
  Role plain_role() const { return quotes_ > 0 ? Role::quote : Role::paragraph; }

  bool add(Role role, std::string_view text) {
    Block block;
    block.role = role;
    block.text = block_text(text);
    if (block.text.empty()) return false;
    page_.blocks.push_back(std::move(block));
    under_image_ = false;
    return true;
  }

  bool last_is(Role role) const {
    return !page_.blocks.empty() && page_.blocks.back().role == role;
  }

  void read_heading(cmark_node* node) {
    const std::string text = flattened(node, false);
    const bool title = cmark_node_get_heading_level(node) == 1 && !titled_;
    // Front matter may have said the title already: then the same words in the text are not a
    // second one.
    if (title && last_is(Role::title) && page_.blocks.back().text == block_text(text)) {
      titled_ = true;
      return;
    }
    if (add(title && page_.blocks.empty() ? Role::title
            : quotes_ > 0                 ? Role::quote
            : title                       ? Role::title
                                          : Role::heading,
            text)) {
      titled_ = titled_ || title;
    }
    add_images(node);
  }

  // The captions of the images in `node`; whether there were any.
  bool add_images(cmark_node* node) {
    bool any = false;
    const Iterator iterator(cmark_iter_new(node));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
      cmark_node* const image = cmark_iter_get_node(iterator.get());
      if (event != CMARK_EVENT_ENTER || cmark_node_get_type(image) != CMARK_NODE_IMAGE) continue;
      any = true;
      const std::string caption = flattened(image, true);
      add(Role::caption, caption);
      const char* const title = cmark_node_get_title(image);
      if (title && caption != title) add(Role::caption, title);
    }
    return any;
  }

  void read_paragraph(cmark_node* node) {
    cmark_node* const first = cmark_node_first_child(node);
    if (first && cmark_node_get_type(first) == CMARK_NODE_IMAGE && quotes_ == 0 && items_ == 0) {
      return read_picture(node);
    }
    std::string text = flattened(node, false);
    read_text(node, text);
    const bool pictures = add_images(node);
    under_image_ = pictures && page_.blocks.back().role == Role::caption;
  }

  // An image, and the lines directly under it: its caption and what else is said of it.
  void read_picture(cmark_node* node) {
    add_images(node);
    const std::string text = block_text(flattened_lines(node));
    std::string_view rest = text;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      const std::string line(rest.substr(0, end));
      add(is_label(line) ? Role::label : Role::caption, line);
      rest = end == rest.npos ? std::string_view{} : rest.substr(end + 1);
    }
    under_image_ = true;
  }

  // As flattened(), with every line break kept.
  static std::string flattened_lines(cmark_node* node) {
    std::string text;
    for (cmark_node* child = cmark_node_first_child(node); child; child = cmark_node_next(child)) {
      const cmark_node_type type = cmark_node_get_type(child);
      if (type == CMARK_NODE_IMAGE) continue;
      if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        text.push_back('\n');
      else
        text += flattened(child, false);
    }
    return text;
  }

  bool is_label(std::string_view text) const { return is_label_ && is_label_(text); }

  void read_text(cmark_node* node, std::string& text) {
    Place place;
    place.file = file_;
    place.line = lines_before_ + static_cast<std::size_t>(cmark_node_get_start_line(node));
    if (auto block = take_explicit_role(text, place)) {
      block->text = block_text(text);
      if (block->text.empty()) throw InputError(place, "a block's text is empty");
      page_.blocks.push_back(std::move(*block));
      return;
    }
    if (items_ > 0) {
      add(fresh_item_ ? Role::list_item : plain_role(), text);
      fresh_item_ = false;
      return;
    }
    if (quotes_ > 0) return void(add(Role::quote, text));

    const bool emphasised = count_if_only(node, CMARK_NODE_EMPH, CMARK_NODE_STRONG) > 0;
    const bool under_image = under_image_;
    if (is_label(text)) return void(add(Role::label, text));
    if (const auto date = parse_date_line(text)) return add_dateline(text, *date);
    if (!body_begun_ && is_byline(text)) return void(add(Role::byline, text));
    if (emphasised && under_image) {
      add(Role::caption, text);
      under_image_ = true;
      return;
    }
    if (emphasised && last_is(Role::title)) return void(add(Role::standfirst, text));
    if (count_if_only(node, CMARK_NODE_LINK, CMARK_NODE_LINK) == 1) return add_link(node, text);
    body_begun_ = add(Role::paragraph, text) || body_begun_;
  }

  void add_dateline(std::string_view text, const DateLine& date) {
    if (!add(Role::dateline, text)) return;
    page_.blocks.back().date = date.date;
    if (!date.date.empty() && date.says != DateLine::Says::nothing)
      page_.statements.push_back(stamp_statement(date));
  }

  void add_link(cmark_node* node, std::string_view text) {
    cmark_node* link = cmark_node_first_child(node);
    while (cmark_node_get_type(link) != CMARK_NODE_LINK) link = cmark_node_next(link);
    if (!add(Role::link, text)) return;
    const char* const url = cmark_node_get_url(link);
    if (url) page_.blocks.back().href = block_text(url);
  }

  const std::string& file_;
  const std::size_t lines_before_;
  const LineTest& is_label_;
  Ingested& page_;
  int quotes_ = 0, items_ = 0;
  bool fresh_item_ = false;
  bool titled_ = false;
  bool body_begun_ = false;
  bool under_image_ = false;
};

}  // namespace

Ingested read_markdown(std::string_view utf8, const std::string& file, const LineTest& is_label) {
  refuse_nul(utf8, file);
  Ingested page;
  std::size_t lines_before = 0;
  const auto front = read_front_matter(utf8, file);
  if (front) {
    front->declarations.apply(page);
    lines_before = front->lines;
    utf8.remove_prefix(front->bytes);
    if (!front->title.empty()) page.blocks.push_back({Role::title, front->title, {}, {}, {}});
  }
  MarkdownReader(file, lines_before, is_label, page).read(utf8);
  return page;
}

}  // namespace hexapla

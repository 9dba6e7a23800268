#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Elements that a reader of articles tells apart; all others are `other`.
enum class Tag : std::uint8_t {
  other,
  text,
  html,
  head,
  title,
  base,
  link,
  meta,
  style,
  script,
  noscript,
  template_,
  body,
  article,
  section,
  nav,
  aside,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  hgroup,
  header,
  footer,
  address,
  p,
  hr,
  pre,
  blockquote,
  ol,
  ul,
  li,
  dl,
  dt,
  dd,
  figure,
  figcaption,
  main,
  div,
  a,
  em,
  strong,
  b,
  time,
  br,
  span,
  font,
  img,
  iframe,
  object,
  video,
  audio,
  canvas,
  svg,
  math,
  table,
  caption,
  tbody,
  thead,
  tfoot,
  tr,
  td,
  th,
  form,
  fieldset,
  legend,
  label,
  input,
  button,
  select,
  textarea,
  option,
  details,
  summary,
  dialog,
  menu,
  center,
  small,
  rt,
  rp,
  sup,
  q,
  picture
};

// A page as the HTML standard parses it, flat and in document order: no walk over it needs
// recursion.
//
// Nodes point into memory that the tree owns. Immutable, so for any number of threads.
class HtmlTree {
 public:
  struct Attribute {
    std::string_view name, value;  // the name in lower case
  };
  struct Node {
    Tag tag = Tag::other;
    std::uint32_t parent = 0;      // of the root: itself
    std::uint32_t end = 0;         // the node's own subtree is [its index, end)
    std::uint32_t attributes = 0;  // where they begin
    std::uint32_t attribute_count = 0;
    std::string_view text;  // of Tag::text
  };

  // Parses `utf8` by the HTML standard, section 13.2, so broken markup gives what browsers make of
  // it.
  //
  // Throws InputError for what no page of text is: more than kMaxTags tags, or elements nested
  // deeper than kMaxDepth. Those bounds also bound time: the standard's algorithm is quadratic in
  // depth.
  static HtmlTree parse(std::string_view utf8, const std::string& file);
  static constexpr std::size_t kMaxTags = 1'000'000;
  static constexpr std::size_t kMaxDepth = 1'000;

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
  const Node& operator[](std::uint32_t index) const { return nodes_[index]; }

  // The attribute's value; nothing when the node has none. An empty value is one.
  std::optional<std::string_view> attribute(std::uint32_t node, std::string_view name) const;
  std::string_view attribute_or_empty(std::uint32_t node, std::string_view name) const {
    return attribute(node, name).value_or(std::string_view());
  }
  // All text below `node`, scripts and styles left out, each run of white space one space.
  std::string text_of(std::uint32_t node) const;
  // The text of all text nodes below, as written: of a script.
  std::string raw_text_of(std::uint32_t node) const;

 private:
  class Memory;
  HtmlTree();

  std::unique_ptr<Memory> memory_;
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
};

// What the tags of `utf8` come to, by a scan that builds nothing: how many, and how deep they nest
// at most when end tags close the elements of their name. An estimate, from above for markup that
// is not made to deceive it.
struct TagCount {
  std::size_t tags = 0, depth = 0;
};
TagCount count_tags(std::string_view utf8);

}  // namespace hexapla

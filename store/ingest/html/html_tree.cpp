#include "store/ingest/html/html_tree.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <array>
#include <csetjmp>
#include <cstdlib>
#include <ctime>
#include <unordered_map>
#include <utility>

#include "store/model/error.h"
#include "store/text/ascii.h"
#include "store/text/white_space.h"

// The only file that knows the parser, versions 0.10 to 0.13.

namespace hexapla {

// Where the parser takes memory, freed at once: its own way of freeing a tree is recursive, and
// overruns the stack on deeply nested pages.
//
// It also is the parser's conscience: every step that costs allocates, so a budget of time is kept
// here. Leaving by longjmp is sound, as only the parser's C frames are between.
class HtmlTree::Memory {
 public:
  explicit Memory(std::size_t input_bytes)
      : deadline_(now() + 5.0 + static_cast<double>(input_bytes) / 1e6) {}
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  ~Memory() {
    for (void* chunk : chunks_) std::free(chunk);
  }

  static void* take(void* self, std::size_t bytes) {
    return static_cast<Memory*>(self)->take(bytes);
  }
  static void give_back(void*, void*) {}

  std::jmp_buf refusal;

 private:
  static double now() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  }

  void* take(std::size_t bytes) {
    bytes = (bytes + 15U) & ~std::size_t{15};
    if ((++calls_ & 0xFFFU) == 0 && now() > deadline_) std::longjmp(refusal, 1);
    if (bytes > left_) {
      const std::size_t chunk = std::max(bytes, kChunkBytes);
      void* const fresh = std::malloc(chunk);
      if (fresh == nullptr) std::longjmp(refusal, 2);
      chunks_.push_back(fresh);
      if (bytes == chunk) return fresh;  // large ones stand alone
      next_ = static_cast<char*>(fresh);
      left_ = chunk;
    }
    char* const taken = next_;
    next_ += bytes;
    left_ -= bytes;
    return taken;
  }

  static constexpr std::size_t kChunkBytes = std::size_t{256} << 10;
  const double deadline_;
  std::vector<void*> chunks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t calls_ = 0;
};

namespace {

Tag tag_named(std::string_view name) {
  static const std::unordered_map<std::string_view, Tag> kTags = {{"html", Tag::html},
                                                                  {"head", Tag::head},
                                                                  {"title", Tag::title},
                                                                  {"base", Tag::base},
                                                                  {"link", Tag::link},
                                                                  {"meta", Tag::meta},
                                                                  {"style", Tag::style},
                                                                  {"script", Tag::script},
                                                                  {"noscript", Tag::noscript},
                                                                  {"template", Tag::template_},
                                                                  {"body", Tag::body},
                                                                  {"article", Tag::article},
                                                                  {"section", Tag::section},
                                                                  {"nav", Tag::nav},
                                                                  {"aside", Tag::aside},
                                                                  {"h1", Tag::h1},
                                                                  {"h2", Tag::h2},
                                                                  {"h3", Tag::h3},
                                                                  {"h4", Tag::h4},
                                                                  {"h5", Tag::h5},
                                                                  {"h6", Tag::h6},
                                                                  {"hgroup", Tag::hgroup},
                                                                  {"header", Tag::header},
                                                                  {"footer", Tag::footer},
                                                                  {"address", Tag::address},
                                                                  {"p", Tag::p},
                                                                  {"hr", Tag::hr},
                                                                  {"pre", Tag::pre},
                                                                  {"blockquote", Tag::blockquote},
                                                                  {"ol", Tag::ol},
                                                                  {"ul", Tag::ul},
                                                                  {"li", Tag::li},
                                                                  {"dl", Tag::dl},
                                                                  {"dt", Tag::dt},
                                                                  {"dd", Tag::dd},
                                                                  {"figure", Tag::figure},
                                                                  {"figcaption", Tag::figcaption},
                                                                  {"main", Tag::main},
                                                                  {"div", Tag::div},
                                                                  {"a", Tag::a},
                                                                  {"em", Tag::em},
                                                                  {"i", Tag::em},
                                                                  {"strong", Tag::strong},
                                                                  {"b", Tag::b},
                                                                  {"time", Tag::time},
                                                                  {"br", Tag::br},
                                                                  {"span", Tag::span},
                                                                  {"font", Tag::font},
                                                                  {"img", Tag::img},
                                                                  {"iframe", Tag::iframe},
                                                                  {"object", Tag::object},
                                                                  {"embed", Tag::object},
                                                                  {"video", Tag::video},
                                                                  {"audio", Tag::audio},
                                                                  {"canvas", Tag::canvas},
                                                                  {"svg", Tag::svg},
                                                                  {"math", Tag::math},
                                                                  {"table", Tag::table},
                                                                  {"caption", Tag::caption},
                                                                  {"tbody", Tag::tbody},
                                                                  {"thead", Tag::thead},
                                                                  {"tfoot", Tag::tfoot},
                                                                  {"tr", Tag::tr},
                                                                  {"td", Tag::td},
                                                                  {"th", Tag::th},
                                                                  {"form", Tag::form},
                                                                  {"fieldset", Tag::fieldset},
                                                                  {"legend", Tag::legend},
                                                                  {"label", Tag::label},
                                                                  {"input", Tag::input},
                                                                  {"button", Tag::button},
                                                                  {"select", Tag::select},
                                                                  {"textarea", Tag::textarea},
                                                                  {"option", Tag::option},
                                                                  {"details", Tag::details},
                                                                  {"summary", Tag::summary},
                                                                  {"dialog", Tag::dialog},
                                                                  {"menu", Tag::menu},
                                                                  {"center", Tag::center},
                                                                  {"small", Tag::small},
                                                                  {"rt", Tag::rt},
                                                                  {"rp", Tag::rp},
                                                                  {"sup", Tag::sup},
                                                                  {"q", Tag::q},
                                                                  {"picture", Tag::picture}};
  const auto found = kTags.find(name);
  return found == kTags.end() ? Tag::other : found->second;
}

// The parser numbers its tags differently from version to version, and names them alike.
Tag tag_of(const GumboElement& element) {
  static const std::array<Tag, GUMBO_TAG_LAST> kTags = [] {
    std::array<Tag, GUMBO_TAG_LAST> tags{};
    for (int tag = 0; tag < GUMBO_TAG_LAST; ++tag) {
      tags[static_cast<std::size_t>(tag)] =
          tag_named(gumbo_normalized_tagname(static_cast<GumboTag>(tag)));
    }
    return tags;
  }();
  if (element.tag < GUMBO_TAG_LAST) {
    if (const Tag known = kTags[static_cast<std::size_t>(element.tag)]; known != Tag::other)
      return known;
  }
  GumboStringPiece name = element.original_tag;
  if (name.data == nullptr) return Tag::other;
  gumbo_tag_from_original_text(&name);
  if (name.length > 12) return Tag::other;
  return tag_named(ascii_lower(std::string_view(name.data, name.length)));
}

[[noreturn]] void refuse(const std::string& file, const std::string& problem) {
  Place place;
  place.file = file;
  throw InputError(std::move(place), problem);
}

// Null when the parser was stopped, and `reason` says by what. A function of its own: setjmp wants
// few variables around it.
GumboOutput* run_parser(std::string_view utf8, GumboOptions& options, std::jmp_buf& refusal,
                        int& reason) {
  reason = setjmp(refusal);
  if (reason != 0) return nullptr;
  return gumbo_parse_with_options(&options, utf8.data(), utf8.size());
}

}  // namespace

HtmlTree::HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

HtmlTree HtmlTree::parse(std::string_view utf8, const std::string& file) {
  const TagCount count = count_tags(utf8);
  if (count.tags > kMaxTags)
    refuse(file, fmt::format("{} tags; at most {} are read of one page", count.tags, kMaxTags));
  if (count.depth > kMaxDepth) {
    refuse(file,
           fmt::format("elements are nested {} deep; at most {} are read", count.depth, kMaxDepth));
  }
  HtmlTree tree;
  tree.memory_ = std::make_unique<Memory>(utf8.size());
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Memory::take;
  options.deallocator = Memory::give_back;
  options.userdata = tree.memory_.get();
  options.max_errors = 0;
  int reason = 0;
  const GumboOutput* const output = run_parser(utf8, options, tree.memory_->refusal, reason);
  if (output == nullptr) {
    refuse(file, reason == 1 ? "markup that takes longer to read than any page of text does"
                             : "too large for this machine's memory");
  }

  struct Open {
    const GumboVector* children;
    unsigned next;
    std::uint32_t index;
  };
  std::vector<Open> open;
  const auto enter = [&](const GumboNode& from, std::uint32_t parent) {
    const auto index = static_cast<std::uint32_t>(tree.nodes_.size());
    Node node;
    node.parent = parent;
    node.end = index + 1;
    switch (from.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        node.tag = Tag::text;
        node.text = from.v.text.text;
        tree.nodes_.push_back(node);
        return;
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE: {
        node.tag = tag_of(from.v.element);
        node.attributes = static_cast<std::uint32_t>(tree.attributes_.size());
        const GumboVector& attributes = from.v.element.attributes;
        node.attribute_count = attributes.length;
        for (unsigned i = 0; i < attributes.length; ++i) {
          const auto* const attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
          tree.attributes_.push_back({attribute->name, attribute->value});
        }
        tree.nodes_.push_back(node);
        open.push_back({&from.v.element.children, 0, index});
        return;
      }
      default:
        return;  // comments and the document itself
    }
  };
  enter(*output->root, 0);
  while (!open.empty()) {
    Open& here = open.back();
    if (here.next == here.children->length) {
      tree.nodes_[here.index].end = static_cast<std::uint32_t>(tree.nodes_.size());
      open.pop_back();
      continue;
    }
    const auto* const child = static_cast<const GumboNode*>(here.children->data[here.next++]);
    enter(*child, here.index);
  }
  return tree;
}

std::optional<std::string_view> HtmlTree::attribute(std::uint32_t node,
                                                    std::string_view name) const {
  const Node& owner = nodes_[node];
  for (std::uint32_t i = 0; i < owner.attribute_count; ++i) {
    const Attribute& attribute = attributes_[owner.attributes + i];
    if (attribute.name == name) return attribute.value;
  }
  return std::nullopt;
}

std::string HtmlTree::text_of(std::uint32_t node) const {
  std::string text;
  for (std::uint32_t i = node; i < nodes_[node].end;) {
    const Node& here = nodes_[i];
    if (here.tag == Tag::script || here.tag == Tag::style || here.tag == Tag::template_) {
      i = here.end;
      continue;
    }
    for (const char c : here.text) {
      if (!is_white_space(static_cast<unsigned char>(c) < 0x80 ? c : 'x'))
        text.push_back(c);
      else if (!text.empty() && text.back() != ' ')
        text.push_back(' ');
    }
    if (here.tag == Tag::br && !text.empty() && text.back() != ' ') text.push_back(' ');
    ++i;
  }
  if (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::string HtmlTree::raw_text_of(std::uint32_t node) const {
  std::string text;
  for (std::uint32_t i = node; i < nodes_[node].end; ++i) text += nodes_[i].text;
  return text;
}

}  // namespace hexapla

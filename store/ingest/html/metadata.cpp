#include "store/ingest/html/metadata.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "store/ingest/block_text.h"
#include "store/ingest/html/json_ld.h"
#include "store/text/ascii.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

// One line: line breaks of the source are none of the text.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : trimmed(text)) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank)
      line.push_back(c);
    else if (line.empty() || line.back() != ' ')
      line.push_back(' ');
  }
  return block_text(line);
}

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find_first_of(" \t\n", at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

// The values of meta elements, by name or property in lower case.
class MetaValues {
 public:
  void add(std::string_view names, std::string_view value) {
    const std::string list = ascii_lower(names);
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find_first_of(" \t\n", at), list.size());
      if (end > at && values_.size() < 1000)
        values_.emplace_back(list.substr(at, end - at), one_line(value));
      at = end + 1;
    }
  }
  // Of the first of `names` that is given and is not empty.
  std::string first(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
      for (const auto& [known, value] : values_) {
        if (known == name && !value.empty()) return value;
      }
    }
    return {};
  }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

// An article's title out of the page's, to which sites add their own name behind a bar or a dash.
std::string without_site(std::string_view title, std::string_view site) {
  static constexpr std::array<std::string_view, 8> kBetween = {" | ",  " - ", " – ", " — ",
                                                               " :: ", " » ", " / ", " > "};
  std::size_t cut = title.npos;
  std::size_t width = 0;
  for (const std::string_view between : kBetween) {
    const std::size_t at = title.rfind(between);
    if (at != title.npos && (cut == title.npos || at > cut)) cut = at, width = between.size();
  }
  if (cut == title.npos) return std::string(title);
  const std::string_view head = title.substr(0, cut), tail = title.substr(cut + width);
  if (!site.empty() && ascii_lower(tail).find(ascii_lower(site)) != std::string::npos)
    return std::string(trimmed(head));
  // A head of a word or two may be the section or the site itself.
  if (count_code_points(head) < 15 && std::count(head.begin(), head.end(), ' ') < 3)
    return std::string(title);
  return std::string(trimmed(head));
}

void read_link(const HtmlTree& tree, std::uint32_t node, HtmlMetadata& page) {
  const std::string rel = ascii_lower(tree.attribute_or_empty(node, "rel"));
  const std::string href(trimmed(tree.attribute_or_empty(node, "href")));
  if (href.empty()) return;
  if (has_word(rel, "canonical") && page.canonical.empty()) page.canonical = href;
  if (has_word(rel, "license") && page.licence.empty()) page.licence = href;
  const std::string_view language = tree.attribute_or_empty(node, "hreflang");
  if (has_word(rel, "alternate") && !language.empty() && page.alternates.size() < 500) {
    page.alternates.emplace_back(language, href);
  }
}

void read_translation_service(const HtmlTree& tree, const MetaValues& values, HtmlMetadata& page) {
  page.translated_by = values.first({"x-translated-by"});
  page.translated_to = values.first({"x-translated-to"});
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != Tag::html) continue;
    // What the translating browser leaves in a page that is saved.
    const std::string_view classes = tree.attribute_or_empty(i, "class");
    if (page.translated_by.empty() &&
        (has_word(classes, "translated-ltr") || has_word(classes, "translated-rtl"))) {
      page.translated_by = "Google Translate";
      page.translated_to = tree.attribute_or_empty(i, "lang");
    }
    break;
  }
  if (page.translated_by == "Google") page.translated_by = "Google Translate";
}

}  // namespace

HtmlMetadata read_metadata(const HtmlTree& tree) {
  HtmlMetadata page;
  MetaValues values;
  JsonLdArticle article;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    switch (tree[i].tag) {
      case Tag::html:
        page.language = trimmed(tree.attribute_or_empty(i, "lang"));
        if (page.language.empty()) page.language = trimmed(tree.attribute_or_empty(i, "xml:lang"));
        break;
      case Tag::title:
        if (page.page_title.empty()) page.page_title = one_line(tree.raw_text_of(i));
        break;
      case Tag::meta: {
        const std::string_view content = tree.attribute_or_empty(i, "content");
        if (content.empty()) break;
        for (const char* key : {"property", "name", "http-equiv", "itemprop"}) {
          if (const auto names = tree.attribute(i, key)) values.add(*names, content);
        }
        break;
      }
      case Tag::link:
        read_link(tree, i, page);
        break;
      case Tag::script:
        if (!article.found &&
            ascii_lower(tree.attribute_or_empty(i, "type")).starts_with("application/ld+json")) {
          article = read_json_ld(trimmed(tree.raw_text_of(i)));
        }
        break;
      default:
        break;
    }
  }
  const auto either = [](std::string first, std::string second) {
    return first.empty() ? std::move(second) : std::move(first);
  };
  page.site = either(values.first({"og:site_name"}), one_line(article.publisher));
  page.title =
      either(one_line(article.headline),
             values.first({"dc:title", "dc.title", "dcterms:title", "dcterms.title", "dcterm:title",
                           "og:title", "weibo:article:title", "weibo:webpage:title", "title",
                           "parsely-title", "twitter:title"}));
  if (page.title.empty()) page.title = without_site(page.page_title, page.site);
  page.author =
      either(one_line(article.author),
             values.first({"dc:creator", "dc.creator", "dcterms:creator", "dcterms.creator",
                           "dcterm:creator", "author", "parsely-author", "article:author",
                           "sailthru.author", "byl"}));
  if (is_address(page.author)) page.author.clear();
  page.description = values.first(
      {"dc:description", "dc.description", "og:description", "description", "twitter:description"});
  page.published =
      either(article.published,
             values.first({"article:published_time", "parsely-pub-date", "datepublished",
                           "dc.date.issued", "dcterms.issued", "dc.date", "date", "pubdate",
                           "publish-date", "sailthru.date"}));
  page.updated = either(article.updated,
                        values.first({"article:modified_time", "og:updated_time", "datemodified",
                                      "dcterms.modified", "last-modified", "lastmod"}));
  page.canonical = either(page.canonical, values.first({"og:url"}));
  page.licence = either(page.licence, article.licence);
  if (page.language.empty())
    page.language =
        values.first({"content-language", "language", "dc.language", "dcterms.language"});
  if (page.language.empty()) page.language = either(article.language, values.first({"og:locale"}));
  read_translation_service(tree, values, page);
  return page;
}

}  // namespace hexapla

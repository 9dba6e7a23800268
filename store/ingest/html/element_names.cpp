#include "store/ingest/html/element_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "store/text/ascii.h"

namespace hexapla {
namespace {

// Words of class names and ids. A name is cut into words at capitals, hyphens and other marks:
// `relatedArticles-list`.
constexpr std::string_view kFurniture[] = {"ad",
                                           "ads",
                                           "advert",
                                           "adverts",
                                           "advertisement",
                                           "advertising",
                                           "adsense",
                                           "adslot",
                                           "banner",
                                           "sponsor",
                                           "sponsored",
                                           "promo",
                                           "promotion",
                                           "promoted",
                                           "outbrain",
                                           "taboola",
                                           "comment",
                                           "comments",
                                           "commentlist",
                                           "disqus",
                                           "respond",
                                           "replies",
                                           "discussion",
                                           "related",
                                           "recommended",
                                           "recommendation",
                                           "recommendations",
                                           "recirculation",
                                           "recirc",
                                           "readmore",
                                           "morefrom",
                                           "teaser",
                                           "teasers",
                                           "trending",
                                           "popular",
                                           "mostread",
                                           "mostpopular",
                                           "latest",
                                           "newest",
                                           "share",
                                           "sharing",
                                           "shares",
                                           "sharer",
                                           "social",
                                           "socials",
                                           "follow",
                                           "facebook",
                                           "twitter",
                                           "whatsapp",
                                           "telegram",
                                           "addthis",
                                           "sharedaddy",
                                           "jp-relatedposts",
                                           "nav",
                                           "navbar",
                                           "navigation",
                                           "navi",
                                           "menu",
                                           "menus",
                                           "submenu",
                                           "breadcrumb",
                                           "breadcrumbs",
                                           "crumbs",
                                           "pager",
                                           "pagination",
                                           "paging",
                                           "prevnext",
                                           "sidebar",
                                           "sidebars",
                                           "rail",
                                           "aside",
                                           "widget",
                                           "widgets",
                                           "footer",
                                           "masthead",
                                           "topbar",
                                           "toolbar",
                                           "cookie",
                                           "cookies",
                                           "consent",
                                           "gdpr",
                                           "popup",
                                           "modal",
                                           "overlay",
                                           "lightbox",
                                           "subscribe",
                                           "subscription",
                                           "subscriptions",
                                           "newsletter",
                                           "newsletters",
                                           "signup",
                                           "signin",
                                           "login",
                                           "paywall",
                                           "donate",
                                           "donation",
                                           "donations",
                                           "tags",
                                           "taglist",
                                           "keywords",
                                           "topics",
                                           "categories",
                                           "rating",
                                           "ratings",
                                           "vote",
                                           "votes",
                                           "poll",
                                           "copyright",
                                           "disclaimer",
                                           "noprint",
                                           "skip",
                                           "sitemap",
                                           "searchbox",
                                           "toc",
                                           "infobox",
                                           "navbox",
                                           "metadata",
                                           "catlinks",
                                           "editsection",
                                           "printfooter",
                                           "weather",
                                           "shoutbox",
                                           "agegate",
                                           "community",
                                           "bookmark",
                                           "authorbox",
                                           "authorinfo",
                                           "aboutauthor",
                                           "bio",
                                           "biography",
                                           "gallery",
                                           "slider",
                                           "carousel",
                                           "slideshow",
                                           "ticker",
                                           "feedback",
                                           "shopping",
                                           "cart",
                                           "offer",
                                           "offers",
                                           "profile",
                                           "utility",
                                           "linklist",
                                           "disclosure",
                                           "warning",
                                           "notification",
                                           "alert"};
// Words that hold even for an element with most of the page's prose: comments are often longer than
// the article.
constexpr std::string_view kSurelyFurniture[] = {
    "comment", "comments",    "commentlist", "disqus",     "replies", "sidebar",
    "related", "recommended", "footer",      "navigation", "navbar"};
constexpr std::string_view kText[] = {
    "article", "articles", "body",     "content", "contents", "entry",   "hentry",  "main",
    "page",    "post",     "story",    "text",    "blog",     "news",    "artikel", "texto",
    "texte",   "nota",     "articulo", "artigo",  "noticia",  "materia", "detail",  "read"};
constexpr std::string_view kTitle[] = {"title",  "headline", "heading", "titre",
                                       "titulo", "titel",    "tit",     "ttl"};
constexpr std::string_view kStandfirst[] = {
    "standfirst", "subtitle", "subheadline", "subhead",    "dek",        "deck",
    "lead",       "lede",     "chapo",       "chapeau",    "summary",    "abstract",
    "intro",      "excerpt",  "sottotitolo", "entradilla", "bajada",     "copete",
    "linhafina",  "zajawka",  "perex",       "vorspann",   "teasertext", "kicker2",
    "subtitulo",  "sumario",  "description", "descripcion"};
constexpr std::string_view kByline[] = {"byline", "author",    "authors", "autor",     "autores",
                                        "auteur", "signature", "writer",  "dateline2", "credits"};
constexpr std::string_view kDate[] = {"date",      "datetime",  "dateline", "time",
                                      "timestamp", "published", "pubdate",  "updated",
                                      "modified",  "fecha",     "datum",    "data"};
constexpr std::string_view kCaption[] = {"caption",          "captions", "figcaption",
                                         "legend",           "credit",   "imagecaption",
                                         "bildunterschrift", "leyenda",  "epigrafe"};

// Names that mean the body by themselves.
constexpr std::string_view kBodies[] = {
    "articlebody",      "article-body",  "article_body",  "article-content",  "article__body",
    "article__content", "article-text",  "articletext",   "story-body",       "storybody",
    "story-content",    "entry-content", "post-content",  "post-body",        "postcontent",
    "postbody",         "entry-body",    "news-content",  "mw-parser-output", "mw-content-text",
    "body-content",     "body-copy",     "content-body",  "article-detail",   "td-post-content",
    "post__content",    "story__body",   "texte-article", "cuerpo-nota",      "materia-conteudo"};

template <std::size_t N>
bool has(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_word(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

void take_word(std::string_view word, NamedAs& as) {
  if (word.size() < 2) return;
  as.furniture = as.furniture || has(kFurniture, word);
  as.surely_furniture = as.surely_furniture || has(kSurelyFurniture, word);
  as.text = as.text || has(kText, word);
  as.title = as.title || has(kTitle, word);
  as.standfirst = as.standfirst || has(kStandfirst, word);
  as.byline = as.byline || has(kByline, word);
  as.date = as.date || has(kDate, word);
  as.caption = as.caption || has(kCaption, word);
}

// Words of a name, each alone, and neighbours as one: `most-read`.
void take_name(std::string_view name, NamedAs& as) {
  if (name.size() > 512) name = name.substr(0, 512);
  std::string word, before;
  const auto end_word = [&] {
    if (word.empty()) return;
    take_word(word, as);
    if (!before.empty()) take_word(before + word, as);
    before = std::move(word);
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_word(c)) {
      end_word();
      if (c == ' ') before.clear();
      continue;
    }
    const bool starts = is_upper(c) && i > 0 && is_word(name[i - 1]) && !is_upper(name[i - 1]);
    if (starts) end_word();
    word.push_back(ascii_lower(c));
  }
  end_word();
}

bool names_body(std::string_view classes) {
  for (std::size_t at = 0; at < classes.size();) {
    const std::size_t end = std::min(classes.find(' ', at), classes.size());
    if (has(kBodies, ascii_lower(classes.substr(at, end - at)))) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

NamedAs named_as(const HtmlTree& tree, std::uint32_t node) {
  NamedAs as;
  const HtmlTree::Node& element = tree[node];
  if (element.attribute_count == 0) return as;
  const std::string_view classes = tree.attribute_or_empty(node, "class");
  const std::string_view id = tree.attribute_or_empty(node, "id");
  if (!classes.empty()) take_name(classes, as);
  if (!id.empty()) take_name(id, as);
  as.article_body = names_body(classes) || names_body(id);
  const std::string_view property = tree.attribute_or_empty(node, "itemprop");
  if (!property.empty()) {
    as.article_body = as.article_body || property.find("articleBody") != property.npos;
    as.byline = as.byline || property == "author";
    as.date = as.date || property == "datePublished" || property == "dateModified";
    as.title = as.title || property == "headline";
    as.caption = as.caption || property == "caption";
    as.standfirst = as.standfirst || property == "alternativeHeadline" || property == "description";
  }
  const std::string_view rel = tree.attribute_or_empty(node, "rel");
  if (rel == "author") as.byline = true;
  const std::string_view role = tree.attribute_or_empty(node, "role");
  if (!role.empty()) {
    static constexpr std::array<std::string_view, 13> kRoles = {
        "navigation", "complementary", "banner",  "contentinfo", "search", "dialog", "alertdialog",
        "menu",       "menubar",       "toolbar", "tablist",     "alert",  "button"};
    as.furniture = as.furniture || std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
    as.text = as.text || role == "main" || role == "article";
  }
  return as;
}

}  // namespace hexapla

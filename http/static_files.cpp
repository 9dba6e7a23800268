#include "http/static_files.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "http/fonts.h"
#include "http/gzip.h"
#include "store/model/digest.h"

namespace hexapla {
namespace embedded {
extern const std::string_view site_css;
extern const std::string_view site_js;
extern const std::string_view mark_svg;
}  // namespace embedded

namespace {

struct File {
  std::string address, etag;
  std::string_view content_type;
  std::shared_ptr<const std::string> body, gzip_body;  // no gzip_body: packed already

  File(std::string_view name, std::string_view ending, std::string_view type,
       std::string_view bytes)
      : content_type(type), body(std::make_shared<const std::string>(bytes)) {
    if (!type.starts_with("font/")) gzip_body = std::make_shared<const std::string>(gzip(bytes));
    const std::string digest = Digest::of(bytes).hex().substr(0, 16);
    address = "/static/" + std::string(name) + "." + digest + "." + std::string(ending);
    etag = '"' + digest + '"';
  }
};

std::vector<File> font_files() {
  std::vector<File> files;
  for (const Font& font : embedded_fonts())
    files.emplace_back(font.name, "woff2", "font/woff2", font.bytes);
  return files;
}

// Ascent and descent of EB Garamond. With these, lines of every script and cut stand on one grid: a
// browser sets a line by its font, not by its letters.
constexpr std::string_view kLine = "ascent-override:71%;descent-override:29%;line-gap-override:0%;";

std::string font_rule(std::string_view family, const Font& font, const File& file,
                      std::string_view range) {
  return "@font-face{font-family:\"" + std::string(family) +
         "\";font-style:" + std::string(font.style) + ";font-display:swap;" + std::string(kLine) +
         "src:url(" + file.address + ") format(\"woff2\");unicode-range:" + std::string(range) +
         "}\n";
}

// The style sheet with classes of the root, which the script keeps, in place of boxes that are
// looked for from the root: `:root:has(#f1:checked)` costs a browser a search of the whole page
// each time that anything changes. The id that is nowhere keeps the weight of the rule.
std::string with_classes(std::string_view style) {
  constexpr std::string_view kBegin = ":root:", kIs = "has(#", kIsEnd = ":checked)",
                             kNot = "not(:has(#", kNotEnd = ":checked))";
  std::string result;
  result.reserve(style.size());
  while (true) {
    const std::size_t at = std::min(style.find(kBegin), style.size());
    result += style.substr(0, at);
    style.remove_prefix(at);
    if (style.empty()) return result;
    const std::string_view rest = style.substr(kBegin.size());
    const bool is_not = rest.starts_with(kNot);
    const std::string_view open = is_not ? kNot : kIs, close = is_not ? kNotEnd : kIsEnd;
    const std::size_t end = rest.find(close);
    if (!rest.starts_with(open) || end == std::string_view::npos) {
      result += kBegin;
      style.remove_prefix(kBegin.size());
      continue;
    }
    result += is_not ? ":root:is(.no-" : ":root:is(.is-";
    result += rest.substr(open.size(), end - open.size());
    result += ",#_)";
    style.remove_prefix(kBegin.size() + end + close.size());
  }
}

// The rules that name the fonts' addresses, then the style sheet.
std::string style_with(const std::vector<File>& fonts) {
  std::string style;
  for (std::size_t i = 0; i < fonts.size(); ++i) {
    const Font& font = embedded_fonts()[i];
    style += font_rule(font.family, font, fonts[i], font.range);
    // Only the space of it, which decides how tall a line is, before a font of the reader's system.
    if (font.name == "latin") style += font_rule("Hexapla Line", font, fonts[i], "U+20");
  }
  return style += with_classes(embedded::site_css);
}

// Style, script, mark and the style of pages without a script first, then the fonts.
const std::vector<File>& files() {
  static const std::vector<File> kFiles = [] {
    std::vector<File> fonts = font_files();
    std::vector<File> all;
    all.emplace_back("site", "css", "text/css; charset=utf-8", style_with(fonts));
    all.emplace_back("site", "js", "text/javascript; charset=utf-8", embedded::site_js);
    all.emplace_back("mark", "svg", "image/svg+xml", embedded::mark_svg);
    all.emplace_back("plain", "css", "text/css; charset=utf-8", embedded::site_css);
    std::move(fonts.begin(), fonts.end(), std::back_inserter(all));
    return all;
  }();
  return kFiles;
}

}  // namespace

std::string_view style_address() { return files()[0].address; }
std::string_view script_address() { return files()[1].address; }
std::string_view mark_address() { return files()[2].address; }
std::string_view plain_style_address() { return files()[3].address; }

std::optional<Response> find_static_file(std::string_view path) {
  if (!path.starts_with("/static/")) return std::nullopt;
  for (const File& file : files()) {
    if (file.address != path) continue;
    Response response;
    response.content_type = file.content_type;
    response.body = file.body;
    response.gzip_body = file.gzip_body;
    response.compressible = file.gzip_body != nullptr;
    response.etag = file.etag;
    response.keep = Response::Keep::for_ever;
    return response;
  }
  return std::nullopt;
}

}  // namespace hexapla

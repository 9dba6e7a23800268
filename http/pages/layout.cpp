#include "http/pages/layout.h"

#include "http/static_files.h"

namespace hexapla {
namespace {

// A browser's tab shows no markup: a control that nobody ends would turn round what follows.
std::string without_bidi_controls(std::string_view title) {
  std::string plain(title);
  for (const std::string_view control :
       {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"}) {
    for (std::size_t at = plain.find(control); at != std::string::npos;
         at = plain.find(control, at))
      plain.erase(at, control.size());
  }
  return plain;
}

}  // namespace

Html begin_page(const Frame& frame) {
  Html page;
  page << "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n"
       << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
       << text(without_bidi_controls(frame.title));
  if (frame.title != "Hexapla") page << " · Hexapla";
  page << "</title>\n<link rel=\"stylesheet\" href=\"" << text(style_address())
       << "\">\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"" << text(mark_address())
       << "\">\n";
  // Not deferred: it says before anything is shown how the page is to be shown.
  page << "<noscript><link rel=\"stylesheet\" href=\"" << text(plain_style_address())
       << "\"></noscript>\n<script src=\"" << text(script_address()) << "\"></script>\n";
  page << R"html(</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<svg width="0" height="0" aria-hidden="true" class="vh">
<symbol id="k-org" viewBox="0 0 12 12"><rect x="1" y="1" width="10" height="10" fill="currentColor"/></symbol>
<symbol id="k-mt" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4.9" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.2 1.65"/></symbol>
<symbol id="k-pe" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4.9" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6 1.1a4.9 4.9 0 0 1 0 9.8z" fill="currentColor"/></symbol>
<symbol id="k-hum" viewBox="0 0 12 12"><circle cx="6" cy="6" r="5.2" fill="currentColor"/></symbol>
<symbol id="k-unk" viewBox="0 0 12 12"><path d="M6 .9 11.1 6 6 11.1.9 6z" fill="none" stroke="currentColor" stroke-width="1.3"/></symbol>
</svg>
<div class="sheet">
<header>
<div class="mast">
<a class="word" href="/"><svg viewBox="0 0 30 22" aria-hidden="true"><g fill="currentColor"><rect width="3" height="22"/><rect x="5.4" width="3" height="22" opacity=".85"/><rect x="10.8" y="4" width="3" height="18" opacity=".7"/><rect x="16.2" width="3" height="22" opacity=".55"/><rect x="21.6" width="3" height="15" opacity=".45"/><rect x="27" width="3" height="22" opacity=".35"/></g></svg>Hexapla</a>
)html";
  if (!frame.crumbs.empty()) {
    page << "<nav class=\"crumb\" aria-label=\"Breadcrumb\">";
    for (const Crumb& crumb : frame.crumbs) {
      if (crumb.href.empty()) {
        page << "<span><bdi aria-current=\"page\">" << text(crumb.text) << "</bdi></span>";
      } else {
        page << "<span><a dir=\"auto\" href=\"" << text(crumb.href) << "\">" << text(crumb.text)
             << "</a></span>";
      }
    }
    page << "</nav>\n";
  }
  page
      << "<form class=\"find\" role=\"search\" action=\"/search\" method=\"get\"><label "
         "class=\"vh\" for=\"find\">Search every version</label><input type=\"search\" id=\"find\" "
         "name=\"q\" dir=\"auto\" maxlength=\"2000\" placeholder=\"Find in every version\" "
         "aria-keyshortcuts=\"/\"><button type=\"submit\" aria-label=\"Search\"><svg viewBox=\"0 0 "
         "16 16\" "
         "aria-hidden=\"true\"><circle cx=\"6.5\" cy=\"6.5\" r=\"4.5\"/><path d=\"M10 10l4.5 "
         "4.5\"/></svg></button></form>\n"
         "<fieldset class=\"light\"><legend class=\"vh\">Light</legend>\n"
         "<label class=\"opt\"><input type=\"radio\" name=\"t\" id=\"t-auto\" "
         "checked>Auto</label>\n"
         "<label class=\"opt\"><input type=\"radio\" name=\"t\" id=\"t-light\">Day</label>\n"
         "<label class=\"opt\"><input type=\"radio\" name=\"t\" "
         "id=\"t-dark\">Night</label>\n</fieldset>\n</div>\n";
  return page;
}

void end_page(Html& page) {
  page << "<footer class=\"foot\"><nav aria-label=\"Hexapla\"><a href=\"/\">Articles</a> <a "
          "href=\"/search\">Search</a> <a href=\"/memory\">Memory</a> <a "
          "href=\"/log\">Log</a> "
          "<a href=\"/api/v1\">API</a> <a href=\"/about\">About this "
          "archive</a></nav></footer>\n</div>\n</body>\n</html>\n";
}

}  // namespace hexapla

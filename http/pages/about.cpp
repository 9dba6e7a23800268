#include <fmt/format.h>

#include <algorithm>

#include "http/pages/layout.h"
#include "http/pages/pages.h"
#include "http/pages/words.h"
#include "store/text/normalize.h"
#include "translate/align/align.h"

namespace hexapla {
namespace {

constexpr std::size_t kEnginesShown = 24;

// 1234567 as `1,234,567`.
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

// 45678901 as `45.7 MB`.
std::string size_words(std::uint64_t bytes) {
  constexpr std::string_view kUnits[] = {"bytes", "kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; size >= 1000 && unit + 1 < std::size(kUnits); ++unit) size /= 1000;
  return unit == 0 ? std::to_string(bytes) + " bytes"
                   : fmt::format("{:.1f} {}", size, kUnits[unit]);
}

void write_count(Html& page, Markup name, std::uint64_t count, Markup meaning) {
  page << "<tr><th scope=\"row\">" << name << "</th><td class=\"n\">" << text(grouped(count))
       << "</td><td class=\"mut\">" << meaning << "</td></tr>\n";
}

void write_counts(Html& page, const Call& call) {
  const ArchiveStats stats = call.reading.stats();
  page << "<h2 id=\"kept\">What is kept</h2>\n<section class=\"scroll\" aria-labelledby=\"kept\" "
          "tabindex=\"0\"><table class=\"tbl\" aria-labelledby=\"kept\">\n<thead><tr><th "
          "scope=\"col\">What</th><th scope=\"col\" class=\"n\">How many</th><th "
          "scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n";
  write_count(page, "Articles", stats.articles, "each one text and its translations");
  write_count(page, "Versions", stats.variants,
              "an article in one language by one hand or machine");
  write_count(page, "Revisions", stats.revisions,
              "texts as they once were: none is ever changed, a correction is a new one");
  write_count(page, "Sentences", stats.segments, "of all revisions");
  write_count(page, "Alignments", stats.alignments,
              "pairs of texts of which it is known which sentence renders which");
  write_count(page, "Events", stats.events, "what happened, in the log");
  page << "</tbody>\n</table></section>\n<p class=\"mut\">" << text(size_words(stats.text_bytes))
       << " of text; " << text(size_words(call.archive.size().file_bytes)) << " on disk.</p>\n";
}

void write_filter(Html& page, std::string_view parameter, std::string_view value,
                  std::uint64_t count, const Html& shown) {
  page << "<li><a href=\"/?" << text(parameter) << "=" << text(percent_encoded(value)) << "\">"
       << shown << "</a> <span class=\"mut\">" << text(grouped(count)) << "</span></li>\n";
}

std::vector<std::pair<std::string, std::uint64_t>> commonest(const Reading& reading, Facet facet) {
  auto values = reading.facet_values(facet);
  std::stable_sort(values.begin(), values.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return values;
}

void write_shares(Html& page, const Reading& reading) {
  page << "<h2>Articles by kind</h2>\n<p class=\"mut\">How many have a version of the "
          "kind.</p>\n<ul "
          "class=\"tally\">\n";
  for (const auto& [value, count] : commonest(reading, Facet::kind)) {
    const auto kind = parse_kind(value);
    write_filter(page, "kind", value, count, kind_mark(kind ? *kind : Kind::unknown));
  }
  page << "</ul>\n<h2>Articles by language</h2>\n<p class=\"mut\">How many have a version in "
          "it.</p>\n"
          "<ul class=\"tally\">\n";
  for (const auto& [value, count] : commonest(reading, Facet::language)) {
    Html shown;
    const auto language = LanguageTag::parse(value);
    if (language) {
      shown << isolated(language->own_name(), value);
      if (language->own_name() != language->english_name())
        shown << " <span class=\"mut\">" << text(language->english_name()) << "</span>";
    } else {
      shown << text(value);
    }
    write_filter(page, "language", value, count, shown);
  }
  page << "</ul>\n";
  auto engines = commonest(reading, Facet::engine);
  if (engines.empty()) return;
  page << "<h2>Articles by engine</h2>\n<p class=\"mut\">How many have a version by it.</p>\n<ul "
          "class=\"tally\">\n";
  for (std::size_t i = 0; i < std::min(engines.size(), kEnginesShown); ++i) {
    Html shown;
    shown << "<bdi>" << text(engines[i].first) << "</bdi>";
    write_filter(page, "engine", engines[i].first, engines[i].second, shown);
  }
  page << "</ul>\n";
}

void write_meaning(Html& page, const Html& sign, Markup meaning) {
  page << "<dt>" << sign << "</dt><dd>" << meaning << "</dd>\n";
}

Html sign(Markup glyph, Markup meaning_class) {
  Html html;
  html << "<b class=\"" << meaning_class << "\">" << glyph << "</b>";
  return html;
}

void write_basis(Html& page, Basis basis, Markup meaning) {
  page << "<dt><span class=\"chip b-" << text(name(basis)) << "\">" << text(name(basis))
       << "</span></dt><dd>" << meaning << "</dd>\n";
}

void write_signs(Html& page) {
  page << "<h2>Whose hand</h2>\n<dl class=\"signs hands\">\n";
  write_meaning(page, kind_mark(Kind::original), "what the others were made from");
  write_meaning(page, kind_mark(Kind::machine),
                "as an engine gave it, untouched as far as is known");
  write_meaning(page, kind_mark(Kind::post_edited), "an engine’s text that a person went over");
  write_meaning(page, kind_mark(Kind::human), "written by a person");
  write_meaning(page, kind_mark(Kind::unknown), "nobody said, and nothing on the page told");
  page << "</dl>\n<h2>Signs in the text</h2>\n<dl class=\"signs\">\n";
  write_meaning(page, sign("※", "f-x"), "wanting: the original has it, this version has not");
  write_meaning(page, sign("÷", "f-a"), "added: this version has it, the original has not");
  write_meaning(page, sign("≠", "f-x"),
                "a number, date, unit or address differs, by its value: ٤١٢٬٠٠٠ is 412,000");
  write_meaning(page, sign("↻", "f-s"), "made from a revision that has since been revised");
  write_meaning(page, sign("=", "f-u"), "left untranslated");
  write_meaning(page, sign("†", "f-q"), "doubtful: look here");
  write_meaning(page, sign("⇅", "f-u"), "moved to another row");
  page << "</dl>\n<p class=\"mut\">Found by comparing the texts; a person can dismiss a remark, "
          "and that is recorded like everything else.</p>\n"
          "<h2>How it is known</h2>\n<dl class=\"signs bases\">\n";
  write_basis(page, Basis::generated, "we ran the engine ourselves");
  write_basis(page, Basis::declared, "who gave us the text said so; the name stands beside it");
  write_basis(page, Basis::labelled, "the page said so, and its words are kept");
  write_basis(page, Basis::detected, "inferred from the text: no one vouches for it");
  page << "</dl>\n";
}

void write_evidence(Html& page, const LogReading& log) {
  page << "<h2 id=\"evidence\">Why to trust it</h2>\n<p>Every text is named by the SHA-256 of its "
          "bytes; what happened to it stands in <a href=\"/log\">a log</a> to which entries are "
          "only added. Anyone can check that no entry was changed or left out.</p>\n<dl "
          "class=\"record\">\n<dt>Log</dt><dd><code>"
       << text(log.origin()) << "</code></dd>\n";
  if (log.key()) {
    page << "<dt>Key</dt><dd><code class=\"hash\">" << text(log.key()->text()) << "</code></dd>\n";
  } else {
    page << "<dt>Key</dt><dd>none: checkpoints are not signed</dd>\n";
  }
  page << "<dt>Checkpoint</dt><dd><a href=\"/checkpoint\">signed size and root</a> "
          "(C2SP tlog-checkpoint), of the tiles under <code>/tile/</code> (C2SP "
          "tlog-tiles)</dd>\n";
  if (const std::string follows = log.follows(); !follows.empty())
    page << "<dt>Mirror of</dt><dd><bdi>" << text(follows) << "</bdi></dd>\n";
  page << "</dl>\n";
}

void write_programs(Html& page, const Call& call) {
  page << "<h2>For programs</h2>\n<ul class=\"near\">\n"
          "<li><a href=\"/api/v1\">The API</a>: everything that the pages show, as JSON</li>\n"
          "<li><a href=\"/openapi.json\">Its description</a> (OpenAPI 3.1)</li>\n"
          "<li><a href=\"/api/v1/stats\">These figures</a> as JSON</li>\n"
          "<li>Earlier states by date (Memento, RFC 7089): "
          "<code>/timegate/a/ARTICLE/VERSION</code>, "
          "<code>/timemap/link/a/ARTICLE/VERSION</code></li>\n</ul>\n";
  if (!call.site.empty()) {
    page << "<pre class=\"sample\" tabindex=\"0\"><code>hexapla --archive copy mirror "
         << text(call.site);
    if (const LogReading log = call.reading.log(); log.key())
      page << " --key " << text(log.key()->text());
    page << "</code></pre>\n<p class=\"mut\">keeps a copy of this archive, checked entry by "
            "entry.</p>\n";
  }
  const UnicodeVersions& unicode = unicode_versions();
  page << "<h2>Made with</h2>\n<dl class=\"record\">\n<dt>Program</dt><dd>Hexapla "
       << text(HEXAPLA_VERSION) << "</dd>\n<dt>Aligner</dt><dd><code>" << text(kAlignerVersion)
       << "</code></dd>\n<dt>Text</dt><dd>ICU " << text(unicode.icu) << ", Unicode "
       << text(unicode.unicode)
       << "</dd>\n<dt>Type</dt><dd>EB Garamond, Amiri and Noto Serif (SIL Open Font License 1.1), "
          "DejaVu Sans (its own free licence), sent from here: no page asks another "
          "site</dd>\n<dt>Licence</dt><dd>the program’s is MIT; a text’s own stands in its "
          "provenance</dd>\n</dl>\n";
}

}  // namespace

Response about_page(const Call& call) {
  Html page = begin_page({"About this archive", {{"About", ""}}});
  page << "</header>\n<main class=\"page prose about\" id=\"text\">\n<div class=\"head\"><h1>About "
          "this archive</h1>\n<p>Articles, each in the language in which it was written and in "
          "the translations made of it, by people and by machines. Beside every text stands where "
          "it came from, from which exact revision it was made, and how that is known; any "
          "versions can be <a href=\"/\">read side by side</a>, sentence by "
          "sentence.</p></div>\n<div class=\"columns\">\n<div>\n";
  write_counts(page, call);
  write_shares(page, call.reading);
  page << "</div>\n<div>\n";
  write_signs(page);
  write_evidence(page, call.reading.log());
  write_programs(page, call);
  page << "</div>\n</div>\n</main>\n";
  end_page(page);
  return html_page(page.take());
}

}  // namespace hexapla

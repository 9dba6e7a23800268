#include "http/language_negotiation.h"
#include "http/pages/found_sentence.h"
#include "http/pages/layout.h"
#include "http/pages/pages.h"
#include "http/pages/search_form.h"
#include "http/pages/word_difference.h"
#include "http/pages/words.h"
#include "http/search_parameters.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

void write_form(Html& page, const Call& call, std::string_view sentence) {
  const std::string_view least = call.request.parameter("least");
  page << "<form class=\"search\" action=\"/memory\" method=\"get\" aria-label=\"Translation "
          "memory\">\n<p class=\"ask\"><label class=\"vh\" for=\"sentence\">A new "
          "sentence</label><textarea id=\"sentence\" name=\"sentence\" dir=\"auto\" rows=\"2\" "
          "maxlength=\"2000\">\n"
       << text(sentence)
       << "</textarea> <button type=\"submit\">Look it up</button></p>\n<div class=\"narrow\">\n";
  write_choice(page, call, Facet::language, "language", "Sentences in");
  write_choice(page, call, Facet::language, "to", "rendered into");
  page << "<label><span>alike by at least</span> <input type=\"number\" name=\"least\" min=\"1\" "
          "max=\"100\" value=\"";
  if (least.empty()) {
    page << MemoryRequest().least_percent;
  } else {
    page << text(least);
  }
  page << "\"> %</label>\n";
  write_flag(page, call, "all", "Superseded revisions too");
  page << "</div>\n</form>\n";
}

void write_match(Html& page, const Call& call, const MemoryRequest& wanted,
                 const MemoryMatch& match, const std::vector<std::string>& languages) {
  const LanguageTag language = match.address.variant.language();
  const FoundSentence sentence(call.reading, match.address, match.segment);
  page << "<li class=\"found\"><h2>" << match.percent << " %</h2>\n<p class=\"mut\">"
       << kind_mark(call.reading.provenance(match.address).shown_kind()) << " · "
       << own_name(language) << " · <a href=\"/a/" << text(match.address.text()) << "\"><bdi>"
       << text(match.address.text()) << "</bdi></a>";
  if (match.repeated > 0)
    page << " · met " << text(counted(match.repeated, "time", "times")) << " more";
  page << "</p>\n<div class=\"hit\"><a class=\"no\" href=\"" << text(sentence.place())
       << "\" aria-label=\"Sentence " << match.segment + 1 << ", side by side\">"
       << match.segment + 1 << "</a><p" << text_attributes(language) << ">";
  write_word_difference(page, match.text, wanted.sentence, language);
  page << "</p>\n";
  write_renderings(page, sentence, match.renderings, languages);
  page << "</div>\n</li>\n";
}

void write_matches(Html& page, const Call& call, const MemoryRequest& wanted) {
  const std::vector<MemoryMatch> matches = look_up_for(call.reading, wanted);
  if (matches.empty()) {
    page << "<p role=\"status\">No sentence is alike by " << wanted.least_percent
         << " % or more. <a href=\"/search?q=" << text(percent_encoded(wanted.sentence))
         << "\">Search for its words</a> instead.</p>\n";
    return;
  }
  page << "<p class=\"mut\" role=\"status\">"
       << text(counted(matches.size(), "sentence", "sentences"))
       << ", the likest first. What only the earlier sentence has is <del>struck out</del>, what "
          "only yours has is <ins>underlined</ins>.</p>\n<ol class=\"founds\">\n";
  const auto languages = accepted_languages(call.request.accept_language);
  for (const MemoryMatch& match : matches) write_match(page, call, wanted, match, languages);
  page << "</ol>\n";
}

void write_how(Html& page) {
  page << "<p class=\"mut\">Write a new sentence in any language: sentences like it are looked up "
          "among all that are kept, with how each was rendered. The percentage is 100 × (1 − edits "
          "÷ length), word by word: another number or an inflected form costs half a word, other "
          "case or accents a tenth, a punctuation mark a fifth; 100 % is the same text "
          "exactly.</p>\n";
}

}  // namespace

Response memory_page(const Call& call) {
  MemoryRequest wanted = memory_request_of(call.request);
  wanted.sentence = trimmed(wanted.sentence);
  Html page = begin_page({"Translation memory", {}});
  page << "</header>\n<main class=\"page prose results\" id=\"text\">\n<h1>Translation "
          "memory</h1>\n";
  write_form(page, call, wanted.sentence);
  if (wanted.sentence.empty()) {
    write_how(page);
  } else {
    write_matches(page, call, wanted);
  }
  page << "</main>\n";
  end_page(page);
  Response response = html_page(page.take());
  response.headers.emplace_back("Vary", "Accept-Language");
  return response;
}

}  // namespace hexapla

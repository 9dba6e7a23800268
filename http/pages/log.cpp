#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/numbers_in_requests.h"
#include "http/pages/json_ld.h"
#include "http/pages/layout.h"
#include "http/pages/pages.h"
#include "http/pages/words.h"
#include "http/problem.h"
#include "store/model/base64.h"

namespace hexapla {
namespace {

constexpr std::uint64_t kEventsOfPage = 100;

void write_address(Html& page, const RevisionAddress& address) {
  page << "<a href=\"/a/" << text(address.text()) << "\">" << text(address.text()) << "</a>";
}

void write_what(Html& page, const Event& event) {
  if (const auto* created = std::get_if<ArchiveCreated>(&event.what)) {
    page << "archive created, format " << created->format;
  } else if (const auto* added = std::get_if<RevisionAdded>(&event.what)) {
    page << "revision added: ";
    write_address(page, added->address);
  } else if (const auto* stated = std::get_if<StatementsAdded>(&event.what)) {
    page << text(counted(stated->statements.size(), "claim", "claims")) << " about ";
    write_address(page, stated->address);
  } else if (const auto* retracted = std::get_if<StatementRetracted>(&event.what)) {
    page << "claim " << retracted->index << " of <a href=\"/log/" << retracted->event << "\">event "
         << retracted->event << "</a> taken back: <bdi>" << text(retracted->reason) << "</bdi>";
  } else if (const auto* withdrawn = std::get_if<TextWithdrawn>(&event.what)) {
    page << "text withdrawn: ";
    write_address(page, withdrawn->address);
    page << " on the authority of <bdi>" << text(withdrawn->authority) << "</bdi>: <bdi>"
         << text(withdrawn->reason) << "</bdi>";
  } else if (const auto* lexicon = std::get_if<LexiconLearnt>(&event.what)) {
    page << "words learnt from " << text(lexicon->source) << " to " << text(lexicon->target)
         << ", from the texts before <a href=\"/log/" << lexicon->learnt_before << "\">event "
         << lexicon->learnt_before << "</a>";
  } else if (const auto* realigned = std::get_if<ArticlesRealigned>(&event.what)) {
    page << "aligned anew:";
    for (const ArticleId& article : realigned->articles)
      page << " <a href=\"/a/" << text(article.text()) << "\">" << text(article.text()) << "</a>";
  }
}

// By what others hold us to it.
void write_checkpoint(Html& page, const LogReading& log) {
  const auto checkpoint = CheckpointNote::parse(log.checkpoint());
  if (!checkpoint) return;
  page << "<p>The log <code>" << text(log.origin())
       << "</code> is a Merkle tree; its root over all entries is <code class=\"hash\">"
       << text(to_base64(checkpoint->checkpoint.root.raw()))
       << "</code>. <a href=\"/checkpoint\">The checkpoint</a> ";
  if (log.key() && checkpoint->is_signed_by(*log.key())) {
    page << "is signed by <code class=\"hash\">" << text(log.key()->text())
         << "</code>. Keep a copy elsewhere: it shows later whether history "
         << "was changed.</p>\n";
  } else {
    page << "is not signed: nobody vouches for it.</p>\n";
  }
}

Listed listed_event(std::uint64_t number, const Event& event) {
  return {.path = "/log/" + std::to_string(number),
          .type = "DataFeedItem",
          .name = "",
          .language = "",
          .date = event.time};
}

}  // namespace

Response log_page(const Call& call) {
  const std::uint64_t count = call.reading.event_count();
  // Newest first; `before` is the number after the first one shown.
  const std::uint64_t before = std::min(number_parameter(call.request, "before", count), count);
  Html page = begin_page({"Log", {{"Log", ""}}});
  page << "</header>\n<main class=\"page prose\" id=\"text\">\n<div "
          "class=\"head\"><h1>Log</h1>\n<p class=\"mut\">"
       << text(counted(count, "event", "events"))
       << ". Everything that happened, newest first; nothing here is ever changed.</p></div>\n";
  write_checkpoint(page, call.reading.log());
  page << "<div class=\"scroll\"><table class=\"tbl events\">\n"
          "<thead><tr><th scope=\"col\" class=\"n\">Number</th><th scope=\"col\">When</th><th "
          "scope=\"col\">Who</th><th scope=\"col\">What</th></tr></thead>\n<tbody>\n";
  std::vector<Listed> listed;
  std::uint64_t number = before;
  for (std::uint64_t shown = 0; number > 0 && shown < kEventsOfPage; ++shown) {
    --number;
    const auto event = call.reading.event(number);
    if (!event) break;
    page << "<tr><th scope=\"row\" class=\"n\"><a href=\"/log/" << number << "\">" << number
         << "</a></th><td>" << time_mark(event->time) << "</td><td><bdi>" << text(event->actor)
         << "</bdi></td><td>";
    write_what(page, *event);
    page << "</td></tr>\n";
    listed.push_back(listed_event(number, *event));
  }
  page << "</tbody>\n</table></div>\n";
  if (number > 0)
    page << "<p class=\"more\"><a rel=\"next\" href=\"/log?before=" << number
         << "\">Older events</a></p>\n";
  page << "</main>\n";
  write_json_ld_list(page, "CollectionPage", "Log", listed);
  end_page(page);
  return html_page(page.take());
}

Response event_page(const Call& call) {
  const std::uint64_t number = number_in_path(call.names.at(0));
  const auto event = call.reading.event(number);
  const auto json = call.reading.event_json(number);
  if (!event || !json) {
    throw Problem(404, "No such event",
                  "The log has " + counted(call.reading.event_count(), "event", "events") +
                      ", numbered from 0.");
  }
  Html page = begin_page({"Event " + std::to_string(number),
                          {{"Log", "/log"}, {"Event " + std::to_string(number), ""}}});
  page << "</header>\n<main class=\"page prose\" id=\"text\">\n<div class=\"head\"><h1>Event "
       << number << "</h1>\n<p class=\"mut\">" << time_mark(event->time) << ", by <bdi>"
       << text(event->actor) << "</bdi></p></div>\n<p>";
  write_what(page, *event);
  page
      << "</p>\n<h2>The entry</h2>\n<pre class=\"sample\" tabindex=\"0\"><code>"
      << text(nlohmann::json::parse(*json).dump(2))
      << "</code></pre>\n<p class=\"mut\">Kept as canonical JSON (RFC 8785): <a href=\"/api/v1/log/"
      << number << "\">the exact bytes</a>, and <a href=\"/api/v1/log/" << number
      << "/proof\">the proof that they are in the log</a> (C2SP tlog-proof)</p>\n<p "
         "class=\"more\">";
  if (number > 0) page << "<a rel=\"prev\" href=\"/log/" << number - 1 << "\">Event before</a> ";
  if (number + 1 < call.reading.event_count())
    page << "<a rel=\"next\" href=\"/log/" << number + 1 << "\">Next event</a>";
  page << "</p>\n</main>\n";
  write_json_ld_list(page, "WebPage", "Event " + std::to_string(number),
                     {listed_event(number, *event)});
  end_page(page);
  return html_page(page.take());
}

}  // namespace hexapla

#include "http/pages/record_parts.h"

#include <algorithm>
#include <map>

#include "http/pages/words.h"
#include "store/model/claim_rules.h"
#include "store/model/weighing.h"

namespace hexapla {
namespace {

std::string_view basis_meaning(Basis basis) {
  switch (basis) {
    case Basis::generated:
      return "we ran the engine";
    case Basis::declared:
      return "whoever handed it in says so";
    case Basis::labelled:
      return "the page says so";
    case Basis::detected:
      break;
  }
  return "we infer it";
}

std::string_view scope_words(Scope scope) {
  switch (scope) {
    case Scope::article:
      return "the whole article";
    case Scope::revision:
      return "this revision";
    case Scope::blocks:
      return "a part";
    case Scope::segments:
      return "some sentences";
    case Scope::uncertain:
      break;
  }
  return "a part of unclear extent";
}

void write_value(Html& page, const Claim& claim) {
  switch (claim.property) {
    case Property::kind:
      if (const auto kind = parse_kind(claim.value)) {
        page << kind_mark(*kind);
        return;
      }
      break;
    case Property::derived_from:
    case Property::revises:
    case Property::still_right:
      if (const auto digest = Digest::parse(claim.value)) {
        const auto said = claim.details.find("address");
        if (said != claim.details.end() && RevisionAddress::parse(said->second)) {
          page << "<a href=\"/a/" << text(said->second) << "\">" << text(said->second) << "</a> ";
        }
        page << "<a href=\"/api/v1/revisions/" << text(claim.value) << "\"><code class=\"hash\">"
             << text(short_digest(*digest)) << "</code></a>";
        return;
      }
      break;
    case Property::published:
    case Property::updated:
    case Property::captured:
      page << time_mark(claim.value);
      return;
    case Property::source_uri:
      if (is_web_address(claim.value)) {
        page << "<a rel=\"nofollow noreferrer\" href=\"" << text(link_target(claim.value))
             << "\"><bdi>" << text(claim.value) << "</bdi></a>";
        return;
      }
      break;
    default:
      break;
  }
  page << "<bdi>" << text(claim.value) << "</bdi>";
}

// What became of each recorded claim; nothing of those that were taken back.
std::vector<std::optional<Standing>> standings_of(const std::vector<RecordedStatement>& recorded) {
  std::vector<Statement> standing;
  for (const RecordedStatement& one : recorded) {
    if (!one.retracted) standing.push_back(one.statement);
  }
  const Weighing weighing(standing);
  std::vector<std::optional<Standing>> found;
  std::size_t place = 0;
  for (const RecordedStatement& one : recorded) {
    found.push_back(one.retracted ? std::nullopt : std::optional(weighing.standing(place)));
    if (!one.retracted) ++place;
  }
  return found;
}

void write_claim(Html& page, const Statement& statement, std::optional<Standing> standing,
                 const RevisionView& view) {
  page << "<p class=\"claim\"><span class=\"mut\">"
       << text(property_words(statement.claim.property)) << "</span> ";
  const bool is_shown = standing == Standing::shown;
  if (is_shown) page << "<b>";
  write_value(page, statement.claim);
  if (is_shown) page << "</b>";
  if (standing == Standing::outweighed)
    page << " <span class=\"detail\"><span class=\"chip\">outweighed</span></span>";
  for (const auto& [name, value] : statement.claim.details) {
    // The address is where the value's link leads.
    if (name == "address" && revision_named_in(statement.claim) != nullptr) continue;
    page << " <span class=\"detail\">" << text(name) << " <bdi>" << text(value) << "</bdi></span>";
  }
  page << "</p>\n";
  for (const BlockPart& part : statement.parts) {
    if (part.block >= view.block_count()) continue;
    std::string_view words = view.block(part.block).text;
    if (part.range.begin < part.range.end && part.range.end <= words.size())
      words = part.range.of(words);
    page << "<p class=\"seen\">" << isolated("«" + std::string(words) + "»", view.language())
         << "</p>\n";
  }
}

// Claims that came together, from one source and on one basis, are one entry.
bool belong_together(const RecordedStatement& a, const RecordedStatement& b) {
  return a.event == b.event && a.retracted == b.retracted &&
         a.statement.basis == b.statement.basis && a.statement.scope == b.statement.scope &&
         a.statement.asserted_by == b.statement.asserted_by;
}

struct Entry {
  std::size_t first, past;  // among the statements
};

std::vector<Entry> entries_of(const std::vector<RecordedStatement>& statements) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (entries.empty() || !belong_together(statements[entries.back().first], statements[i]))
      entries.push_back({i, i});
    ++entries.back().past;
  }
  return entries;
}

// Of the entries that say no more than that the text was seen once more, those between the first
// and the last few: of a page that was looked at every hour there are thousands.
std::vector<bool> passed_over(const std::vector<RecordedStatement>& statements,
                              const std::vector<Entry>& entries) {
  constexpr std::size_t kShownAtEitherEnd = 3;
  std::vector<std::size_t> sightings;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const RecordedStatement& only = statements[entries[i].first];
    if (entries[i].past == entries[i].first + 1 && !only.retracted &&
        only.statement.claim.property == Property::captured)
      sightings.push_back(i);
  }
  std::vector<bool> found(entries.size());
  for (std::size_t k = kShownAtEitherEnd; k + kShownAtEitherEnd < sightings.size(); ++k)
    found[sightings[k]] = true;
  return found;
}

void write_passed_over(Html& page, const std::vector<RecordedStatement>& statements,
                       const std::vector<Entry>& entries, const std::vector<bool>& over) {
  const RecordedStatement *first = nullptr, *last = nullptr;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!over[i]) continue;
    last = &statements[entries[i].first];
    if (first == nullptr) first = last;
  }
  page << "<li>" << time_mark(first->time) << "<div><p class=\"mut\">Seen "
       << text(counted(static_cast<std::uint64_t>(std::count(over.begin(), over.end(), true)),
                       "more time", "more times"))
       << ", from " << time_mark(first->statement.claim.value) << " to "
       << time_mark(last->statement.claim.value) << ": <a href=\"/log/" << first->event
       << "\">event " << first->event << "</a> to <a href=\"/log/" << last->event << "\">event "
       << last->event << "</a></p></div></li>\n";
}

void write_row(Html& page, Markup term, std::string_view value) {
  if (!value.empty()) page << "<dt>" << term << "</dt><dd><bdi>" << text(value) << "</bdi></dd>\n";
}

void write_digest(Html& page, Markup term, const Digest& digest) {
  const std::string hex = digest.hex();
  page << "<dt>" << term << "</dt><dd><a class=\"hash\" href=\"/api/v1/objects/" << text(hex)
       << "\">" << text(hex) << "</a></dd>\n";
}

// What the web archive says that a capture came with.
void write_archive_facts(Html& page, const std::map<std::string, std::string>& facts) {
  struct Shown {
    const char* fact;
    Markup term;
  };
  static constexpr Shown kShown[] = {{"warc-record-id", "WARC record"},
                                     {"warc-refers-to", "Made from record"},
                                     {"warc-payload-digest", "Payload digest"},
                                     {"warc-tool", "Written by"},
                                     {"warc-truncated", "Truncated"},
                                     {"http-status", "HTTP status"},
                                     {"request-accept-language", "Asked for in"}};
  for (const auto& [fact, term] : kShown) {
    if (const auto held = facts.find(fact); held != facts.end())
      write_row(page, term, held->second);
  }
}

// The answer's header fields, and the versions in other languages that the page named.
void write_header_facts(Html& page, const std::map<std::string, std::string>& facts) {
  const auto write = [&](Markup summary, std::string_view prefix) {
    auto fact = facts.lower_bound(std::string(prefix));
    if (fact == facts.end() || !fact->first.starts_with(prefix)) return;
    page << "<details><summary>" << summary << "</summary>\n<dl class=\"record\">\n";
    for (; fact != facts.end() && fact->first.starts_with(prefix); ++fact) {
      page << "<dt><code>" << text(std::string_view(fact->first).substr(prefix.size()))
           << "</code></dt><dd><bdi>" << text(fact->second) << "</bdi></dd>\n";
    }
    page << "</dl></details>\n";
  };
  write("Header of the answer", "http:");
  write("Its versions, as the page named them", "hreflang:");
}

}  // namespace

std::string_view property_words(Property property) { return rule_of(property).words; }

void write_statements(Html& page, const std::vector<RecordedStatement>& statements,
                      const RevisionView& view) {
  if (statements.empty()) {
    page << "<p class=\"mut\">Nobody has claimed anything about this revision.</p>\n";
    return;
  }
  const std::vector<std::optional<Standing>> standings = standings_of(statements);
  const std::vector<Entry> entries = entries_of(statements);
  const std::vector<bool> over = passed_over(statements, entries);
  bool is_told = false;
  page << "<ol class=\"timeline\">\n";
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (over[i]) {
      if (!is_told) write_passed_over(page, statements, entries, over);
      is_told = true;
      continue;
    }
    const RecordedStatement& first = statements[entries[i].first];
    page << "<li" << (first.retracted ? Markup(" class=\"retracted\"") : Markup("")) << ">"
         << time_mark(first.time) << "<div><p class=\"basis\"><span class=\"chip b-"
         << text(name(first.statement.basis)) << "\">" << text(name(first.statement.basis))
         << "</span> <span class=\"mut\">(" << text(basis_meaning(first.statement.basis))
         << ")</span> by <bdi>" << text(first.statement.asserted_by) << "</bdi>, about "
         << text(scope_words(first.statement.scope)) << ", <a href=\"/log/" << first.event
         << "\">event " << first.event << "</a>";
    if (first.retracted) page << ", <b>taken back</b>";
    page << "</p>\n";
    for (std::size_t k = entries[i].first; k < entries[i].past; ++k)
      write_claim(page, statements[k].statement, standings[k], view);
    page << "</div></li>\n";
  }
  page << "</ol>\n";
}

void write_record(Html& page, const RevisionRecord& record) {
  page << "<dl class=\"record\">\n";
  write_digest(page, "SHA-256", record.digest);
  page << "<dt>Added</dt><dd>" << time_mark(record.time) << " by <bdi>" << text(record.actor)
       << "</bdi>, <a href=\"/log/" << record.event << "\">event " << record.event
       << "</a>, <a href=\"/api/v1/log/" << record.event
       << "/proof\">proof</a></dd>\n<dt>Text</dt><dd>"
       << text(counted(record.segments, "segment", "segments")) << ", "
       << text(counted(record.text_bytes, "byte", "bytes")) << "</dd>\n";
  if (record.capture) {
    const CaptureRecord& capture = *record.capture;
    write_digest(page, "Capture", capture.digest);
    if (is_web_address(capture.uri)) {
      page << "<dt>From</dt><dd><a rel=\"nofollow noreferrer\" href=\""
           << text(link_target(capture.uri)) << "\"><bdi>" << text(capture.uri)
           << "</bdi></a></dd>\n";
    } else {
      write_row(page, "From", capture.uri);
    }
    if (!capture.date.empty())
      page << "<dt>Captured</dt><dd>" << time_mark(capture.date) << "</dd>\n";
    write_row(page, "File", capture.file_name);
    write_row(page, "Media type", capture.media_type);
    write_row(page, "Encoding", capture.encoding);
    write_archive_facts(page, capture.facts);
  }
  page << "</dl>\n";
  if (record.capture) write_header_facts(page, record.capture->facts);
}

}  // namespace hexapla

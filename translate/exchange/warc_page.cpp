#include "translate/exchange/warc_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/ingest/warc/http_message.h"
#include "store/text/ascii.h"
#include "store/text/timestamp.h"
#include "store/text/utf8.h"
#include "translate/intake/intake.h"

namespace hexapla {
namespace {

// Facts go into the log, whose entries are bounded.
constexpr std::size_t kLongestFactBytes = 1000;
constexpr std::size_t kMostFactBytes = 12'000;

class Facts {
 public:
  void put(const std::string& name, std::string_view value) {
    if (value.empty() || value.size() > kLongestFactBytes || name.size() > 100) return;
    if (bytes_ + name.size() + value.size() > kMostFactBytes || first_invalid_utf8(value) ||
        first_invalid_utf8(name))
      return;
    bytes_ += name.size() + value.size();
    facts_.emplace(name, value);
  }
  std::map<std::string, std::string> take() { return std::move(facts_); }

 private:
  std::map<std::string, std::string> facts_;
  std::size_t bytes_ = 0;
};

std::optional<Format> format_of(const std::string& media_type) {
  if (media_type == "text/html" || media_type == "application/xhtml+xml") return Format::html;
  if (media_type == "text/plain") return Format::plain_text;
  if (media_type == "text/markdown") return Format::markdown;
  return std::nullopt;
}

// What the capture is called: the last part of the address's path.
std::string name_of(std::string_view uri) {
  const std::string_view path = uri.substr(0, std::min(uri.find_first_of("?#"), uri.size()));
  const std::size_t slash = path.find_last_of('/');
  std::string name(slash == path.npos ? path : path.substr(slash + 1));
  if (name.size() > 120) name.resize(prefix_of_whole_graphemes(name, 120).size());
  return name.empty() ? "index" : name;
}

}  // namespace

WarcPage read_warc_page(const WarcRecord& record, const WarcSurroundings& around,
                        const std::string& actor) {
  // wget keeps its log and its arguments under such addresses.
  if (record.target_uri().starts_with("metadata:")) return {std::nullopt, "a crawler's own notes"};
  Facts facts;
  facts.put("warc-record-id", record.id());
  facts.put("warc-tool", around.tool);
  facts.put("warc-payload-digest", field(record.fields, "WARC-Payload-Digest"));
  facts.put("request-accept-language", around.accept_language);
  facts.put("warc-truncated", field(record.fields, "WARC-Truncated"));
  facts.put("warc-refers-to", record.refers_to());
  std::string bytes, content_type, content_language;
  if (record.type() == "response") {
    auto response = parse_http_response(record.block);
    if (!response) return {std::nullopt, "no HTTP response"};
    if (response->status < 200 || response->status > 299)
      return {std::nullopt, fmt::format("HTTP {}", response->status)};
    content_type = field(response->fields, "Content-Type");
    content_language = field(response->fields, "Content-Language");
    facts.put("http-status", std::to_string(response->status));
    facts.put("http-problem", response->problem);
    for (const auto& [name, value] : response->fields) {
      const std::string known = ascii_lower(name);
      if (known != "set-cookie") facts.put("http:" + known, value);
    }
    bytes = std::move(response->body);
  } else {
    content_type = field(record.fields, "Content-Type");
    bytes = record.block;
  }
  const MediaType media = parse_media_type(content_type);
  auto format = format_of(media.type);
  if (!format && media.type.empty() && guess_format({}, bytes) == Format::html)
    format = Format::html;
  if (!format) return {std::nullopt, media.type.empty() ? "no media type" : media.type};

  IntakeOptions options;
  options.format = format;
  options.uri = record.target_uri();
  const std::string date(field(record.fields, "WARC-Date"));
  if (to_utc(date)) options.captured = date;
  options.encoding = media.charset;
  if (content_language.empty())
    content_language = field(record.fields, "WARC-Identified-Content-Language");
  options.header_language =
      LanguageTag::parse(trimmed(content_language.substr(0, content_language.find(','))));
  options.actor = actor;
  WarcPage page;
  page.revision = prepare(std::move(bytes), name_of(options.uri), options);
  Capture& capture = *page.revision->capture;
  if (capture.uri.empty()) capture.uri = options.uri;
  for (auto& [name, value] : facts.take()) capture.facts.emplace(name, std::move(value));
  return page;
}

bool fits_claim(std::string_view value, std::size_t most_bytes) {
  return !value.empty() && value.size() <= most_bytes && !first_invalid_utf8(value) &&
         std::none_of(value.begin(), value.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

std::string WarcSurroundings::writer() const {
  constexpr std::size_t kLongestName = 200;
  return fits_claim(tool, kLongestName) ? tool : std::string();
}

WarcPage read_warc_conversion(const WarcRecord& record, const WarcSurroundings& around,
                              const RevisionAddress& source, const std::string& actor) {
  WarcPage page = read_warc_page(record, around, actor);
  if (!page.revision) return page;
  NewRevision& conversion = *page.revision;
  conversion.article = source.article;
  conversion.variant = VariantId::make(conversion.revision.language, "conversion");
  Statement made;
  made.claim.property = Property::derived_from;
  made.claim.value = source.text();
  made.basis = Basis::declared;
  made.asserted_by = around.writer();
  conversion.statements.push_back(std::move(made));
  return page;
}

}  // namespace hexapla

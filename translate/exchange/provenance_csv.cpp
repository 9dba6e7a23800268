#include "translate/exchange/provenance_csv.h"

#include <vector>

#include "store/model/claim_rules.h"
#include "store/model/weighing.h"

namespace hexapla {
namespace {

constexpr std::string_view kColumns[] = {
    "article",    "variant",     "revision", "sha256", "language", "title",   "kind",
    "kind basis", "added",       "property", "value",  "details",  "basis",   "scope",
    "parts",      "asserted by", "stated",   "event",  "index",    "standing"};

std::string field(std::string_view text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos)
    out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string line(const std::vector<std::string>& fields) {
  std::string out;
  for (const std::string& one : fields) {
    if (!out.empty()) out += ',';
    out += field(one);
  }
  return out + "\r\n";
}

std::string details_text(const Claim& claim) {
  std::string text;
  for (const auto& [name, value] : claim.details) {
    if (!text.empty()) text += "; ";
    text += name + "=" + value;
  }
  return text;
}

}  // namespace

std::string provenance_csv_header() { return line({std::begin(kColumns), std::end(kColumns)}); }

std::string provenance_csv(const Reading& reading, const RevisionAddress& address) {
  const auto record = reading.revision(address);
  const auto view = reading.view(address);
  if (!record) return {};
  const Provenance provenance = reading.provenance(address);
  const std::vector<std::string> revision{
      address.article.text(),
      address.variant.text(),
      std::to_string(address.number),
      record->digest.hex(),
      address.variant.language().text(),
      view ? std::string(view->title()) : std::string(),
      std::string(name(provenance.shown_kind())),
      provenance.kind ? std::string(name(provenance.kind->basis)) : std::string(),
      record->time};
  const std::vector<RecordedStatement> all = reading.statements(address);
  std::vector<Statement> standing;
  for (const RecordedStatement& one : all) {
    if (!one.retracted) standing.push_back(one.statement);
  }
  const Weighing weighing(standing);
  std::string lines;
  std::size_t place = 0;
  for (const RecordedStatement& one : all) {
    const Statement& statement = one.statement;
    std::vector<std::string> fields = revision;
    fields.insert(
        fields.end(),
        {std::string(name(statement.claim.property)), statement.claim.value,
         details_text(statement.claim), std::string(name(statement.basis)),
         std::string(name(statement.scope)), parts_text(statement.parts), statement.asserted_by,
         one.time, std::to_string(one.event), std::to_string(one.index),
         one.retracted ? "retracted" : std::string(name(weighing.standing(place)))});
    if (!one.retracted) ++place;
    lines += line(fields);
  }
  if (all.empty()) {
    std::vector<std::string> fields = revision;
    fields.resize(std::size(kColumns));
    lines += line(fields);
  }
  return lines;
}

void write_provenance_csv(const Reading& reading,
                          const std::function<void(std::string_view)>& write) {
  constexpr std::size_t kPage = 200;
  write(provenance_csv_header());
  std::string cursor;
  do {
    const auto page = reading.articles({}, cursor, kPage);
    if (!page) break;
    for (const ArticleSummary& article : page->articles) {
      for (const VariantSummary& variant : reading.variants(article.id)) {
        for (std::uint32_t number = 1; number <= variant.revisions; ++number)
          write(provenance_csv(reading, {article.id, variant.id, number}));
      }
    }
    cursor = page->next_cursor;
  } while (!cursor.empty());
}

}  // namespace hexapla

#include "store/archive/kept_findings.h"

#include <map>
#include <set>

#include "store/archive/codec.h"
#include "store/archive/lookup.h"
#include "store/archive/records.h"

namespace hexapla {
namespace {

// An article without a class says that it was examined, and which classes it has.
constexpr std::string_view kNoClass;
// An article under this one says that somebody should examine it.
constexpr std::string_view kUnexamined = "\x01";

std::string class_prefix(std::string_view found) {
  std::string key(found);
  key += '\0';
  return key;
}

// Articles by the complement of their number: newest first.
std::string article_prefix(std::string_view found, std::uint64_t article) {
  return class_prefix(found) + event_key(~article);
}

// Sets whether there is something to look at that nobody has looked at: of an original alone there
// is not.
void mark_unexamined(RebuildWriter& rows, std::uint64_t article, bool is_unexamined) {
  const std::string key = article_prefix(kUnexamined, article);
  const auto bytes = is_unexamined ? rows.get(Table::articles, article_key(article)) : std::nullopt;
  if (bytes && decode_row<ArticleRow>(*bytes).variants > 1) {
    rows.put(Table::findings, key, Encoder().number(1).take());
  } else {
    rows.del(Table::findings, key);
  }
}

// The newest article in `prefix` that is not newer than `from`; 0: none.
std::uint64_t article_in(const Snapshot& rows, const std::string& prefix, std::uint64_t from) {
  std::uint64_t article = 0;
  rows.scan(
      Table::findings, prefix + event_key(~from), [&](std::string_view key, std::string_view) {
        if (!key.starts_with(prefix) || key.size() < prefix.size() + event_key(0).size())
          return false;
        const auto complement = parse_event_key(key.substr(prefix.size(), event_key(0).size()));
        if (complement) article = ~*complement;
        return false;
      });
  return article;
}

std::string findings_key(std::string_view found, const RevisionKey& version) {
  const std::string of_article = revision_key(version);
  return article_prefix(found, version.variant.article) +
         of_article.substr(event_key(version.variant.article).size());
}

// What stands behind the class.
std::optional<RevisionKey> parse_key(std::string_view key, std::size_t prefix) {
  const std::size_t article_bytes = event_key(0).size();
  if (key.size() < prefix + article_bytes) return std::nullopt;
  const auto complement = parse_event_key(key.substr(prefix, article_bytes));
  if (!complement) return std::nullopt;
  return parse_revision_key(event_key(~*complement) +
                            std::string(key.substr(prefix + article_bytes)));
}

}  // namespace

std::string encode(const FindingsRow& row) {
  Encoder to;
  to.number(row.source.variant.order).number(row.source.number).number(row.findings.size());
  for (const KeptFinding& finding : row.findings) {
    to.text(finding.key);
    for (const SegmentRange& range : {finding.source, finding.target})
      to.number(range.first).number(range.count);
    to.number(finding.place ? 1 : 0);
    if (finding.place) {
      to.number(finding.place->block)
          .number(finding.place->range.begin)
          .number(finding.place->range.end);
    }
  }
  return to.take();
}

FindingsRow decode_findings(std::string_view bytes, std::string_view found, std::uint64_t article) {
  Decoder from(bytes, "findings");
  FindingsRow row;
  const std::uint32_t order = from.small_number();
  if (order > UINT16_MAX) from.fail("has a number that is too large");
  row.source.variant = {article, static_cast<std::uint16_t>(order)};
  row.source.number = from.small_number();
  for (std::uint64_t count = from.number(); count > 0; --count) {
    KeptFinding finding;
    finding.found = found;
    finding.key = from.text();
    for (SegmentRange* range : {&finding.source, &finding.target}) {
      range->first = from.small_number();
      range->count = from.small_number();
      if (range->count > UINT32_MAX - range->first) from.fail("has a number that is too large");
    }
    if (from.number() != 0) {
      BlockPart place;
      place.block = from.small_number();
      place.range.begin = from.small_number();
      place.range.end = from.small_number();
      finding.place = place;
    }
    row.findings.push_back(std::move(finding));
  }
  from.expect_end();
  return row;
}

void keep_findings(RebuildWriter& rows, std::uint64_t article,
                   const std::vector<ExaminedPair>& pairs) {
  drop_findings(rows, article);
  std::set<std::string> classes;
  for (const ExaminedPair& pair : pairs) {
    if (pair.findings.empty()) continue;
    const auto source = find_revision(rows, pair.source), target = find_revision(rows, pair.target);
    if (!source || !target || target->key.variant.article != article) continue;
    std::map<std::string, FindingsRow> by_class;
    for (const KeptFinding& finding : pair.findings) {
      FindingsRow& row = by_class[finding.found];
      row.source = source->key;
      row.findings.push_back(finding);
    }
    for (const auto& [found, row] : by_class) {
      rows.put(Table::findings, findings_key(found, target->key), encode(row));
      classes.insert(found);
    }
  }
  Encoder examined;
  examined.number(classes.size());
  for (const std::string& found : classes) examined.text(found);
  rows.put(Table::findings, article_prefix(kNoClass, article), examined.take());
  mark_unexamined(rows, article, false);
}

void drop_findings(RebuildWriter& rows, std::uint64_t article) {
  mark_unexamined(rows, article, true);
  const std::string key = article_prefix(kNoClass, article);
  const auto bytes = rows.get(Table::findings, key);
  if (!bytes) return;
  std::vector<std::string> keys{key};
  Decoder examined(*bytes, "findings");
  for (std::uint64_t count = examined.number(); count > 0; --count) {
    const std::string prefix = article_prefix(examined.text(), article);
    rows.scan(Table::findings, prefix, [&](std::string_view found, std::string_view) {
      if (!found.starts_with(prefix)) return false;
      keys.emplace_back(found);
      return true;
    });
  }
  for (const std::string& one : keys) rows.del(Table::findings, one);
}

bool is_examined(const Snapshot& rows, std::uint64_t article) {
  return rows.get(Table::findings, article_prefix(kNoClass, article)).has_value();
}

bool was_examined(const Reading& reading, const ArticleId& article) {
  const auto found = find_article(reading.snapshot(), article);
  return found && is_examined(reading.snapshot(), found->number);
}

void scan_findings(const Snapshot& rows, std::string_view found, std::uint64_t article,
                   const std::function<void(const RevisionKey&, FindingsRow)>& visit) {
  const std::string prefix = article_prefix(found, article);
  rows.scan(Table::findings, prefix, [&](std::string_view key, std::string_view value) {
    if (!key.starts_with(prefix)) return false;
    if (const auto version = parse_key(key, found.size() + 1))
      visit(*version, decode_findings(value, found, article));
    return true;
  });
}

std::uint64_t newest_with(const Snapshot& rows, std::string_view found, std::uint64_t from) {
  return article_in(rows, class_prefix(found), from);
}

std::uint64_t newest_unexamined(const Snapshot& rows, std::uint64_t from) {
  return article_in(rows, class_prefix(kUnexamined), from);
}

std::uint64_t count_unexamined(const Snapshot& rows, std::uint64_t from) {
  const std::string prefix = class_prefix(kUnexamined);
  std::uint64_t count = 0;
  rows.scan(Table::findings, prefix + event_key(~from),
            [&](std::string_view key, std::string_view) {
              if (!key.starts_with(prefix)) return false;
              ++count;
              return true;
            });
  return count;
}

}  // namespace hexapla

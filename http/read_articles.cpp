#include "http/read_articles.h"

#include "store/archive/deriver.h"
#include "store/archive/keys.h"

namespace hexapla {
namespace {

// Whether the table's keys begin with an article's number, as article_key() writes it.
bool is_by_article(Table table) {
  switch (table) {
    case Table::articles:
    case Table::variants:
    case Table::revisions:
    case Table::statements:
    case Table::views:
    case Table::alignments:
    case Table::withdrawals:
      return true;
    default:
      return false;
  }
}

std::string realigned(const Snapshot& rows) {
  return std::string(rows.get(Table::meta, kMetaRealigned).value_or(std::string_view()));
}

}  // namespace

ArticleWatch::ArticleWatch(const Snapshot& inner) : inner_(inner) {
  read_.realigned_ = realigned(inner);
}

bool ReadArticles::are_as_they_were(const Snapshot& now) const {
  if (realigned(now) != realigned_) return false;
  for (const auto& [key, row] : rows_) {
    const auto held = now.get(Table::articles, key);
    if (!held || *held != row) return false;
  }
  return true;
}

void ArticleWatch::note(Table table, std::string_view key) const {
  static const std::size_t kNumberBytes = article_key(1).size();
  if (!is_by_article(table) || key.size() < kNumberBytes) return;
  const std::string_view article = key.substr(0, kNumberBytes);
  if (article == last_) return;
  last_ = article;
  if (read_.rows_.contains(last_)) return;
  if (const auto row = inner_.get(Table::articles, article))
    read_.rows_.emplace(last_, std::string(*row));
}

std::optional<std::string_view> ArticleWatch::get(Table table, std::string_view key) const {
  note(table, key);
  return inner_.get(table, key);
}

void ArticleWatch::scan(
    Table table, std::string_view from,
    const std::function<bool(std::string_view, std::string_view)>& visit) const {
  note(table, from);
  inner_.scan(table, from, [&](std::string_view key, std::string_view value) {
    const bool goes_on = visit(key, value);
    // The one that ends a scan is the first of what nobody asked for.
    if (goes_on) note(table, key);
    return goes_on;
  });
}

std::optional<std::string> ArticleWatch::object(const Digest& digest) const {
  return inner_.object(digest);
}

std::optional<std::string_view> ArticleWatch::packed_revision(const Digest& digest) const {
  return inner_.packed_revision(digest);
}

void ArticleWatch::scan_objects(
    const std::function<bool(const Digest&, std::uint64_t)>& visit) const {
  inner_.scan_objects(visit);
}

std::uint64_t ArticleWatch::count(Table table) const { return inner_.count(table); }

}  // namespace hexapla

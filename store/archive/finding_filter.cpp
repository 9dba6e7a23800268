#include "store/archive/finding_filter.h"

#include <algorithm>

#include "store/archive/dismissals.h"
#include "store/archive/kept_findings.h"
#include "store/archive/lookup.h"
#include "store/archive/records.h"

namespace hexapla {

const std::map<RevisionKey, FindingsBySegment>& FindingFilter::of_article(std::uint64_t article) {
  const auto [place, is_new] = articles_.try_emplace(article);
  if (is_new) {
    if (is_examined(reading_.snapshot(), article)) {
      read(article, place->second);
    } else {
      examine(article, place->second);
    }
  }
  return place->second;
}

const FindingsBySegment& FindingFilter::of_revision(const RevisionKey& revision) {
  static const FindingsBySegment kNothing;
  const auto& all = of_article(revision.variant.article);
  const auto found = all.find(revision);
  return found == all.end() ? kNothing : found->second;
}

void FindingFilter::scan_articles(std::uint64_t from,
                                  const std::function<bool(std::uint64_t)>& visit) {
  const Snapshot& rows = reading_.snapshot();
  // Where the list of each class goes on, and after them that of articles to be examined.
  std::vector<std::uint64_t> next;
  for (const std::string& found : classes_) next.push_back(newest_with(rows, found, from));
  next.push_back(newest_unexamined(rows, from));
  for (;;) {
    const std::uint64_t article = *std::max_element(next.begin(), next.end());
    if (article == 0 || !visit(article)) return;
    for (std::size_t i = 0; i < next.size(); ++i) {
      if (next[i] != article) continue;
      const bool is_class = i < classes_.size();
      if (is_class) {
        next[i] = newest_with(rows, classes_[i], article - 1);
      } else if (is_exhausted_) {
        unexamined_ += count_unexamined(rows, article - 1);
        next[i] = 0;
      } else {
        next[i] = newest_unexamined(rows, article - 1);
      }
    }
  }
}

void FindingFilter::read(std::uint64_t article, std::map<RevisionKey, FindingsBySegment>& to) {
  for (const std::string& found : classes_) {
    scan_findings(reading_.snapshot(), found, article,
                  [&](const RevisionKey& version, const FindingsRow& row) {
                    add(row.source, version, row.findings, to);
                  });
  }
}

void FindingFilter::examine(std::uint64_t article, std::map<RevisionKey, FindingsBySegment>& to) {
  const Snapshot& rows = reading_.snapshot();
  const auto bytes = rows.get(Table::articles, article_key(article));
  if (!bytes) return;
  const ArticleRow row = decode_row<ArticleRow>(*bytes);
  if (row.variants < 2) return;  // an original alone
  const auto id = ArticleId::parse(row.id);
  if (examiner_ == nullptr || examined_now_ + row.variants > kMostExaminedNow || !id) {
    ++unexamined_;
    is_exhausted_ = true;
    return;
  }
  examined_now_ += row.variants;
  for (const ExaminedPair& pair : examiner_->examine(reading_, *id)) {
    const auto source = find_revision(rows, pair.source),
               version = find_revision(rows, pair.target);
    if (!source || !version) continue;
    std::vector<KeptFinding> wanted;
    std::copy_if(pair.findings.begin(), pair.findings.end(), std::back_inserter(wanted),
                 [&](const KeptFinding& finding) {
                   return std::find(classes_.begin(), classes_.end(), finding.found) !=
                          classes_.end();
                 });
    add(source->key, version->key, wanted, to);
  }
}

void FindingFilter::add(const RevisionKey& source, const RevisionKey& version,
                        const std::vector<KeptFinding>& findings,
                        std::map<RevisionKey, FindingsBySegment>& to) {
  if (findings.empty() || !is_wanted_(version)) return;
  const RevisionAddress address = address_of(reading_.snapshot(), version);
  const auto dismissed = dismissals_of(reading_, address, findings);
  const auto note = [&](const RevisionKey& revision, SegmentRange range, const std::string& found) {
    for (std::uint32_t i = range.first; i < range.past(); ++i) {
      std::vector<SegmentFinding>& there = to[revision][i];
      const bool is_told = std::any_of(there.begin(), there.end(), [&](const SegmentFinding& one) {
        return one.found == found && one.version == address;
      });
      if (!is_told) there.push_back({found, address});
    }
  };
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (dismissed[i]) continue;
    note(source, findings[i].source, findings[i].found);
    note(version, findings[i].target, findings[i].found);
  }
}

}  // namespace hexapla

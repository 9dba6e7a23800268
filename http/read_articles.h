#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "store/engine/engine.h"

namespace hexapla {

// The articles that an answer was made from, each as it was then. Every event of an article changes
// its row, and aligning anew leaves a mark of its own; so an answer made from nothing else holds
// for as long as these rows are what they were.
class ReadArticles {
 public:
  bool are_as_they_were(const Snapshot& now) const;

 private:
  friend class ArticleWatch;
  std::map<std::string, std::string> rows_;  // by key
  std::string realigned_;                    // when alignments were last made anew
};

// A snapshot that notes of which articles anything is read through it: also of those that a page
// comes to by a link, such as the article in which the source of a translation stands.
//
// `inner` must outlive it. For one thread.
class ArticleWatch : public Snapshot {
 public:
  explicit ArticleWatch(const Snapshot& inner);

  std::optional<std::string_view> get(Table table, std::string_view key) const override;
  void scan(Table table, std::string_view from,
            const std::function<bool(std::string_view, std::string_view)>& visit) const override;
  std::optional<std::string> object(const Digest& digest) const override;
  std::optional<std::string_view> packed_revision(const Digest& digest) const override;
  void scan_objects(const std::function<bool(const Digest&, std::uint64_t)>& visit) const override;
  std::uint64_t count(Table table) const override;

  const ReadArticles& read() const { return read_; }

 private:
  void note(Table table, std::string_view key) const;

  const Snapshot& inner_;
  mutable ReadArticles read_;
  mutable std::string last_;  // key of the article that was noted last
};

}  // namespace hexapla

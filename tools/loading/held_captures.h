#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/archive/archive.h"

namespace hexapla {

// The captures that an archive holds, by all that records of web archives call them by: the id of
// their record, address and moment, digest of the payload. Also those that claims of the property
// `captured` speak of, and the records of our own export.
//
// Holds a few bytes for each name; what it points at is read from the log and compared. For one
// thread.
class HeldCaptures {
 public:
  // Reads the whole log once. `archive` must outlive this.
  explicit HeldCaptures(const Archive& archive);

  // Another event of the archive, which is durable.
  void remember(std::uint64_t event);

  // The revision that was captured last at `uri`.
  std::optional<RevisionAddress> at(const std::string& uri) const;
  // The article of the first page that names `uri` as its version in another language.
  std::optional<ArticleId> naming(const std::string& uri) const;

  // How a record names a capture; what it does not say is empty.
  struct Name {
    std::string record;          // an id without brackets
    std::string uri, date;       // of that capture; RFC 3339
    std::string payload_digest;  // labelled: `sha1:…`
  };
  struct Found {
    RevisionAddress address;
    std::string date;  // of its capture, in UTC; empty when nobody says
  };
  // What is called so: by its record, else by address and moment, else by its payload (at that
  // address, else anywhere), else by the address alone where only one text was captured there.
  std::optional<Found> find(const Name& name) const;

 private:
  struct Capture;
  enum class From { oldest, newest };
  void index(const std::string& name, std::uint64_t event);
  // The first capture, from either end of the log, that `fits` finds to be called `name`. Reads no
  // more of the log than up to there: of a page that was seen every hour there are thousands.
  std::optional<Capture> called(const std::string& name, From from,
                                const std::function<bool(const Capture&)>& fits) const;
  static std::vector<Capture> captures_in(const Event& event);

  const Archive& archive_;
  // By the hash of a name; numbers of events, rising.
  std::unordered_map<std::size_t, std::vector<std::uint64_t>> events_;
};

}  // namespace hexapla

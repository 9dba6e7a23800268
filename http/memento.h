#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.h"

namespace hexapla {

// Revisions as mementos (RFC 7089). A variant's address, /a/ferry/es, is the original resource;
// each revision, /a/ferry/es@2, a memento of it as of the date of its capture, or of its adding
// where it was not captured.
struct Memento {
  RevisionAddress address;
  std::int64_t time = 0;  // seconds since 1970
  std::vector<std::int64_t>
      seen_again;  // when web archives say that it stood there still, or again
};
// From the oldest date to the newest; of one date, in the order of their numbers. Without those
// whose text was withdrawn.
std::vector<Memento> mementos_of(const Reading& reading, const ArticleId& article,
                                 const VariantId& variant);

// Says in the header of the page of `address` what it is a memento of, where `is_memento`, and
// where its TimeGate and TimeMap are.
void add_memento_header(Response& response, const Reading& reading, const RevisionAddress& address,
                        bool is_memento);

// /timegate/a/ferry/es: sends on to the memento that was seen last before Accept-Datetime, the
// first one for an earlier date, the newest without any. 400 for what is no date.
Response timegate(const Call& call);
// /timemap/link/a/ferry/es (application/link-format) and /timemap/json/a/ferry/es: all of them, by
// absolute addresses, since programs keep TimeMaps apart from where they had them from.
Response timemap_link(const Call& call);
Response timemap_json(const Call& call);

}  // namespace hexapla

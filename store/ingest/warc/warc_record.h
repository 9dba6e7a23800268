#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

// Header fields in their order; names are compared without case.
using HeaderFields = std::vector<std::pair<std::string, std::string>>;

// The first field called `name`; empty when there is none.
std::string_view field(const HeaderFields& fields, std::string_view name);

// One record of a web archive (WARC 1.1, ISO 28500:2017).
struct WarcRecord {
  std::string version;  // `1.0`, `1.1`
  HeaderFields fields;
  std::string block;
  std::uint64_t offset = 0;  // in the file: of the record, or of the gzip member that it begins in

  std::string_view type() const { return field(fields, "WARC-Type"); }
  // Without the angle brackets that version 1.0 of the standard put around it.
  std::string_view target_uri() const;
  // `urn:uuid:…`, without angle brackets.
  std::string_view id() const;
  std::string_view refers_to() const;
  // Ids of the records that were made in the same act of capturing; of at most 20.
  std::vector<std::string_view> concurrent_to() const;
};

}  // namespace hexapla

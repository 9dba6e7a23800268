#include "store/ingest/warc/warc_record.h"

#include <algorithm>

namespace hexapla {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view without_brackets(std::string_view value) {
  if (value.size() >= 2 && value.front() == '<' && value.back() == '>')
    return value.substr(1, value.size() - 2);
  return value;
}

}  // namespace

std::string_view field(const HeaderFields& fields, std::string_view name) {
  for (const auto& [known, value] : fields) {
    if (std::equal(known.begin(), known.end(), name.begin(), name.end(),
                   [](char a, char b) { return lower(a) == lower(b); })) {
      return value;
    }
  }
  return {};
}

std::string_view WarcRecord::target_uri() const {
  return without_brackets(field(fields, "WARC-Target-URI"));
}
std::string_view WarcRecord::id() const {
  return without_brackets(field(fields, "WARC-Record-ID"));
}
std::string_view WarcRecord::refers_to() const {
  return without_brackets(field(fields, "WARC-Refers-To"));
}

}  // namespace hexapla

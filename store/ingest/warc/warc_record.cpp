#include "store/ingest/warc/warc_record.h"

#include "store/text/ascii.h"

namespace hexapla {
namespace {

std::string_view without_brackets(std::string_view value) {
  if (value.size() >= 2 && value.front() == '<' && value.back() == '>')
    return value.substr(1, value.size() - 2);
  return value;
}

}  // namespace

std::string_view field(const HeaderFields& fields, std::string_view name) {
  for (const auto& [known, value] : fields) {
    if (same_but_for_case(known, name)) return value;
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
std::vector<std::string_view> WarcRecord::concurrent_to() const {
  constexpr std::size_t kMost = 20;
  std::vector<std::string_view> ids;
  for (const auto& [name, value] : fields) {
    if (ids.size() < kMost && ascii_lower(name) == "warc-concurrent-to")
      ids.push_back(without_brackets(value));
  }
  return ids;
}

}  // namespace hexapla

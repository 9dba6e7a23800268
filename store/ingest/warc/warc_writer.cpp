#include "store/ingest/warc/warc_writer.h"

#include "store/ingest/warc/content_coding.h"
#include "store/model/digest.h"

namespace hexapla {

std::string warc_record(const HeaderFields& fields, std::string_view block, bool compressed) {
  std::string record = "WARC/1.1\r\n";
  const auto put = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    record += name;
    record += ": ";
    for (const char c : value) {
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) record.push_back(c);
    }
    record += "\r\n";
  };
  for (const auto& [name, value] : fields) put(name, value);
  put("WARC-Block-Digest", "sha256:" + Digest::of(block).hex());
  put("Content-Length", std::to_string(block.size()));
  record += "\r\n";
  record += block;
  record += "\r\n\r\n";
  return compressed ? gzip_member(record) : record;
}

std::string warc_record_id(std::string_view name) {
  std::string hex = Digest::of(name).hex().substr(0, 32);
  hex[12] = '8';
  constexpr std::string_view kVariants = "89ab";
  hex[16] = kVariants[static_cast<unsigned char>(hex[16]) & 3U];
  return "<urn:uuid:" + hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' +
         hex.substr(16, 4) + '-' + hex.substr(20) + '>';
}

}  // namespace hexapla

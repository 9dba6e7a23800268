#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

// An answer as a value: what a handler returns, what tests look at and what the server sends.
struct Response {
  // How long others may keep it.
  enum class Keep {
    not_at_all,  // health, problems
    while_same,  // ask again with the ETag
    for_ever,    // its address holds a digest of its content
  };

  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::shared_ptr<const std::string> body = std::make_shared<const std::string>();
  std::shared_ptr<const std::string> gzip_body;              // the same, compressed; may be absent
  bool compressible = true;                                  // false for what is packed already
  std::vector<std::pair<std::string, std::string>> headers;  // besides those that every answer gets
  std::string etag;  // with its quotes; strong; empty for none
  Keep keep = Keep::not_at_all;
  bool open_to_other_sites = false;  // CORS, for reads of the API

  const std::string* header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return &value;
    }
    return nullptr;
  }
};

Response html_page(std::string html, int status = 200);
Response json_answer(std::string json, int status = 200);
// To an address of our own. `location` must be made of what we parsed, never of raw input.
Response redirect(std::string location);

}  // namespace hexapla

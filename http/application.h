#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "http/metrics.h"
#include "http/page_cache.h"
#include "http/problem.h"
#include "http/public_url.h"
#include "http/request.h"
#include "http/response.h"
#include "http/writing/writing.h"
#include "store/archive/archive.h"

namespace hexapla {

// All pages and the API of one archive, without a socket: a Request in, a Response out. For any
// number of threads.
//
// An answer made before is sent again as long as nothing was added to the archive, and after that
// as long as the articles that it was made from are as they were; If-None-Match is answered from it
// without rendering. Never throws: failures are answers too.
class Application {
 public:
  struct Options {
    std::size_t cache_bytes = std::size_t{48} << 20;
    std::shared_ptr<const Writing> writing = nullptr;  // absent: for reading only
    // Absent: whole addresses are made of the host that a request names, as http.
    std::optional<PublicUrl> public_url = {};
  };

  explicit Application(const Archive& archive) : Application(archive, Options()) {}
  Application(const Archive& archive, Options options);
  ~Application();

  Response handle(const Request& request) const;

  // What is answered to a request that cannot be taken at all, of which only the head is known: a
  // page to browsers, else problem+json.
  Response refuse(const Problem& problem, const Request& head) const;

  // How much content a request may have whose head this is; nothing when it may have none. Asked
  // before the content is read.
  std::optional<std::size_t> body_limit(const Request& head) const;

 private:
  Response answer_with_headers(const Request& request) const;
  // What is known of an answer besides itself, though it be a failure.
  struct Beside {
    std::string kept_as;  // the key in the cache, where it has one
    std::string cookie;   // for the header Set-Cookie
  };
  Response answer(const Request& request, Beside& beside) const;
  Response page_of(const Problem& problem, const Request& request) const;
  std::string site(const Request& request) const;

  const Archive& archive_;
  std::shared_ptr<const Writing> writing_;
  const std::optional<PublicUrl> public_url_;
  mutable PageCache cache_;
  mutable Metrics metrics_;
};

}  // namespace hexapla

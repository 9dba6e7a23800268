#include "http/writing/secret.h"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>

#include "store/model/base64.h"
#include "store/model/error.h"

namespace hexapla {

std::string random_secret() {
  constexpr std::size_t kBytes = 32;
  std::string bytes(kBytes, '\0');
  std::size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t some = ::getrandom(bytes.data() + got, bytes.size() - got, 0);
    if (some < 0 && errno != EINTR)
      throw StoreError(StoreError::Kind::io, "the system gives no random numbers");
    if (some > 0) got += static_cast<std::size_t>(some);
  }
  std::string text = to_base64(bytes);
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  text.erase(std::min(text.find('='), text.size()));
  return text;
}

}  // namespace hexapla

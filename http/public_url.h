#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// Under which address the world knows a server that stands behind a proxy:
// `https://archive.example`. What the proxy says in headers of its own (Forwarded and the like)
// is never asked: whoever reaches us past the proxy could write there what he wants.
class PublicUrl {
 public:
  // Of `http://HOST[:PORT]` or `https://HOST[:PORT]`, a slash behind it or not. Scheme and host are
  // brought to small letters and the scheme's own port is left out (RFC 3986, section 6.2). Nothing
  // for all else, an address with a path too: our pages link to each other from the root.
  static std::optional<PublicUrl> parse(std::string_view text);

  const std::string& text() const { return text_; }  // `https://archive.example:8443`
  std::string_view host() const;                     // `archive.example:8443`
  // Whether a Host header names it.
  bool is_host(std::string_view host) const;

 private:
  explicit PublicUrl(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// Whether this may be the value of a Host header, and so be repeated in an answer: a name or
// address, with or without a port.
bool is_host_and_port(std::string_view host);

}  // namespace hexapla

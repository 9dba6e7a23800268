#include "http/public_url.h"

#include <algorithm>

#include "store/text/ascii.h"

namespace hexapla {
namespace {

// `host:443` without a port that `scheme` has anyway, in small letters.
std::string normal_host(std::string_view host, std::string_view scheme) {
  std::string out = ascii_lower(host);
  const std::string_view port = scheme == "https" ? ":443" : ":80";
  if (out.ends_with(port) && (out[0] != '[' || out.find("]:") != std::string::npos))
    out.resize(out.size() - port.size());
  return out;
}

}  // namespace

bool is_host_and_port(std::string_view host) {
  constexpr std::size_t kLongest = 259;  // a name of 253 characters and a port
  return !host.empty() && host.size() <= kLongest &&
         host.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
             "-.:[]") == std::string_view::npos;
}

std::optional<PublicUrl> PublicUrl::parse(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string scheme = ascii_lower(text.substr(0, colon));
  if (scheme != "http" && scheme != "https") return std::nullopt;
  std::string_view host = text.substr(colon + 3);
  if (host.ends_with('/')) host.remove_suffix(1);
  if (!is_host_and_port(host)) return std::nullopt;
  // Behind the last colon outside of brackets stands a port.
  const std::size_t bracket = host.find(']');
  if ((host[0] == '[') != (bracket != std::string_view::npos)) return std::nullopt;
  std::string_view port =
      host.substr(host[0] == '[' ? bracket + 1 : std::min(host.find(':'), host.size()));
  const bool is_named = host.size() > port.size();
  const bool is_port = port.empty() || (port.size() > 1 && port.size() < 7 && port[0] == ':' &&
                                        port.find_first_not_of("0123456789", 1) == port.npos);
  if (!is_named || !is_port) return std::nullopt;
  return PublicUrl(scheme + "://" + normal_host(host, scheme));
}

std::string_view PublicUrl::host() const {
  return std::string_view(text_).substr(text_.find("://") + 3);
}

bool PublicUrl::is_host(std::string_view host_header) const {
  return normal_host(host_header, std::string_view(text_).substr(0, text_.find(':'))) == host();
}

}  // namespace hexapla

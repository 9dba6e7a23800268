#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

// What a handler may know of a request.
struct Request {
  std::string method = "GET";
  std::string path = "/";  // percent-decoded, well-formed UTF-8, starts with a slash
  std::vector<std::pair<std::string, std::string>>
      parameters;    // of the query, decoded, in their order
  std::string host;  // as asked for, with its port; empty when it was none: never trusted further
  std::string if_none_match;
  std::string accept_language, accept_datetime;  // as sent; empty when not
  bool accepts_gzip = false;
  bool accepts_html = false;  // by name: browsers say so, programs seldom

  // Of requests that write.
  std::string origin, fetch_site;  // headers Origin, Sec-Fetch-Site
  std::string authorization, content_type;
  std::string session;  // the cookie of who asked to be remembered; empty for none
  std::string body;

  // The first value of a parameter; empty when it is not given.
  std::string_view parameter(std::string_view name) const;
  // All of its values, in order.
  std::vector<std::string_view> all(std::string_view name) const;
  // The same of a parameter that has a short and a long name.
  std::vector<std::string_view> all(std::string_view name, std::string_view other) const;

  // From the target of a request line: `/a/chegada/compare?v=pt&v=uk`. False when it is not one we
  // take: no leading slash, bad percent-encoding, ill-formed UTF-8, or more than 64 parameters.
  bool set_target(std::string_view target);
};

// The value of a cookie in a header Cookie (RFC 6265, section 5.4); empty when it is not there.
std::string cookie_value(std::string_view header, std::string_view name);

// Whether an Accept-Encoding header (RFC 9110, section 12.5.3) lets us answer with gzip.
bool accepts_gzip(std::string_view accept_encoding);
// Whether an Accept header (RFC 9110, section 12.5.1) names text/html.
bool accepts_html(std::string_view accept);

// Whether an If-None-Match header names `etag`, or is `*`. Compared weakly, as RFC 9110,
// section 13.1.2 wants it.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace hexapla

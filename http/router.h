#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"
#include "http/response.h"
#include "store/archive/archive.h"

namespace hexapla {

// What a handler answers from. Lives for one request.
struct Call {
  const Archive& archive;
  const Reading& reading;
  const Request& request;
  std::vector<std::string> names;  // what stands at the `*` of the route, decoded, not yet checked
  bool can_write = false;          // the server takes corrections from who has a token
};

struct Route {
  std::string_view pattern;            // `/a/*/compare`: `*` is one component, `**` at the end all that are left
  Response (*answer)(const Call&);  // throws Problem, or what the archive throws
  // Names what the answer depends on, so that it can be kept while other articles change. Absent:
  // any event may change it.
  std::string (*state)(const Call&);
  bool is_api = false;
  // Depends on more of the request than its address: never kept.
  bool is_negotiated = false;
};

struct Match {
  const Route* route;
  std::vector<std::string> names;
};

// All of them, in the order in which they are tried.
std::span<const Route> routes();

// The first route that fits the decoded path.
std::optional<Match> find_route(std::string_view path);

// Where somebody who asked for `path` may have wanted to go: the page one level up.
bool is_api_path(std::string_view path);

}  // namespace hexapla

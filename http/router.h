#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"
#include "http/response.h"
#include "http/signed_in.h"
#include "store/archive/archive.h"

namespace hexapla {

// What a handler answers from. Lives for one request.
struct Call {
  const Archive& archive;
  const Reading& reading;
  const Request& request;
  std::vector<std::string> names;  // what stands at the `*` of the route, decoded, not yet checked
  bool can_write = false;          // the server takes corrections from who has a token
  std::optional<SignedIn> signed_in = {};  // where the page has a form for that
  // What whole addresses of ours begin with: `https://archive.example`; empty when the request
  // names no host.
  std::string site = {};
};

// What an answer is made from, and so for how long it can be kept.
enum class MadeFrom {
  anything,  // any event may change it
  articles,  // those that were read for it, be they named in the address or linked from there
  nothing,   // it never changes
};

// Whether the same address is answered otherwise to readers of other languages.
enum class ByLanguage {
  no,
  yes,
  unless_chosen,  // where no versions are named: see default_versions()
};

struct Route {
  std::string_view
      pattern;  // `/a/*/compare`: `*` is one component, `**` at the end all that are left
  Response (*answer)(const Call&);  // throws Problem, or what the archive throws
  MadeFrom made_from = MadeFrom::anything;
  bool is_api = false;
  ByLanguage by_language = ByLanguage::no;
  bool is_kept = true;  // false: depends on still more of the request
};

struct Match {
  const Route* route;
  std::vector<std::string> names;
};

// All of them, in the order in which they are tried.
std::span<const Route> routes();

// The first route that fits the decoded path.
std::optional<Match> find_route(std::string_view path);

// Whether programs ask there: what is wrong is told them as JSON.
bool is_api_path(std::string_view path);

}  // namespace hexapla

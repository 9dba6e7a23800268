#include "http/api/list_parameters.h"

#include <string>

#include "http/numbers_in_requests.h"

namespace hexapla {

std::uint64_t limit_of(const Request& request) {
  constexpr std::uint64_t kDefaultLimit = 50, kMaxLimit = 500;
  const std::uint64_t limit = number_parameter(request, "limit", kDefaultLimit);
  if (limit >= 1 && limit <= kMaxLimit) return limit;
  Problem problem(400, "Bad request", "A page has 1 to " + std::to_string(kMaxLimit) + " entries.");
  problem.parameter = "limit";
  throw problem;
}

Problem bad_cursor() {
  Problem problem(400, "Bad cursor",
                  "This is no cursor that a list here has given out. Start again without one.");
  problem.parameter = "cursor";
  return problem;
}

}  // namespace hexapla

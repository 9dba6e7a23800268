#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "http/response.h"

namespace hexapla {

// What is wrong with a request, in the terms of RFC 9457. Handlers throw it; the application turns
// it into a page or into application/problem+json. `title` and `detail` may hold text from outside:
// they are escaped where they are shown, and never put into a header.
struct Problem : std::runtime_error {
  Problem(int status_code, std::string problem_title, std::string problem_detail)
      : std::runtime_error(problem_title),
        status(status_code),
        title(std::move(problem_title)),
        detail(std::move(problem_detail)) {}

  int status;
  std::string title, detail;
  std::string parameter;               // of the query that is meant; may be empty
  std::vector<std::string> near;       // addresses that may have been meant: paths of ours
  std::optional<std::uint64_t> event;  // of the log, that says why
  std::string allow;                   // of a 405
  // Where in the request's content something is wrong.
  std::string pointer;  // JSON pointer
  std::optional<std::size_t> line, byte;
};

std::string_view reason_phrase(int status);

Response problem_json(const Problem& problem);

}  // namespace hexapla

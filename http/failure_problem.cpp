#include "http/failure_problem.h"

#include <cstdio>

#include "store/model/error.h"

namespace hexapla {
namespace {

Problem problem_of(const RefusedError& error) {
  switch (error.reason()) {
    case RefusedError::Reason::ambiguous:
      return Problem(400, "Ambiguous", error.what());
    case RefusedError::Reason::conflicting:
      return Problem(409, "Conflict", error.what());
    case RefusedError::Reason::withdrawn:
      return Problem(410, "Withdrawn", error.what());
    default:
      return Problem(404, "Not found", error.what());
  }
}

Problem problem_of(const InputError& error) {
  Problem problem(400, "Bad request", error.what());
  problem.pointer = error.place().field;
  problem.line = error.place().line;
  problem.byte = error.place().byte;
  return problem;
}

}  // namespace

Problem problem_of_failure() {
  try {
    throw;
  } catch (const Problem& problem) {
    return problem;
  } catch (const RefusedError& error) {
    return problem_of(error);
  } catch (const InputError& error) {
    return problem_of(error);
  } catch (const StoreError& error) {
    std::fprintf(stderr, "hexapla: %s\n", error.what());
    const bool busy = error.kind() == StoreError::Kind::busy;
    return Problem(busy ? 503 : 500, busy ? "Service unavailable" : "The archive cannot be read",
                   "The store refused; its operator finds the reason in the server's output.");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "hexapla: %s\n", error.what());
    return Problem(500, "Internal error", "The request could not be carried out.");
  }
}

}  // namespace hexapla

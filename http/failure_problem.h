#pragma once

#include "http/problem.h"

namespace hexapla {

// The exception that is being handled, as a Problem; to be called in a `catch`. What the store says
// of itself goes to standard error, not to the client.
Problem problem_of_failure();

}  // namespace hexapla

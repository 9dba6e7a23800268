#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "http/metrics.h"
#include "http/response.h"

namespace hexapla {

// Answers for those who keep a server running: `/healthz` (the process answers), `/readyz` (the
// archive can be read and lacks no entry that was acknowledged, else 503; pages are served all the
// same) and `/metrics` (Prometheus). Nothing for any other path.
std::optional<Response> answer_for_operators(std::string_view path, const Archive& archive,
                                             const Metrics& metrics, std::size_t kept_bytes);

}  // namespace hexapla

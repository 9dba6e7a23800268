#include "tools/cli/failure.h"

#include <new>

#include "store/model/error.h"
#include "tools/cli/input.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

Failure describe_failure(const std::exception& error) {
  if (dynamic_cast<const UsageError*>(&error) != nullptr) return {ExitCode::usage, error.what()};
  if (const auto* unreadable = dynamic_cast<const UnreadableFile*>(&error))
    return {unreadable->is_missing() ? ExitCode::not_found : ExitCode::store, error.what()};
  if (dynamic_cast<const InputError*>(&error) != nullptr)
    return {ExitCode::bad_input, error.what()};
  if (const auto* refused = dynamic_cast<const RefusedError*>(&error)) {
    switch (refused->reason()) {
      case RefusedError::Reason::unknown_article:
      case RefusedError::Reason::unknown_variant:
      case RefusedError::Reason::unknown_revision:
      case RefusedError::Reason::unknown_origin:
      case RefusedError::Reason::withdrawn:
        return {ExitCode::not_found, error.what()};
      case RefusedError::Reason::cycle:
      case RefusedError::Reason::conflicting:
      case RefusedError::Reason::ambiguous:
        return {ExitCode::bad_input, error.what()};
    }
  }
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr)
    return {ExitCode::store, "out of memory"};
  return {ExitCode::store, error.what()};
}

}  // namespace hexapla

#pragma once

#include <string>

namespace hexapla {

// A UUID of version 7 (RFC 9562, section 5.7): the present, then random bits. Of one process each is
// greater than those before.
std::string new_event_id();

// A name for a log that has none: this machine's, and a random number.
std::string default_origin();

// The present, RFC 3339 in UTC with milliseconds: `2026-04-14T07:02:00.000Z`.
std::string present_time();

}  // namespace hexapla

#pragma once

#include <string>
#include <string_view>

#include "store/archive/codec.h"

namespace hexapla {

// Texts that rows have very often, in fewer bytes than they are. What is of no such form is kept as
// it is, so every text comes back byte for byte.

// A moment as the log writes it, `2026-04-12T18:40:00.250Z`, from 1970 on: n: one more than the
// milliseconds since then. Any other text: n 0, text.
void put_moment(Encoder& out, std::string_view text);
std::string take_moment(Decoder& in);

// A media type that captures often have: n, its number from 1 in the list of store/FORMAT.md. Any
// other: n 0, text.
void put_media_type(Encoder& out, std::string_view text);
std::string take_media_type(Decoder& in);

// A digest's 64 digits: n 1, 32 bytes. Any other text: n: its bytes × 2, then these.
void put_digits_or_text(Encoder& out, std::string_view text);
std::string take_digits_or_text(Decoder& in);

}  // namespace hexapla

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace hexapla {

// The longest letters that most of the texts `with` have (all but one, or but a quarter of them)
// and hardly any of those `without`: how a name is written in a language whose words do not tell it
// by capitals or sound. Empty where there are none. Two Chinese characters are enough, three
// syllables or kana, four letters. Time grows with the length of `with`, and for a few candidates
// with that of `without`.
std::string shared_letters(std::span<const std::string_view> with,
                           std::span<const std::string_view> without);

}  // namespace hexapla

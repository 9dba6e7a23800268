#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// What ICU knows of Chinese characters. May be called from many threads, which wait for each other;
// the first call takes a tenth of a second, since what it needs is loaded then.

// `nfc_text` in traditional and in simplified characters: those of both that are another text.
std::vector<std::string> in_other_characters(std::string_view nfc_text);

// How a single character sounds in Mandarin, without its tone: `zheng` of 政. Characters that are
// taken for each other when they are typed mostly sound alike. Empty when it is no Chinese one.
std::string mandarin_sound(std::string_view character);

}  // namespace hexapla

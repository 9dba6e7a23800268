#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Which of `candidates` somebody may have meant by `written`: at most three, the nearest first;
// none when nothing is near.
std::vector<std::string> near_words(std::string_view written,
                                    const std::vector<std::string>& candidates);

// ` (did you mean `compare`?)`, or nothing: to be put behind a message.
std::string did_you_mean(std::string_view written, const std::vector<std::string>& candidates);

}  // namespace hexapla

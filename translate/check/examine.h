#pragma once

#include <memory>

#include "store/archive/examiner.h"

namespace hexapla {

// Names what examining finds: changed whenever that does, by the links of words or by a check.
inline constexpr std::string_view kExaminerVersion = "hexapla-17";

// What an Archive is opened with, beside make_aligner().
std::shared_ptr<const Examiner> make_examiner();

}  // namespace hexapla

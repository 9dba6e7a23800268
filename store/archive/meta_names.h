#pragma once

#include <string_view>

namespace hexapla {

// Names of rows in the table `meta`.
inline constexpr std::string_view kMetaFormat = "format";
inline constexpr std::string_view kMetaLayout = "layout";
inline constexpr std::string_view kMetaUnicode = "unicode";
inline constexpr std::string_view kMetaIcu = "icu";
inline constexpr std::string_view kMetaSegmenter = "segmenter";
inline constexpr std::string_view kMetaAligner = "aligner";
inline constexpr std::string_view kMetaExaminer = "examiner";
inline constexpr std::string_view kMetaRealigned =
    "realigned";  // number of the last articles-realigned
inline constexpr std::string_view kMetaCounters = "counters";

}  // namespace hexapla

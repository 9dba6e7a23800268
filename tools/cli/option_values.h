#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/model/address.h"
#include "store/model/kind.h"
#include "store/text/language_tag.h"

namespace hexapla {

// Values of options. Each throws UsageError that names the option and what it takes; an empty text
// is an absent option.
std::optional<LanguageTag> language_option(std::string_view option, const std::string& text);
std::optional<ArticleId> article_option(std::string_view option, const std::string& text);
std::optional<VariantId> variant_option(std::string_view option, const std::string& text);
std::optional<Kind> kind_option(std::string_view option, const std::string& text);
// An encoding's name.
void check_encoding_option(std::string_view option, const std::string& text);
// A moment of RFC 3339.
void check_moment_option(std::string_view option, const std::string& text);
// A day, month or year, or more of a moment in UTC.
void check_date_option(std::string_view option, const std::string& text);

}  // namespace hexapla

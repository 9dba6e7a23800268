#include "tools/cli/option_values.h"

#include "store/text/decode.h"
#include "store/text/timestamp.h"
#include "tools/cli/suggestions.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

[[noreturn]] void refuse(std::string_view option, const std::string& text,
                         const std::string& expected) {
  throw UsageError(std::string(option) + ": \"" + text + "\" is " + expected);
}

}  // namespace

std::optional<LanguageTag> language_option(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  auto tag = LanguageTag::parse(text);
  if (!tag)
    refuse(option, text,
           "no language tag of BCP 47 that is registered: write one like `ar`, `pt-BR`, `zh-Hant`");
  return tag;
}

std::optional<ArticleId> article_option(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  auto id = ArticleId::parse(text);
  if (!id) refuse(option, text, "no article id: 1 to 80 of `a-z`, `0-9` and hyphens inside");
  return id;
}

std::optional<VariantId> variant_option(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  auto id = VariantId::parse(text);
  if (!id)
    refuse(option, text,
           "no variant: a language tag, and perhaps a word behind `~`, as `es` or `es~desk`");
  return id;
}

std::optional<Kind> kind_option(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto kind = parse_kind(text);
  if (!kind) {
    refuse(option, text,
           "no kind: original, machine, post-edited, human or unknown" +
               did_you_mean(text, {"original", "machine", "post-edited", "human", "unknown"}));
  }
  return kind;
}

void check_encoding_option(std::string_view option, const std::string& text) {
  if (!text.empty() && !is_encoding(text))
    refuse(option, text, "no encoding that is known: write IANA's name, as windows-1256");
}

void check_moment_option(std::string_view option, const std::string& text) {
  if (!text.empty() && !to_utc(text))
    refuse(option, text, "no moment of RFC 3339: write 2022-10-21T09:49:00Z");
}

void check_date_option(std::string_view option, const std::string& text) {
  if (!text.empty() && !is_beginning_of_moment(text))
    refuse(option, text, "no date: write 2026, 2026-04 or 2026-04-14");
}

}  // namespace hexapla

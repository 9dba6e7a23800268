#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/text/language_tag.h"

namespace hexapla {

// The name of an article: 1 to 80 bytes of `a-z`, `0-9` and inner hyphens.
class ArticleId {
 public:
  static std::optional<ArticleId> parse(std::string_view text);
  const std::string& text() const { return text_; }
  friend auto operator<=>(const ArticleId&, const ArticleId&) = default;

 private:
  explicit ArticleId(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// The name of a variant within its article: a language tag, and a distinguishing word after `~`
// where there are several in one language: `ar`, `es~apertium`, `zh-Hans~desk`. The word is 1 to 40
// bytes of `a-z`, `0-9`, `.`, `-`.
class VariantId {
 public:
  static std::optional<VariantId> parse(std::string_view text);
  // `word` is folded to what is allowed (`ONLINE-B` → `online-b`); empty gives the bare tag.
  static VariantId make(const LanguageTag& language, std::string_view word);

  const std::string& text() const { return text_; }
  LanguageTag language() const;
  std::string_view word() const;  // empty for a bare tag
  friend auto operator<=>(const VariantId&, const VariantId&) = default;

 private:
  explicit VariantId(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// `article/variant@3`: one revision, numbered from 1 within its variant.
struct RevisionAddress {
  ArticleId article;
  VariantId variant;
  std::uint32_t number = 1;

  std::string text() const;
  static std::optional<RevisionAddress> parse(std::string_view text);
  friend auto operator<=>(const RevisionAddress&, const RevisionAddress&) = default;
};

// What a user may write where one revision is wanted: `article/variant@3`, `article/variant` (the
// newest), `article` (the newest of its original), or a digest of at least 8 hexadecimal digits.
// Archive reading resolves it.

}  // namespace hexapla

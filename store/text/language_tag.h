#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// A LanguageTag is a canonical BCP 47 tag: `iw-il` becomes `he-IL`, `zh-hans-cn` stays
// `zh-Hans-CN`.
//
// Canonical form is ICU's (UTS 35, section 3.2.1; RFC 5646, section 4.5). `und` is a tag like any
// other.
class LanguageTag {
 public:
  // Nothing when `text` is not a well-formed tag, or its language subtag is not known to the
  // registry that ICU carries (`xx` is well-formed, and refused; `mas`, `tlh` and private use
  // `qaa`–`qtz`, `x-…` are accepted).
  static std::optional<LanguageTag> parse(std::string_view text);

  // `und`: the language is not known.
  static LanguageTag undetermined();

  const std::string& text() const { return text_; }

  // The language subtag alone: `zh` of `zh-Hant-TW`.
  std::string_view language() const;

  // ISO 15924 script, likely subtags filled in: `Arab` of `ar`, `Hant` of `zh-TW`; empty when
  // nothing is known.
  std::string script() const;

  bool is_right_to_left() const;

  // The language's name for itself, as a heading wants it: `العربية`, `Español`. The tag itself
  // when CLDR has no name.
  std::string own_name() const;
  std::string english_name() const;

  friend bool operator==(const LanguageTag&, const LanguageTag&) = default;
  friend auto operator<=>(const LanguageTag&, const LanguageTag&) = default;

 private:
  explicit LanguageTag(std::string canonical) : text_(std::move(canonical)) {}
  std::string text_;
};

}  // namespace hexapla

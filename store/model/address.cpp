#include "store/model/address.h"

#include <algorithm>
#include <charconv>

#include "store/text/fold.h"

namespace hexapla {

namespace {

constexpr std::size_t kMaxArticleBytes = 80;
constexpr std::size_t kMaxWordBytes = 40;

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= kMaxWordBytes &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower_or_digit(c) || c == '.' || c == '-'; });
}

}  // namespace

std::optional<ArticleId> ArticleId::parse(std::string_view text) {
  if (text.empty() || text.size() > kMaxArticleBytes || text.front() == '-' || text.back() == '-')
    return std::nullopt;
  if (!std::all_of(text.begin(), text.end(),
                   [](char c) { return is_lower_or_digit(c) || c == '-'; })) {
    return std::nullopt;
  }
  return ArticleId(std::string(text));
}

std::optional<VariantId> VariantId::parse(std::string_view text) {
  const std::size_t tilde = text.find('~');
  const auto tag = LanguageTag::parse(text.substr(0, tilde));
  if (!tag) return std::nullopt;
  if (tilde == std::string_view::npos) return VariantId(tag->text());
  const std::string_view word = text.substr(tilde + 1);
  if (!is_word(word)) return std::nullopt;
  return VariantId(tag->text() + "~" + std::string(word));
}

VariantId VariantId::make(const LanguageTag& language, std::string_view word) {
  std::string allowed = slug(word);
  if (allowed.size() > kMaxWordBytes) allowed.resize(kMaxWordBytes);
  while (!allowed.empty() && allowed.back() == '-') allowed.pop_back();
  return VariantId(allowed.empty() ? language.text() : language.text() + "~" + allowed);
}

LanguageTag VariantId::language() const {
  return LanguageTag::parse(std::string_view(text_).substr(0, text_.find('~')))
      .value_or(LanguageTag::undetermined());
}

std::string_view VariantId::word() const {
  const std::size_t tilde = text_.find('~');
  return tilde == std::string::npos ? std::string_view{}
                                    : std::string_view(text_).substr(tilde + 1);
}

std::string RevisionAddress::text() const {
  return article.text() + "/" + variant.text() + "@" + std::to_string(number);
}

std::optional<RevisionAddress> RevisionAddress::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::size_t at = text.rfind('@');
  if (slash == std::string_view::npos || at == std::string_view::npos || at < slash)
    return std::nullopt;
  const auto article = ArticleId::parse(text.substr(0, slash));
  const auto variant = VariantId::parse(text.substr(slash + 1, at - slash - 1));
  const std::string_view digits = text.substr(at + 1);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (!article || !variant || error != std::errc{} || end != digits.data() + digits.size() ||
      number == 0) {
    return std::nullopt;
  }
  return RevisionAddress{*article, *variant, number};
}

}  // namespace hexapla

#include "store/archive/keys.h"

namespace hexapla {

namespace {

template <typename Integer>
void append(std::string& key, Integer value) {
  for (int shift = static_cast<int>(sizeof(Integer)) * 8 - 8; shift >= 0; shift -= 8) {
    key += static_cast<char>((value >> shift) & 0xFF);
  }
}

template <typename Integer>
Integer take(std::string_view& key) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(Integer); ++i)
    value = value << 8 | static_cast<unsigned char>(key[i]);
  key.remove_prefix(sizeof(Integer));
  return static_cast<Integer>(value);
}

constexpr std::size_t kVariantKeyBytes = 8 + 2;
constexpr std::size_t kRevisionKeyBytes = kVariantKeyBytes + 4;
constexpr std::size_t kStatementsKeyBytes = kRevisionKeyBytes + 8;

VariantKey take_variant(std::string_view& key) {
  const auto article = take<std::uint64_t>(key);
  return {article, take<std::uint16_t>(key)};
}

RevisionKey take_revision(std::string_view& key) {
  const VariantKey variant = take_variant(key);
  return {variant, take<std::uint32_t>(key)};
}

}  // namespace

std::string event_key(std::uint64_t number) {
  std::string key;
  append(key, number);
  return key;
}

std::optional<std::uint64_t> parse_event_key(std::string_view key) {
  if (key.size() != 8) return std::nullopt;
  return take<std::uint64_t>(key);
}

std::string article_key(std::uint64_t number) { return event_key(number); }

std::string variant_key(const VariantKey& key) {
  std::string bytes = article_key(key.article);
  append(bytes, key.order);
  return bytes;
}

std::optional<VariantKey> parse_variant_key(std::string_view key) {
  if (key.size() != kVariantKeyBytes) return std::nullopt;
  return take_variant(key);
}

std::string revision_key(const RevisionKey& key) {
  std::string bytes = variant_key(key.variant);
  append(bytes, key.number);
  return bytes;
}

std::optional<RevisionKey> parse_revision_key(std::string_view key) {
  if (key.size() != kRevisionKeyBytes) return std::nullopt;
  return take_revision(key);
}

std::string article_name_key(const ArticleId& article) { return article.text(); }

std::string variant_name_key(const ArticleId& article, const VariantId& variant) {
  return article.text() + "/" + variant.text();
}

std::string facet_prefix(std::uint8_t facet, std::string_view value) {
  std::string key(1, static_cast<char>(facet));
  key += value;
  key += '\0';
  return key;
}

std::string facet_key(std::uint8_t facet, std::string_view value, std::uint64_t article) {
  std::string key = facet_prefix(facet, value);
  append(key, ~(article / kArticlesOfFacetRow));
  return key;
}

std::optional<std::uint64_t> first_article_of_facet_key(std::string_view key) {
  if (key.size() < 10) return std::nullopt;
  key.remove_prefix(key.size() - 8);
  const std::uint64_t row = ~take<std::uint64_t>(key);
  if (row > UINT64_MAX / kArticlesOfFacetRow) return std::nullopt;
  return row * kArticlesOfFacetRow;
}

std::string input_key(const Digest& input) {
  return std::string(input.raw().substr(0, kDigestKeyBytes));
}

std::string digest_key(const Digest& digest, const RevisionKey& revision) {
  return std::string(digest.raw().substr(0, kDigestKeyBytes)) + revision_key(revision);
}

std::optional<RevisionKey> revision_of_digest_key(std::string_view key) {
  if (key.size() != kDigestKeyBytes + kRevisionKeyBytes) return std::nullopt;
  return parse_revision_key(key.substr(kDigestKeyBytes));
}

std::string statements_key(const RevisionKey& revision, std::uint64_t event) {
  std::string key = revision_key(revision);
  append(key, event);
  return key;
}

std::optional<std::uint64_t> event_of_statements_key(std::string_view key) {
  if (key.size() != kStatementsKeyBytes) return std::nullopt;
  key.remove_prefix(kRevisionKeyBytes);
  return take<std::uint64_t>(key);
}

std::string lexicon_key(std::string_view source_language, std::string_view target_language) {
  return std::string(kLexiconKeys) +
         std::string(source_language.substr(0, source_language.find('-'))) + ' ' +
         std::string(target_language.substr(0, target_language.find('-')));
}

std::string alignment_key(const RevisionKey& target, std::uint16_t source_order,
                          std::uint32_t source_number) {
  std::string key = revision_key(target);
  append(key, source_order);
  append(key, source_number);
  return key;
}

std::optional<AlignmentKey> parse_alignment_key(std::string_view key) {
  if (key.size() != kRevisionKeyBytes + sizeof(std::uint16_t) + sizeof(std::uint32_t))
    return std::nullopt;
  AlignmentKey parsed;
  parsed.target = take_revision(key);
  parsed.source.variant.article = parsed.target.variant.article;
  parsed.source.variant.order = take<std::uint16_t>(key);
  parsed.source.number = take<std::uint32_t>(key);
  return parsed;
}

}  // namespace hexapla

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/model/address.h"
#include "store/model/digest.h"

namespace hexapla {

// Keys of the tables: fixed-width big-endian integers, so that byte order is number order. A text
// part ends with a NUL, so that `zh` never swallows `zh-Hant`. One pair of functions writes and
// reads each.

// Where a variant stands: the article's number and the variant's order of creation in it, both
// from 1.
struct VariantKey {
  std::uint64_t article = 0;
  std::uint16_t order = 0;
  friend auto operator<=>(const VariantKey&, const VariantKey&) = default;
};
// Of an article: `order` holds as many, and counting past them.
inline constexpr std::uint32_t kMostVariants = 60'000;

struct RevisionKey {
  VariantKey variant;
  std::uint32_t number = 0;
  friend auto operator<=>(const RevisionKey&, const RevisionKey&) = default;
};

std::string event_key(std::uint64_t number);
std::optional<std::uint64_t> parse_event_key(std::string_view key);

std::string article_key(std::uint64_t number);

std::string variant_key(const VariantKey& key);
std::optional<VariantKey> parse_variant_key(std::string_view key);

std::string revision_key(const RevisionKey& key);
std::optional<RevisionKey> parse_revision_key(std::string_view key);

// Table article_names: `id` for an article, `id/variant` for a variant.
std::string article_name_key(const ArticleId& article);
std::string variant_name_key(const ArticleId& article, const VariantId& variant);

// Table facets: facet, value, NUL, complement of the article's number ÷ 64: newest first.
std::string facet_prefix(std::uint8_t facet, std::string_view value);
inline constexpr std::uint64_t kArticlesOfFacetRow = 64;
// Of the row that has the article.
std::string facet_key(std::uint8_t facet, std::string_view value, std::uint64_t article);
// The first of the articles whose row has this key.
std::optional<std::uint64_t> first_article_of_facet_key(std::string_view key);

// Random keys are what an archive pays for most: every commit writes all of their pages anew. So
// tables keyed by digests have the first bytes of these only, and whoever reads them compares the
// whole digest with what the row leads to.
inline constexpr std::size_t kDigestKeyBytes = 6;

// Table inputs: the beginning of the digest.
std::string input_key(const Digest& input);

// Table digests: the beginning of the digest, then where a revision with that text stands.
std::string digest_key(const Digest& digest, const RevisionKey& revision);
std::optional<RevisionKey> revision_of_digest_key(std::string_view key);

// Table statements: the revision, then the event that stated something of it.
std::string statements_key(const RevisionKey& revision, std::uint64_t event);
std::optional<std::uint64_t> event_of_statements_key(std::string_view key);

// Table meta: what was learnt of two languages. Regions and scripts share a lexicon: only the first
// part of a tag counts.
inline constexpr std::string_view kLexiconKeys = "lexicon ";
std::string lexicon_key(std::string_view source_language, std::string_view target_language);
// Table alignments: the version's revision, then the source's within the same article.
std::string alignment_key(const RevisionKey& target, std::uint16_t source_order,
                          std::uint32_t source_number);
struct AlignmentKey {
  RevisionKey source, target;
};
std::optional<AlignmentKey> parse_alignment_key(std::string_view key);

}  // namespace hexapla

#include "store/archive/planner.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "store/archive/codec.h"
#include "store/archive/deriver.h"
#include "store/archive/event_identity.h"
#include "store/archive/log_head.h"
#include "store/archive/lookup.h"
#include "store/model/canonical_json.h"
#include "store/model/claim_rules.h"
#include "store/model/provenance.h"
#include "store/model/statement_json.h"
#include "store/text/fold.h"
#include "store/text/normalize.h"
#include "store/text/utf8.h"

namespace hexapla {

namespace {

constexpr std::size_t kMaxClaimBytes = 4000;
constexpr std::size_t kMaxActorBytes = 200;

void check_claim_text(const std::string& text, const std::string& field, std::size_t limit) {
  if (text.empty()) throw InputError({.field = field}, "is empty");
  if (text.size() > limit) {
    throw InputError({.field = field}, "has " + std::to_string(text.size()) + " bytes; at most " +
                                           std::to_string(limit) + " are kept in the log");
  }
  if (const auto bad = first_invalid_utf8(text))
    throw InputError({.field = field, .byte = *bad}, "is not UTF-8");
  const auto control = std::find_if(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (control != text.end()) throw InputError({.field = field}, "has a control character");
}

// Parts name blocks that are there, and whole characters of them.
void check_parts(const std::vector<BlockPart>& parts, const Revision& revision,
                 const std::string& field) {
  for (const BlockPart& part : parts) {
    if (part.block >= revision.blocks.size()) {
      throw InputError({.field = field}, "names block " + std::to_string(part.block) + " of " +
                                             std::to_string(revision.blocks.size()));
    }
    const std::string& text = revision.blocks[part.block].text;
    const auto on_boundary = [&](std::uint32_t offset) {
      return offset <= text.size() && (offset == text.size() || (text[offset] & 0xC0) != 0x80);
    };
    if (!on_boundary(part.range.begin) || !on_boundary(part.range.end)) {
      throw InputError({.field = field}, "names bytes that are no whole characters of block " +
                                             std::to_string(part.block));
    }
  }
}

void check_claim(const Statement& statement, const std::string& field) {
  const Claim& claim = statement.claim;
  check_claim_text(claim.value, field + "/value", kMaxClaimBytes);
  check_claim_text(statement.asserted_by, field + "/by", kMaxActorBytes);
  for (const auto& [key, value] : claim.details)
    check_claim_text(value, field + "/details/" + key, kMaxClaimBytes);
  if (const auto problem = problem_in(statement))
    throw InputError({.field = field + problem->field}, problem->what);
}

void check_statement(const Statement& statement, const Revision& revision,
                     const std::string& field) {
  check_claim(statement, field);
  check_parts(statement.parts, revision, field + "/parts");
}

void check_revision(const Revision& revision) {
  std::size_t bytes = 0;
  bool has_text = false;
  for (std::size_t i = 0; i < revision.blocks.size(); ++i) {
    const std::string& text = revision.blocks[i].text;
    const std::string field = "/blocks/" + std::to_string(i) + "/text";
    if (const auto bad = first_invalid_utf8(text))
      throw InputError({.field = field, .byte = *bad}, "is not UTF-8");
    if (!is_nfc(text)) throw InputError({.field = field}, "is not in NFC");
    bytes += text.size();
    has_text = has_text || !trimmed(text).empty();
  }
  if (!has_text)
    throw InputError({}, "there is no text in it: an article needs at least one block with words");
  if (bytes > kMaxRevisionBytes) {
    throw InputError({}, "the text has " + std::to_string(bytes) + " bytes; at most " +
                             std::to_string(kMaxRevisionBytes) +
                             " are taken as one article: split it");
  }
}

Digest input_digest(const PreparedAdd& add) {
  const NewRevision& wanted = add.wanted;
  auto statements = nlohmann::json::array();
  for (const Statement& statement : wanted.statements) {
    auto json = to_json(statement);
    json.erase("by");  // who hands it in does not make it another input
    statements.push_back(std::move(json));
  }
  nlohmann::json json{{"revision", add.digest.hex()}, {"statements", std::move(statements)}};
  if (wanted.article) json["article"] = wanted.article->text();
  if (wanted.variant) json["variant"] = wanted.variant->text();
  if (add.capture_digest) json["capture"] = add.capture_digest->hex();
  return Digest::of(canonical_json(json));
}

// What is claimed of the whole revision by those who hand it in.
std::optional<Kind> claimed_kind(const std::vector<Statement>& statements) {
  const Provenance provenance = compute_provenance(statements);
  return provenance.kind ? std::optional(provenance.kind->value) : std::nullopt;
}

std::string claimed_engine(const std::vector<Statement>& statements) {
  const Provenance provenance = compute_provenance(statements);
  return provenance.engine ? provenance.engine->value : std::string();
}

bool claims(const std::vector<Statement>& statements, Property property) {
  return std::any_of(statements.begin(), statements.end(), [&](const Statement& statement) {
    return statement.claim.property == property;
  });
}

ArticleId new_article_id(const PreparedAdd& add, const Snapshot& rows) {
  const std::string base = slug(add.wanted.revision.title());
  if (base.empty()) {
    throw InputError({},
                     "no article id can be made from the title, which has no letters or digits: "
                     "give one (--article)");
  }
  for (std::uint64_t i = 1;; ++i) {
    const std::string suffix = i == 1 ? std::string() : "-" + std::to_string(i);
    std::string text = base.substr(0, 80 - suffix.size());
    while (!text.empty() && text.back() == '-') text.pop_back();
    const auto id = ArticleId::parse(text + suffix);
    if (!id) throw InputError({}, "no article id can be made from the title: give one (--article)");
    if (!find_article(rows, *id)) return *id;
  }
}

ArticleId choose_article(const PreparedAdd& add, const Snapshot& rows) {
  const NewRevision& wanted = add.wanted;
  if (!wanted.article) return new_article_id(add, rows);
  if (find_article(rows, *wanted.article)) return *wanted.article;
  const auto kind = claimed_kind(wanted.statements);
  const bool is_version = kind == Kind::machine || kind == Kind::post_edited || kind == Kind::human;
  const bool orphan = is_version && !claims(wanted.statements, Property::derived_from);
  if (wanted.article_must_exist || orphan) {
    std::string message = "there is no article \"" + wanted.article->text() + "\" for this version";
    if (orphan)
      message += "; add its original first, or say that its source is not known (--from unknown)";
    throw RefusedError(RefusedError::Reason::unknown_article, message);
  }
  return *wanted.article;
}

VariantId choose_variant(const PreparedAdd& add, const ArticleId& article, const Snapshot& rows) {
  const NewRevision& wanted = add.wanted;
  if (wanted.variant) return *wanted.variant;
  const LanguageTag& language = wanted.revision.language;
  const VariantId bare = VariantId::make(language, "");
  const auto held = find_variant(rows, article, bare);
  const Kind kind = claimed_kind(wanted.statements).value_or(Kind::unknown);
  const std::string engine = claimed_engine(wanted.statements);
  if (!held || (held->row.kind == kind && held->row.engine == engine)) return bare;
  if (kind == Kind::machine && !engine.empty()) return VariantId::make(language, engine);
  return VariantId::make(language, name(kind));
}

// A claim copied from another archive says which of several revisions with the same text it means.
// True here too: kept.
bool is_resolved(const std::string& named, const Claim& claim, const Snapshot& rows) {
  const auto said = claim.details.find("address");
  if (said == claim.details.end()) return false;
  const auto address = RevisionAddress::parse(said->second);
  const auto found = address ? find_revision(rows, *address) : std::nullopt;
  return found && found->row.digest.hex() == named;
}

// Replaces addresses by digests in claims that name another revision.
std::vector<Statement> resolved(std::vector<Statement> statements, const Snapshot& rows) {
  for (std::size_t i = 0; i < statements.size(); ++i) {
    Claim& claim = statements[i].claim;
    std::string* const named = revision_named_in(claim);
    if (named == nullptr || is_resolved(*named, claim, rows)) continue;
    try {
      const RevisionAddress address = resolve_revision(rows, *named);
      *named = find_revision(rows, address)->row.digest.hex();
      claim.details["address"] = address.text();
    } catch (const RefusedError& error) {
      throw RefusedError(RefusedError::Reason::unknown_origin,
                         std::string(name(claim.property)) + ": " + error.what());
    }
  }
  return statements;
}

// A corrected alignment names sentences of two texts: those of the other one are checked once it is
// known which that is.
void check_source_parts(const std::vector<Statement>& statements, const Overlay& rows) {
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const Claim& claim = statements[i].claim;
    const auto written = claim.details.find("source-parts");
    if (claim.property != Property::beads || written == claim.details.end()) continue;
    const auto parts = parse_parts(written->second);
    const auto digest = Digest::parse(claim.details.at("source"));
    const auto object = digest ? rows.object(*digest) : std::nullopt;
    if (!parts || !object) continue;
    check_parts(*parts, revision_from_canonical_json(*object),
                "/statements/" + std::to_string(i) + "/details/source-parts");
  }
}

// Refuses when the texts that `statements` derive from were themselves, by any chain, made from
// `digest`.
void refuse_cycle(const Digest& digest, const std::vector<Statement>& statements,
                  const Snapshot& rows) {
  std::vector<Digest> to_visit;
  const auto collect = [&](const Claim& claim) {
    if (claim.property != Property::derived_from) return;
    if (const auto source = Digest::parse(claim.value)) to_visit.push_back(*source);
  };
  for (const Statement& statement : statements) collect(statement.claim);
  std::set<Digest> visited;
  while (!to_visit.empty()) {
    const Digest source = to_visit.back();
    to_visit.pop_back();
    if (source == digest) {
      throw RefusedError(
          RefusedError::Reason::cycle,
          "this text would be derived from itself: its source, or a source of that, is revision " +
              digest.hex().substr(0, 12) + ", the same text");
    }
    if (!visited.insert(source).second) continue;
    for (const FoundDigest& found : find_by_digest(rows, source.raw(), 100)) {
      for (const FoundStatement& statement : find_statements(rows, found.key)) {
        if (!statement.retracted) collect(statement.statement.claim);
      }
    }
  }
}

// Whether revision `key` has exactly these claims, whoever made them. That it was captured again
// since makes no other text of it.
bool has_same_claims(const Snapshot& rows, const RevisionKey& key,
                     std::vector<Statement> statements) {
  std::vector<Statement> held;
  for (FoundStatement& found : find_statements(rows, key)) {
    if (!found.retracted && found.statement.claim.property != Property::captured)
      held.push_back(std::move(found.statement));
  }
  if (held.size() != statements.size()) return false;
  for (std::size_t i = 0; i < held.size(); ++i) {
    held[i].asserted_by = statements[i].asserted_by;
    if (held[i] != statements[i]) return false;
  }
  return true;
}

// A text of the article that shares much with this one: the one it follows, else one in the same
// language.
std::optional<Digest> similar_text(const RevisionAddress& address, const Snapshot& rows) {
  RevisionAddress other = address;
  if (address.number == 1) {
    other.variant = VariantId::make(address.variant.language(), "");
  } else {
    --other.number;
  }
  const auto found = find_revision(rows, other);
  return found ? std::optional(found->row.digest) : std::nullopt;
}

AddResult unchanged(const Snapshot& rows, const RevisionKey& key) {
  const RevisionAddress address = address_of(rows, key);
  const auto found = find_revision(rows, address);
  return {AddResult::Outcome::unchanged, address, found->row.digest, found->row.event};
}

void refuse_withdrawn(const Digest& digest, const std::string& what, const Snapshot& rows) {
  const auto row = rows.get(Table::withdrawn_objects, digest.raw());
  if (!row) return;
  const std::uint64_t event = Decoder(*row, "withdrawn_objects").number();
  throw RefusedError(RefusedError::Reason::withdrawn,
                     what + " was withdrawn " + withdrawal_at(rows, event).text() +
                         "; to keep it again nevertheless, say so (--allow-withdrawn)");
}

// Refuses one variant more than an article can have.
void refuse_if_full(const ArticleId& article, const Snapshot& rows) {
  const auto found = find_article(rows, article);
  if (!found || found->row.variants < kMostVariants) return;
  throw RefusedError(RefusedError::Reason::conflicting, "article " + article.text() + " has " +
                                                            std::to_string(kMostVariants) +
                                                            " variants, the most there can be");
}

// Digests of captures that revisions with `text` have and no other revision that is held. Reads
// every revision's row: texts are withdrawn once in a long while.
std::vector<Digest> captures_only_of(const Digest& text, const Snapshot& rows) {
  std::set<Digest> of_text, of_others;
  rows.scan(Table::revisions, "", [&](std::string_view key, std::string_view value) {
    const auto row = decode_row<RevisionRow>(value);
    if (rows.get(Table::withdrawals, key)) return true;
    if (row.digest != text) of_others.insert(row.digest);
    if (row.capture) (row.digest == text ? of_text : of_others).insert(row.capture->digest);
    return true;
  });
  std::vector<Digest> only;
  std::set_difference(of_text.begin(), of_text.end(), of_others.begin(), of_others.end(),
                      std::back_inserter(only));
  std::erase(only, text);
  return only;
}

}  // namespace

PreparedAdd prepare_add(NewRevision wanted) {
  check_revision(wanted.revision);
  check_claim_text(wanted.actor, "actor", kMaxActorBytes);
  for (std::size_t i = 0; i < wanted.statements.size(); ++i) {
    if (wanted.statements[i].asserted_by.empty()) wanted.statements[i].asserted_by = wanted.actor;
    check_statement(wanted.statements[i], wanted.revision, "/statements/" + std::to_string(i));
  }
  PreparedAdd add{.wanted = std::move(wanted),
                  .revision_json = {},
                  .digest = {},
                  .input = {},
                  .capture_digest = {}};
  add.revision_json = to_canonical_json(add.wanted.revision);
  add.digest = Digest::of(add.revision_json);
  if (add.wanted.capture) add.capture_digest = Digest::of(add.wanted.capture->bytes);
  add.input = add.wanted.input ? *add.wanted.input : input_digest(add);
  return add;
}

void record(decltype(Event::what) what, const std::string& actor, Overlay& rows,
            Materials& materials, std::uint64_t number, const std::set<Digest>* lacking) {
  refuse_if_mirror(rows);
  const Event event{new_event_id(), present_time(), actor, std::move(what)};
  rows.put(Table::events, event_key(number), to_canonical_json(event));
  Deriver(rows, rows, materials, lacking).apply(event, number);
}

AddResult plan_add(const PreparedAdd& add, Overlay& rows, Materials& materials,
                   std::uint64_t number) {
  const auto is_held = [&](const RevisionKey& key) {
    return !rows.get(Table::withdrawals, revision_key(key));
  };
  if (const auto known = find_by_input(rows, add.input); known && is_held(*known))
    return unchanged(rows, *known);
  const NewRevision& wanted = add.wanted;
  if (!wanted.allow_withdrawn) {
    refuse_withdrawn(add.digest, "this text", rows);
    if (add.capture_digest) refuse_withdrawn(*add.capture_digest, "the capture of this text", rows);
  }
  std::vector<Statement> statements = resolved(wanted.statements, rows);
  const ArticleId article = choose_article(add, rows);
  const VariantId variant = choose_variant(add, article, rows);
  std::uint32_t newest = 0;
  if (const auto held = find_variant(rows, article, variant)) {
    newest = held->row.revisions;
    const RevisionKey key{held->key, newest};
    const auto row = rows.get(Table::revisions, revision_key(key));
    if (row && decode_row<RevisionRow>(*row).digest == add.digest && is_held(key) &&
        has_same_claims(rows, key, statements)) {
      return unchanged(rows, key);
    }
  } else {
    refuse_if_full(article, rows);
  }
  refuse_cycle(add.digest, statements, rows);
  check_source_parts(statements, rows);

  RevisionAdded what{.address = {article, variant, newest + 1},
                     .digest = add.digest,
                     .input = add.input,
                     .capture = std::nullopt,
                     .statements = std::move(statements)};
  rows.put_object(add.digest, add.revision_json, similar_text(what.address, rows));
  if (wanted.capture) {
    const Capture& capture = *wanted.capture;
    what.capture =
        CaptureRecord{*add.capture_digest, capture.media_type, capture.uri,  capture.date,
                      capture.file_name,   capture.encoding,   capture.facts};
    rows.put_object(*add.capture_digest, capture.bytes, add.digest);
  }
  const AddResult result{AddResult::Outcome::added, what.address, add.digest, number};
  record(std::move(what), wanted.actor, rows, materials, number);
  return result;
}

void plan_statements(const RevisionAddress& address, const std::vector<Statement>& statements,
                     const std::string& actor, Overlay& rows, Materials& materials,
                     std::uint64_t number) {
  check_claim_text(actor, "actor", kMaxActorBytes);
  if (statements.empty()) throw InputError({.field = "/statements"}, "there is nothing to state");
  const RevisionAddress known = resolve_revision(rows, address.text());
  const auto found = find_revision(rows, known);
  std::vector<Statement> checked = statements;
  const bool is_withdrawn = rows.get(Table::withdrawals, revision_key(found->key)).has_value();
  const auto object = is_withdrawn ? std::nullopt : rows.object(found->row.digest);
  if (!object && !is_withdrawn)
    throw StoreError(StoreError::Kind::corrupt, "the text of " + known.text() + " is missing");
  // Claims about a whole revision can still be made; of its parts there are none.
  const Revision revision = object ? revision_from_canonical_json(*object) : Revision{};
  for (std::size_t i = 0; i < checked.size(); ++i) {
    if (checked[i].asserted_by.empty()) checked[i].asserted_by = actor;
    check_statement(checked[i], revision, "/statements/" + std::to_string(i));
  }
  checked = resolved(std::move(checked), rows);
  refuse_cycle(found->row.digest, checked, rows);
  check_source_parts(checked, rows);
  record(StatementsAdded{known, found->row.digest, std::move(checked)}, actor, rows, materials,
         number);
}

void plan_retraction(std::uint64_t event, std::uint32_t index, const std::string& reason,
                     const std::string& actor, Overlay& rows, Materials& materials,
                     std::uint64_t number) {
  check_claim_text(actor, "actor", kMaxActorBytes);
  if (!reason.empty()) check_claim_text(reason, "reason", kMaxClaimBytes);
  const std::string name =
      "statement " + std::to_string(index) + " of event " + std::to_string(event);
  const auto bytes = rows.get(Table::events, event_key(event));
  std::optional<RevisionAddress> subject;
  if (bytes) {
    const Event stating = event_from_canonical_json(*bytes);
    if (const auto* added = std::get_if<RevisionAdded>(&stating.what)) subject = added->address;
    if (const auto* stated = std::get_if<StatementsAdded>(&stating.what)) subject = stated->address;
  }
  const auto revision = subject ? find_revision(rows, *subject) : std::nullopt;
  for (const FoundStatement& one :
       revision ? find_statements(rows, revision->key) : std::vector<FoundStatement>{}) {
    if (one.event != event || one.index != index) continue;
    if (one.retracted)
      throw RefusedError(RefusedError::Reason::conflicting, name + " was retracted before");
    record(StatementRetracted{event, index, reason}, actor, rows, materials, number);
    return;
  }
  throw RefusedError(RefusedError::Reason::unknown_revision, "there is no " + name);
}

void plan_withdrawal(const RevisionAddress& address, const std::string& reason,
                     const std::string& authority, const std::string& actor, Overlay& rows,
                     Materials& materials, std::uint64_t number) {
  check_claim_text(actor, "actor", kMaxActorBytes);
  check_claim_text(reason, "reason", kMaxClaimBytes);
  check_claim_text(authority, "authority", kMaxClaimBytes);
  const RevisionAddress known = resolve_revision(rows, address.text());
  const auto found = find_revision(rows, known);
  if (const auto row = rows.get(Table::withdrawals, revision_key(found->key))) {
    throw RefusedError(RefusedError::Reason::conflicting,
                       known.text() + " was withdrawn " +
                           withdrawal_at(rows, Decoder(*row, "withdrawals").number()).text() +
                           "; nothing is left to withdraw");
  }
  TextWithdrawn what{known, found->row.digest, {found->row.digest}, reason, authority};
  for (const Digest& capture : captures_only_of(what.digest, rows)) what.objects.push_back(capture);
  const std::vector<Digest> objects = what.objects;
  record(std::move(what), actor, rows, materials, number);
  for (const Digest& object : objects) rows.remove_object(object);
}

std::uint32_t plan_withdrawn_copy(const RevisionAdded& revision, const TextWithdrawn& withdrawal,
                                  const std::string& actor, Overlay& rows, Materials& materials,
                                  std::uint64_t number) {
  check_claim_text(actor, "actor", kMaxActorBytes);
  check_claim_text(withdrawal.reason, "reason", kMaxClaimBytes);
  check_claim_text(withdrawal.authority, "authority", kMaxClaimBytes);
  // Their parts are of a text that nobody has.
  for (std::size_t i = 0; i < revision.statements.size(); ++i)
    check_claim(revision.statements[i], "/statements/" + std::to_string(i));
  RevisionAdded what = revision;
  const auto held = find_variant(rows, what.address.article, what.address.variant);
  if (!held) refuse_if_full(what.address.article, rows);
  what.address.number = held ? held->row.revisions + 1 : 1;
  const std::uint32_t revision_number = what.address.number;
  const std::set<Digest> lacking{what.digest};
  TextWithdrawn why = withdrawal;
  why.address = what.address;
  why.digest = what.digest;
  // A text that is held here in another place stays: only this copy comes without it.
  if (rows.object(what.digest)) {
    throw RefusedError(
        RefusedError::Reason::conflicting,
        "the text of " + what.address.text() +
            " was withdrawn in the archive it comes from, and is held here: withdraw it");
  }
  // Of what went with it, this copy names its own. A capture that is held here in another place
  // stays.
  why.objects = {why.digest};
  if (what.capture && what.capture->digest != why.digest && !rows.object(what.capture->digest) &&
      std::find(withdrawal.objects.begin(), withdrawal.objects.end(), what.capture->digest) !=
          withdrawal.objects.end())
    why.objects.push_back(what.capture->digest);
  record(std::move(what), actor, rows, materials, number, &lacking);
  record(std::move(why), actor, rows, materials, number + 1);
  return revision_number;
}

void plan_realignment(const std::vector<ArticleId>& articles, const std::string& actor,
                      Overlay& rows, Materials& materials, std::uint64_t number) {
  constexpr std::size_t kMostArticles = 64;
  check_claim_text(actor, "actor", kMaxActorBytes);
  if (articles.empty() || articles.size() > kMostArticles)
    throw InputError({.field = "/articles"}, "1 to 64 articles are realigned at a time");
  for (const ArticleId& article : articles)
    if (!find_article(rows, article))
      throw RefusedError(RefusedError::Reason::unknown_article,
                         "there is no article " + article.text());
  record(ArticlesRealigned{articles}, actor, rows, materials, number);
}

void plan_lexicon(LexiconLearnt what, const std::string& lexicon, const std::string& actor,
                  Overlay& rows, Materials& materials, std::uint64_t number) {
  check_claim_text(actor, "actor", kMaxActorBytes);
  for (const std::string& language : {what.source, what.target})
    if (!LanguageTag::parse(language))
      throw InputError({}, "\"" + language + "\" is no language tag");
  const auto before = find_lexicon(rows, what.source, what.target, what.aligner);
  rows.put_object(what.digest, lexicon, before ? std::optional(before->digest) : std::nullopt);
  record(std::move(what), actor, rows, materials, number);
}

}  // namespace hexapla

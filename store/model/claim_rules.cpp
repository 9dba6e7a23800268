#include "store/model/claim_rules.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "store/model/digest.h"
#include "store/text/timestamp.h"

namespace hexapla {

namespace {

using Word = std::string_view;

constexpr std::array<Word, 5> kKinds{"original", "machine", "post-edited", "human", "unknown"};
constexpr std::array<Word, 6> kActivities{
    "machine-translation", "human-translation", "light-post-edit",
    "full-post-edit",      "revision",          "capture"};
constexpr std::array<Word, 17> kSourceTypes{"digitalCapture",
                                            "computationalCapture",
                                            "negativeFilm",
                                            "positiveFilm",
                                            "print",
                                            "humanEdits",
                                            "compositeWithTrainedAlgorithmicMedia",
                                            "algorithmicallyEnhanced",
                                            "digitalCreation",
                                            "dataDrivenMedia",
                                            "trainedAlgorithmicMedia",
                                            "algorithmicMedia",
                                            "screenCapture",
                                            "composite",
                                            "compositeCapture",
                                            "compositeSynthetic",
                                            "virtualRecording"};
constexpr std::array<Word, 3> kReviews{"none", "partial", "full"};
constexpr std::array<Word, 4> kOrigins{"source", "machine", "person", "unknown"};
constexpr std::array<Word, 4> kBeadChanges{"merge", "split", "link", "unlink"};

constexpr std::array<DetailRule, 3> kEngineDetails{{{"vendor"}, {"version"}, {"model"}}};
constexpr std::array<DetailRule, 1> kAddressDetail{{{"address"}}};
constexpr std::array<DetailRule, 3> kLabelDetails{{{"language"}, {"engine"}, {"source-language"}}};
constexpr std::array<DetailRule, 2> kEncodingDetails{{{"confidence"}, {"replaced"}}};
constexpr std::array<DetailRule, 3> kActivityDetails{
    {{"start", ClaimForm::moment}, {"end", ClaimForm::moment}, {"agent"}}};
constexpr std::array<DetailRule, 2> kOrganizationDetails{{{"role"}, {"uri"}}};
constexpr std::array<DetailRule, 1> kBehalfDetails{{{"agent"}}};
constexpr std::array<DetailRule, 3> kPlanDetails{{{"type"}, {"uri"}, {"digest"}}};
constexpr std::array<DetailRule, 2> kReviewDetails{{{"reviewer"}, {"time", ClaimForm::moment}}};
constexpr std::array<DetailRule, 2> kResponsibilityDetails{{{"type"}, {"uri"}}};
constexpr std::array<DetailRule, 4> kOriginDetails{
    {{"engine"}, {"version"}, {"person"}, {"time", ClaimForm::moment}}};
constexpr std::array<DetailRule, 1> kReasonDetail{{{"reason"}}};
constexpr std::array<DetailRule, 11> kCapturedDetails{{{"uri"},
                                                       {"record"},
                                                       {"payload-digest"},
                                                       {"profile"},
                                                       {"same-as"},
                                                       {"accept-language"},
                                                       {"via"},
                                                       {"hops-from-seed"},
                                                       {"fetch-time-ms"},
                                                       {"languages"},
                                                       {"charset"}}};
constexpr std::array<DetailRule, 3> kBeadDetails{
    {{"source", ClaimForm::revision, true}, {"source-parts", ClaimForm::parts}, {"reason"}}};

constexpr std::array<PropertyRule, kPropertyCount> kRules{{
    {Property::kind, "Kind", "what the text is", ClaimForm::word, kKinds, {}},
    {Property::engine,
     "Engine",
     "the translation engine's name",
     ClaimForm::text,
     {},
     kEngineDetails},
    {Property::translator,
     "Translator",
     "the person or organization that translated",
     ClaimForm::text,
     {},
     {}},
    {Property::editor, "Editor", "who post-edited or corrected", ClaimForm::text, {}, {}},
    {Property::author, "Author", "who wrote it", ClaimForm::text, {}, {}},
    {Property::publisher, "Publisher", "who published it", ClaimForm::text, {}, {}},
    {Property::derived_from,
     "Made from",
     "the exact source revision, or `unknown`",
     ClaimForm::revision,
     {},
     kAddressDetail},
    {Property::revises,
     "Revises",
     "the revision that was edited into this one",
     ClaimForm::revision,
     {},
     kAddressDetail},
    {Property::label,
     "Label seen",
     "class of a label as observed: machine, post-edited, human, unspecified",
     ClaimForm::text,
     {},
     kLabelDetails},
    {Property::source_uri, "Address", "where it was published", ClaimForm::text, {}, {}},
    {Property::published, "Published", "when, RFC 3339", ClaimForm::text, {}, {}},
    {Property::updated,
     "Updated",
     "when, RFC 3339, as the page's own stamp says",
     ClaimForm::text,
     {},
     {}},
    {Property::licence, "Licence", "the licence, or the rights as stated", ClaimForm::text, {}, {}},
    {Property::encoding,
     "Encoding",
     "what the bytes were before they became UTF-8",
     ClaimForm::text,
     {},
     kEncodingDetails},
    {Property::activity, "Activity", "what was done to make it (ISO 18587 words)", ClaimForm::word,
     kActivities, kActivityDetails},
    {Property::organization,
     "Organization",
     "an organization that took part",
     ClaimForm::text,
     {},
     kOrganizationDetails},
    {Property::acted_on_behalf_of,
     "On behalf of",
     "for whom the detail `agent`, or whoever made it, acted",
     ClaimForm::text,
     {},
     kBehalfDetails},
    {Property::plan,
     "Plan",
     "settings, glossary or prompt that were followed",
     ClaimForm::text,
     {},
     kPlanDetails},
    {Property::digital_source_type,
     "Digital source type",
     "a word of IPTC's vocabulary",
     ClaimForm::word,
     kSourceTypes,
     {}},
    {Property::human_review, "Human review", "how much of it a person has reviewed",
     ClaimForm::word, kReviews, kReviewDetails},
    {Property::editorial_responsibility,
     "Editorial responsibility",
     "who answers for its publication",
     ClaimForm::text,
     {},
     kResponsibilityDetails},
    {Property::segment_origin, "Origin of sentences", "who the named sentences are from",
     ClaimForm::word, kOrigins, kOriginDetails},
    {Property::still_right,
     "Still right",
     "the newer original that this version still renders",
     ClaimForm::revision,
     {},
     kAddressDetail},
    {Property::dismissed,
     "Finding dismissed",
     "class of a finding that is none",
     ClaimForm::name,
     {},
     kReasonDetail},
    {Property::beads, "Alignment corrected", "which sentences render which, said by a person",
     ClaimForm::word, kBeadChanges, kBeadDetails},
    {Property::captured,
     "Captured",
     "a moment at which it stood on the web, as a web archive says",
     ClaimForm::moment,
     {},
     kCapturedDetails},
}};

// Of a word list, so that a refusal says what would do.
std::string listed(std::span<const Word> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 60 || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// What is wrong with one value; empty when nothing is. Whether a revision is held is for the
// archive to say.
std::string problem_of(const std::string& value, ClaimForm form, std::span<const Word> choices) {
  const std::string quoted = "\"" + value + "\"";
  switch (form) {
    case ClaimForm::word:
      if (std::find(choices.begin(), choices.end(), value) == choices.end())
        return quoted + " is none of its words: " + listed(choices);
      break;
    case ClaimForm::moment:
      if (!to_utc(value)) return quoted + " is no moment of RFC 3339, as 2026-04-14T07:02:00Z";
      break;
    case ClaimForm::name:
      if (!is_name(value))
        return quoted + " is no class of findings: small letters, digits and hyphens";
      break;
    case ClaimForm::parts:
      if (!parse_parts(value)) return quoted + " are no parts of a text, as 3:0-25 3:26-80 7";
      break;
    case ClaimForm::text:
    case ClaimForm::revision:
      break;
  }
  return {};
}

std::optional<std::uint32_t> take_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

// `2026-04-14T07:02:00`, in UTC: what orders moments to the second.
std::string second_of(const std::string& moment) { return to_utc(moment)->substr(0, 19); }

std::optional<ClaimProblem> problem_in_scope(const Statement& statement) {
  const Property property = statement.claim.property;
  const bool of_parts = statement.scope == Scope::segments || statement.scope == Scope::blocks;
  if (property == Property::segment_origin && !of_parts)
    return ClaimProblem{"/scope",
                        "must be segments or blocks: an origin is of sentences that it names"};
  if ((property == Property::segment_origin || statement.scope == Scope::segments ||
       statement.scope == Scope::blocks) &&
      statement.parts.empty())
    return ClaimProblem{"/parts", "are missing: a claim about " +
                                      std::string(name(statement.scope)) + " names them"};
  if (property == Property::still_right && statement.claim.value == "unknown")
    return ClaimProblem{"/value",
                        "must name the revision of the original for which it is still right"};
  return std::nullopt;
}

}  // namespace

const PropertyRule& rule_of(Property property) {
  return kRules[static_cast<std::size_t>(property)];
}

std::span<const std::string_view> digital_source_types() { return kSourceTypes; }

std::optional<ClaimProblem> problem_in(const Statement& statement) {
  const Claim& claim = statement.claim;
  const PropertyRule& rule = rule_of(claim.property);
  if (const std::string problem = problem_of(claim.value, rule.form, rule.choices);
      !problem.empty())
    return ClaimProblem{"/value", problem};
  for (const DetailRule& detail : rule.details) {
    const auto held = claim.details.find(std::string(detail.name));
    const std::string field = "/details/" + std::string(detail.name);
    if (held == claim.details.end()) {
      if (detail.is_required)
        return ClaimProblem{field,
                            "is missing: " + std::string(name(claim.property)) + " needs it"};
      continue;
    }
    if (const std::string problem = problem_of(held->second, detail.form, {}); !problem.empty())
      return ClaimProblem{field, problem};
  }
  const auto start = claim.details.find("start"), end = claim.details.find("end");
  if (claim.property == Property::activity && start != claim.details.end() &&
      end != claim.details.end() && second_of(end->second) < second_of(start->second))
    return ClaimProblem{"/details/end", "is before its start"};
  return problem_in_scope(statement);
}

std::optional<std::vector<BlockPart>> parse_parts(std::string_view text) {
  std::vector<BlockPart> parts;
  do {
    BlockPart part;
    const auto block = take_number(text);
    if (!block) return std::nullopt;
    part.block = *block;
    if (take(text, ':')) {
      const auto begin = take_number(text);
      if (!begin || !take(text, '-')) return std::nullopt;
      const auto end = take_number(text);
      if (!end || *end <= *begin) return std::nullopt;
      part.range = {*begin, *end};
    }
    parts.push_back(part);
  } while (take(text, ' '));
  if (!text.empty()) return std::nullopt;
  return parts;
}

std::string parts_text(std::span<const BlockPart> parts) {
  std::string text;
  for (const BlockPart& part : parts) {
    if (!text.empty()) text += ' ';
    text += std::to_string(part.block);
    if (!part.range.empty())
      text += ":" + std::to_string(part.range.begin) + "-" + std::to_string(part.range.end);
  }
  return text;
}

}  // namespace hexapla

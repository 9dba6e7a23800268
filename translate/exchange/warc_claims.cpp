#include "translate/exchange/warc_claims.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "store/ingest/warc/http_message.h"
#include "store/text/ascii.h"
#include "store/text/timestamp.h"

namespace hexapla {
namespace {

// Claims go into the log, whose entries are bounded.
constexpr std::size_t kLongestBytes = 2000;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kKnownFields{
    {{"via", "via"},
     {"hopsfromseed", "hops-from-seed"},
     {"fetchtimems", "fetch-time-ms"},
     {"languages-cld2", "languages"},
     {"charset-detected", "charset"}}};

void put(Claim& claim, std::string_view name, std::string_view value) {
  if (fits_claim(value, kLongestBytes)) claim.details.emplace(name, value);
}

Statement captured(const WarcRecord& record, const WarcSurroundings& around, std::string date) {
  Statement statement;
  statement.claim.property = Property::captured;
  statement.claim.value = std::move(date);
  statement.basis = Basis::declared;
  statement.asserted_by = around.writer();
  put(statement.claim, "record", record.id());
  return statement;
}

// The codes of {"languages":[{"code":"zh",…},…]}; empty for anything else.
std::string detected_languages(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("languages") || !json["languages"].is_array()) return {};
  std::string codes;
  for (const auto& language : json["languages"]) {
    if (!language.is_object() || !language.contains("code") || !language["code"].is_string())
      return {};
    codes += (codes.empty() ? "" : " ") + language["code"].get<std::string>();
  }
  return codes;
}

}  // namespace

std::string profile_of(const WarcRecord& revisit) {
  const std::string_view profile = field(revisit.fields, "WARC-Profile");
  const std::size_t slash = profile.find_last_of('/');
  return std::string(slash == profile.npos ? profile : profile.substr(slash + 1));
}

std::optional<Statement> claim_of_capture(const WarcRecord& record,
                                          const WarcSurroundings& around) {
  auto date = to_utc(field(record.fields, "WARC-Date"));
  if (!date) return std::nullopt;
  Statement statement = captured(record, around, *std::move(date));
  Claim& claim = statement.claim;
  put(claim, "uri", record.target_uri());
  put(claim, "payload-digest", field(record.fields, "WARC-Payload-Digest"));
  put(claim, "accept-language", around.accept_language);
  if (record.type() != "revisit") return statement;
  put(claim, "profile", profile_of(record));
  std::string same_as(record.refers_to());
  if (same_as.empty()) {
    same_as = field(record.fields, "WARC-Refers-To-Target-URI");
    const std::string_view at = field(record.fields, "WARC-Refers-To-Date");
    if (!same_as.empty() && !at.empty()) (same_as += ' ') += at;
  }
  put(claim, "same-as", same_as);
  return statement;
}

MetadataClaim claim_of_metadata(const WarcRecord& record, const WarcSurroundings& around,
                                const std::string& date) {
  MetadataClaim result;
  Statement statement = captured(record, around, date);
  const std::size_t without_fields = statement.claim.details.size();
  for (const auto& [name, value] : parse_header_fields(record.block)) {
    const auto known = std::find_if(kKnownFields.begin(), kKnownFields.end(), [&](const auto& one) {
      return one.first == ascii_lower(name);
    });
    if (known == kKnownFields.end()) {
      if (std::find(result.other_names.begin(), result.other_names.end(), name) ==
          result.other_names.end())
        result.other_names.push_back(name);
      continue;
    }
    put(statement.claim, known->second,
        known->second == "languages" ? detected_languages(value) : value);
  }
  if (statement.claim.details.size() > without_fields) result.claim = std::move(statement);
  return result;
}

}  // namespace hexapla

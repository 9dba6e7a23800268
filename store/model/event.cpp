#include "store/model/event.h"

#include "store/model/canonical_json.h"
#include "store/model/json_fields.h"
#include "store/model/statement_json.h"

namespace hexapla {

namespace {

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

nlohmann::json to_json(const std::vector<Statement>& statements) {
  auto json = nlohmann::json::array();
  for (const Statement& statement : statements) json.push_back(hexapla::to_json(statement));
  return json;
}

nlohmann::json to_json(const CaptureRecord& capture) {
  nlohmann::json json{{"digest", capture.digest.hex()}};
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) json[name] = value;
  };
  put("media-type", capture.media_type);
  put("uri", capture.uri);
  put("date", capture.date);
  put("file-name", capture.file_name);
  put("encoding", capture.encoding);
  if (!capture.facts.empty()) json["facts"] = capture.facts;
  return json;
}

Digest digest_of(const JsonFields& fields, const char* name) {
  const auto digest = Digest::parse(fields.text(name));
  if (!digest) fields.refuse(name, "is not a SHA-256 in hexadecimal");
  return *digest;
}

RevisionAddress address_of(const JsonFields& fields, const char* name) {
  const auto address = RevisionAddress::parse(fields.text(name));
  if (!address) fields.refuse(name, "is not an address like article/variant@3");
  return *address;
}

std::vector<Statement> statements_of(const JsonFields& fields) {
  std::vector<Statement> statements;
  const auto* json = fields.array("statements");
  if (json == nullptr) fields.refuse("statements", "is missing");
  for (std::size_t i = 0; i < json->size(); ++i) {
    try {
      statements.push_back(statement_from_json((*json)[i]));
    } catch (const InputError& error) {
      throw InputError({.field = "/statements/" + std::to_string(i) + error.place().field},
                       error.problem());
    }
  }
  return statements;
}

CaptureRecord capture_of(const nlohmann::json& json) {
  const JsonFields fields(json, "/capture");
  fields.only({"digest", "media-type", "uri", "date", "file-name", "encoding", "facts"});
  std::map<std::string, std::string> facts;
  if (fields.has("facts")) {
    const nlohmann::json& all = fields.required("facts");
    if (!all.is_object()) fields.refuse("facts", "is no object");
    for (const auto& [name, value] : all.items()) {
      if (!value.is_string()) fields.refuse("facts", "holds something else than texts");
      facts.emplace(name, value.get<std::string>());
    }
  }
  return {.digest = digest_of(fields, "digest"),
          .media_type = fields.text_or_empty("media-type"),
          .uri = fields.text_or_empty("uri"),
          .date = fields.text_or_empty("date"),
          .file_name = fields.text_or_empty("file-name"),
          .encoding = fields.text_or_empty("encoding"),
          .facts = std::move(facts)};
}

constexpr std::string_view kArchiveCreated = "archive-created";
constexpr std::string_view kRevisionAdded = "revision-added";
constexpr std::string_view kStatementsAdded = "statements-added";
constexpr std::string_view kStatementRetracted = "statement-retracted";
constexpr std::string_view kTextWithdrawn = "text-withdrawn";
constexpr std::string_view kLexiconLearnt = "lexicon-learnt";
constexpr std::string_view kArticlesRealigned = "articles-realigned";

std::vector<Digest> digests_of(const JsonFields& fields, const char* name) {
  const auto* json = fields.array(name);
  if (json == nullptr || json->empty()) fields.refuse(name, "is missing or empty");
  std::vector<Digest> digests;
  for (const auto& one : *json) {
    const auto digest = one.is_string() ? Digest::parse(one.get<std::string>()) : std::nullopt;
    if (!digest) fields.refuse(name, "has a member that is no SHA-256 in hexadecimal");
    digests.push_back(*digest);
  }
  return digests;
}

// As it stands there, if it is a language tag.
std::string language_of(const JsonFields& fields, const char* name) {
  std::string tag = fields.text(name);
  if (!LanguageTag::parse(tag)) fields.refuse(name, "is no language tag");
  return tag;
}

}  // namespace

std::string_view name_of(const Event& event) {
  return std::visit(Overloaded{[](const ArchiveCreated&) { return kArchiveCreated; },
                               [](const RevisionAdded&) { return kRevisionAdded; },
                               [](const StatementsAdded&) { return kStatementsAdded; },
                               [](const StatementRetracted&) { return kStatementRetracted; },
                               [](const TextWithdrawn&) { return kTextWithdrawn; },
                               [](const LexiconLearnt&) { return kLexiconLearnt; },
                               [](const ArticlesRealigned&) { return kArticlesRealigned; }},
                    event.what);
}

std::vector<Digest> objects_brought_by(const Event& event) {
  std::vector<Digest> objects;
  if (const auto* added = std::get_if<RevisionAdded>(&event.what)) {
    objects.push_back(added->digest);
    if (added->capture) objects.push_back(added->capture->digest);
  } else if (const auto* lexicon = std::get_if<LexiconLearnt>(&event.what)) {
    objects.push_back(lexicon->digest);
  }
  return objects;
}

std::string to_canonical_json(const Event& event) {
  nlohmann::json json{
      {"id", event.id}, {"time", event.time}, {"actor", event.actor}, {"event", name_of(event)}};
  std::visit(Overloaded{[&](const ArchiveCreated& what) {
                          json["format"] = what.format;
                          json["origin"] = what.origin;
                          if (!what.key.empty()) json["key"] = what.key;
                        },
                        [&](const RevisionAdded& what) {
                          json["revision"] = what.address.text();
                          json["digest"] = what.digest.hex();
                          json["input"] = what.input.hex();
                          json["statements"] = to_json(what.statements);
                          if (what.capture) json["capture"] = to_json(*what.capture);
                        },
                        [&](const StatementsAdded& what) {
                          json["revision"] = what.address.text();
                          json["digest"] = what.digest.hex();
                          json["statements"] = to_json(what.statements);
                        },
                        [&](const StatementRetracted& what) {
                          json["retracts"] = {{"event", what.event}, {"index", what.index}};
                          if (!what.reason.empty()) json["reason"] = what.reason;
                        },
                        [&](const TextWithdrawn& what) {
                          json["revision"] = what.address.text();
                          json["digest"] = what.digest.hex();
                          for (const Digest& digest : what.objects)
                            json["objects"].push_back(digest.hex());
                          json["reason"] = what.reason;
                          json["authority"] = what.authority;
                        },
                        [&](const LexiconLearnt& what) {
                          json["source"] = what.source;
                          json["target"] = what.target;
                          json["digest"] = what.digest.hex();
                          json["aligner"] = what.aligner;
                          json["learnt-before"] = what.learnt_before;
                        },
                        [&](const ArticlesRealigned& what) {
                          json["articles"] = nlohmann::json::array();
                          for (const ArticleId& article : what.articles)
                            json["articles"].push_back(article.text());
                        }},
             event.what);
  std::string text = canonical_json(json);
  if (text.size() > kMaxEventBytes) {
    throw InputError({.field = "/statements"},
                     "the claims about this revision make a log entry of " +
                         std::to_string(text.size()) +
                         " bytes; at most 65535 are kept: state fewer or shorter ones");
  }
  return text;
}

Event event_from_canonical_json(std::string_view text) {
  const nlohmann::json json = parse_json(text);
  const JsonFields fields(json, "");
  Event event;
  event.id = fields.text("id");
  event.time = fields.text("time");
  event.actor = fields.text("actor");
  const std::string what = fields.text("event");
  if (what == kArchiveCreated) {
    event.what = ArchiveCreated{static_cast<std::uint32_t>(fields.number("format")),
                                fields.text("origin"), fields.text_or_empty("key")};
  } else if (what == kRevisionAdded) {
    RevisionAdded added{.address = address_of(fields, "revision"),
                        .digest = digest_of(fields, "digest"),
                        .input = digest_of(fields, "input"),
                        .capture = std::nullopt,
                        .statements = statements_of(fields)};
    if (fields.has("capture")) added.capture = capture_of(fields.required("capture"));
    event.what = std::move(added);
  } else if (what == kStatementsAdded) {
    event.what = StatementsAdded{address_of(fields, "revision"), digest_of(fields, "digest"),
                                 statements_of(fields)};
  } else if (what == kStatementRetracted) {
    const JsonFields retracts(fields.required("retracts"), "/retracts");
    event.what = StatementRetracted{retracts.number("event"),
                                    static_cast<std::uint32_t>(retracts.number("index")),
                                    fields.text_or_empty("reason")};
  } else if (what == kTextWithdrawn) {
    event.what = TextWithdrawn{address_of(fields, "revision"), digest_of(fields, "digest"),
                               digests_of(fields, "objects"), fields.text("reason"),
                               fields.text("authority")};
  } else if (what == kLexiconLearnt) {
    event.what = LexiconLearnt{.source = language_of(fields, "source"),
                               .target = language_of(fields, "target"),
                               .digest = digest_of(fields, "digest"),
                               .aligner = fields.text("aligner"),
                               .learnt_before = fields.number("learnt-before")};
  } else if (what == kArticlesRealigned) {
    ArticlesRealigned realigned;
    const nlohmann::json& articles = fields.required("articles");
    if (!articles.is_array()) fields.refuse("articles", "this is no list");
    for (const nlohmann::json& article : articles) {
      const auto id =
          article.is_string() ? ArticleId::parse(article.get<std::string>()) : std::nullopt;
      if (!id) fields.refuse("articles", "this is no list of articles' names");
      realigned.articles.push_back(*id);
    }
    event.what = std::move(realigned);
  } else {
    fields.refuse("event", "\"" + what + "\" is not an event that we know");
  }
  return event;
}

}  // namespace hexapla

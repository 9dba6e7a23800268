#include <algorithm>
#include <deque>
#include <exception>
#include <future>
#include <nlohmann/json.hpp>
#include <variant>

#include "http/api/json_parts.h"
#include "http/failure_problem.h"
#include "http/problem.h"
#include "http/writing/writing.h"
#include "store/model/json_fields.h"
#include "store/model/statement_json.h"
#include "translate/intake/intake.h"

namespace hexapla {
namespace {

using nlohmann::json;

// Without parameters: `application/json; charset=utf-8` is JSON.
std::string_view media_type(const Request& request) {
  std::string_view type = request.content_type;
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return type;
}

void require_json(const Request& request) {
  if (media_type(request) != "application/json")
    throw Problem(415, "Unsupported media type", "Content of type application/json is expected.");
}

NewRevision prepared(std::string line, const std::string& actor) {
  IntakeOptions options;
  options.format = Format::json;
  options.actor = actor;
  return prepare(std::move(line), "", options);
}

json json_of(const AddResult& result) {
  return {{"outcome", result.outcome == AddResult::Outcome::added ? "added" : "unchanged"},
          {"address", result.address.text()},
          {"digest", result.digest.hex()},
          {"event", result.event}};
}

json json_of_refusal(const Problem& problem) {
  json one = json::parse(*problem_json(problem).body);
  one["outcome"] = "refused";
  return one;
}

struct Line {
  std::uint64_t number;  // from 1
  std::string_view text;
};

// The lines of an NDJSON body that are not blank, as `hexapla import` takes them. Each is answered,
// so that many are refused whose answers would be far longer than they are.
std::vector<Line> lines_of(std::string_view body) {
  constexpr std::size_t kMostLines = 100'000;
  std::vector<Line> lines;
  std::uint64_t number = 0;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    std::string_view text = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    ++number;
    if (text.find_first_not_of(" \t") == std::string_view::npos) continue;
    if (lines.size() == kMostLines) {
      throw Problem(413, "Content too large",
                    "At most " + std::to_string(kMostLines) +
                        " lines are taken at once: send them in several requests.");
    }
    lines.push_back({number, text});
  }
  return lines;
}

class LineAnswers {
 public:
  void put(const Line& line, json answer) {
    answer["line"] = line.number;
    text_ += answer.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
  }
  Response take(int status) {
    Response response = json_answer(std::move(text_), status);
    response.content_type = "application/x-ndjson";
    return response;
  }

 private:
  std::string text_;
};

json refusal_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception&) {
    return json_of_refusal(problem_of_failure());
  }
}

// One answer a line, in their order. Many adds are under way before the first answer is waited for,
// so that they share a commit; not all, so that few texts are held beside the content itself.
Response add_lines(const WriteContext& call) {
  constexpr std::size_t kMostOnTheirWay = 256;
  struct OnItsWay {
    Line line;
    std::variant<std::future<AddResult>, std::exception_ptr> what;
  };
  std::deque<OnItsWay> on_their_way;
  LineAnswers answers;
  const auto answer_one = [&] {
    OnItsWay one = std::move(on_their_way.front());
    on_their_way.pop_front();
    if (const auto* error = std::get_if<std::exception_ptr>(&one.what))
      return answers.put(one.line, refusal_of(*error));
    try {
      answers.put(one.line, json_of(std::get<std::future<AddResult>>(one.what).get()));
    } catch (const std::exception&) {
      answers.put(one.line, json_of_refusal(problem_of_failure()));
    }
  };
  for (const Line& line : lines_of(call.request.body)) {
    if (on_their_way.size() == kMostOnTheirWay) answer_one();
    try {
      on_their_way.push_back(
          {line, call.archive.add_later(prepared(std::string(line.text), call.actor))});
    } catch (const std::exception&) {
      on_their_way.push_back({line, std::current_exception()});
    }
  }
  while (!on_their_way.empty()) answer_one();
  return answers.take(200);
}

// All lines or none: one commit. When none, each that could have been added says so.
Response add_lines_together(const WriteContext& call) {
  const std::vector<Line> lines = lines_of(call.request.body);
  std::vector<std::exception_ptr> malformed(lines.size());
  std::vector<NewRevision> revisions;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    try {
      revisions.push_back(prepared(std::string(lines[i].text), call.actor));
    } catch (const std::exception&) {
      malformed[i] = std::current_exception();
    }
  }
  LineAnswers answers;
  const json not_added{{"outcome", "not-added"}};
  if (revisions.size() < lines.size()) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      answers.put(lines[i], malformed[i] ? refusal_of(malformed[i]) : not_added);
    return answers.take(422);
  }
  const Archive::Together together = call.archive.add_together(std::move(revisions));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& one = together.each[i];
    const auto* error = std::get_if<std::exception_ptr>(&one);
    answers.put(lines[i], error != nullptr    ? refusal_of(*error)
                          : together.are_kept ? json_of(std::get<AddResult>(one))
                                              : not_added);
  }
  return answers.take(together.are_kept ? 200 : 422);
}

bool is_atomic(const Request& request) {
  const std::string_view wish = request.parameter("atomic");
  if (wish.empty() || wish == "0") return false;
  if (wish == "1") return true;
  Problem problem(400, "Bad request", "atomic=1 adds all lines or none, atomic=0 each by itself.");
  problem.parameter = "atomic";
  throw problem;
}

}  // namespace

Response post_revisions(const WriteContext& call) {
  const std::string_view type = media_type(call.request);
  const bool together = is_atomic(call.request);
  if (type == "application/x-ndjson" || type == "application/jsonl")
    return together ? add_lines_together(call) : add_lines(call);
  if (type != "application/json") {
    throw Problem(415, "Unsupported media type",
                  "A revision is application/json, one a line application/x-ndjson.");
  }
  const AddResult result = call.archive.add(prepared(call.request.body, call.actor));
  Response response = answer_json(json_of(result));
  if (result.outcome == AddResult::Outcome::added) response.status = 201;
  response.headers.emplace_back("Location", "/api/v1/revisions/" + result.digest.hex());
  return response;
}

Response post_statements(const WriteContext& call) {
  require_json(call.request);
  const json body = parse_json(call.request.body);
  const JsonFields fields(body, "");
  fields.only({"revision", "statements"});
  const std::string revision = fields.text("revision");
  std::vector<Statement> statements;
  const json* list = fields.array("statements");
  if (list == nullptr || list->empty()) fields.refuse("statements", "one at least is needed");
  for (const json& one : *list) {
    Statement statement = statement_from_json(one);
    if (statement.asserted_by.empty()) statement.asserted_by = call.actor;
    statements.push_back(std::move(statement));
  }
  const RevisionAddress address = call.archive.read().resolve(revision);
  const std::uint64_t event = call.archive.state(address, std::move(statements), call.actor);
  Response response = answer_json({{"address", address.text()}, {"event", event}});
  response.status = 201;
  response.headers.emplace_back("Location", "/api/v1/log/" + std::to_string(event));
  return response;
}

Response post_retractions(const WriteContext& call) {
  require_json(call.request);
  const json body = parse_json(call.request.body);
  const JsonFields fields(body, "");
  fields.only({"event", "index", "reason"});
  const std::uint64_t index = fields.number("index");
  if (index > UINT32_MAX) fields.refuse("index", "is too large");
  const std::uint64_t event =
      call.archive.retract(fields.number("event"), static_cast<std::uint32_t>(index),
                           fields.text_or_empty("reason"), call.actor);
  Response response = answer_json({{"event", event}});
  response.status = 201;
  response.headers.emplace_back("Location", "/api/v1/log/" + std::to_string(event));
  return response;
}

}  // namespace hexapla

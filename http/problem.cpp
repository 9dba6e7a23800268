#include "http/problem.h"

#include <nlohmann/json.hpp>

namespace hexapla {

std::string_view reason_phrase(int status) {
  switch (status) {
    case 400:
      return "Bad request";
    case 401:
      return "Token needed";
    case 403:
      return "Forbidden";
    case 404:
      return "Not found";
    case 405:
      return "Method not allowed";
    case 408:
      return "Request timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length required";
    case 413:
      return "Content too large";
    case 414:
      return "Address too long";
    case 415:
      return "Unsupported media type";
    case 417:
      return "Expectation failed";
    case 421:
      return "Misdirected request";
    case 431:
      return "Header too large";
    case 503:
      return "Service unavailable";
    default:
      return status >= 500 ? "Internal error" : "Refused";
  }
}

Response problem_json(const Problem& problem) {
  nlohmann::json json{
      {"type", "about:blank"}, {"title", problem.title}, {"status", problem.status}};
  if (!problem.detail.empty()) json["detail"] = problem.detail;
  if (!problem.parameter.empty()) json["parameter"] = problem.parameter;
  if (problem.event) json["event"] = *problem.event;
  if (!problem.pointer.empty()) json["pointer"] = problem.pointer;
  if (problem.line) json["line"] = *problem.line;
  if (problem.byte) json["byte"] = *problem.byte;
  if (!problem.near.empty()) {
    for (const std::string& path : problem.near)
      json["near"].push_back(path.substr(path.rfind('/') + 1));
  }
  Response response = json_answer(
      json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n", problem.status);
  response.content_type = "application/problem+json";
  return response;
}

}  // namespace hexapla

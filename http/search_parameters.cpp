#include "http/search_parameters.h"

#include <algorithm>

#include "http/html.h"
#include "http/numbers_in_requests.h"
#include "http/problem.h"
#include "store/model/error.h"
#include "translate/check/examine.h"
#include "translate/check/finding.h"

namespace hexapla {
namespace {

[[noreturn]] void refuse(std::string_view parameter, std::string problem) {
  Problem refused(400, "Bad request", std::move(problem));
  refused.parameter = parameter;
  throw refused;
}

// `1`, or `0` and nothing.
bool flag(const Request& request, std::string_view name) {
  const std::string_view value = request.parameter(name);
  if (value.empty() || value == "0") return false;
  if (value == "1") return true;
  refuse(name, std::string(name) + " is 1 or 0.");
}

// Reads parameters of a query, or writes them: what is said of one parameter serves both ways.
class Reader {
 public:
  Reader(const Request& request, SearchRequest& wanted) : request_(request), wanted_(wanted) {}

  void words(const char* name, std::string SearchRequest::*member) {
    wanted_.*member = request_.parameter(name);
  }
  void choice(const char* name, bool SearchRequest::*member) {
    wanted_.*member = flag(request_, name);
  }
  void article(const char* name) {
    const std::string_view id = request_.parameter(name);
    if (id.empty()) return;
    wanted_.article = ArticleId::parse(id);
    if (!wanted_.article) refuse(name, "“" + std::string(id) + "” is no article's id.");
  }
  void stale(const char* name) {
    if (!request_.parameter(name).empty()) wanted_.stale = flag(request_, name);
  }
  void findings(const char* name) {
    for (const std::string_view found : request_.all(name)) {
      if (found.empty()) continue;
      if (!parse_finding_class(found))
        refuse(name, "“" + std::string(found) + "” is no class of findings.");
      wanted_.findings.emplace_back(found);
    }
  }
  void limit(const char* name) {
    const std::uint64_t limit = number_parameter(request_, name, wanted_.limit);
    if (limit < 1 || limit > kMostVersionsOfPage)
      refuse(name, "A page has 1 to " + std::to_string(kMostVersionsOfPage) + " versions.");
    wanted_.limit = static_cast<std::size_t>(limit);
  }

 private:
  const Request& request_;
  SearchRequest& wanted_;
};

class Writer {
 public:
  explicit Writer(const SearchRequest& wanted) : wanted_(wanted) {}

  void words(const char* name, std::string SearchRequest::*member) { add(name, wanted_.*member); }
  void choice(const char* name, bool SearchRequest::*member) {
    if (wanted_.*member) add(name, "1");
  }
  void article(const char* name) {
    if (wanted_.article) add(name, wanted_.article->text());
  }
  void stale(const char* name) {
    if (wanted_.stale) add(name, *wanted_.stale ? "1" : "0");
  }
  void findings(const char* name) {
    for (const std::string& found : wanted_.findings) add(name, found);
  }
  void limit(const char* name) {
    if (wanted_.limit != SearchRequest().limit) add(name, std::to_string(wanted_.limit));
  }
  std::string take() { return std::move(query_); }

 private:
  void add(const char* name, std::string_view value) {
    if (value.empty()) return;
    query_ += query_.empty() ? '?' : '&';
    query_ += std::string(name) + "=" + percent_encoded(value);
  }

  const SearchRequest& wanted_;
  std::string query_;
};

template <typename Side>
void each_parameter(Side& side) {
  side.words("q", &SearchRequest::query);
  side.words("language", &SearchRequest::language);
  side.words("kind", &SearchRequest::kind);
  side.words("engine", &SearchRequest::engine);
  side.words("label", &SearchRequest::label);
  side.article("article");
  side.words("since", &SearchRequest::since);
  side.words("until", &SearchRequest::until);
  side.stale("stale");
  side.choice("phrase", &SearchRequest::phrase);
  side.choice("anywhere", &SearchRequest::anywhere);
  side.choice("names", &SearchRequest::names);
  side.choice("all", &SearchRequest::all_revisions);
  side.findings("finding");
  side.limit("limit");
  side.words("cursor", &SearchRequest::cursor);
}

template <typename Look>
auto naming_parameters(const Look& look) {
  try {
    return look();
  } catch (const InputError& error) {
    refuse(error.place().field.empty() ? "q" : error.place().field, error.problem() + ".");
  }
}

}  // namespace

SearchRequest search_request_of(const Request& request) {
  SearchRequest wanted;
  Reader reader(request, wanted);
  each_parameter(reader);
  if (!wanted.findings.empty()) wanted.examiner = make_examiner();
  return wanted;
}

std::string search_query(const SearchRequest& wanted) {
  Writer writer(wanted);
  each_parameter(writer);
  return writer.take();
}

MemoryRequest memory_request_of(const Request& request) {
  MemoryRequest wanted;
  wanted.sentence = request.parameter("sentence");
  wanted.language = request.parameter("language");
  wanted.target_language = request.parameter("to");
  wanted.all_revisions = flag(request, "all");
  const auto least = static_cast<std::uint64_t>(wanted.least_percent);
  // The archive refuses what is no percentage.
  constexpr std::uint64_t kTooMuch = 101;
  wanted.least_percent =
      static_cast<int>(std::min(number_parameter(request, "least", least), kTooMuch));
  const std::uint64_t limit = number_parameter(request, "limit", wanted.limit);
  if (limit < 1 || limit > kMostMemoryMatches)
    refuse("limit", "1 to " + std::to_string(kMostMemoryMatches) + " sentences are given.");
  wanted.limit = static_cast<std::size_t>(limit);
  return wanted;
}

SearchPage search_for(const Reading& reading, const SearchRequest& wanted) {
  return naming_parameters([&] { return search(reading, wanted); });
}

std::vector<MemoryMatch> look_up_for(const Reading& reading, const MemoryRequest& wanted) {
  return naming_parameters([&] { return look_up_memory(reading, wanted); });
}

}  // namespace hexapla

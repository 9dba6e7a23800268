#include "http/application.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "http/failure_problem.h"
#include "http/gzip.h"
#include "http/operation.h"
#include "http/pages/problem_page.h"
#include "http/problem.h"
#include "http/router.h"
#include "http/static_files.h"
#include "http/view_query.h"
#include "http/writing/form.h"
#include "http/writing/import_page.h"

namespace hexapla {
namespace {

// Said with every answer. Nothing is loaded from elsewhere, nothing inline runs.
constexpr std::pair<std::string_view, std::string_view> kSecurityHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' "
     "data:; font-src "
     "'self'; base-uri 'none'; "
     "form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    // Not none at all: our own forms would come without an origin then, like those of another site.
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
};

constexpr std::size_t kSmallestToCompress = 860;  // below, the answer fits one packet anyway

std::string etag_of(std::string_view body) {
  return '"' + Digest::of(body).hex().substr(0, 32) + '"';
}

// A compressed body is another representation and has an ETag of its own (RFC 9110, section 8.8.3).
std::string gzip_etag(const std::string& etag) {
  return etag.substr(0, etag.size() - 1) + "-gzip\"";
}

// One header for all that an answer varies with.
void add_vary(Response& response, const std::string& name) {
  for (auto& [known, value] : response.headers) {
    if (known != "Vary") continue;
    value += ", " + name;
    return;
  }
  response.headers.emplace_back("Vary", name);
}

// By what a kept answer is found again; nothing for one that is not to be kept.
std::optional<std::string> cache_key(const std::string& site, const Request& request,
                                     const Route& route) {
  constexpr std::size_t kLongestLanguages = 100;  // more than a browser sends
  const bool by_language =
      route.by_language == ByLanguage::yes ||
      (route.by_language == ByLanguage::unless_chosen && !names_versions(request));
  if (!route.is_kept || (by_language && request.accept_language.size() > kLongestLanguages))
    return std::nullopt;
  std::string key = site + request.path;
  for (const auto& [name, value] : request.parameters) {
    key += '\0';
    key += name;
    key += '\0';
    key += value;
  }
  if (by_language) (key += '\n') += request.accept_language;
  return key;
}

}  // namespace

Application::Application(const Archive& archive, Options options)
    : archive_(archive),
      writing_(std::move(options.writing)),
      public_url_(std::move(options.public_url)),
      cache_(options.cache_bytes) {}

Application::~Application() = default;

std::optional<std::size_t> Application::body_limit(const Request& head) const {
  if (!writing_ || head.method != "POST" || !Writing::is_path(head.path)) return std::nullopt;
  return writing_->body_limit(head);
}

std::string Application::site(const Request& request) const {
  if (public_url_) return public_url_->text();
  return request.host.empty() ? std::string() : "http://" + request.host;
}

Response Application::answer(const Request& request, Beside& beside) const {
  if (request.method == "POST") {
    if (!writing_) throw Problem(405, "Method not allowed", "This server is for reading.");
    Response response = writing_->answer(request, public_url_, beside.cookie);
    response.keep = Response::Keep::not_at_all;
    response.open_to_other_sites = false;
    return response;
  }
  if (auto response = answer_for_operators(request.path, archive_, metrics_, cache_.bytes()))
    return *std::move(response);
  if (request.path == "/import") {
    if (writing_) {
      const auto signed_in = writing_->signed_in(request);
      return import_page(signed_in ? &*signed_in : nullptr);
    }
    throw Problem(
        404, "Writing is off",
        "This server is for reading. Started as `hexapla serve --write` it takes texts here.");
  }
  if (auto file = find_static_file(request.path)) return *std::move(file);

  std::optional<Match> match = find_route(request.path);
  if (!match) throw Problem(404, "Not found", "There is nothing at this address.");

  const Reading reading = archive_.read();
  const std::uint64_t events = reading.event_count();
  const Route& route = *match->route;
  const std::string call_site = site(request);
  // A form carries what belongs to one reader: made for each, and kept by nobody.
  std::optional<SignedIn> signed_in;
  const bool has_form = writing_ && !request.parameter("edit").empty();
  if (has_form) signed_in = writing_->signed_in(request);
  const std::optional<std::string> key =
      has_form ? std::nullopt : cache_key(call_site, request, route);
  if (key) {
    beside.kept_as = *key;
    std::optional<PageCache::Entry> kept = cache_.find(*key);
    if (kept && kept->events == events) return std::move(kept->response);
    if (kept && route.made_from != MadeFrom::anything &&
        kept->read.are_as_they_were(reading.snapshot())) {
      cache_.confirm(*key, events);
      return std::move(kept->response);
    }
  }
  auto watch = std::make_unique<ArticleWatch>(reading.snapshot());
  const ArticleWatch& watched = *watch;
  const Reading watched_reading(std::move(watch));
  const bool is_watched = key && route.made_from == MadeFrom::articles;
  const Call call{archive_,
                  is_watched ? watched_reading : reading,
                  request,
                  std::move(match->names),
                  writing_ != nullptr,
                  std::move(signed_in),
                  call_site};
  Response response = route.answer(call);
  if (has_form) {
    response.keep = Response::Keep::not_at_all;
    return response;
  }
  if (response.status == 200) {
    if (response.etag.empty()) response.etag = etag_of(*response.body);
    if (key) cache_.put(*key, {response, events, watched.read()});
  }
  return response;
}

Response Application::handle(const Request& request) const {
  const auto began = std::chrono::steady_clock::now();
  Response response = answer_with_headers(request);
  metrics_.count(request.path, response.status, std::chrono::steady_clock::now() - began);
  return response;
}

Response Application::page_of(const Problem& problem, const Request& request) const {
  if (problem.status < 500) {
    try {
      const Reading reading = archive_.read();
      return problem_page(problem, request, &reading);
    } catch (const StoreError&) {
      // The page of the first failure, without what only the archive knows.
    }
  }
  return problem_page(problem, request, nullptr);
}

Response Application::refuse(const Problem& problem, const Request& head) const {
  const bool as_page =
      head.accepts_html && (!is_api_path(head.path) || Form::is_form(head.content_type));
  if (!as_page) return problem_json(problem);
  Response response = page_of(problem, head);
  response.headers.emplace_back("Cache-Control", "no-store");
  for (const auto& [name, value] : kSecurityHeaders) response.headers.emplace_back(name, value);
  return response;
}

Response Application::answer_with_headers(const Request& request) const {
  Response response;
  Beside beside;
  try {
    response = answer(request, beside);
  } catch (...) {
    const Problem problem = problem_of_failure();
    // Who sent a form looks at a page.
    const bool as_json = is_api_path(request.path) && !Form::is_form(request.content_type);
    response = as_json ? problem_json(problem) : page_of(problem, request);
    if (problem.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
    if (request.method == "POST") {
      response.keep = Response::Keep::not_at_all;
      response.open_to_other_sites = false;
    }
  }
  if (!beside.cookie.empty()) {
    // Known by https, a browser must never send it without (RFC 6265, section 4.1.2.5).
    if (public_url_ && public_url_->text().starts_with("https:")) beside.cookie += "; Secure";
    response.headers.emplace_back("Set-Cookie", beside.cookie);
  }

  const bool compress = request.accepts_gzip && response.compressible && response.status == 200 &&
                        response.body->size() >= kSmallestToCompress;
  if (!response.etag.empty()) {
    const std::string compressed = gzip_etag(response.etag);
    const bool same = etag_matches(request.if_none_match, response.etag) ||
                      etag_matches(request.if_none_match, compressed);
    if (compress && !same && !response.gzip_body) {
      response.gzip_body = std::make_shared<const std::string>(gzip(*response.body));
      cache_.attach_gzip(beside.kept_as, response.etag, response.gzip_body);
    }
    if (!compress) response.gzip_body.reset();
    response.headers.emplace_back("ETag", compress ? compressed : response.etag);
    if (same) {
      response.status = 304;
      response.body = std::make_shared<const std::string>();
      response.gzip_body.reset();
    }
    add_vary(response, "Accept-Encoding");
  } else {
    response.gzip_body.reset();
  }
  switch (response.keep) {
    case Response::Keep::not_at_all:
      response.headers.emplace_back("Cache-Control", "no-store");
      break;
    case Response::Keep::while_same:
      response.headers.emplace_back("Cache-Control", "no-cache");
      break;
    case Response::Keep::for_ever:
      response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
      break;
  }
  for (const auto& [name, value] : kSecurityHeaders) response.headers.emplace_back(name, value);
  if (response.open_to_other_sites) {
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    response.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Link");
  }
  return response;
}

}  // namespace hexapla

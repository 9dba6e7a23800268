#include "http/writing/correction.h"

#include <algorithm>
#include <charconv>

#include "http/comparison.h"
#include "http/html.h"
#include "http/numbers_in_requests.h"
#include "http/pages/compare_parts.h"
#include "http/problem.h"
#include "http/writing/form.h"
#include "store/archive/bead_corrections.h"

namespace hexapla {
namespace {

Problem bad_field(const char* field, std::string what) {
  Problem problem(400, "Bad request", std::move(what));
  problem.parameter = field;
  return problem;
}

template <typename Number>
Number number_in(std::string_view text, const char* field) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    throw bad_field(field, "“" + std::string(text) + "” is no number.");
  return number;
}

// From the first to the last of the sentences chosen: beads never cross each other, so what lies
// between is meant too.
SegmentRange chosen(const Form& form, const std::string& field) {
  SegmentRange range;
  for (const std::string& text : form.all(field)) {
    const auto number = number_in<std::uint32_t>(text, field.c_str());
    if (number == 0) throw bad_field(field.c_str(), "Sentences are numbered from 1.");
    if (range.empty()) {
      range = {number - 1, 1};
      continue;
    }
    const std::uint32_t past = std::max(range.past(), number);
    range.first = std::min(range.first, number - 1);
    range.count = past - range.first;
  }
  return range;
}

// What the page showed.
struct Shown {
  ArticleId article;
  std::vector<RevisionAddress> columns;   // from the left
  std::vector<RevisionAddress> versions;  // as in a Comparison: first what the others render
  ViewQuery query;
};

// What the form took along of the address, as far as it is of that kind.
ViewQuery query_in(const Form& form, const ArticleId& article) {
  ViewQuery query;
  if (const std::string& part = form.value("part"); !part.empty())
    query.part = number_in<std::uint32_t>(part, "part");
  const std::string& view = form.value("view");
  if (view == "interleaved" || view == "difference") query.view = view;
  for (const char digit : form.value("fold")) {
    if (digit >= '1' && digit <= '8' && query.folded.find(digit) == std::string::npos)
      query.folded += digit;
  }
  const std::string& companion = form.value("m");
  const bool is_number = companion.size() == 1 && companion[0] >= '3' && companion[0] <= '8';
  if (is_number || companion == "all") query.companion = companion;
  const auto version = [&](std::string_view field) {
    const std::string& choice = form.value(field);
    return RevisionAddress::parse(article.text() + "/" + choice) ? choice : std::string();
  };
  query.before = version("before");
  query.after = version("after");
  query.signs = form.value("signs") != "0";
  query.remarks = form.value("remarks") != "0";
  return query;
}

Shown shown_in(const Form& form, const Reading& reading) {
  Shown shown{require_article(reading, form.value("article")).id, {}, {}, {}};
  for (const std::string& version : form.all("v"))
    shown.columns.push_back(reading.resolve(shown.article.text() + "/" + version));
  if (shown.columns.size() < 2 || shown.columns.size() > kMaxVersions)
    throw bad_field("v", "The original and at least one version are needed.");
  shown.versions = base_first(reading, shown.article, shown.columns);
  shown.query = query_in(form, shown.article);
  return shown;
}

void change_beads(const WriteContext& call, const Form& form, const Shown& shown,
                  const Reading& reading) {
  BeadCorrection correction;
  const auto change = parse_bead_change(form.value("change"));
  if (!change) throw bad_field("change", "A change is merge, split, link or unlink.");
  correction.change = *change;
  correction.source = chosen(form, "o");
  correction.by = call.actor;
  bool any = false;
  for (std::size_t i = 1; i < shown.versions.size(); ++i) {
    correction.target = chosen(form, "t" + std::to_string(i));
    if (correction.target.empty()) continue;
    if (correction.change == BeadChange::link && correction.source.empty())
      throw bad_field("o",
                      "No sentence of the original is ticked: tick those that the others render.");
    const RevisionAddress& target = shown.versions[i];
    call.archive.state(
        target,
        {statement_of(correction, reading, shown.versions[0], target, form.value("reason"))},
        call.actor);
    any = true;
  }
  if (!any) throw bad_field("t1", "No sentence of a version is ticked: tick those that are meant.");
}

void dismiss(const WriteContext& call, const Form& form, const Shown& shown,
             const Reading& reading) {
  const std::string& text = form.value("dismiss");
  const std::size_t colon = std::min(text.find(':'), text.size());
  const auto version = number_in<std::uint32_t>(text.substr(0, colon), "dismiss");
  const std::string key = text.substr(std::min(colon + 1, text.size()));
  std::vector<std::string> words;
  for (const RevisionAddress& one : shown.versions) words.push_back(choice_of(one));
  const std::vector<std::string_view> choices(words.begin(), words.end());
  const Comparison comparison =
      compare_versions(reading, shown.article, choices, {shown.query.part});
  for (const ComparedRow& row : comparison.rows) {
    for (const Remark& remark : row.remarks) {
      if (!remark.found || remark.version != version || remark.key != key) continue;
      Finding finding;
      finding.found = *remark.found;
      finding.key = key;
      finding.target.segments = row.row.versions[version - 1];
      const RevisionAddress& target = shown.versions[version];
      auto statement = statement_dismissing(reading, target, finding, form.value("reason"));
      statement->asserted_by = call.actor;
      call.archive.state(target, {*std::move(statement)}, call.actor);
      return;
    }
  }
  throw bad_field("dismiss", "There is no such finding any more: load the page again.");
}

void take_back(const WriteContext& call, const Form& form) {
  const std::string& text = form.value("retract");
  const std::size_t dot = std::min(text.find('.'), text.size());
  call.archive.retract(
      number_in<std::uint64_t>(text.substr(0, dot), "retract"),
      number_in<std::uint32_t>(text.substr(std::min(dot + 1, text.size())), "retract"),
      form.value("reason"), call.actor);
}

}  // namespace

Response correct_comparison(const WriteContext& call) {
  const Form form = Form::parse(call.request.content_type, call.request.body);
  const Reading reading = call.archive.read();
  const Shown shown = shown_in(form, reading);
  if (form.field("retract") != nullptr) {
    take_back(call, form);
  } else if (form.field("dismiss") != nullptr) {
    dismiss(call, form, shown, reading);
  } else {
    change_beads(call, form, shown, reading);
  }
  const std::string address = compare_address(shown.article, shown.columns) + shown.query.text();
  const std::string row = percent_encoded(form.value("row"));
  Response response = redirect(address + "&edit=" + row + "#" + row);
  response.status = 303;
  return response;
}

}  // namespace hexapla

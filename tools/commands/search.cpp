#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "http/api/search_json.h"
#include "store/archive/meant_search.h"
#include "store/archive/renderings.h"
#include "store/archive/wider_search.h"
#include "store/search/query.h"
#include "tools/cli/command.h"
#include "tools/cli/option_values.h"
#include "tools/cli/usage_error.h"
#include "tools/terminal/display_width.h"
#include "tools/terminal/style.h"
#include "translate/check/examine.h"
#include "translate/check/finding.h"

namespace hexapla {

namespace {

struct SearchOptions {
  std::vector<std::string> words;
  std::string article;
  SearchRequest request;
  bool stale = false, with_renderings = false;
  std::string versions;  // whose renderings are shown
};

// Which renderings of a sentence are printed.
struct RenderingsShown {
  std::size_t most = SIZE_MAX;
  bool only_likely = false;
  std::vector<std::string> languages;  // beside the original's, which are likely
};

// The language of messages (POSIX, 8.2): `pt_BR.UTF-8` is pt-BR. Nothing for `C` and `POSIX`.
std::vector<std::string> languages_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    std::string locale(value);
    locale.resize(std::min(locale.find_first_of(".@"), locale.size()));
    std::replace(locale.begin(), locale.end(), '_', '-');
    const auto tag = LanguageTag::parse(locale);
    return tag ? std::vector<std::string>{tag->text()} : std::vector<std::string>{};
  }
  return {};
}

RenderingsShown renderings_shown(const std::string& versions) {
  if (versions == "all") return {};
  constexpr std::size_t kMost = 4;
  RenderingsShown shown;
  if (versions.empty()) {
    shown.most = kMost;
    shown.languages = languages_of_environment();
    return shown;
  }
  shown.only_likely = true;
  for (std::size_t begin = 0; begin <= versions.size();) {
    const std::size_t comma = std::min(versions.find(',', begin), versions.size());
    const std::string language = versions.substr(begin, comma - begin);
    if (const auto tag = language_option("--versions", language))
      shown.languages.push_back(tag->text());
    begin = comma + 1;
  }
  return shown;
}

class FoundPrinter {
 public:
  FoundPrinter(const Reading& reading, Context& context, const SearchOptions& options)
      : reading_(reading),
        context_(context),
        style_(context.out().is_terminal()),
        with_renderings_(options.with_renderings),
        shown_(renderings_shown(options.versions)) {}

  void print(const FoundVersion& version) {
    if (context_.options.json) {
      context_.out().line(
          (with_renderings_ ? json_of(reading_, version) : json_of(version)).dump());
      return;
    }
    const LanguageTag language = version.address.variant.language();
    std::string made_by(name(version.kind));
    if (!version.engine.empty()) made_by += ", " + without_controls(version.engine);
    if (!version.is_newest) made_by += ", superseded";
    context_.out().line(
        fmt::format("{}  {}  {}", style_.bold(version.address.text()), style_.dim(made_by),
                    isolated(without_controls(version.title), language.is_right_to_left())));
    for (const FoundSegment& segment : version.segments) {
      print_segment(fmt::format("{:>5}  ", segment.number + 1), marked(segment), language);
      for (const SegmentFinding& finding : segment.findings)
        context_.out().line(
            style_.dim(fmt::format("{:>14}  in {}", finding.found, finding.version.text())));
      if (with_renderings_) print_renderings(version.address, segment.number);
    }
    if (version.more_segments > 0) {
      context_.out().line(style_.dim(
          fmt::format("       … and {} more here: hexapla search … --article {} --per-version {}",
                      version.more_segments, version.address.article.text(),
                      version.segments.size() + version.more_segments)));
    }
  }

 private:
  // Marks that survive a pipe: brackets where there is no bold type.
  std::string marked(const FoundSegment& segment) const {
    const bool bold = style_.bold("x") != "x";
    std::string text;
    std::size_t past = 0;
    for (const ByteRange& place : segment.places) {
      text += without_controls(segment.text.substr(past, place.begin - past));
      const std::string found = without_controls(place.of(segment.text));
      text += bold ? style_.bold(found) : "[" + found + "]";
      past = place.end;
    }
    return text + without_controls(segment.text.substr(past));
  }

  void print_renderings(const RevisionAddress& address, std::uint32_t segment) {
    std::vector<Rendering> all = find_renderings(reading_, address, {segment, 1});
    const std::size_t likely =
        put_likely_first(all, reading_.base_variant(address.article), shown_.languages);
    std::size_t shown = shown_.only_likely ? likely : all.size();
    // A line that says that there is one more takes as much room as that one.
    if (shown > shown_.most && shown - shown_.most > 1) shown = shown_.most;
    for (std::size_t i = 0; i < shown; ++i) {
      const RevisionAddress& by = all[i].address;
      print_segment(fmt::format("{:>14}  ", fmt::format("{}@{}", by.variant.text(), by.number)),
                    without_controls(all[i].text), by.variant.language());
    }
    if (const std::size_t more = all.size() - shown; more > 0) {
      context_.out().line(style_.dim(fmt::format("{:>14}  {} more {}: --versions all", "…", more,
                                                 more == 1 ? "version" : "versions")));
    }
  }

  void print_segment(const std::string& head, std::string text, const LanguageTag& language) {
    for (char& c : text) {
      if (c == '\n') c = ' ';
    }
    context_.out().line(style_.dim(head) + isolated(text, language.is_right_to_left()));
  }

  const Reading& reading_;
  Context& context_;
  Style style_;
  bool with_renderings_;
  RenderingsShown shown_;
};

std::string words_of(const WiderSearch& wider) {
  switch (wider.how) {
    case Widening::elsewhere:
      return "without the filters there is something";
    case Widening::words:
      return "not as a phrase: without quotation marks `hexapla search` finds the words";
    case Widening::anywhere:
      return "not in one sentence: --anywhere finds versions with all words";
    case Widening::names:
      return "--translit finds names like these in other scripts";
    case Widening::all_revisions:
      return "not in the newest revisions: --all-revisions finds superseded ones";
  }
  return {};
}

// What may have been meant, and what of the query that leaves out.
std::string words_of(const MeantSearch& meant) {
  std::string left_out;
  for (const MeantSearch::Word& word : meant.words) {
    if (word.meant.empty()) left_out += (left_out.empty() ? " (without " : ", ") + word.written;
  }
  return meant.request.query + (left_out.empty() ? "" : left_out + ")");
}

// What would find something, where anything does.
void say_nothing_found(const Reading& reading, SearchRequest request, Context& context) {
  constexpr std::size_t kMostMeant = 5;
  request.cursor.clear();
  if (!request.query.empty() && parse_query(request.query, request.phrase).empty()) {
    context.say("nothing found: there is no letter and no digit to look for");
    return;
  }
  const auto meant = meant_searches(reading, request, kMostMeant);
  const auto wider = wider_search(reading, request);
  if (context.options.json && (!meant.empty() || wider)) {
    nlohmann::json line{
        {"query", request.query}, {"did_you_mean", nlohmann::json::array()}, {"wider", nullptr}};
    for (const MeantSearch& one : meant) line["did_you_mean"].push_back(json_of(one));
    if (wider) line["wider"] = json_of(*wider);
    context.out().line(line.dump());
  }
  std::string text;
  for (const MeantSearch& one : meant)
    text += (text.empty() ? "; did you mean " : ", ") + words_of(one);
  if (!text.empty()) text += "?";
  if (!meant.empty() && meant[0].request.anywhere && !request.anywhere)
    text += " (with --anywhere, as not in one sentence)";
  if (wider) text += (text.empty() ? "; " : " Or ") + words_of(*wider);
  if (text.empty()) {
    if (request.findings.empty()) text = ", in superseded revisions neither";
    text += request.query.empty() ? ": try fewer filters" : ": try fewer words, or ferr*";
  }
  context.say("nothing found" + without_controls(text));
}

ExitCode run(SearchOptions& options, Context& context) {
  SearchRequest& request = options.request;
  for (const std::string& word : options.words)
    request.query += (request.query.empty() ? "" : " ") + word;
  if (const auto language = language_option("--lang", request.language))
    request.language = language->text();
  kind_option("--kind", request.kind);
  check_date_option("--since", request.since);
  check_date_option("--until", request.until);
  request.article = article_option("--article", options.article);
  if (options.stale) request.stale = true;
  for (const std::string& found : request.findings) {
    if (!parse_finding_class(found))
      throw UsageError("--finding: \"" + found +
                       "\" is no class: `hexapla check --help` names them");
  }
  if (!options.versions.empty()) options.with_renderings = true;
  if (request.query.empty() && request.findings.empty())
    throw UsageError("QUERY is required, or --finding");
  if (!request.findings.empty()) request.examiner = make_examiner();
  const Reading reading = context.archive_to_read().read();
  FoundPrinter printer(reading, context, options);
  const std::size_t wanted = request.limit;
  std::size_t shown = 0;
  SearchPage page;
  do {
    request.limit =
        std::min(kMostVersionsOfPage, wanted == 0 ? kMostVersionsOfPage : wanted - shown);
    page = search(reading, request);
    for (const FoundVersion& version : page.versions) printer.print(version);
    shown += page.versions.size();
    request.cursor = page.next_cursor;
  } while (!page.next_cursor.empty() && (wanted == 0 || shown < wanted));
  if (shown == 0) {
    say_nothing_found(reading, request, context);
  } else if (!page.next_cursor.empty() && request.query.empty()) {
    context.say("there are more; -n shows them");
  } else if (!page.next_cursor.empty()) {
    context.say(fmt::format("{} of {}{} versions shown; -n shows more", shown,
                            page.is_complete ? "" : "more than ", page.matched));
  }
  if (page.unexamined > 0) {
    context.say(fmt::format(
        "{} {} changed since {} examined and {} not looked at: run `hexapla "
        "realign`",
        page.unexamined, page.unexamined == 1 ? "article" : "articles",
        page.unexamined == 1 ? "it was" : "they were", page.unexamined == 1 ? "was" : "were"));
  }
  if (!page.is_complete) {
    context.say(
        "so many versions have these words that only the newest were looked at: add a word");
  }
  return ExitCode::ok;
}

void add_options(CLI::App& app, SearchOptions& options) {
  SearchRequest& request = options.request;
  app.add_option("QUERY", options.words,
                 "Words; phrases in quotation marks; `ferr*` for a beginning. With --finding "
                 "there need be none");
  app.add_option("--lang,--language", request.language, "Versions in this language")
      ->type_name("TAG");
  app.add_option("--kind", request.kind, "… of this kind")->type_name("KIND");
  app.add_option("--engine", request.engine, "… by this engine")->type_name("NAME");
  app.add_option("--label", request.label,
                 "… with a label of this class: machine, post-edited, human, unspecified")
      ->type_name("CLASS");
  app.add_option("--article", options.article, "… of this article")->type_name("ID");
  app.add_option("--finding", request.findings,
                 "Sentences that a finding of this class concerns, as `hexapla check` names them; "
                 "several are possible. The other filters are asked of the version that it is in")
      ->type_name("CLASS");
  app.add_option("--since", request.since,
                 "… added on this day or later: 2026, 2026-04, 2026-04-14")
      ->type_name("DATE");
  app.add_option("--until", request.until, "… or earlier")->type_name("DATE");
  app.add_flag("--stale", options.stale, "… made from a revision that has a newer one now");
  app.add_flag("--translit", request.names, "Names count in any script: Kyiv finds Київ and كييف");
  app.add_flag("--anywhere", request.anywhere,
               "The words may stand in different sentences of a version");
  app.add_flag("--all-revisions", request.all_revisions, "Superseded revisions too");
  app.add_option("-n,--limit", request.limit, "At most so many versions; 0 for all that are ranked")
      ->type_name("N");
  app.add_option("--per-version", request.segments_of_version, "Sentences shown of each")
      ->type_name("N");
  app.add_option("--versions", options.versions,
                 "Whose renderings are shown with each sentence: languages, as es,uk, or all; else "
                 "the original's, those in your language and a few more")
      ->type_name("TAGS");
}

Command::Action set_up_search(CLI::App& app, Context& context) {
  auto options = std::make_shared<SearchOptions>();
  add_options(app, *options);
  app.add_flag("--phrase", options->request.phrase, "The words in this order, as one phrase");
  app.add_flag("--renderings", options->with_renderings,
               "With each sentence, how every version renders it");
  return [options, &context] { return run(*options, context); };
}

Command::Action set_up_concordance(CLI::App& app, Context& context) {
  auto options = std::make_shared<SearchOptions>();
  options->request.phrase = true;
  options->with_renderings = true;
  add_options(app, *options);
  return [options, &context] { return run(*options, context); };
}

constexpr const char* kHowWordsCompare =
    "Case, accents, Arabic vowels and letter forms, the width of letters and the digits of a "
    "script make no difference. Chinese, Japanese, Thai, Khmer and Lao need no spaces. All words "
    "must stand in one sentence. The newest revision of each variant is searched. With --json a "
    "line of JSON for each version, with all renderings; where nothing is found, one that says "
    "what "
    "may have been meant (did_you_mean) and which wider search finds something.";

const RegisteredCommand kSearch(
    {.name = "search",
     .group = CommandGroup::texts,
     .order = 6,
     .summary = "Find sentences by their words, in every language and version.",
     .details = kHowWordsCompare,
     .examples = {{"hexapla search night ferry", "sentences with both words"},
                  {"hexapla search '\"night ferry\"' --renderings",
                   "the phrase, and how every version has it"},
                  {"hexapla search ferry --versions es,uk", "how two languages have it"},
                  {"hexapla search 渡船 --lang zh --kind machine",
                   "in machine versions in Chinese"},
                  {"hexapla search Kyiv --translit", "the name in any script"},
                  {"hexapla search --finding omission --lang es",
                   "sentences that Spanish versions leave out"},
                  {"hexapla search ferr* --since 2026-04",
                   "a beginning, in what came since April"}},
     .set_up = set_up_search});

const RegisteredCommand kConcordance(
    {.name = "concordance",
     .group = CommandGroup::texts,
     .order = 7,
     .summary = "Find a phrase, with how every version renders its sentences.",
     .details = kHowWordsCompare,
     .examples = {{"hexapla concordance night ferry", "the phrase and its renderings"},
                  {"hexapla concordance عبّارة --lang ar", "with or without vowel marks"}},
     .set_up = set_up_concordance});

}  // namespace

}  // namespace hexapla

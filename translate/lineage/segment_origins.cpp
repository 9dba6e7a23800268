#include "translate/lineage/segment_origins.h"

#include <set>

#include "store/archive/source.h"
#include "store/model/error.h"
#include "store/model/names.h"
#include "store/text/code_points.h"
#include "store/text/white_space.h"
#include "translate/compare/difference.h"
#include "translate/lineage/text_changes.h"

namespace hexapla {
namespace {

constexpr Names<OriginKind, 4> kOrigins{{"unknown", "source", "machine", "person"}};

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_white_space(static_cast<UChar32>(take_code_point(text, at)))) ++count;
  }
  return count;
}

std::string joined(const RevisionView& view, const SegmentRange& range) {
  std::string text;
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    if (!text.empty()) text += '\n';
    text += view.segment(i).text;
  }
  return text;
}

// How many characters of the newer text's stretch are not the older one's.
std::size_t new_characters(const RevisionView& older, const RevisionView& newer,
                           const TextChange& change, const LanguageTag& language) {
  if (change.kind == TextChange::Kind::moved) return 0;
  const std::string before = joined(older, change.older), after = joined(newer, change.newer);
  std::size_t count = 0;
  for (const Piece& piece : differ(before, after, language)) {
    if (piece.change == Change::added) count += characters_in(piece.after.of(after));
  }
  return count;
}

SegmentOrigin origin_of_all(const Provenance& provenance, const RevisionAddress& address) {
  SegmentOrigin origin;
  origin.from = address;
  if (provenance.kind) origin.basis = provenance.kind->basis;
  const auto named = [&](const std::optional<Stated<std::string>>& who) {
    if (who) origin.agent = who->value;
  };
  switch (provenance.shown_kind()) {
    case Kind::original:
      origin.kind = OriginKind::source;
      named(provenance.author);
      break;
    case Kind::machine:
      origin.kind = OriginKind::machine;
      named(provenance.engine);
      break;
    case Kind::human:
      origin.kind = OriginKind::person;
      named(provenance.translator);
      break;
    case Kind::post_edited:
    case Kind::unknown:
      break;
  }
  return origin;
}

std::string detail(const Claim& claim, const char* name) {
  const auto found = claim.details.find(name);
  return found == claim.details.end() ? std::string() : found->second;
}

SegmentOrigin origin_in(const Statement& statement) {
  SegmentOrigin origin;
  origin.kind = kOrigins.parse(statement.claim.value).value_or(OriginKind::unknown);
  origin.agent = detail(statement.claim, origin.kind == OriginKind::machine ? "engine" : "person");
  origin.basis = statement.basis;
  return origin;
}

bool touches(const BlockPart& part, const RevisionView::SegmentView& segment) {
  if (part.block != segment.block) return false;
  return part.range.empty() ||
         (part.range.begin < segment.range.end && segment.range.begin < part.range.end);
}

class Origins {
 public:
  explicit Origins(const Reading& reading) : reading_(reading) {}

  SegmentOrigins of(const RevisionAddress& address) {
    if (reading_.withdrawal(address)) return {};
    const auto view = reading_.view(address);
    if (!view) {
      throw StoreError(StoreError::Kind::corrupt,
                       "the text of " + address.text() + " is missing: run `hexapla verify`");
    }
    SegmentOrigins origins;
    const Provenance provenance = reading_.provenance(address);
    const Source revised = revised_by(reading_, address);
    if (revised.address && !reading_.withdrawal(*revised.address) &&
        visited_.insert(address).second) {
      inherit(origins, address, *view, *revised.address, provenance);
    } else {
      origins.segments.assign(view->segment_count(), origin_of_all(provenance, address));
    }
    apply_claims(origins, address, *view);
    for (const SegmentOrigin& one : origins.segments) ++count_of(origins, one.kind);
    return origins;
  }

 private:
  static std::uint32_t& count_of(SegmentOrigins& origins, OriginKind kind) {
    switch (kind) {
      case OriginKind::source:
        return origins.source;
      case OriginKind::machine:
        return origins.machine;
      case OriginKind::person:
        return origins.person;
      case OriginKind::unknown:
        break;
    }
    return origins.unknown;
  }

  void inherit(SegmentOrigins& origins, const RevisionAddress& address, const RevisionView& view,
               const RevisionAddress& revised, const Provenance& provenance) {
    const SegmentOrigins earlier = of(revised);
    const auto older = reading_.view(revised);
    SegmentOrigin own{OriginKind::person, provenance.editor ? provenance.editor->value : "",
                      Basis::detected, address};
    const std::uint32_t count = view.segment_count();
    std::vector<bool> is_own(count, false);
    std::vector<std::optional<std::uint32_t>> moved_from(count);
    std::size_t fresh = 0, all = 0;
    const LanguageTag language = address.variant.language();
    std::vector<bool> is_matched_elsewhere(older->segment_count(), false);
    for (const TextChange& change : text_changes(*older, view)) {
      fresh += new_characters(*older, view, change, language);
      for (std::uint32_t i = change.older.first; i < change.older.past(); ++i)
        is_matched_elsewhere[i] = true;
      for (std::uint32_t k = change.newer.first; k < change.newer.past(); ++k) {
        if (change.kind == TextChange::Kind::moved) {
          moved_from[k] = change.older.first;
        } else {
          is_own[k] = true;
        }
      }
    }
    // What no change names is the same in both, in order.
    std::uint32_t same = 0;
    for (std::uint32_t k = 0; k < count; ++k) {
      all += characters_in(view.segment(k).text);
      if (moved_from[k]) {
        origins.segments.push_back(earlier.segments[*moved_from[k]]);
      } else if (is_own[k]) {
        origins.segments.push_back(own);
        continue;
      } else {
        while (same < is_matched_elsewhere.size() && is_matched_elsewhere[same]) ++same;
        origins.segments.push_back(same < earlier.segments.size() ? earlier.segments[same] : own);
        ++same;
      }
      // Whose they are is as well known as what the earlier text is; that they are the same, we
      // found.
      if (origins.segments.back().kind != OriginKind::unknown)
        origins.segments.back().basis = Basis::detected;
    }
    origins.changed_share = all == 0 ? 0.0 : static_cast<double>(fresh) / static_cast<double>(all);
    origins.revises = revised;
  }

  void apply_claims(SegmentOrigins& origins, const RevisionAddress& address,
                    const RevisionView& view) {
    std::vector<Statement> claims;
    for (RecordedStatement& recorded : reading_.statements(address)) {
      if (!recorded.retracted && recorded.statement.claim.property == Property::segment_origin)
        claims.push_back(std::move(recorded.statement));
    }
    for (std::uint32_t i = 0; i < view.segment_count() && !claims.empty(); ++i) {
      const Statement* best = nullptr;
      for (const Statement& claim : claims) {
        for (const BlockPart& part : claim.parts) {
          if (!touches(part, view.segment(i)) || (best != nullptr && best->basis > claim.basis))
            continue;
          best = &claim;
        }
      }
      if (best == nullptr) continue;
      const auto from = origins.segments[i].from;
      origins.segments[i] = origin_in(*best);
      origins.segments[i].from = from;
    }
  }

  const Reading& reading_;
  std::set<RevisionAddress> visited_;
};

}  // namespace

std::string_view name(OriginKind kind) { return kOrigins.of(kind); }

SegmentOrigins segment_origins(const Reading& reading, const RevisionAddress& address) {
  return Origins(reading).of(address);
}

}  // namespace hexapla

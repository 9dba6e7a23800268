#include "store/model/kind.h"

#include "store/model/names.h"

namespace hexapla {

namespace {
constexpr Names<Kind, 5> kKinds{{"unknown", "original", "machine", "post-edited", "human"}};
}

std::string_view name(Kind kind) { return kKinds.of(kind); }
std::optional<Kind> parse_kind(std::string_view text) { return kKinds.parse(text); }

}  // namespace hexapla

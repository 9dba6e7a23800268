#include "translate/label/label.h"

#include "store/text/fold.h"

namespace hexapla {

std::optional<Label> find_label(std::string_view line) {
  if (fold(line) != "powered by automated translation") return std::nullopt;
  Label label;
  label.label_class = Label::Class::machine;
  label.range = {0, static_cast<std::uint32_t>(line.size())};
  label.language = "en";
  return label;
}

std::vector<Statement> label_blocks(Revision&) { return {}; }

}  // namespace hexapla

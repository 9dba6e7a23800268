#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/reading.h"
#include "store/model/word_links.h"

namespace hexapla {

// The value of table word_links: which words render which in the beads of two revisions, one
// KeptLinks a bead in force. Some 13 bits a link, half of which tell how far each word is rendered:
// a fifth of the text (store/FORMAT.md has the bits).
//
// Throws StoreError::corrupt for links that are none: of words that are not there, out of order, or
// a share above KeptLinks::kHighest.
std::string encode_links(std::span<const KeptLinks> beads);
// Throws StoreError::corrupt for bytes that are no such row.
std::vector<KeptLinks> decode_links(std::string_view bytes);

// The links that are stored for this pair; nothing when none are: link the words then.
std::optional<std::vector<KeptLinks>> stored_links(const Reading& reading,
                                                   const RevisionAddress& source,
                                                   const RevisionAddress& target);

}  // namespace hexapla

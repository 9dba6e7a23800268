#pragma once

#include "http/response.h"
#include "http/writing/writing.h"

namespace hexapla {

// Adding a text by hand, in two steps and without a script: what the text was understood as
// (blocks, labels, claims, alignment) is shown before anything is kept.

// GET /import: the form.
Response import_page(const SignedIn* signed_in);
// POST /import/preview: what would be stored, and the button that does it. Stores nothing, and
// needs no token.
Response preview_import(const WriteContext& call);
// POST /import/store: stores it, in the name of the token in the form's field `token`.
Response store_import(const WriteContext& call);

}  // namespace hexapla

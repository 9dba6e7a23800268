#pragma once

#include "http/html.h"
#include "http/signed_in.h"

namespace hexapla {

// The part of a form that says in whose name it is sent: of who is signed in, else a token and
// whether to remember it. `signed_in` may be null. `back` is where signing out leads.
void write_who(Html& page, const SignedIn* signed_in, std::string_view back);

}  // namespace hexapla

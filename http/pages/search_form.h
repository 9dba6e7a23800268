#pragma once

#include "http/html.h"
#include "http/router.h"

namespace hexapla {

// The form of the page of search: the words, and what narrows it, as the request has them.
void write_search_form(Html& page, const Call& call);

// A choice among the values of `facet` that the archive has, or any, for the parameter `name`.
void write_choice(Html& page, const Call& call, Facet facet, std::string_view name, Markup label);
// A box for a parameter that is 1 or nothing.
void write_flag(Html& page, const Call& call, std::string_view name, Markup label);

}  // namespace hexapla

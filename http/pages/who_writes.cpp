#include "http/pages/who_writes.h"

namespace hexapla {

void write_who(Html& page, const SignedIn* signed_in, std::string_view back) {
  if (signed_in != nullptr) {
    page << "<span>Signed in as <bdi>" << text(signed_in->name) << "</bdi> ";
    write_hidden(page, "form-key", signed_in->form_key);
    write_hidden(page, "back", back);
    page << "<button type=\"submit\" class=\"out\" formaction=\"/session/end\" "
            "formnovalidate>Sign out</button></span>";
    return;
  }
  page << "<label>Token <input id=\"token\" name=\"token\" type=\"password\" "
          "autocomplete=\"current-password\" "
          "required></label> <label class=\"keep\"><input type=\"checkbox\" name=\"remember\" "
          "value=\"1\"> Keep me signed in here for 12 hours</label>";
}

}  // namespace hexapla

#pragma once

#include <string>

namespace hexapla {

// Somebody whose browser may write without showing the token each time.
struct SignedIn {
  std::string name;      // of the token
  std::string form_key;  // what each form of ours carries: a page elsewhere cannot know it
};

}  // namespace hexapla

# Linked privately by every target of ours, so that nobody who uses the libraries inherits it.
add_library(hexapla_warnings INTERFACE)
target_compile_options(hexapla_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  # Designated initializers that leave members at their defaults are the house way of naming arguments.
  -Wno-missing-field-initializers)

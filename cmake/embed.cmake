# hexapla_embed(TARGET NAMESPACE_SYMBOL FILE…): compiles the bytes of FILE, or of several one after another, into TARGET.
#
# The C++ side declares  `namespace hexapla::embedded { extern const std::string_view SYMBOL; }`.
# The assembler's .incbin copies the bytes as they are: no generated megabytes of source.
enable_language(ASM)
function(hexapla_embed target symbol)
  set(paths "")
  set(bytes "")
  foreach(file IN LISTS ARGN)
    get_filename_component(path "${file}" ABSOLUTE)
    list(APPEND paths "${path}")
    string(APPEND bytes ".incbin \"${path}\"\n")
  endforeach()
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}")
  file(WRITE "${generated}.S.tmp"
    ".section .rodata\n.global hexapla_${symbol}_begin\n.global hexapla_${symbol}_end\n"
    "hexapla_${symbol}_begin:\n${bytes}hexapla_${symbol}_end:\n.byte 0\n"
    ".section .note.GNU-stack,\"\",%progbits\n")
  file(WRITE "${generated}.cpp.tmp"
    "#include <string_view>\n"
    "extern \"C\" const char hexapla_${symbol}_begin[];\nextern \"C\" const char hexapla_${symbol}_end[];\n"
    "namespace hexapla::embedded {\nextern const std::string_view ${symbol};\n"
    "const std::string_view ${symbol}(hexapla_${symbol}_begin, hexapla_${symbol}_end);\n}\n")
  configure_file("${generated}.S.tmp" "${generated}.S" COPYONLY)
  configure_file("${generated}.cpp.tmp" "${generated}.cpp" COPYONLY)
  set_source_files_properties("${generated}.S" PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE "${generated}.S" "${generated}.cpp")
endfunction()

# hexapla_embed(TARGET NAMESPACE_SYMBOL FILE): compiles FILE's bytes into TARGET.
#
# The C++ side declares  `namespace hexapla::embedded { extern const std::string_view SYMBOL; }`.
# The assembler's .incbin copies the bytes as they are: no generated megabytes of source.
enable_language(ASM)
function(hexapla_embed target symbol file)
  get_filename_component(path "${file}" ABSOLUTE)
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}")
  file(WRITE "${generated}.S.tmp"
    ".section .rodata\n.global hexapla_${symbol}_begin\n.global hexapla_${symbol}_end\n"
    "hexapla_${symbol}_begin:\n.incbin \"${path}\"\nhexapla_${symbol}_end:\n.byte 0\n"
    ".section .note.GNU-stack,\"\",%progbits\n")
  file(WRITE "${generated}.cpp.tmp"
    "#include <string_view>\n"
    "extern \"C\" const char hexapla_${symbol}_begin[];\nextern \"C\" const char hexapla_${symbol}_end[];\n"
    "namespace hexapla::embedded {\nextern const std::string_view ${symbol};\n"
    "const std::string_view ${symbol}(hexapla_${symbol}_begin, hexapla_${symbol}_end);\n}\n")
  configure_file("${generated}.S.tmp" "${generated}.S" COPYONLY)
  configure_file("${generated}.cpp.tmp" "${generated}.cpp" COPYONLY)
  set_source_files_properties("${generated}.S" PROPERTIES OBJECT_DEPENDS "${path}")
  target_sources(${target} PRIVATE "${generated}.S" "${generated}.cpp")
endfunction()

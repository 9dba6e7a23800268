# What `cmake --install` puts where, and the Debian package: cmake --build --preset release --target package
include(GNUInstallDirs)

# Manual pages and completions are written by the command itself, so that they say what its help says.
set(described "${CMAKE_CURRENT_BINARY_DIR}/described")
add_custom_command(
  OUTPUT "${described}/done"
  COMMAND "${CMAKE_COMMAND}" -E rm -rf "${described}"
  COMMAND hexapla manual --all "${described}/man1"
  COMMAND hexapla completion bash -o "${described}/hexapla.bash"
  COMMAND hexapla completion zsh -o "${described}/_hexapla"
  COMMAND hexapla completion fish -o "${described}/hexapla.fish"
  COMMAND "${CMAKE_COMMAND}" -E touch "${described}/done"
  DEPENDS hexapla VERBATIM)
add_custom_target(hexapla_described ALL DEPENDS "${described}/done")

install(TARGETS hexapla)
install(DIRECTORY "${described}/man1" DESTINATION "${CMAKE_INSTALL_MANDIR}")
install(FILES "${described}/hexapla.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME hexapla)
install(FILES "${described}/_hexapla" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions")
install(FILES "${described}/hexapla.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
install(FILES README.md store/FORMAT.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME copyright)
install(FILES tools/service/hexapla.service DESTINATION lib/systemd/system)
install(FILES tools/service/hexapla.sysusers DESTINATION lib/sysusers.d RENAME hexapla.conf)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME hexapla)
set(CPACK_PACKAGE_VENDOR Hexapla)
set(CPACK_PACKAGE_CONTACT "The makers of Hexapla <hexapla@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/package_needs.cmake")
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "article store that keeps translations with their provenance
Hexapla keeps an original article and its translated versions, made by
machines or people, with the evidence of where each came from, in an
append-only log that others can check, and serves them side by side,
aligned sentence by sentence.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${CMAKE_CURRENT_SOURCE_DIR}/tools/service/postinst")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)

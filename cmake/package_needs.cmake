# cpack runs this before it packs: without these two the package would not name the libraries that it needs.
find_program(dpkg_shlibdeps dpkg-shlibdeps)
find_program(file_command file)
if(NOT dpkg_shlibdeps OR NOT file_command)
  message(FATAL_ERROR "dpkg-shlibdeps or file is not here, which find out what the package depends on: apt install dpkg-dev file")
endif()

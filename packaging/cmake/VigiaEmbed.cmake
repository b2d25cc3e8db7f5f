# vigia_embed(<target> <script> <output> <root> <file>...)
#
# Writes <output> with packaging/cmake/<script>.cmake from the files below <root>, whenever one of them changes, and
# compiles it into <target>: the program needs none of them at run time.
function(vigia_embed target script output root)
  list(TRANSFORM ARGN PREPEND "${root}/" OUTPUT_VARIABLE paths)
  set(source "${CMAKE_BINARY_DIR}/generated/${output}")
  set(program "${CMAKE_SOURCE_DIR}/packaging/cmake/${script}.cmake")
  add_custom_command(OUTPUT "${source}"
    COMMAND ${CMAKE_COMMAND} "-DROOT=${root}" "-DFILES=${ARGN}" "-DOUTPUT=${source}" -P "${program}"
    DEPENDS ${paths} "${program}" VERBATIM)
  add_custom_target(${target}_${script} DEPENDS "${source}")
  add_dependencies(${target} ${target}_${script})
  set_source_files_properties("${source}" TARGET_DIRECTORY ${target} PROPERTIES GENERATED TRUE)
  target_sources(${target} PRIVATE "${source}")
endfunction()

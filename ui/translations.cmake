# Qt6LinguistTools is broken in Debian 12's CMake, so lrelease is called here; the .qm becomes a resource.
find_program(VIGIA_LRELEASE lrelease HINTS /usr/lib/qt6/bin REQUIRED)
set(translations "${CMAKE_CURRENT_BINARY_DIR}/translations")
file(MAKE_DIRECTORY "${translations}")
file(WRITE "${translations}/vigia_translations.qrc.in"
  "<RCC><qresource prefix=\"/vigia/translations\"><file>vigia_pt_BR.qm</file></qresource></RCC>\n")
configure_file("${translations}/vigia_translations.qrc.in" "${translations}/vigia_translations.qrc" COPYONLY)
add_custom_command(OUTPUT "${translations}/vigia_pt_BR.qm"
  COMMAND "${VIGIA_LRELEASE}" -silent "${CMAKE_SOURCE_DIR}/resources/translations/vigia_pt_BR.ts" -qm "${translations}/vigia_pt_BR.qm"
  DEPENDS "${CMAKE_SOURCE_DIR}/resources/translations/vigia_pt_BR.ts" VERBATIM)
add_custom_target(vigia_translations DEPENDS "${translations}/vigia_pt_BR.qm")
target_sources(vigia_ui PRIVATE "${translations}/vigia_translations.qrc")
set_property(TARGET vigia_ui APPEND PROPERTY AUTOGEN_TARGET_DEPENDS "${translations}/vigia_pt_BR.qm")
set_source_files_properties("${translations}/vigia_translations.qrc" PROPERTIES OBJECT_DEPENDS "${translations}/vigia_pt_BR.qm")

# Qt6LinguistTools is broken in Debian 12's CMake, so lrelease is called here; the .qm files become a resource. The English one
# holds only the plurals.
find_program(VIGIA_LRELEASE lrelease HINTS /usr/lib/qt6/bin REQUIRED)
set(translations "${CMAKE_CURRENT_BINARY_DIR}/translations")
set(entries "")
set(messages "")
foreach(language en pt_BR)
  set(source "${CMAKE_SOURCE_DIR}/resources/translations/vigia_${language}.ts")
  add_custom_command(OUTPUT "${translations}/vigia_${language}.qm"
    COMMAND "${VIGIA_LRELEASE}" -silent "${source}" -qm "${translations}/vigia_${language}.qm" DEPENDS "${source}" VERBATIM)
  list(APPEND messages "${translations}/vigia_${language}.qm")
  string(APPEND entries "<file>vigia_${language}.qm</file>")
endforeach()
file(CONFIGURE OUTPUT "${translations}/vigia_translations.qrc"
  CONTENT "<RCC><qresource prefix=\"/vigia/translations\">${entries}</qresource></RCC>\n")
add_custom_target(vigia_translations DEPENDS ${messages})
target_sources(vigia_ui PRIVATE "${translations}/vigia_translations.qrc")
set_property(TARGET vigia_ui APPEND PROPERTY AUTOGEN_TARGET_DEPENDS ${messages})
set_source_files_properties("${translations}/vigia_translations.qrc" PROPERTIES OBJECT_DEPENDS "${messages}")

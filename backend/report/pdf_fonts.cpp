#include "backend/report/pdf_fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>

// The files themselves, put into the program by the assembler.
asm(".pushsection .rodata\n"
    ".balign 16\n"
    "vigia_font_regular: .incbin \"" VIGIA_FONT_FOLDER "/VigiaSans-Regular.otf\"\n"
    "vigia_font_regular_end: .balign 16\n"
    "vigia_font_bold: .incbin \"" VIGIA_FONT_FOLDER "/VigiaSans-SemiBold.otf\"\n"
    "vigia_font_bold_end: .byte 0\n"
    ".popsection\n");
extern "C" {
extern const char vigia_font_regular[];
extern const char vigia_font_regular_end[];
extern const char vigia_font_bold[];
extern const char vigia_font_bold_end[];
}

namespace vigia::backend::report {
namespace {

/// fontconfig and FreeType only take paths. The descriptor stays open as long as the process: both
/// open the file again whenever they need it.
void provide(FcConfig* config, std::string_view font) {
    const int fd = ::memfd_create("vigia-font", MFD_CLOEXEC);
    if (fd < 0)
        return;
    if (::write(fd, font.data(), font.size()) != static_cast<ssize_t>(font.size()))
        return;
    const std::string path = "/proc/self/fd/" + std::to_string(fd);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): fontconfig's bytes are unsigned
    FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(path.c_str()));
}

/// A configuration of our own: in that of the process a toolkit may have fonts of the same name
/// that lie in its memory only, where Cairo finds no file. Null: fontconfig could not be read.
FcConfig* ownConfig() {
    FcConfig* config = FcInitLoadConfigAndFonts();
    if (config == nullptr)
        return nullptr;
    provide(config, {vigia_font_regular, vigia_font_regular_end});
    provide(config, {vigia_font_bold, vigia_font_bold_end});
    return config;
}

/// Pango's fonts of the calling thread, librsvg's too, come from `config`.
void useOnThisThread(FcConfig* config) {
    PangoFontMap* map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (map == nullptr)
        return;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): GObject's way of deriving
    pango_fc_font_map_set_config(reinterpret_cast<PangoFcFontMap*>(map), config);
    pango_cairo_font_map_set_default(reinterpret_cast<PangoCairoFontMap*>(map));
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    g_object_unref(map);
}

} // namespace

void provideFonts() {
    static FcConfig* const config = ownConfig(); // as long as the process
    thread_local bool provided = false;
    if (!provided && config != nullptr)
        useOnThisThread(config);
    provided = true;
}

} // namespace vigia::backend::report

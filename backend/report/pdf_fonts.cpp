#include "backend/report/pdf_fonts.h"

#include <fontconfig/fontconfig.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <mutex>
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
void provide(std::string_view font) {
    const int fd = ::memfd_create("vigia-font", MFD_CLOEXEC);
    if (fd < 0)
        return;
    if (::write(fd, font.data(), font.size()) != static_cast<ssize_t>(font.size()))
        return;
    const std::string path = "/proc/self/fd/" + std::to_string(fd);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): fontconfig's bytes are unsigned
    FcConfigAppFontAddFile(FcConfigGetCurrent(), reinterpret_cast<const FcChar8*>(path.c_str()));
}

} // namespace

void provideFonts() {
    static std::once_flag done;
    std::call_once(done, [] {
        provide({vigia_font_regular, vigia_font_regular_end});
        provide({vigia_font_bold, vigia_font_bold_end});
    });
}

} // namespace vigia::backend::report

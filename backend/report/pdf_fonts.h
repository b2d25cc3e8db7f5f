#pragma once

namespace vigia::backend::report {

/// Makes the fonts of the desktop known to this process's Pango, out of the program itself: no file
/// has to be installed. fontconfig keeps one set of fonts a process, so that this is done once; any
/// thread. Where it fails, the system's sans serif is taken.
void provideFonts();

} // namespace vigia::backend::report

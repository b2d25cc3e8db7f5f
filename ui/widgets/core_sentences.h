#pragma once

#include <span>

namespace vigia::ui::widgets {

/// An English sentence with holes %1, %2 …, and which of them hold a sentence again (bit n: hole
/// n + 1).
struct CoreSentence {
    const char* text;
    unsigned sentences;
};

/// Every sentence that core and the backend say to the window, for the translators; of those that
/// fit, the one with the most words of its own counts.
std::span<const CoreSentence> coreSentences();

/// Those of the connection doctor; `coreSentences` has them, too.
std::span<const CoreSentence> doctorSentences();

} // namespace vigia::ui::widgets

#pragma once

#include <QString>

#include <string_view>

namespace vigia::ui::widgets {

/// A sentence that core or the backend wrote in English (reasons, headlines, events, steps of the
/// start, answers of the control), in the language of the window. Names and numbers in it stay; a
/// sentence that is not known stays as it is. Parts joined by " · " are translated one by one.
QString localized(std::string_view sentence);

} // namespace vigia::ui::widgets

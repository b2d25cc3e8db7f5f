#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace vigia::ui::bridge {

/// Text from core as Qt's.
inline QString qtext(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A tooltip that Qt can't take for rich text, whatever the text comes from.
QString plainTooltip(const QString& text);

} // namespace vigia::ui::bridge

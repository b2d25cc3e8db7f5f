#include "ui/theme/palette.h"

namespace vigia::ui::theme {

QPalette makePalette(const Tokens& t) {
    QPalette p;
    const std::pair<QPalette::ColorRole, QColor> roles[] = {{QPalette::Window, t.window},
                                                            {QPalette::WindowText, t.text},
                                                            {QPalette::Base, t.panel},
                                                            {QPalette::AlternateBase, t.raised},
                                                            {QPalette::Text, t.text},
                                                            {QPalette::Button, t.raised},
                                                            {QPalette::ButtonText, t.text},
                                                            {QPalette::BrightText, t.text},
                                                            {QPalette::ToolTipBase, t.raised},
                                                            {QPalette::ToolTipText, t.text},
                                                            {QPalette::PlaceholderText, t.faint},
                                                            {QPalette::Highlight, t.accentSoft},
                                                            {QPalette::HighlightedText, t.text},
                                                            {QPalette::Link, t.accent},
                                                            {QPalette::LinkVisited, t.accent},
                                                            {QPalette::Light, t.line},
                                                            {QPalette::Midlight, t.line},
                                                            {QPalette::Mid, t.line},
                                                            {QPalette::Dark, t.line},
                                                            {QPalette::Shadow, t.line}};
    for (const auto& [role, color] : roles)
        p.setColor(QPalette::All, role, color);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.faint);
    return p;
}

} // namespace vigia::ui::theme

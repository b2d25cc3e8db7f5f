#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"
#include "ui/theme/palette.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/tinted_icon.h"
#include "ui/theme/vigia_style.h"

#include <QApplication>

#include <algorithm>

/// The macro must stand outside every namespace.
static void initResources() {
    Q_INIT_RESOURCE(vigia);
}

namespace vigia::ui::theme {

Theme::Theme(QObject* parent) : QObject(parent) {}

const Tokens& Theme::tokens() const {
    return m_mode == Mode::Light ? lightTokens() : darkTokens();
}

void Theme::setMode(Mode mode) {
    if (mode == m_mode)
        return;
    m_mode = mode;
    refresh();
}

void Theme::setDense(bool dense) {
    if (dense == m_dense)
        return;
    m_dense = dense;
    refresh();
}

void Theme::setZoom(int percent) {
    percent = std::clamp(percent, 80, 160);
    if (percent == m_zoom)
        return;
    m_zoom = percent;
    refresh();
}

void Theme::install(QApplication& application) {
    m_application = &application;
    initResources();
    loadFonts();
    application.setStyle(new VigiaStyle(*this)); // the application owns its style
    m_parts = new StyleParts(this);
    refresh();
}

void Theme::refresh() {
    if (m_application != nullptr) {
        // Each of them polishes every widget anew, so none is set without need.
        if (const QFont body = font(TextRole::Body); m_application->font() != body)
            m_application->setFont(body);
        if (const QPalette palette = makePalette(tokens()); m_application->palette() != palette)
            m_application->setPalette(palette);
        m_parts->setSheet(makeStyleSheet(*this));
    }
    Q_EMIT changed();
}

QFont Theme::font(TextRole role) const {
    if (role == TextRole::Mono)
        return monoFont(px(12));
    switch (role) {
    case TextRole::Medium:
        return sansFont(px(13), QFont::Medium);
    case TextRole::Strong:
        return sansFont(px(13), QFont::DemiBold);
    case TextRole::Small:
        return sansFont(px(12), QFont::Normal);
    case TextRole::Caption:
        return sansFont(px(11), QFont::Normal);
    case TextRole::ChipWord:
        return sansFont(px(11), QFont::DemiBold);
    case TextRole::Title:
        return sansFont(px(15), QFont::DemiBold);
    case TextRole::Value:
        return sansFont(px(22), QFont::DemiBold);
    default:
        return sansFont(px(13), QFont::Normal);
    }
}

int Theme::px(int designPixels) const {
    return qRound(designPixels * m_zoom / 100.0);
}

int Theme::rowHeight() const {
    return px(m_dense ? 22 : 28);
}

QIcon Theme::icon(const QString& name, QColor Tokens::*token) const {
    return QIcon(new TintedIcon(*this, name, token)); // QIcon owns its engine
}

} // namespace vigia::ui::theme

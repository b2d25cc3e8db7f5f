#include "ui/theme/fonts.h"

#include <QFontDatabase>

namespace vigia::ui::theme {

void loadFonts() {
    if (QFontDatabase::hasFamily(QStringLiteral("Vigia Sans")))
        return;
    for (const auto* file : {"VigiaSans-Regular.otf", "VigiaSans-Medium.otf",
                             "VigiaSans-SemiBold.otf", "VigiaMono-Regular.ttf"})
        QFontDatabase::addApplicationFont(QStringLiteral(":/vigia/fonts/") % QLatin1String(file));
}

namespace {

QFont shaped(const QString& family, int pixels, QFont::Weight weight) {
    QFont font(family);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting); // the design's spacing at every scale
    return font;
}

} // namespace

QFont sansFont(int pixels, QFont::Weight weight) {
    QFont font = shaped(QStringLiteral("Vigia Sans"), pixels, weight);
    if (pixels >= 20)
        font.setLetterSpacing(QFont::PercentageSpacing, 98);
    return font;
}

QFont monoFont(int pixels) {
    QFont font = shaped(QStringLiteral("Vigia Mono"), pixels, QFont::Normal);
    font.setStyleHint(QFont::Monospace);
    return font;
}

} // namespace vigia::ui::theme

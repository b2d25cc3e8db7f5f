#include "tests/support/gui_test.h"

#include "ui/theme/style_sheet.h"
#include "ui/theme/tokens.h"

#include <cmath>

using namespace vigia::ui::theme;

namespace {

double linear(double channel) {
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

/// WCAG 2.1 contrast ratio.
double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

struct Pair {
    const char* name;
    QColor Tokens::*front;
    QColor Tokens::*back;
};

const Pair kTextPairs[] = {{"text on window", &Tokens::text, &Tokens::window},
                           {"text on panel", &Tokens::text, &Tokens::panel},
                           {"text on raised", &Tokens::text, &Tokens::raised},
                           {"text on hover", &Tokens::text, &Tokens::hover},
                           {"text on selection", &Tokens::text, &Tokens::accentSoft},
                           {"muted on window", &Tokens::muted, &Tokens::window},
                           {"muted on panel", &Tokens::muted, &Tokens::panel},
                           {"muted on raised", &Tokens::muted, &Tokens::raised},
                           {"faint on window", &Tokens::faint, &Tokens::window},
                           {"faint on panel", &Tokens::faint, &Tokens::panel},
                           {"faint on raised", &Tokens::faint, &Tokens::raised},
                           {"on-accent on accent", &Tokens::onAccent, &Tokens::accent},
                           {"accent on panel", &Tokens::accent, &Tokens::panel},
                           {"accent chip", &Tokens::accent, &Tokens::accentSoft},
                           {"ok on panel", &Tokens::ok, &Tokens::panel},
                           {"ok chip", &Tokens::ok, &Tokens::okSoft},
                           {"warn on panel", &Tokens::warn, &Tokens::panel},
                           {"warn chip", &Tokens::warn, &Tokens::warnSoft},
                           {"bad on panel", &Tokens::bad, &Tokens::panel},
                           {"bad on raised", &Tokens::bad, &Tokens::raised},
                           {"bad chip", &Tokens::bad, &Tokens::badSoft},
                           {"odd on panel", &Tokens::odd, &Tokens::panel},
                           {"odd chip", &Tokens::odd, &Tokens::oddSoft},
                           {"unknown on panel", &Tokens::unknown, &Tokens::panel},
                           {"text on warn banner", &Tokens::text, &Tokens::warnSoft}};

const Pair kEdgePairs[] = {{"control on window", &Tokens::control, &Tokens::window},
                           {"control on panel", &Tokens::control, &Tokens::panel},
                           {"control on raised", &Tokens::control, &Tokens::raised},
                           {"focus on panel", &Tokens::accent, &Tokens::panel},
                           {"focus on raised", &Tokens::accent, &Tokens::raised}};

} // namespace

class TokensTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }

    void everyTextPairHasAContrastOfFourAndAHalf() {
        for (const Tokens* table : {&lightTokens(), &darkTokens()})
            for (const Pair& pair : kTextPairs)
                QVERIFY2(contrast(table->*pair.front, table->*pair.back) >= 4.5,
                         qPrintable(QStringLiteral("%1: %2")
                                        .arg(QLatin1String(pair.name))
                                        .arg(contrast(table->*pair.front, table->*pair.back))));
    }

    void everyControlsEdgeHasAContrastOfThree() {
        for (const Tokens* table : {&lightTokens(), &darkTokens()})
            for (const Pair& pair : kEdgePairs)
                QVERIFY2(contrast(table->*pair.front, table->*pair.back) >= 3.0, pair.name);
    }

    void seriesAreTellableFromThePanel() {
        for (const Tokens* table : {&lightTokens(), &darkTokens()})
            for (const QColor& color : table->series)
                QVERIFY(contrast(color, table->panel) >= 3.0);
    }

    void noNameStaysInTheStyleSheet() {
        for (const auto mode : {Mode::Light, Mode::Dark}) {
            Theme theme;
            theme.setMode(mode);
            const QString sheet = makeStyleSheet(theme);
            QVERIFY(sheet.size() > 1000);
            QVERIFY(!sheet.contains(u'@'));
            QVERIFY(!sheet.contains(QStringLiteral(": ;")));
        }
    }

    void theStyleSheetHoldsNoColourOfItsOwn() {
        QFile file(QStringLiteral(":/vigia/themes/vigia.qss"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString source = QString::fromUtf8(file.readAll());
        QVERIFY(!source.contains(QRegularExpression(QStringLiteral(":[^;]*#[0-9a-fA-F]{3}"))));
        QVERIFY(!source.contains(QStringLiteral("rgb")));
    }

    void zoomScalesTheSizesInTheStyleSheet() {
        Theme theme;
        theme.setZoom(130);
        QVERIFY(makeStyleSheet(theme).contains(QStringLiteral("font-size: 16px"))); // 12 × 1.3
        theme.setZoom(500);
        QCOMPARE(theme.zoom(), 160);
    }
};

VIGIA_TEST_CLASS(TokensTest)
#include "tokens_test.moc"

#include "tests/support/window_rig.h"
#include "tests/ui/frame/every_dialog.h"

#include "ui/widgets/rail.h"

#include <QImage>
#include <QPainter>
#include <QStringBuilder>

using namespace vigia;
using vigia::tests::WindowRig;

namespace {

/// Opaque tokens, and the translucent ones over the panel.
QSet<QRgb> allowed(const ui::theme::Tokens& tokens) {
    QSet<QRgb> colours;
    for (const auto& [name, color] : ui::theme::namedTokens(tokens)) {
        QImage pixel(1, 1, QImage::Format_ARGB32_Premultiplied);
        pixel.fill(tokens.panel);
        QPainter(&pixel).fillRect(0, 0, 1, 1, color);
        colours.insert(pixel.pixel(0, 0));
    }
    colours.insert(QColor(0x1668C6).rgb()); // the program's own sign
    return colours;
}

/// Colours of flat areas: pixels equal to their eight neighbours. Edges of glyphs and lines are
/// mixtures and left out.
QHash<QRgb, QPoint> flatColours(const QImage& image) {
    QHash<QRgb, QPoint> found;
    for (int y = 1; y + 1 < image.height(); ++y)
        for (int x = 1; x + 1 < image.width(); ++x) {
            const QRgb colour = image.pixel(x, y);
            bool flat = true;
            for (int dy = -1; dy <= 1 && flat; ++dy)
                for (int dx = -1; dx <= 1 && flat; ++dx)
                    flat = image.pixel(x + dx, y + dy) == colour;
            if (flat)
                found.insert(colour, QPoint(x, y));
        }
    return found;
}

/// The colours of `widget` that are none of the theme's, each with a place.
QStringList strangers(QWidget& widget) {
    const auto tokens = allowed(vigia::tests::theme().tokens());
    const auto flat = flatColours(widget.grab().toImage());
    QStringList found;
    for (auto colour = flat.begin(); colour != flat.end(); ++colour)
        if (!tokens.contains(colour.key()))
            found += QStringLiteral("%1 at %2,%3")
                         .arg(QColor(colour.key()).name())
                         .arg(colour->x())
                         .arg(colour->y());
    return found;
}

} // namespace

class ColoursTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }
    void cleanup() { tests::theme().setMode(ui::theme::Mode::Dark); }

    void everyPaintedColourIsAToken_data() {
        QTest::addColumn<bool>("light");
        QTest::newRow("light") << true;
        QTest::newRow("dark") << false;
    }
    void everyPaintedColourIsAToken() {
        QFETCH(bool, light);
        tests::theme().setMode(light ? ui::theme::Mode::Light : ui::theme::Mode::Dark);
        WindowRig rig;
        rig.publish(ui::testing::degradedSnapshot(rig.now));
        QStringList found;
        for (const QString& page : rig.window.rail().visiblePages()) {
            rig.window.openPage(page);
            WindowRig::settle();
            for (const QString& colour : strangers(rig.window))
                found += page % QStringLiteral(": ") % colour;
        }
        rig.load.beginRun(20);
        rig.window.openPage(QStringLiteral("load"), QStringLiteral("aaaa0001"));
        WindowRig::settle();
        for (const QString& colour : strangers(rig.window))
            found += QStringLiteral("live run: ") % colour;
        tests::forEachDialog(rig, [&](const QString& name, QWidget& dialog) {
            for (const QString& colour : strangers(dialog))
                found += name % QStringLiteral(": ") % colour;
        });
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void aChangeOfThemeLeavesNothingOfTheOldOne() {
        WindowRig rig;
        rig.publishHealthy();
        const QRgb old = tests::theme().tokens().panel.rgb();
        tests::theme().setMode(ui::theme::Mode::Light);
        WindowRig::settle();
        QVERIFY(!flatColours(rig.window.grab().toImage()).contains(old));
    }
};

VIGIA_TEST_CLASS(ColoursTest)
#include "colours_test.moc"

#include "tests/support/gui_test.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QLabel>
#include <QVBoxLayout>

using vigia::ui::theme::StyleParts;

namespace {

QString sheet(const char* color) {
    return QStringLiteral("QLabel { color: %1; }").arg(QLatin1String(color));
}

QColor textColor(const QWidget& widget) {
    return widget.palette().color(QPalette::WindowText);
}

/// A window of two parts: one is shown, one hidden.
struct TwoParts {
    QWidget window;
    QLabel shown{QStringLiteral("a"), &window};
    QLabel hidden{QStringLiteral("b"), &window};

    explicit TwoParts(StyleParts& parts) {
        parts.add(shown);
        parts.add(hidden);
        hidden.hide();
        window.show();
    }
};

} // namespace

class StylePartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }
    void cleanup() {
        vigia::tests::theme().parts()->setSheet(makeStyleSheet(vigia::tests::theme()));
        vigia::tests::theme().parts()->finish();
    }

    void aNewSheetReachesOnePartATurnWhileTheOldPictureStands() {
        StyleParts& parts = *vigia::tests::theme().parts();
        parts.setSheet(sheet("#112233"));
        TwoParts two(parts);
        QCOMPARE(textColor(two.shown), QColor(0x112233));
        parts.setSheet(sheet("#445566"));
        QVERIFY(!two.window.updatesEnabled());
        QCOMPARE(textColor(two.shown), QColor(0x112233));
        QTRY_VERIFY(parts.finished());
        QVERIFY(two.window.updatesEnabled());
        QCOMPARE(textColor(two.shown), QColor(0x445566));
        QCOMPARE(two.hidden.styleSheet(), sheet("#445566"));
    }

    void aHiddenPartIsStyledBeforeItIsShown() {
        StyleParts& parts = *vigia::tests::theme().parts();
        parts.setSheet(sheet("#112233"));
        TwoParts two(parts);
        parts.setSheet(sheet("#445566"));
        two.hidden.show();
        QCOMPARE(textColor(two.hidden), QColor(0x445566));
    }

    void theWindowOfPartsHasNoSheetAndADialogOfItHasItsOwn() {
        StyleParts& parts = *vigia::tests::theme().parts();
        parts.setSheet(sheet("#112233"));
        TwoParts two(parts);
        QVERIFY(two.window.styleSheet().isEmpty());
        QDialog dialog(&two.window);
        QLabel text(QStringLiteral("c"), &dialog);
        dialog.show();
        QCOMPARE(textColor(text), QColor(0x112233));
        parts.setSheet(sheet("#445566"));
        parts.finish();
        QCOMPARE(textColor(text), QColor(0x445566));
    }

    void aDialogOfAPartKeepsToItsPart() {
        StyleParts& parts = *vigia::tests::theme().parts();
        parts.setSheet(sheet("#112233"));
        TwoParts two(parts);
        QDialog dialog(&two.shown);
        QLabel text(QStringLiteral("c"), &dialog);
        dialog.show();
        QVERIFY(dialog.styleSheet().isEmpty());
        QCOMPARE(textColor(text), QColor(0x112233));
    }

    void largeContainersAreTakenApart() {
        StyleParts& parts = *vigia::tests::theme().parts();
        parts.setSheet(sheet("#112233"));
        QWidget page;
        QWidget large(&page);
        QWidget small(&page);
        QLabel word(QStringLiteral("d"), &small);
        for (int i = 0; i < 50; ++i)
            new QLabel(QString::number(i), &large);
        parts.addInside(page);
        QVERIFY(page.styleSheet().isEmpty());
        QVERIFY(large.styleSheet().isEmpty());
        QVERIFY(word.styleSheet().isEmpty()); // its container has it
        QCOMPARE(small.styleSheet(), sheet("#112233"));
        QCOMPARE(large.findChild<QLabel*>()->styleSheet(), sheet("#112233"));
    }

    void aPartThatWentIsForgotten() {
        StyleParts& parts = *vigia::tests::theme().parts();
        parts.setSheet(sheet("#112233"));
        { TwoParts two(parts); }
        parts.setSheet(sheet("#445566"));
        parts.finish();
        QVERIFY(parts.finished());
    }
};

VIGIA_TEST_CLASS(StylePartsTest)
#include "style_parts_test.moc"

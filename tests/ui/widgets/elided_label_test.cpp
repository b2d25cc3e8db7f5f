#include "tests/support/gui_test.h"

#include "ui/widgets/elided_label.h"

using namespace vigia::ui::widgets;

class ElidedLabelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }

    void aTextThatFitsIsNotElided() {
        ElidedLabel label(vigia::tests::theme());
        label.setText(QStringLiteral("stock-updates"));
        label.resize(400, 20);
        QVERIFY(!label.isElided());
    }

    void aLongTextIsElidedAndKeptForTheTooltip() {
        ElidedLabel label(vigia::tests::theme());
        label.setText(QString(300, u'x'));
        label.resize(100, 20);
        QVERIFY(label.isElided());
        QCOMPARE(label.accessibleName().size(), 300);
    }

    void anEllipsisOfTheTextItselfIsNoElision() {
        ElidedLabel label(vigia::tests::theme());
        label.setText(QStringLiteral("Starting…"));
        label.resize(400, 20);
        QVERIFY(!label.isElided());
    }

    void twoLinesTakeTheHeightOfTwo() {
        ElidedLabel label(vigia::tests::theme());
        label.setMaxLines(2);
        label.setText(QStringLiteral(
            "Owner alive, no commit for 3 min 12 s while 1,204 records wait on stock-updates-3."));
        label.resize(200, 60);
        ElidedLabel one(vigia::tests::theme());
        one.setText(QStringLiteral("x"));
        QCOMPARE(label.sizeHint().height(), 2 * one.sizeHint().height());
    }
};

VIGIA_TEST_CLASS(ElidedLabelTest)
#include "elided_label_test.moc"

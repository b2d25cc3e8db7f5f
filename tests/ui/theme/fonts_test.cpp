#include "tests/support/gui_test.h"

#include <QFontInfo>
#include <QFontMetricsF>

using namespace vigia::ui::theme;

class FontsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }

    void theShippedFontsAreTheOnesInUse() {
        QCOMPARE(QFontInfo(vigia::tests::theme().font(TextRole::Body)).family(),
                 QStringLiteral("Vigia Sans"));
        QCOMPARE(QFontInfo(vigia::tests::theme().font(TextRole::Mono)).family(),
                 QStringLiteral("Vigia Mono"));
    }

    void weightsDiffer() {
        const auto width = [](TextRole role) {
            return QFontMetricsF(vigia::tests::theme().font(role))
                .horizontalAdvance(QStringLiteral("consumer group"));
        };
        QVERIFY(width(TextRole::Body) < width(TextRole::Medium));
        QVERIFY(width(TextRole::Medium) < width(TextRole::Strong));
    }

    void allDigitsAreEquallyWide() {
        for (const auto role :
             {TextRole::Body, TextRole::Medium, TextRole::Strong, TextRole::Small,
              TextRole::Caption, TextRole::Title, TextRole::Value, TextRole::Mono}) {
            const QFontMetricsF metrics(vigia::tests::theme().font(role));
            for (char digit = '1'; digit <= '9'; ++digit)
                QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)),
                         metrics.horizontalAdvance(u'0'));
            QCOMPARE(metrics.horizontalAdvance(QStringLiteral("1111")),
                     metrics.horizontalAdvance(QStringLiteral("8474")));
        }
    }

    void noLigatureHidesWhatANameSays() {
        const QFontMetricsF metrics(vigia::tests::theme().font(TextRole::Mono));
        QCOMPARE(metrics.horizontalAdvance(QStringLiteral("->")),
                 2 * metrics.horizontalAdvance(u'-'));
    }
};

VIGIA_TEST_CLASS(FontsTest)
#include "fonts_test.moc"

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

    /// Rules that look at every letter cost twice as much as the rest of measuring a word.
    void onlyCapitalsAreKerned() {
        const QFontMetricsF metrics(vigia::tests::theme().font(TextRole::Body));
        const auto apart = [&metrics](const QString& text) {
            double sum = 0;
            for (const QChar letter : text)
                sum += metrics.horizontalAdvance(letter);
            return sum;
        };
        QVERIFY(metrics.horizontalAdvance(QStringLiteral("To")) < apart(QStringLiteral("To")));
        for (const QString& plain : {QStringLiteral("rate, priority"), QStringLiteral("ry.")})
            QVERIFY(qAbs(metrics.horizontalAdvance(plain) - apart(plain)) < 0.1);
    }

    void aCombiningMarkTakesNoRoomOfItsOwn() {
        for (const auto role : {TextRole::Body, TextRole::Mono}) {
            const QFontMetricsF metrics(vigia::tests::theme().font(role));
            QCOMPARE(metrics.horizontalAdvance(QStringLiteral("e\u0301")),
                     metrics.horizontalAdvance(QStringLiteral("\u00e9")));
            QCOMPARE(metrics.horizontalAdvance(QStringLiteral("q\u0301")),
                     metrics.horizontalAdvance(QStringLiteral("q")));
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

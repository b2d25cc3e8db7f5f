#include "tests/support/window_rig.h"

#include "ui/widgets/top_bar.h"

#include <QTranslator>

using namespace vigia;

class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void theShippedTranslationIsUsed() {
        QTranslator translator;
        ui::installLanguage(*qApp, translator, "pt_BR");
        QCOMPARE(ui::widgets::TopBar::rangeName({}), QStringLiteral("Últimos 15 min"));
    }

    void anUnknownLanguageIsEnglish() {
        QTranslator translator;
        ui::installLanguage(*qApp, translator, "xx");
        QCOMPARE(ui::widgets::TopBar::rangeName({}), QStringLiteral("Last 15 min"));
    }
};

VIGIA_TEST_CLASS(TranslationsTest)
#include "translations_test.moc"

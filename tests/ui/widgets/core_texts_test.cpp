#include "core/ops/health.h"
#include "tests/support/gui_test.h"
#include "ui/desktop_parts.h"
#include "ui/testing/sample_data.h"
#include "ui/widgets/core_sentences.h"
#include "ui/widgets/core_texts.h"

#include <QDirIterator>
#include <QTranslator>

using namespace vigia;
using ui::widgets::localized;

namespace {

/// The sources that write sentences, as one text; literals over several lines are joined.
QString sentenceSources() {
    QString all;
    const QString root = qEnvironmentVariable("VIGIA_SOURCE_DIR", QStringLiteral("."));
    for (const char* folder : {"core", "backend", "app"}) {
        QDirIterator files(root + u'/' + QLatin1String(folder), {QStringLiteral("*.cpp")},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                all += QString::fromUtf8(file.readAll());
        }
    }
    return all.remove(QRegularExpression(QStringLiteral("\"\\s*\n\\s*\"")));
}

} // namespace

class CoreTextsTest : public QObject {
    Q_OBJECT

    QTranslator m_translator;

private Q_SLOTS:
    void initTestCase() { ui::installLanguage(*qApp, m_translator, "pt_BR"); }
    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_translator); }

    void aSentenceKeepsItsNamesAndNumbers_data() {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("portuguese");
        const auto row = [](const char* english, const char* portuguese) {
            QTest::newRow(english) << QString::fromUtf8(english) << QString::fromUtf8(portuguese);
        };
        row("Healthy", "Saudável");
        row("yes", "sim");
        row("no", "não");
        row("72 partitions are under-replicated", "72 partições estão sub-replicadas");
        row("broker 2 is down: It was killed by signal 9 (Killed).",
            "o broker 2 está fora do ar: Foi morto pelo sinal 9 (Killed).");
        row("group a is b is STALLED: t:0 and 3 more: nobody owns it; no commit for 5 min, 12 "
            "records wait",
            "o grupo a está b is STALLED: t:0 e mais 3: sem dono; nenhum commit há 5 min, 12 "
            "registros à espera");
        row("Degraded: stock-1 is starting and 2 more",
            "Degradado: stock-1 está iniciando e mais 2");
        row("3 of 3 brokers · 5 groups, none in trouble · outbox empty",
            "3 de 3 brokers · 5 grupos, nenhum com problemas · outbox vazia");
        row("stock-2 restarted", "stock-2 reiniciado");
        row("an unknown %1 sentence", "an unknown %1 sentence");
        row("", "");
    }
    void aSentenceKeepsItsNamesAndNumbers() {
        QFETCH(QString, english);
        QFETCH(QString, portuguese);
        QCOMPARE(localized(english.toStdString()), portuguese);
    }

    void whatTheRulesOfHealthSayIsKnown() {
        const core::UtcTime now{std::chrono::seconds(1'800'000'000)};
        auto snapshot = ui::testing::degradedSnapshot(now);
        snapshot.brokers[1].reason = "down: It ended with code 1.";
        snapshot.groups[0].reason = "caught up";
        snapshot.services[2].reason = "starting";
        core::ops::judgeHealth(snapshot, now, {}, {});
        QVERIFY(snapshot.notWell.size() >= 3);
        for (const auto& [health, sentence] : snapshot.notWell)
            QVERIFY2(localized(sentence) != QString::fromStdString(sentence), sentence.c_str());
        for (const auto& text : {snapshot.headline, snapshot.summary})
            QVERIFY2(localized(text) != QString::fromStdString(text), text.c_str());
    }

    void everyWordOfEverySentenceStandsInTheSources() {
        const QString sources = sentenceSources();
        QVERIFY(sources.size() > 100'000);
        const QRegularExpression words(QStringLiteral("[A-Za-z'`-]{4,}"));
        QStringList missing;
        for (const auto& sentence : ui::widgets::coreSentences()) {
            auto found = words.globalMatch(QString::fromUtf8(sentence.text));
            while (found.hasNext())
                if (const QString word = found.next().captured(); !sources.contains(word))
                    missing += word;
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    }
};

VIGIA_TEST_CLASS(CoreTextsTest)
#include "core_texts_test.moc"

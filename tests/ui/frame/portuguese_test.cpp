#include "core/ops/health.h"
#include "tests/support/window_rig.h"
#include "ui/bridge/data_table.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/events_lane.h"
#include "ui/widgets/mini_table.h"
#include "ui/widgets/rail.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QStringBuilder>
#include <QTabBar>
#include <QTableView>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace vigia;
using vigia::tests::WindowRig;

namespace {

/// English texts that the Portuguese window says otherwise.
QSet<QString> translatedTexts() {
    QFile file(qEnvironmentVariable("VIGIA_SOURCE_DIR", QStringLiteral(".")) +
               QStringLiteral("/resources/translations/vigia_pt_BR.ts"));
    QSet<QString> texts;
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("source"))
            source = xml.readElementText();
        else if (xml.name() == QStringLiteral("translation") &&
                 xml.readElementText(QXmlStreamReader::IncludeChildElements) != source)
            texts.insert(source);
    }
    return texts;
}

/// Of the columns that are seen.
void addCells(const QTableView& view, QStringList& texts) {
    const QAbstractItemModel& model = *view.model();
    for (int column = 0; column < model.columnCount(); ++column) {
        if (view.isColumnHidden(column))
            continue;
        texts += model.headerData(column, Qt::Horizontal).toString();
        for (int row = 0; row < model.rowCount(); ++row)
            texts += model.index(row, column).data().toString();
    }
}

/// Every text of the window, seen or in a tooltip.
QStringList textsOf(const QWidget& window) {
    QStringList texts;
    for (const auto* widget : window.findChildren<QWidget*>()) {
        texts += widget->toolTip();
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            texts += label->text();
        if (const auto* label = qobject_cast<const ui::widgets::ElidedLabel*>(widget))
            texts += label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts += button->text();
        if (const auto* bar = qobject_cast<const QTabBar*>(widget))
            for (int i = 0; i < bar->count(); ++i)
                texts += bar->tabText(i);
        if (const auto* table = qobject_cast<const ui::widgets::MiniTable*>(widget))
            for (const auto& row : table->rows()) {
                texts += row.tooltip.split(u'\n');
                for (const auto& cell : row.cells)
                    texts += cell.text;
            }
        if (const auto* table = qobject_cast<const QTableView*>(widget))
            addCells(*table, texts);
    }
    texts.removeAll(QString());
    texts.removeDuplicates();
    return texts;
}

core::ops::ConsoleSnapshot judged(core::ops::ConsoleSnapshot snapshot, core::UtcTime now) {
    snapshot.brokers[1].reason = "down: It was killed by signal 9 (Killed).";
    for (auto& topic : snapshot.topics)
        topic.reason = "2 of 6 partitions are under-replicated";
    snapshot.groups[0].reason =
        "stock-updates:0 and 2 more: its owner is alive but has committed nothing for 3 min, "
        "1,204 records wait";
    for (auto& part : snapshot.groups[0].partitions)
        part.reason = "its owner is alive but has committed nothing for 3 min, 12 records wait";
    core::ops::judgeHealth(snapshot, now, {}, {});
    return snapshot;
}

} // namespace

class PortugueseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void noPageSaysInEnglishWhatHasATranslation_data() {
        QTest::addColumn<QString>("state");
        for (const char* state : {"healthy", "failing", "empty", "starting"})
            QTest::newRow(state) << QString(QLatin1String(state));
    }
    void noPageSaysInEnglishWhatHasATranslation() {
        QFETCH(QString, state);
        QTranslator translator;
        ui::installLanguage(*qApp, translator, "pt_BR");
        const auto english = translatedTexts();
        QVERIFY(english.size() > 300);
        WindowRig rig;
        if (state == QStringLiteral("starting"))
            rig.start.publish(ui::testing::startingProgress());
        else if (state == QStringLiteral("failing"))
            rig.publish(judged(ui::testing::degradedSnapshot(rig.now), rig.now));
        else
            rig.publish(state == QStringLiteral("empty") ? ui::testing::emptySnapshot(rig.now)
                                                         : ui::testing::healthySnapshot(rig.now));
        rig.window.tick();
        QStringList found;
        QStringList pages = rig.window.rail().visiblePages();
        pages.prepend(QString());
        for (const QString& page : pages) {
            rig.window.openPage(page);
            WindowRig::settle();
            for (const QString& text : textsOf(rig.window))
                if (english.contains(text) || ui::widgets::localized(text.toStdString()) != text)
                    found += page % QStringLiteral(": ") % text;
        }
        found.removeDuplicates();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
};

VIGIA_TEST_CLASS(PortugueseTest)
#include "portuguese_test.moc"

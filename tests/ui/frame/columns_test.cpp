#include "core/view/tables.h"
#include "tests/support/window_rig.h"

#include "ui/bridge/cell_delegate.h"
#include "ui/bridge/data_table.h"
#include "ui/bridge/table_bridge.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QStringBuilder>
#include <QTableView>
#include <QTranslator>

using namespace vigia;
using core::view::ColumnKind;
using tests::WindowRig;
using ui::bridge::DataTable;

namespace {

constexpr int kWidestName = 340;

bool mayBeCut(const core::view::Column& column) {
    return !column.names && (column.kind == ColumnKind::Text || column.kind == ColumnKind::List ||
                             column.kind == ColumnKind::Spark);
}

/// Cells and titles of `table` that have less room than they need.
QStringList cutIn(const DataTable& table) {
    const auto& view = *table.view();
    const auto& header = *view.horizontalHeader();
    const auto& delegate = *static_cast<ui::bridge::CellDelegate*>(view.itemDelegate());
    QStringList found;
    for (int column = 0; column < header.count(); ++column) {
        const auto& shown = table.table().columns()[static_cast<std::size_t>(column)];
        if (header.isSectionHidden(column))
            continue;
        const int width = header.sectionSize(column);
        if (width < header.sectionSizeHint(column))
            found << QStringLiteral("title %1").arg(QString::fromUtf8(shown.title.data()));
        for (int row = 0; row < table.bridge()->rowCount() && !mayBeCut(shown); ++row) {
            const auto index = table.bridge()->index(row, column);
            const int needed = delegate.neededWidth(index);
            const int bound = shown.names ? tests::theme().px(kWidestName) : needed;
            if (view.visualRect(index).intersects(view.viewport()->rect()) &&
                width < qMin(needed, bound))
                found << QStringLiteral("%1: \"%2\"")
                             .arg(QString::fromUtf8(shown.title.data()), index.data().toString());
        }
    }
    return found;
}

int shownColumns(const DataTable& table) {
    return table.view()->horizontalHeader()->count() -
           table.view()->horizontalHeader()->hiddenSectionCount();
}

} // namespace

class ColumnsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }
    void cleanup() { tests::theme().setZoom(100); }

    void namesFiguresAndTitlesAreWholeAt1280By800_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("zoom");
        QTest::addColumn<bool>("failing");
        for (const char* language : {"en", "pt_BR"})
            for (const int zoom : {100, 130})
                for (const bool failing : {false, true})
                    QTest::addRow("%s %d%% %s", language, zoom, failing ? "failing" : "well")
                        << QString(QLatin1String(language)) << zoom << failing;
    }
    void namesFiguresAndTitlesAreWholeAt1280By800() {
        QFETCH(QString, language);
        QFETCH(int, zoom);
        QFETCH(bool, failing);
        QTranslator translator;
        ui::installLanguage(*qApp, translator, language.toStdString());
        tests::theme().setZoom(zoom);
        WindowRig rig;
        rig.publish(failing ? ui::testing::degradedSnapshot(rig.now)
                            : ui::testing::healthySnapshot(rig.now));
        QStringList found;
        int tables = 0;
        for (const QString& page : rig.window.rail().visiblePages()) {
            rig.window.openPage(page);
            WindowRig::settle();
            rig.window.grab(); // what a painting finds to be cut is mended by the next turn
            WindowRig::settle();
            for (const auto* table : rig.window.stack().current()->findChildren<DataTable*>()) {
                if (!table->view()->isVisible())
                    continue;
                ++tables;
                for (const QString& what : cutIn(*table))
                    found << page % QStringLiteral(": ") % what;
            }
        }
        found.removeDuplicates();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
        QVERIFY(tables >= 5);
    }

    void aNarrowTableLeavesOutColumnsAndSaysSo() {
        WindowRig rig;
        rig.publishHealthy();
        rig.window.openPage(QStringLiteral("topics"));
        WindowRig::settle();
        auto* table = rig.window.stack().current()->findChild<DataTable*>();
        const int before = shownColumns(*table);
        rig.window.resize(960, 800);
        WindowRig::settle();
        QVERIFY(shownColumns(*table) < before);
        QCOMPARE(table->view()->horizontalScrollBar()->maximum(), 0);
        rig.window.resize(1600, 800);
        WindowRig::settle();
        QVERIFY(shownColumns(*table) >= before);
    }
};

VIGIA_TEST_CLASS(ColumnsTest)
#include "columns_test.moc"

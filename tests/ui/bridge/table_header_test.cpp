#include "core/view/tables.h"
#include "tests/support/gui_test.h"
#include "ui/bridge/table_bridge.h"
#include "ui/bridge/table_header.h"

#include <QTableView>

using namespace vigia;
using ui::bridge::TableBridge;
using ui::bridge::TableHeader;

namespace {

constexpr int kPadding = 12;

/// The first and the last column of pixels with something written on them.
std::pair<int, int> ink(const QImage& image) {
    const QRgb paper = image.pixel(2, 2); // another one below the pointer
    int first = image.width();
    int last = -1;
    for (int x = 0; x < image.width(); ++x)
        for (int y = 2; y + 3 < image.height(); ++y)
            if (image.pixel(x, y) != paper) {
                first = std::min(first, x);
                last = std::max(last, x);
            }
    return {first, last};
}

/// The groups' table with every column 160 pixels wide.
struct Rig {
    TableBridge model{core::view::groupTable().plainColumns()};
    QTableView view;
    TableHeader* header = new TableHeader(tests::theme(), &view);

    Rig() {
        view.setHorizontalHeader(header);
        view.setModel(&model);
        for (int column = 0; column < model.columnCount(); ++column)
            view.setColumnWidth(column, 160);
        view.resize(1600, 200);
        view.show();
    }

    std::pair<int, int> inkOf(int column) {
        const QRect place(header->sectionViewportPosition(column), 0, 160, header->height());
        return ink(header->grab(place).toImage());
    }

    [[nodiscard]] int columnOf(Qt::AlignmentFlag side) const {
        for (int column = 0; column < model.columnCount(); ++column)
            if (model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole)
                    .value<Qt::Alignment>()
                    .testFlag(side))
                return column;
        return -1;
    }
};

} // namespace

class TableHeaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void titlesStandOverTheirCells() {
        Rig rig;
        const auto [left, leftEnd] = rig.inkOf(rig.columnOf(Qt::AlignLeft));
        QVERIFY2(left >= kPadding && left <= kPadding + 2, qPrintable(QString::number(left)));
        QVERIFY(leftEnd < 150);
        const auto [start, right] = rig.inkOf(rig.columnOf(Qt::AlignRight));
        QVERIFY2(right <= 160 - kPadding && right >= 160 - kPadding - 3,
                 qPrintable(QString::number(right)));
        QVERIFY(start > 10);
    }

    void theArrowOfTheOrderStandsAtTheInnerSide() {
        Rig rig;
        const int figures = rig.columnOf(Qt::AlignRight);
        const auto before = rig.inkOf(figures);
        rig.header->setSortIndicatorShown(true);
        rig.header->setSortIndicator(figures, Qt::DescendingOrder);
        const auto after = rig.inkOf(figures);
        QVERIFY(after.first < before.first);
        QCOMPARE(after.second, before.second);
    }

    void aSectionHasRoomForItsTitleAndTheArrow() {
        Rig rig;
        QFont font = tests::theme().font(ui::theme::TextRole::Small);
        font.setWeight(QFont::Medium);
        for (int column = 0; column < rig.model.columnCount(); ++column) {
            const QString title =
                rig.model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
            QVERIFY(rig.header->sectionSizeHint(column) >=
                    QFontMetrics(font).horizontalAdvance(title) + 2 * kPadding + 16);
        }
    }
};

VIGIA_TEST_CLASS(TableHeaderTest)
#include "table_header_test.moc"

#include "core/view/filter_completion.h"
#include "tests/core/view/list_table.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core::view;
using vigia::tests::itemTable;

namespace {

QString suggested(const std::string& text) {
    const auto columns = itemTable().plainColumns();
    const auto found = completeFilter(text, text.size(), columns, [](std::size_t column) {
        return column == 2 ? std::vector<std::string>{"BROKEN", "OK", "UNDER REPLICATED"}
                           : std::vector<std::string>{};
    });
    QStringList texts;
    for (const auto& each : found)
        texts << QString::fromStdString(each.text);
    return texts.join(QLatin1Char('|'));
}

} // namespace

class FilterCompletionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void suggests_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, const char* expected) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("", "name|lag|state|topic|age|size|not");
        row("la", "lag");
        row("lag ", ">|<|>=|<=|=|!=");
        row("state ", "=|!=|~|!~|in (|not in (");
        row("state = ", "BROKEN|OK|\"UNDER REPLICATED\"");
        row("state = br", "BROKEN");
        row("state in (O", "OK|BROKEN");
        row("state in (OK, ", "BROKEN|OK|\"UNDER REPLICATED\"");
        row("lag > 5 ", "and|or");
        row("lag > 5 and ", "name|lag|state|topic|age|size|not");
        row("lag > 5, st", "state");
        row("(to", "topic");
        row("\"open", "");
    }
    void suggests() {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const QString got = suggested(text.toStdString());
        auto sorted = [](const QString& joined) {
            auto parts = joined.split(QLatin1Char('|'));
            parts.sort();
            return parts;
        };
        QCOMPARE(sorted(got), sorted(expected));
    }

    void theWordAtTheCursorIsReplaced() {
        const auto columns = itemTable().plainColumns();
        const auto found = completeFilter("lag > 5 and st", 14, columns, {});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].from, std::size_t{12});
        QCOMPARE(found[0].to, std::size_t{14});
        QVERIFY(found[0].kind == FilterCompletion::Kind::Column);
    }
};

VIGIA_TEST_CLASS(FilterCompletionTest)
#include "filter_completion_test.moc"

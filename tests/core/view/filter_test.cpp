#include "core/view/filter.h"
#include "tests/core/view/list_table.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::view;
using vigia::tests::Item;
using vigia::tests::itemTable;

namespace {

/// One item as a filter sees it.
class ItemCells final : public Cells {
public:
    explicit ItemCells(const Item& item) : m_item(item) {}
    [[nodiscard]] Value cell(std::size_t column) const override {
        return itemTable().columns[column].value(m_item);
    }

private:
    const Item& m_item;
};

bool holds(const char* text, const Item& item) {
    const auto columns = itemTable().plainColumns();
    const auto parsed = parseFilter(text, columns);
    if (parsed.error)
        qFatal("%s: %s", text, parsed.error->message.c_str());
    return !parsed.filter || parsed.filter->matches(ItemCells(item));
}

FilterError mistake(const std::string& text) {
    const auto columns = itemTable().plainColumns();
    auto parsed = parseFilter(text, columns);
    return parsed.error ? *parsed.error : FilterError{};
}

} // namespace

class FilterTest : public QObject {
    Q_OBJECT

    const Item m_log{"log-error-consumer-group", 18'420, ops::Health::Degraded,
                     "error-logs, audit-logs",   41,     20'000'000};
    const Item m_idle{"reporting-nightly", std::nullopt, ops::Health::Unknown, "", std::nullopt, 0};

private Q_SLOTS:
    void conditions_data() {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<bool>("log");
        QTest::addColumn<bool>("idle");
        const auto row = [](const char* filter, bool log, bool idle) {
            QTest::newRow(filter) << QByteArray(filter) << log << idle;
        };
        row("lag > 1000", true, false);
        row("lag > 1k", true, false);
        row("lag>18.42k", false, false);
        row("lag >= 18.42k", true, false);
        row("LAG < 20K", true, false);
        row("lag = 18420", true, false);
        row("lag != 18420", false, true);
        row("lag = unknown", false, true);
        row("state in (DEGRADED, BROKEN)", true, false);
        row("state not in (degraded)", false, true);
        row("state = unknown", false, true);
        row("name ~ log", true, false);
        row("name ~ ^log.*(group|x)$", true, false);
        row("(name ~ ^log.*(group|x)$)", true, false);
        row("name ~ \"LOG\"", true, false);
        row("name !~ log", false, true);
        row("topic = error-logs", true, false);
        row("topic = logs", false, false);
        row("topic ~ logs", true, false);
        row("nightly", false, true);
        row("audit", true, false);
        row("ERROR consumer", true, false);
        row("\"error consumer\"", false, false);
        row("!log", false, true);
        row("not (lag > 1000)", false, true);
        row("!!log", true, false);
        row("age > 30s", true, false);
        row("age > 1min", false, false);
        row("age<0.01h", false, false);
        row("age = never", false, false);
        row("size = 20MB", true, false);
        row("size > 19MiB", true, false);
        row("size >= 20000000", true, false);
        row("log or nightly", true, true);
        row("log or nightly, lag > 5", true, false);
        row("lag > 1000 and state in (STALLED, DEGRADED), name ~ log, topic = error-logs", true,
            false);
        row("lag > 1 and (nightly or state = degraded)", true, false);
        row("", true, true);
        row("   ", true, true);
    }
    void conditions() {
        QFETCH(QByteArray, filter);
        QFETCH(bool, log);
        QFETCH(bool, idle);
        QCOMPARE(holds(filter.constData(), m_log), log);
        QCOMPARE(holds(filter.constData(), m_idle), idle);
    }

    void mistakesNameTheirPlace_data() {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<int>("position");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char* filter, int position, const char* part) {
            QTest::newRow(filter) << QByteArray(filter) << position << QByteArray(part);
        };
        row("leg > 5", 0, "Did you mean lag?");
        row("zebra > 5", 0, "name, lag");
        row("lag > five", 6, "a number such as");
        row("lag > 5s", 6, "a number such as");
        row("age > 5k", 6, "a duration such as");
        row("lag >", 5, "A value is missing");
        row("lag > 1 and", 11, "A condition is missing");
        row("lag", 0, "needs a comparison");
        row("state > 5", 6, "is text");
        row("name ~ *x", 7, "Not a regular expression");
        row("(log", 0, "isn't closed");
        row("log)", 3, "no opening");
        row("state in (A", 9, "isn't closed");
        row("state in A", 9, "list in parentheses");
        row("state in (A,)", 12, "A value is missing");
        row("\"log", 0, "isn't closed");
        row("> 5", 0, "can't begin");
        row("log, , x", 5, "can't begin");
        row("or log", 0, "before");
    }
    void mistakesNameTheirPlace() {
        QFETCH(QByteArray, filter);
        QFETCH(int, position);
        QFETCH(QByteArray, part);
        const auto error = mistake(filter.toStdString());
        QVERIFY2(QByteArray::fromStdString(error.message).contains(part), error.message.c_str());
        QCOMPARE(static_cast<int>(error.position), position);
    }

    void aCellBecomesAFilterThatFindsIt() {
        const auto columns = itemTable().plainColumns();
        for (const auto& item :
             {m_log, m_idle, Item{"a \"b\" \\ c, (d)", -5, ops::Health::Ok, "in", 0.1, 1}}) {
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const Value value = itemTable().columns[c].value(item);
                if (columns[c].kind == ColumnKind::List)
                    continue;
                const auto text = filterFor(columns[c], value);
                QVERIFY2(holds(text.c_str(), item), text.c_str());
                QVERIFY2(!holds(filterFor(columns[c], value, true).c_str(), item), text.c_str());
            }
        }
    }
};

VIGIA_TEST_CLASS(FilterTest)
#include "filter_test.moc"

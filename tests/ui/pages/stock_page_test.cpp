#include "tests/ui/pages/page_host.h"
#include "ui/bridge/filter_bar.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/common/list_page.h"
#include "ui/pages/stock/rest_form.h"
#include "ui/pages/stock/stock_pane.h"
#include "ui/widgets/empty_state.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include <mutex>

using namespace vigia;
using tests::PageHost;
using ui::pages::ListPage;
using ui::pages::RestForm;
using ui::pages::StockPane;

namespace {

/// A stock service of two stocks and their reservations, small enough to read.
class Service {
public:
    core::ops::RestAnswer answer(const std::string& method, const std::string& path,
                                 const std::string& body) {
        if (method == "GET" && path.find("/series") != std::string::npos)
            return json(
                200, R"({"metric":"updated","step":60,"points":[[1735786985,3],[1735787045,5]]})");
        if (method == "GET" && path.find("/reservations") != std::string::npos)
            return json(200, "{\"data\":[" + m_reservation + "]}");
        if (method == "GET")
            return json(
                200,
                R"({"data":[)" + m_created +
                    R"({"stockId":"s1","productId":"AAPL","symbol":"AAPL","productName":"Apple","quantity":150,)"
                    R"("reservedQuantity":0,"unitPrice":150.00,"totalValue":22500.00,"status":"AVAILABLE","version":3},)"
                    R"({"stockId":"s2","productId":"MSFT","symbol":"MSFT","productName":"Microsoft","quantity":3,)"
                    R"("reservedQuantity":0,"unitPrice":410.10,"totalValue":1230.30,"status":"PENDING_RESTOCK","version":9}],)"
                    R"("page":{"number":0,"size":1000,"totalElements":2,"totalPages":1}})");
        return command(path, body);
    }

private:
    static core::ops::RestAnswer json(int status, const std::string& text) {
        return {status, *core::parseJson(text)};
    }

    core::ops::RestAnswer command(const std::string& path, const std::string& body) {
        if (path.ends_with("/stocks") && body.find("TSLA") != std::string::npos) {
            m_created =
                R"({"stockId":"s0","productId":"TSLA","symbol":"TSLA","productName":"TSLA","quantity":9,)"
                R"("reservedQuantity":0,"unitPrice":240.00,"totalValue":2160.00,"status":"AVAILABLE","version":1},)";
            return json(201, R"({"success":true,"message":"Stock created successfully"})");
        }
        if (path.ends_with("/reserve") &&
            body.find("\"quantityToReserve\":5") != std::string::npos) {
            m_reservation =
                R"({"reservationId":"RES-1","stockId":"s2","symbol":"MSFT","quantity":5,"state":"ACTIVE",)"
                R"("createdAt":"2025-01-02T03:04:05.000Z","expiresAt":"2025-01-02T03:19:05.000Z"})";
            return json(200, R"({"success":true,"message":"Stock reserved successfully"})");
        }
        if (path.ends_with("/reserve") && body.find("9999") != std::string::npos)
            return json(
                409,
                R"({"success":false,"errorCode":"INSUFFICIENT_STOCK","message":"Cannot reserve 9999 units. Available: 3, Status: PENDING_RESTOCK"})");
        if (path.ends_with("/confirm")) {
            m_reservation.replace(m_reservation.find("ACTIVE"), 6, "CONFIRMED");
            return json(200, R"({"success":true,"message":"Reservation confirmed successfully"})");
        }
        return json(
            400,
            R"({"success":false,"message":"Validation failed","errorCode":"VALIDATION_FAILED","errors":[)"
            R"({"field":"quantityToReserve","code":"TYPE","message":"must be a whole number"},)"
            R"({"field":"ttlSeconds","code":"MAX","message":"must be 86400 or less"}]})");
    }

    std::string m_reservation;
    std::string m_created;
};

} // namespace

class StockPageTest : public QObject {
    Q_OBJECT

    Service m_service;

    ListPage* open(PageHost& host) {
        m_service = {};
        host.control.onRest = [this](const auto& method, const auto& path, const auto& body) {
            return m_service.answer(method, path, body);
        };
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("stock")));
        host.show(ui::testing::healthySnapshot(host.now));
        host.show(ui::testing::healthySnapshot(host.now + std::chrono::seconds(2)));
        return page;
    }
    static RestForm* form(const ListPage& page) {
        const auto forms = page.findChildren<RestForm*>();
        return forms.isEmpty() ? nullptr : forms.back();
    }
    static void settle() {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    /// A key where the focus is, as a person presses it.
    static void typeAtPage(ListPage& page, const char* key) {
        QWidget* target = page.focusWidget() ? page.focusWidget() : &page;
        QTest::keyClicks(target, QString::fromLatin1(key));
        settle();
    }
    /// Goes through the open form with Tab, types, and sends it with Enter.
    static void fill(const ListPage& page,
                     const std::vector<std::pair<const char*, const char*>>& values) {
        auto* dialog = form(page);
        QVERIFY(dialog);
        dialog->activateWindow();
        settle();
        for (const auto& [field, text] : values) {
            for (int i = 0; i < 20 && dialog->focusWidget()->objectName() != field; ++i)
                QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
            QCOMPARE(dialog->focusWidget()->objectName(), QString::fromLatin1(field));
            QTest::keyClicks(dialog->focusWidget(), QString::fromLatin1(text));
        }
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        settle();
    }

private Q_SLOTS:
    void allStocksAreListedWorstFirst() {
        PageHost host;
        auto* page = open(host);
        QCOMPARE(page->table()->table().rowCount(), std::size_t{2});
        QCOMPARE(page->table()->table().key(0).text, std::string("s2"));
        QCOMPARE(page->breadcrumb(), QStringList{QStringLiteral("MSFT")});
        page->table()->filterBar()->field()->setText(QStringLiteral("price < 200"));
        QCOMPARE(page->table()->table().rowCount(), std::size_t{1});
        host.picture(QStringLiteral("stock-live"));
        QCOMPARE(tests::clippedTexts(*page), QStringList());
    }

    void onlyChangesAreAskedForAfterTheFirstReading() {
        PageHost host;
        open(host);
        int full = 0;
        for (const auto& call : host.control.calls)
            full += call.find("stocks?page=0") != std::string::npos ? 1 : 0;
        QCOMPARE(full, 1);
        host.control.calls.clear();
        host.show(ui::testing::healthySnapshot(host.now + std::chrono::seconds(4)));
        QVERIFY(host.control.calls.front().find("updatedSince=") != std::string::npos);
    }

    void aReservationIsMadeAndConfirmedWithKeysOnly() {
        PageHost host;
        auto* page = open(host);
        auto* pane = static_cast<StockPane*>(page->pane());
        page->activateWindow();
        page->table()->view()->setFocus();
        typeAtPage(*page, "n");
        fill(*page, {{"productId", "TSLA"}, {"quantity", "9"}, {"unitPrice", "240.00"}});
        QVERIFY(form(*page) == nullptr);
        QCOMPARE(page->table()->table().rowCount(), std::size_t{3});
        typeAtPage(*page, "r");
        fill(*page, {{"quantityToReserve", "5"}});
        QVERIFY(form(*page) == nullptr);
        typeAtPage(*page, "v");
        QCOMPARE(pane->tabs()->currentIndex(), 1);
        QCOMPARE(pane->reservations()->table().rowCount(), std::size_t{1});
        QVERIFY(pane->reservations()->view()->hasFocus());
        typeAtPage(*page, "c");
        fill(*page, {});
        QVERIFY(form(*page) == nullptr);
        const auto& table = pane->reservations()->table();
        QCOMPARE(core::view::exactText(table.value(0, 0)), std::string("CONFIRMED"));
        typeAtPage(*page, "c"); // nothing is left to confirm
        QVERIFY(form(*page) == nullptr);
    }

    void severalStocksAreDeletedInOneGoWithAResultEach() {
        PageHost host;
        auto* page = open(host);
        page->table()->view()->selectAll();
        static_cast<StockPane*>(page->pane())->remove();
        auto* dialog = page->findChild<ui::pages::ActionDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->command().count(QStringLiteral("vigia stock delete ")), 2);
        host.control.calls.clear();
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Delete"))
                button->click();
        const auto deletions = [&host] {
            return std::count_if(
                host.control.calls.begin(), host.control.calls.end(),
                [](const std::string& call) { return call.find("rest DELETE") == 0; });
        };
        QTRY_COMPARE(deletions(), 2);
    }

    void fieldErrorsStandAtTheirField() {
        PageHost host;
        auto* page = open(host);
        static_cast<StockPane*>(page->pane())->reserve();
        auto* dialog = form(*page);
        dialog->findChild<QLineEdit*>(QStringLiteral("quantityToReserve"))
            ->setText(QStringLiteral("many"));
        dialog->findChild<QLineEdit*>(QStringLiteral("ttlSeconds"))
            ->setText(QStringLiteral("88888888"));
        QCOMPARE(core::parseJson(dialog->body())->stringAt("quantityToReserve"),
                 std::optional<std::string>("many"));
        QTest::keyClick(dialog, Qt::Key_Return);
        settle();
        QCOMPARE(dialog->errorOf("quantityToReserve"), QStringLiteral("must be a whole number"));
        QCOMPARE(dialog->errorOf("ttlSeconds"), QStringLiteral("must be 86400 or less"));
        QVERIFY(dialog->generalError().isEmpty());
        QCOMPARE(dialog->focusWidget()->objectName(), QStringLiteral("quantityToReserve"));
        dialog->findChild<QLineEdit*>(QStringLiteral("quantityToReserve"))
            ->setText(QStringLiteral("9999"));
        QTest::keyClick(dialog, Qt::Key_Return);
        settle();
        QVERIFY(
            dialog->errorOf("quantityToReserve").startsWith(QStringLiteral("Cannot reserve 9999")));
        QVERIFY(dialog->errorOf("ttlSeconds").isEmpty());
    }

    void aServiceThatIsAwayIsSaidWithItsReason() {
        PageHost host;
        host.control.failure = core::failure(core::ErrorCode::Unreachable,
                                             "Port 8080 refuses connections: start the gateway.");
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("stock")));
        host.show(ui::testing::healthySnapshot(host.now));
        auto* empty = page->table()->findChild<ui::widgets::EmptyState*>();
        QVERIFY(empty && empty->isVisible());
        host.picture(QStringLiteral("stock-away"));
    }

    void aServiceThatComesBackClearsWhatItsOutageLeft() {
        PageHost host;
        auto* page = open(host);
        const auto look = [&] { return page->table()->view()->grab().toImage(); };
        const QImage fresh = look();
        host.control.failure = core::failure(core::ErrorCode::Unreachable, "No route.");
        host.show(ui::testing::healthySnapshot(host.now + std::chrono::seconds(4)));
        QVERIFY(look() != fresh);
        QCOMPARE(page->table()->table().rowCount(), std::size_t{2});
        page->setStale(true); // the whole cluster falls silent and comes back: the service hasn't
        page->setStale(false);
        QVERIFY(look() != fresh);
        host.control.failure.reset();
        host.show(ui::testing::healthySnapshot(host.now + std::chrono::seconds(2)));
        settle();
        QVERIFY(look() == fresh);
    }

    void anEmptyStoreSaysHowToFillIt() {
        PageHost host;
        host.control.restAnswer = {
            200,
            *core::parseJson(
                R"({"data":[],"page":{"number":0,"size":1000,"totalElements":0,"totalPages":0}})")};
        auto* page = qobject_cast<ListPage*>(host.open(QStringLiteral("stock")));
        host.show(ui::testing::emptySnapshot(host.now));
        settle();
        auto* empty = page->table()->findChild<ui::widgets::EmptyState*>();
        QVERIFY(empty && empty->isVisible());
        QVERIFY(!page->pane()->isVisible());
    }

    void aFormCanBeCopiedAsACommand() {
        PageHost host;
        auto* page = open(host);
        static_cast<StockPane*>(page->pane())->reserve();
        auto* dialog = form(*page);
        dialog->findChild<QLineEdit*>(QStringLiteral("quantityToReserve"))
            ->setText(QStringLiteral("5"));
        dialog->findChild<QLineEdit*>(QStringLiteral("reservedBy"))->setText(QStringLiteral("ana"));
        dialog->findChild<QLineEdit*>(QStringLiteral("reason"))
            ->setText(QStringLiteral("it's; rm -rf /"));
        QCOMPARE(dialog->command(), QStringLiteral("vigia stock reserve s2 --quantity 5 --by ana "
                                                   "--reason 'it'\\''s; rm -rf /'"));
    }

    void whatUndoingNeedsIsWrittenDownBeforeAChange() {
        PageHost host;
        std::vector<core::ops::AuditEntry> written;
        std::mutex mutex;
        host.context.audit().setWriter(
            [&](const core::ops::AuditEntry& entry) -> core::Result<void> {
                const std::lock_guard guard(mutex);
                written.push_back(entry);
                return {};
            });
        auto* page = open(host);
        static_cast<StockPane*>(page->pane())->changePrice();
        auto* dialog = form(*page);
        dialog->findChild<QLineEdit*>(QStringLiteral("newPrice"))->setText(QStringLiteral("1"));
        QTest::keyClick(dialog, Qt::Key_Return);
        const auto count = [&] {
            const std::lock_guard guard(mutex);
            return written.size();
        };
        QTRY_COMPARE(count(), std::size_t{2});
        const std::lock_guard guard(mutex);
        QCOMPARE(core::parseJson(written[0].before)->find("unitPrice")->text(),
                 std::string("410.10"));
        QCOMPARE(core::parseJson(written[0].after)->find("newPrice")->text(), std::string("1"));
        QVERIFY(written[1].result == core::ops::AuditResult::Failed);
        QCOMPARE(written[1].detail, std::string("Validation failed"));
    }

    void figuresAreSentAsTheyAreTyped() {
        PageHost host;
        auto* page = open(host);
        static_cast<StockPane*>(page->pane())->create();
        auto* dialog = form(*page);
        dialog->findChild<QLineEdit*>(QStringLiteral("productId"))->setText(QStringLiteral("X\"1"));
        dialog->findChild<QLineEdit*>(QStringLiteral("unitPrice"))
            ->setText(QStringLiteral("150.10"));
        dialog->findChild<QLineEdit*>(QStringLiteral("createdBy"))->clear();
        QCOMPARE(dialog->body(), std::string("{\"productId\":\"X\\\"1\",\"unitPrice\":150.10}"));
    }
};

VIGIA_TEST_CLASS(StockPageTest)
#include "stock_page_test.moc"

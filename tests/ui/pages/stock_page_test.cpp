#include "tests/ui/pages/page_host.h"
#include "ui/bridge/filter_bar.h"
#include "ui/pages/common/list_page.h"
#include "ui/pages/stock/rest_form.h"
#include "ui/pages/stock/stock_pane.h"
#include "ui/widgets/empty_state.h"

#include <QLineEdit>
#include <QTableView>

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
                R"({"data":[{"stockId":"s1","productId":"AAPL","symbol":"AAPL","productName":"Apple","quantity":150,)"
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

    void reservingByKeyboardLeadsToTheReservation() {
        PageHost host;
        auto* page = open(host);
        page->activateWindow();
        page->table()->view()->setFocus();
        QTest::keyClicks(page->table()->view(), QStringLiteral("r"));
        auto* dialog = form(*page);
        QVERIFY(dialog);
        auto* quantity = dialog->findChild<QLineEdit*>(QStringLiteral("quantityToReserve"));
        QCOMPARE(dialog->focusWidget(), quantity);
        QTest::keyClicks(quantity, QStringLiteral("5"));
        QTest::keyClick(quantity, Qt::Key_Return);
        settle();
        QVERIFY(form(*page) == nullptr);
        page->activateWindow(); // the offscreen platform doesn't give the window its focus back
        settle();
        QTest::keyClicks(page->table()->view(), QStringLiteral("v"));
        auto* pane = static_cast<StockPane*>(page->pane());
        auto* reservations = pane->reservations();
        QCOMPARE(reservations->table().rowCount(), std::size_t{1});
        QCOMPARE(pane->tabs()->currentIndex(), 1);
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

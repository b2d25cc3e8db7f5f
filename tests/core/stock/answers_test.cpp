#include "core/base/json.h"
#include "core/stock/answers.h"
#include "tests/core/stock/stock_samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::stock;
using namespace vigia::tests;

class AnswersTest : public QObject {
    Q_OBJECT

    static AnswerContext context() { return {at("2025-01-02T03:04:05.678Z"), "3f0c7a52"}; }

private Q_SLOTS:
    void createdStockIsWrittenToTheLetter() {
        CreateStock request{"AAPL", "AAPL", "AAPL", 150, Money::fromCents(15000), {}};
        auto command = sampleContext();
        command.by = "system";
        const auto change = create(request, "0b9d", command, StockRules{});
        const std::string time = "\"2025-01-02T03:04:05.678Z\"";
        QCOMPARE(
            stockAnswer(context(), "Stock created successfully", change.after, StockRules{}),
            R"({"success":true,"message":"Stock created successfully","timestamp":)" + time +
                R"(,"correlationId":"3f0c7a52","stockId":"0b9d","productId":"AAPL","quantity":150,)"
                R"("totalValue":"$22,500","version":1,"data":{"stockId":"0b9d","productId":"AAPL","symbol":"AAPL",)"
                R"("productName":"AAPL","quantity":150,"reservedQuantity":0,"unitPrice":150.00,)"
                R"("totalValue":22500.00,"status":"AVAILABLE","lowStock":false,"isLowStock":false,)"
                R"("available":true,"isAvailable":true,"reservable":true,"version":1,"createdAt":)" +
                time + R"(,"createdBy":"system","lastUpdated":)" + time +
                R"(,"lastUpdatedBy":"system"}})");
    }

    void validationErrorsListEveryField() {
        auto error = validationFailed(
            {{"quantity", "MIN", "must be 0 or more", JsonValue(JsonNumber{"-10"})},
             {"price", "REQUIRED", "is required", {}}});
        QCOMPARE(
            errorAnswer(context(), error),
            std::string(
                R"({"success":false,"message":"Validation failed","errorCode":"VALIDATION_FAILED",)"
                R"("timestamp":"2025-01-02T03:04:05.678Z","correlationId":"3f0c7a52","errors":[)"
                R"({"field":"quantity","code":"MIN","message":"must be 0 or more","rejectedValue":-10},)"
                R"({"field":"price","code":"REQUIRED","message":"is required","rejectedValue":null}]})"));
    }

    void conflictsCarryWhatAClientNeeds() {
        const auto duplicate = parseJson(errorAnswer(context(), duplicateProduct("AAPL", "id-1")));
        QCOMPARE(duplicate->stringAt("stockId"), std::optional<std::string>("id-1"));
        QCOMPARE(duplicate->stringAt("message"),
                 std::optional<std::string>("Stock already exists for product: AAPL"));
        const auto version = parseJson(errorAnswer(context(), versionConflict(3, 5)));
        QCOMPARE(version->integerAt("currentVersion"), std::optional<std::int64_t>(5));
        QVERIFY(version->find("data") == nullptr);
    }

    void onlyThreeConflictsFollowTheSetting() {
        QCOMPARE(duplicateProduct("A", "b").status(400), 400);
        QCOMPARE(domainError(ErrorKind::InsufficientStock, "").status(400), 400);
        QCOMPARE(domainError(ErrorKind::StockNotReservable, "").status(400), 400);
        QCOMPARE(versionConflict(1, 2).status(400), 409);
        QCOMPARE(stockNotFound("x").status(), 404);
    }

    void reservationAnswersAddTheirFlatFields() {
        const auto change = *reserve(sampleStock(), units(50), "RES-1", std::chrono::seconds(60),
                                     sampleContext(), StockRules{})
                                 .change;
        const auto answer =
            parseJson(reserveAnswer(context(), change.after, *change.reservation, StockRules{}));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->integerAt("reserved"), std::optional<std::int64_t>(50));
        QCOMPARE(answer->integerAt("remaining"), std::optional<std::int64_t>(150));
        QCOMPARE(answer->stringAt("reservationId"), std::optional<std::string>("RES-1"));
        const auto* data = answer->find("data");
        QCOMPARE(data->integerAt("reservedQuantity"), std::optional<std::int64_t>(50));
        QCOMPARE(data->find("reservation")->stringAt("state"),
                 std::optional<std::string>("ACTIVE"));
        QCOMPARE(data->find("stock")->integerAt("reservedQuantity"),
                 std::optional<std::int64_t>(50));
    }

    void pagesCountTheirLastPartialPage() {
        const auto answer =
            parseJson(stockListAnswer(context(), {sampleStock()}, {{0, 100}, 523}, StockRules{}));
        QCOMPARE(answer->find("page")->text(),
                 std::string(R"({"number":0,"size":100,"totalElements":523,"totalPages":6})"));
    }
};

VIGIA_TEST_CLASS(AnswersTest)
#include "answers_test.moc"

#include "core/base/json.h"
#include "core/stock/branch_event.h"
#include "core/stock/branch_request.h"
#include "core/stock/fields.h"
#include "core/stock/routing.h"
#include "tests/core/stock/stock_samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::stock;
using namespace vigia::tests;

class BranchTest : public QObject {
    Q_OBJECT

    static BranchContext context() { return {"corr-12345678", at("2025-01-02T03:04:05.678Z")}; }

    static std::string codeOf(const std::string& json) {
        const auto body = parseJson(json);
        const auto read = readMovement(*body, context());
        return std::holds_alternative<BranchError>(read) ? std::get<BranchError>(read).code
                                                         : "accepted";
    }

    static BranchRequest request(const std::string& json) {
        return std::get<BranchRequest>(readMovement(*parseJson(json), context()));
    }

    static BranchStock balance(std::int64_t quantity, std::int64_t reserved,
                               const char* branch = "B1") {
        return {{"PROD-123", "DC1", branch}, quantity, reserved, 4, {}};
    }

private Q_SLOTS:
    void hashHasTheCheckValueOfTheContract() {
        QCOMPARE(branchHash("2025-01-02T03:04:05.678Z", "PROD-123", "ADD", "corr-12345678"),
                 std::string("c07281258eb72ffd"));
    }

    void firstErrorOfAMovementGivesItsCode() {
        const std::string rest =
            R"(,"distributionCenter":"DC1","branch":"B1","quantity":5,"operation":"ADD"})";
        QCOMPARE(codeOf(R"({"productId":"P")" + rest), std::string("accepted"));
        QCOMPARE(codeOf(R"({"productId":" ")" + rest), std::string("INVALID_PRODUCT_ID"));
        QCOMPARE(codeOf(R"({"productId":"P","branch":"B","quantity":5,"operation":"ADD"})"),
                 std::string("INVALID_DISTRIBUTION_CENTER"));
        QCOMPARE(
            codeOf(R"({"productId":"P","distributionCenter":"D","quantity":5,"operation":"ADD"})"),
            std::string("INVALID_BRANCH"));
        QCOMPARE(
            codeOf(
                R"({"productId":"P","distributionCenter":"D","branch":"B","quantity":0,"operation":"ADD"})"),
            std::string("INVALID_QUANTITY"));
        QCOMPARE(
            codeOf(
                R"({"productId":"P","distributionCenter":"D","branch":"B","quantity":0,"operation":"SET"})"),
            std::string("accepted"));
        QCOMPARE(codeOf(R"({"productId":"P","operation":"MOVE"})"),
                 std::string("INVALID_OPERATION"));
        QCOMPARE(
            codeOf(
                R"({"productId":"P","distributionCenter":"D","branch":"B","quantity":1,"operation":"ADD","reasonCode":"WHIM"})"),
            std::string("VALIDATION_ERROR"));
        QCOMPARE(codeOf("[]"), std::string("VALIDATION_ERROR"));
    }

    void transfersNeedASourceOtherThanTheTarget() {
        const std::string head =
            R"({"productId":"P","distributionCenter":"D","quantity":5,"operation":"TRANSFER",)";
        QCOMPARE(codeOf(head + R"("branch":"B"})"), std::string("TRANSFER_REQUIRES_SOURCE"));
        QCOMPARE(codeOf(head + R"("targetBranch":"B","sourceBranch":"B"})"),
                 std::string("TRANSFER_REQUIRES_SOURCE"));
        const auto movement =
            request(head + R"("targetBranch":"B2","branch":"X","sourceBranch":"B1"})");
        QCOMPARE(movement.target.branch, std::string("B2"));
        QCOMPARE(movement.reasonCode, std::string("TRANSFER"));
    }

    void movementsChangeTheirBalances() {
        auto movement = request(
            R"({"productId":"PROD-123","distributionCenter":"DC1","branch":"B1","quantity":5,"operation":"RESERVE"})");
        auto change = std::get<BranchChange>(applyMovement(movement, balance(12, 1), std::nullopt));
        QCOMPARE(change.after.quantity, 7);
        QCOMPARE(change.after.reserved, 6);
        QCOMPARE(change.after.version, 5);
        movement.operation = BranchOperation::Release;
        change = std::get<BranchChange>(applyMovement(movement, balance(7, 6), std::nullopt));
        QCOMPARE(change.after.quantity, 12);
        movement.quantity = 7;
        QCOMPARE(
            std::get<BranchError>(applyMovement(movement, balance(7, 6), std::nullopt)).status(),
            409);
    }

    void balancesNeverLeaveTheIntegerRange() {
        const auto movement = request(
            R"({"productId":"PROD-123","distributionCenter":"DC1","branch":"B1","quantity":1,"operation":"ADD"})");
        const auto refused = applyMovement(movement, balance(kMaxQuantity, 0), std::nullopt);
        QCOMPARE(std::get<BranchError>(refused).code, std::string("INVALID_QUANTITY"));
    }

    void aTransferThatEmptiesItsSourceIsCritical() {
        const auto movement = request(
            R"({"productId":"PROD-123","distributionCenter":"DC1","targetBranch":"B2","sourceBranch":"B1","quantity":12,"operation":"TRANSFER"})");
        const auto change =
            std::get<BranchChange>(applyMovement(movement, balance(0, 0, "B2"), balance(12, 0)));
        const EventStamp stamp{"5e0f0000-0000-4000-8000-000000000002", {}, ""};
        const auto records = branchOutboxRecords(change, stamp, StockRules{});
        QCOMPARE(records.size(), std::size_t{2});
        QCOMPARE(records[1].topic, std::string(kTopicCritical));
        QCOMPARE(
            records[0].payload,
            R"({"schemaVersion":1,"eventType":"STOCK_TRANSFERRED","eventId":"5e0f0000-0000-4000-8000-000000000002",)"
            R"("correlationId":"corr-12345678","productId":"PROD-123","distributionCenter":"DC1","branch":"B2",)"
            R"("sourceBranch":"B1","targetBranch":"B2","operation":"TRANSFER","quantity":12,"previousQuantity":0,)"
            R"("newQuantity":12,"sourcePreviousQuantity":12,"sourceNewQuantity":0,"reserved":0,)"
            R"("reasonCode":"TRANSFER","priority":"HIGH","occurredAt":"2025-01-02T03:04:05.678Z",)"
            R"("publishedBy":"VIRTUAL-STOCK-SERVICE","hash":")" +
                branchHash("2025-01-02T03:04:05.678Z", "PROD-123", "TRANSFER", "corr-12345678") +
                R"("})");
    }

    void prioritiesFollowTheTable() {
        auto movement = request(
            R"({"productId":"P","distributionCenter":"D","branch":"B","quantity":100,"operation":"REMOVE"})");
        QCOMPARE(branchPriority(movement), std::string_view("LOW"));
        movement.quantity = 101;
        QCOMPARE(branchPriority(movement), std::string_view("HIGH"));
        movement.operation = BranchOperation::Add;
        QCOMPARE(branchPriority(movement), std::string_view("NORMAL"));
    }

    void formsReadNumbersFromText() {
        const auto form = objectFromPairs(
            {{"productId", "P"}, {"distributionCenter", "D"}, {"branch", "B"}, {"quantity", "15"}});
        const auto read = readMovementForm(form, BranchOperation::Remove, context());
        QCOMPARE(std::get<BranchRequest>(read).quantity, 15);
        QCOMPARE(std::get<BranchRequest>(read).reasonCode, std::string("SALE"));
    }

    void acceptedMovementIsAnsweredToTheLetter() {
        const auto movement = request(
            R"({"productId":"PROD-123","distributionCenter":"DC1","branch":"B1","quantity":5,"operation":"ADD"})");
        const auto change =
            std::get<BranchChange>(applyMovement(movement, balance(7, 2), std::nullopt));
        QCOMPARE(
            movementAnswer(change, "e-1"),
            std::string(
                R"({"status":"success","success":true,"correlationId":"corr-12345678","operation":"ADD",)"
                R"("productId":"PROD-123","distributionCenter":"DC1","branch":"B1","quantity":5,)"
                R"("available":12,"reserved":2,"eventId":"e-1","eventType":"STOCK_INCREASED",)"
                R"("targetTopic":"branch-stock-events","message":"Stock updated successfully"})"));
    }
};

VIGIA_TEST_CLASS(BranchTest)
#include "branch_test.moc"

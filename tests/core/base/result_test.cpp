#include "core/base/result.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <memory>
#include <stdexcept>
#include <vector>

using namespace vigia::core;

namespace {

/// Counts who lives, and fails to be copied when told to.
struct Guest {
    explicit Guest(int* count, bool copies = true) : living(count), canBeCopied(copies) {
        ++*living;
    }
    Guest(const Guest& other) : living(other.living), canBeCopied(other.canBeCopied) {
        if (!canBeCopied)
            throw std::runtime_error("no copy");
        ++*living;
    }
    Guest(Guest&& other) noexcept : living(other.living), canBeCopied(other.canBeCopied) {
        ++*living;
    }
    Guest& operator=(const Guest&) = delete;
    Guest& operator=(Guest&&) = delete;
    ~Guest() { --*living; }

    int* living;
    bool canBeCopied;
};

Result<std::string> text(bool good) {
    if (good)
        return std::string("a value that is longer than a short string");
    return failure(ErrorCode::NotFound, "an error that is longer than a short string");
}

} // namespace

class ResultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneOfBothIsHeld() {
        QVERIFY(text(true).has_value());
        QCOMPARE(*text(true), std::string("a value that is longer than a short string"));
        const auto bad = text(false);
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, ErrorCode::NotFound);
        QCOMPARE(bad.value_or("other"), std::string("other"));
    }

    void copiesAndMovesKeepWhichOne() {
        for (const bool good : {true, false}) {
            const auto first = text(good);
            auto copy = first;
            const auto moved = std::move(copy);
            QCOMPARE(moved.has_value(), good);
            if (good)
                QCOMPARE(*moved, *first);
            else
                QCOMPARE(moved.error().message, first.error().message);
        }
    }

    void assignmentChangesWhichOne() {
        auto result = text(true);
        result = text(false);
        QVERIFY(!result);
        result = text(true);
        QCOMPARE(result->size(), std::size_t(42));
        auto& same = result;
        result = same;
        QCOMPARE(result->size(), std::size_t(42));
    }

    void whatIsHeldDiesOnce() {
        int living = 0;
        {
            Result<Guest> result = Guest(&living);
            Result<Guest> copy = result;
            QCOMPARE(living, 2);
            copy = failure(ErrorCode::Conflict, "gone");
            QCOMPARE(living, 1);
            result = Result<Guest>(Guest(&living));
            QCOMPARE(living, 1);
        }
        QCOMPARE(living, 0);
    }

    void aCopyThatFailsLosesNothing() {
        int living = 0;
        Result<Guest> kept = Guest(&living);
        const Result<Guest> stubborn = Guest(&living, false);
        QVERIFY_EXCEPTION_THROWN(kept = stubborn, std::runtime_error);
        QVERIFY(kept.has_value());
        QVERIFY(kept->canBeCopied);
        QCOMPARE(living, 2);
    }

    void whatOnlyMovesCanBeHeld() {
        Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
        const auto taken = *std::move(result);
        QCOMPARE(*taken, 7);
    }

    void successWithoutValue() {
        Result<void> good;
        QVERIFY(good.has_value());
        good = failure(ErrorCode::Timeout, "late");
        QVERIFY(!good);
        QCOMPARE(good.error().message, std::string("late"));
    }
};

VIGIA_TEST_CLASS(ResultTest)
#include "result_test.moc"

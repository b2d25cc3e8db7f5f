#pragma once

#include <QTest>

// QTRY_COMPARE, QTRY_VERIFY and QTRY_VERIFY2 wait a minute here, not five seconds. What a test
// awaits comes at once; on a loaded machine it comes later, and that is no failure.
#undef QTRY_COMPARE
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, 60000)
#undef QTRY_VERIFY
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 60000)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(condition, text) QTRY_VERIFY2_WITH_TIMEOUT(condition, text, 60000)

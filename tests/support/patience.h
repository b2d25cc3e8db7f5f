#pragma once

#include <QTest>

// For tests against real servers: QTRY_COMPARE and QTRY_VERIFY wait a minute here, not five
// seconds. What they await comes at once; on a loaded machine it comes later, and that is no
// failure.
#undef QTRY_COMPARE
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, 60000)
#undef QTRY_VERIFY
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 60000)

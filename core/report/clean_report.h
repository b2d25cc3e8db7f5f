#pragma once

#include "core/report/report.h"

namespace vigia::core::report {

/// A report that may leave the house: no secret, no control or deceptive character, only valid
/// UTF-8. Every writer takes this and nothing else. A plain value.
class CleanReport {
public:
    /// What has the name of a secret or looks like one is masked (core/base/mask.h); `secrets` are
    /// values known to be secret (of the configuration, of the environment), masked wherever they
    /// stand.
    explicit CleanReport(Report report, const std::vector<std::string>& secrets = {});

    [[nodiscard]] const Report& operator*() const { return m_report; }
    [[nodiscard]] const Report* operator->() const { return &m_report; }

private:
    Report m_report;
};

} // namespace vigia::core::report

#pragma once

#include "backend/load/request_bytes.h"
#include "core/load/byte_pool.h"
#include "core/load/scenario.h"

#include <string>

namespace vigia::backend::load {

/// Where requests go and whose they are.
struct RequestAddress {
    std::string authority; ///< for Host
    std::string prefix;    ///< before every path
    std::string runId;
};

/// Writes requests as HTTP/1.1 text. Large bodies borrow its bytes: it outlives what it wrote. One
/// thread.
class RequestWriter {
public:
    /// Has the bytes that bodies of this scenario draw; the same seed makes the same. The scenario
    /// outlives what it wrote.
    RequestWriter(const core::load::Scenario& scenario, RequestAddress address, std::uint64_t seed);

    [[nodiscard]] const RequestAddress& address() const { return m_address; }
    /// Appends a request; false when a value to pick is not there yet, with half of one in `out`.
    bool write(const core::load::RequestPlan& plan, const core::load::TemplateValues& values,
               RequestBytes& out);

private:
    bool writeHeaders(const core::load::RequestPlan& plan, const core::load::TemplateValues& values,
                      std::string& out) const;
    void writeType(const core::load::RequestPlan& plan, std::string& out) const;
    bool fillBody(const core::load::RequestBody& body, const core::load::TemplateValues& values);
    bool fillForm(const core::load::FormBody& form, const core::load::TemplateValues& values);
    bool fillPart(const core::load::FormPart& part, const core::load::TemplateValues& values);
    void lend(const core::load::BlobPlan& blob, const core::load::TemplateValues& values);

    const RequestAddress m_address;
    const core::load::BytePool m_pool;
    const std::string m_boundary;
    RequestBytes m_body;    ///< room that is used again
    std::string m_fileName; ///< likewise
};

} // namespace vigia::backend::load

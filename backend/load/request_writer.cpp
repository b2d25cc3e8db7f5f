#include "backend/load/request_writer.h"

#include "backend/http/message.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::load {
namespace {

using namespace core::load;

std::size_t mostGeneratedBy(const Scenario& scenario) {
    std::size_t most = 0;
    const auto look = [&](const RequestPlan& plan) {
        if (plan.body)
            most = std::max(most, mostGenerated(*plan.body));
    };
    std::for_each(scenario.setup.begin(), scenario.setup.end(), look);
    std::for_each(scenario.requests.begin(), scenario.requests.end(), look);
    return most;
}

/// 128 random bits: no file holds them by chance.
std::string boundaryOf(std::uint64_t seed) {
    std::mt19937_64 random(~seed);
    const std::uint64_t first = random();
    return fmt::format("vigia-{:016x}{:016x}", first, random());
}

/// As browsers do it: what would end the quoted name is percent-encoded.
void appendQuoted(std::string& out, std::string_view name) {
    out += '"';
    for (const char c : name) {
        if (c == '"' || c == '\r' || c == '\n')
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    out += '"';
}

bool saysItsType(const RequestPlan& plan) {
    return std::any_of(plan.headers.begin(), plan.headers.end(), [](const auto& header) {
        return core::equalsIgnoreCase(header.first, "content-type");
    });
}

} // namespace

RequestWriter::RequestWriter(const Scenario& scenario, RequestAddress address, std::uint64_t seed)
    : m_address(std::move(address)), m_pool(seed, mostGeneratedBy(scenario)),
      m_boundary(boundaryOf(seed)) {}

bool RequestWriter::write(const RequestPlan& plan, const TemplateValues& values,
                          RequestBytes& out) {
    std::string& text = out.text();
    text += plan.method + " " + m_address.prefix;
    if (!plan.path.fill(values, text))
        return false;
    text += " HTTP/1.1\r\nHost: " + m_address.authority + "\r\n";
    if (!writeHeaders(plan, values, text))
        return false;
    m_body.clear();
    if (plan.body && !fillBody(*plan.body, values))
        return false;
    if (m_body.size() > 0 || http::takesBody(plan.method))
        text += "Content-Length: " + std::to_string(m_body.size()) + "\r\n";
    text += "\r\n";
    out.append(m_body);
    return true;
}

bool RequestWriter::writeHeaders(const RequestPlan& plan, const TemplateValues& values,
                                 std::string& out) const {
    for (const auto& [name, value] : plan.headers) {
        out += name + ": ";
        if (!value.fill(values, out))
            return false;
        out += "\r\n";
    }
    if (plan.body)
        writeType(plan, out);
    return true;
}

void RequestWriter::writeType(const RequestPlan& plan, std::string& out) const {
    if (saysItsType(plan))
        return;
    if (const auto* blob = std::get_if<BlobBody>(&*plan.body))
        out += "Content-Type: " + blob->type + "\r\n";
    else if (std::holds_alternative<FormBody>(*plan.body))
        out += "Content-Type: multipart/form-data; boundary=" + m_boundary + "\r\n";
    else
        out += "Content-Type: application/json\r\n";
}

bool RequestWriter::fillBody(const RequestBody& body, const TemplateValues& values) {
    if (const auto* text = std::get_if<TextTemplate>(&body))
        return text->fill(values, m_body.text());
    if (const auto* form = std::get_if<FormBody>(&body))
        return fillForm(*form, values);
    lend(std::get<BlobBody>(body).bytes, values);
    return true;
}

bool RequestWriter::fillForm(const FormBody& form, const TemplateValues& values) {
    for (const auto& part : form.parts) {
        m_body.text() += "--" + m_boundary + "\r\n";
        if (!fillPart(part, values))
            return false;
        m_body.text() += "\r\n";
    }
    m_body.text() += "--" + m_boundary + "--\r\n";
    return true;
}

bool RequestWriter::fillPart(const FormPart& part, const TemplateValues& values) {
    std::string& text = m_body.text();
    text += "Content-Disposition: form-data; name=";
    appendQuoted(text, part.name);
    const auto* blob = std::get_if<BlobPlan>(&part.content);
    if (blob != nullptr) {
        m_fileName.clear();
        if (!part.fileName.fill(values, m_fileName))
            return false;
        text += "; filename=";
        appendQuoted(text, m_fileName);
    }
    if (!part.type.empty())
        text += "\r\nContent-Type: " + part.type;
    text += "\r\n\r\n";
    if (blob == nullptr)
        return std::get<TextTemplate>(part.content).fill(values, text);
    lend(*blob, values);
    return true;
}

void RequestWriter::lend(const BlobPlan& blob, const TemplateValues& values) {
    if (blob.file)
        return m_body.lend(*blob.file);
    const std::size_t size =
        std::uniform_int_distribution<std::size_t>(blob.least, blob.most)(*values.random);
    m_body.lend(m_pool.take(size, *values.random));
}

} // namespace vigia::backend::load

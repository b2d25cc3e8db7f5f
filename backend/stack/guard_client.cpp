#include "backend/stack/guard_client.h"

#include "backend/stack/guard_text.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <pthread.h>
#include <sys/socket.h>

#include <array>
#include <thread>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::JsonNumber;
using core::JsonObject;
using core::JsonValue;
using core::Result;

namespace {

constexpr std::size_t kAnswerLimit = 4 * 1024 * 1024;

ErrorCode codeOf(std::string_view name) {
    for (const ErrorCode code :
         {ErrorCode::InvalidInput, ErrorCode::NotFound, ErrorCode::Conflict, ErrorCode::Unreachable,
          ErrorCode::Timeout, ErrorCode::Rejected, ErrorCode::Corrupt}) {
        if (core::errorCodeName(code) == name)
            return code;
    }
    return ErrorCode::Cancelled;
}

bool sendAll(int fd, const std::string& text) {
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t n = ::send(fd, text.data() + done, text.size() - done, MSG_NOSIGNAL);
        if (n <= 0 && errno != EINTR)
            return false;
        done += n > 0 ? static_cast<std::size_t>(n) : 0;
    }
    return true;
}

JsonObject withPass(JsonObject members, const core::ops::WritePass& pass) {
    if (!pass.cluster.empty()) {
        members.emplace_back("unlock", JsonValue(pass.cluster));
        members.emplace_back("reason", JsonValue(pass.reason));
    }
    return members;
}

} // namespace

GuardClient::GuardClient(core::UniqueFd socket, GuardListener listener)
    : m_socket(std::move(socket)), m_listener(std::move(listener)) {
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    ::pthread_setname_np(m_thread.native_handle(), "vigia-guard");
}

GuardClient::~GuardClient() {
    m_thread.request_stop();
    ::shutdown(m_socket.fd(), SHUT_RDWR);
    m_thread.join();
}

Result<void> GuardClient::attach(const GuardOptions& options) {
    const auto attached =
        request("attach", {{"protocol", JsonValue(JsonNumber{std::to_string(kGuardProtocol)})},
                           {"readOnly", JsonValue(options.stack.readOnly)},
                           {"tag", JsonValue(options.stack.tag)}});
    if (!attached)
        return attached.error();
    if (options.keep) {
        const auto kept = request("keep", withPass({{"on", JsonValue(true)}}, options.pass));
        if (!kept)
            return kept.error();
    }
    return subscribe();
}

Result<void> GuardClient::subscribe() {
    if (!m_listener.progress && !m_listener.event)
        return {};
    const auto done =
        request("subscribe", {{"progress", JsonValue(static_cast<bool>(m_listener.progress))},
                              {"events", JsonValue(static_cast<bool>(m_listener.event))}});
    return done ? Result<void>() : Result<void>(done.error());
}

Result<JsonValue> GuardClient::request(const std::string& verb, const JsonObject& members,
                                       std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    const std::int64_t id = m_nextId++;
    m_answers[id];
    lock.unlock();
    JsonObject request{{"id", JsonValue(JsonNumber{std::to_string(id)})},
                       {"request", JsonValue(verb)}};
    request.insert(request.end(), members.begin(), members.end());
    {
        const std::lock_guard sending(m_sending);
        if (!sendAll(m_socket.fd(), JsonValue(request).text() + "\n"))
            ::shutdown(m_socket.fd(), SHUT_RDWR); // the reader tells the rest
    }
    lock.lock();
    const bool answered =
        m_changed.wait_for(lock, patience, [&] { return m_lost || m_answers[id].has_value(); });
    auto node = m_answers.extract(id);
    lock.unlock();
    if (!node.mapped())
        return answered ? failure(ErrorCode::Unreachable, "The guard of the local stack is gone.")
                        : failure(ErrorCode::Timeout,
                                  fmt::format("The guard did not answer `{}` in time.", verb));
    const JsonValue& answer = *node.mapped();
    if (answer.boolAt("ok") && answer.find("result") != nullptr)
        return *answer.find("result");
    return failure(codeOf(answer.stringAt("code").value_or("")),
                   answer.stringAt("message").value_or("The guard refused without a reason."));
}

Result<std::vector<core::ops::ProcessStatus>> GuardClient::processes() {
    const auto now = status();
    if (!now)
        return now.error();
    return readProcesses(*now);
}

Result<StackAddresses> GuardClient::addresses() {
    const auto now = status();
    if (!now)
        return now.error();
    StackAddresses addresses;
    addresses.kafka = now->stringAt("kafka").value_or("");
    addresses.kafkaVersion = now->stringAt("kafkaVersion").value_or("");
    addresses.postgresUrlFile = now->stringAt("postgresUrlFile").value_or("");
    addresses.dataFolder = now->stringAt("dataFolder").value_or("");
    if (addresses.kafka.empty())
        return failure(ErrorCode::Conflict,
                       now->stringAt("failure").value_or("The local stack has no addresses yet."));
    const auto url = core::readFile(addresses.postgresUrlFile, 4096);
    if (!url)
        return url.error();
    addresses.postgres = std::string(core::trimmed(*url));
    return addresses;
}

Result<std::string> GuardClient::sentence(const std::string& verb, const JsonObject& members) {
    const auto answer = request(verb, members);
    if (!answer)
        return answer.error();
    return answer->stringAt("message").value_or("");
}

Result<std::string> GuardClient::process(const std::string& name, const std::string& verb,
                                         const core::ops::WritePass& pass) {
    return sentence(verb, withPass({{"process", JsonValue(name)}}, pass));
}

Result<std::string> GuardClient::scale(const std::string& role, int count,
                                       const core::ops::WritePass& pass) {
    return sentence("scale", withPass({{"role", JsonValue(role)},
                                       {"count", JsonValue(JsonNumber{std::to_string(count)})}},
                                      pass));
}

Result<std::string> GuardClient::defineWorker(const WorkerTemplate& worker) {
    auto text = core::parseJson(workerTemplateText(worker));
    if (!text)
        return text.error();
    return sentence("define", {{"worker", std::move(*text)}});
}

Result<std::string> GuardClient::logs(const std::string& process, int lines) {
    return sentence("logs", {{"process", JsonValue(process)},
                             {"lines", JsonValue(JsonNumber{std::to_string(lines)})}});
}

Result<void> GuardClient::detach() {
    const auto done = request("detach");
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> GuardClient::shutdown(std::chrono::milliseconds patience,
                                   const core::ops::WritePass& pass) {
    if (const auto asked = request("shutdown", withPass({}, pass));
        !asked && asked.error().code != ErrorCode::Unreachable)
        return asked.error();
    std::unique_lock lock(m_mutex);
    if (m_changed.wait_for(lock, patience, [this] { return m_lost; }))
        return {};
    return failure(
        ErrorCode::Timeout,
        fmt::format("The local stack did not stop within {} s; look at `vigia stack status`.",
                    patience.count() / 1000));
}

void GuardClient::establish() {
    const std::lock_guard lock(m_mutex);
    m_established = true;
}

bool GuardClient::lost() {
    const std::lock_guard lock(m_mutex);
    m_lost = true;
    m_changed.notify_all();
    return m_established;
}

void GuardClient::run(const std::stop_token& stop) {
    std::string input;
    std::array<char, 16384> chunk{};
    while (!stop.stop_requested()) {
        const ssize_t n = ::recv(m_socket.fd(), chunk.data(), chunk.size(), 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0 || input.size() > kAnswerLimit)
            break;
        input.append(chunk.data(), static_cast<std::size_t>(n));
        std::size_t from = 0;
        for (std::size_t end = 0; (end = input.find('\n', from)) != std::string::npos;
             from = end + 1)
            takeLine(input.substr(from, end - from));
        input.erase(0, from);
    }
    if (lost() && !stop.stop_requested() && m_listener.gone)
        m_listener.gone();
}

void GuardClient::takeLine(const std::string& line) {
    auto json = core::parseJson(line, {kAnswerLimit, 32});
    if (!json)
        return;
    if (const JsonValue* progress = json->find("progress");
        progress != nullptr && m_listener.progress) {
        if (const auto read = readProgress(*progress))
            m_listener.progress(*read);
    } else if (const JsonValue* event = json->find("event"); event != nullptr && m_listener.event) {
        if (const auto read = readEvent(*event))
            m_listener.event(*read);
    } else if (const auto id = json->integerAt("id")) {
        const std::lock_guard lock(m_mutex);
        if (const auto waiting = m_answers.find(*id); waiting != m_answers.end())
            waiting->second = std::move(*json);
        m_changed.notify_all();
    }
}

} // namespace vigia::backend::stack

#include "backend/stack/local_stack.h"

#include "backend/stack/kafka_files.h"
#include "backend/stack/log4j2_xml.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vigia::backend::stack {
namespace fs = std::filesystem;
using core::ErrorCode;
using core::failure;
using core::Result;
using core::ops::Health;
using core::ops::StartProgress;
using core::ops::StartStep;

namespace {

Health healthOf(ProcessState state) {
    switch (state) {
    case ProcessState::Starting:
    case ProcessState::Stopping:
        return Health::Working;
    case ProcessState::Running:
        return Health::Ok;
    case ProcessState::Failed:
        return Health::Broken;
    case ProcessState::Paused:
        return Health::Degraded;
    case ProcessState::Stopped:
        break;
    }
    return Health::Unknown;
}

bool isServer(const SupervisedProcess& process) {
    return process.spec().kind != ProcessKind::Worker;
}

StartStep stepOf(const SupervisedProcess& process) {
    StartStep step{process.spec().title,
                   healthOf(process.state()),
                   process.detail(),
                   process.startSeconds(),
                   {}};
    if (process.state() == ProcessState::Failed)
        step.log = process.logTail();
    return step;
}

double secondsBetween(core::SteadyTime from, core::SteadyTime to) {
    return std::chrono::duration<double>(to - from).count();
}

} // namespace

LocalStack::LocalStack(StackOptions options, const core::Clock& clock)
    : m_options(std::move(options)), m_clock(clock) {}

LocalStack::~LocalStack() {
    stop();
}

Result<void> LocalStack::takeLock() {
    m_lock.reset(
        ::open(m_paths.lockFile().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!m_lock.valid())
        return failure(ErrorCode::Rejected,
                       fmt::format("The lock {} can't be opened: {}. Make the data folder writable "
                                   "or choose another data.dir.",
                                   m_paths.lockFile().string(), std::strerror(errno)));
    if (::flock(m_lock.fd(), LOCK_EX | LOCK_NB) == 0)
        return {};
    m_lock.reset();
    return failure(ErrorCode::Conflict,
                   fmt::format("Another process runs the local stack in {}: attach to it, or stop "
                               "it with `vigia stack down`.",
                               m_paths.data.string()));
}

Result<void> LocalStack::open() {
    auto user = serviceUser();
    if (!user)
        return user.error();
    m_user = *user;
    auto paths = stackPaths(m_options);
    if (!paths)
        return paths.error();
    m_paths = *paths;
    if (auto made = makeFolders(m_paths, m_user); !made)
        return made;
    return takeLock();
}

Result<void> LocalStack::readFolder() {
    auto state = readState(m_paths, m_options);
    if (!state)
        return state.error();
    m_state = *state;
    const auto major = postgresDataMajor(m_paths);
    if (!major)
        return major.error();
    auto tools = findTools(m_options, m_paths, m_user, *major);
    if (!tools)
        return tools.error();
    m_tools = *tools;
    return {};
}

Result<void> LocalStack::writeConfiguration() {
    if (auto chosen = chooseIdentity(m_state, m_options); !chosen)
        return chosen;
    m_state.postgresMajor = m_tools.postgresMajor;
    if (auto written = writeState(m_paths, m_user, m_state); !written)
        return written;
    if (auto written = ownedFile(m_paths.configuration() / "log4j2.xml", m_user, 0600, kLog4j2Xml);
        !written)
        return written;
    for (int id = 1; id <= m_options.brokers; ++id) {
        if (auto good = checkBrokerFolder(m_paths, m_state, id); !good)
            return good;
        const std::string text =
            brokerProperties({m_paths, m_tools, m_state, id, m_options.classArchive});
        if (auto written = ownedFile(m_paths.brokerConfiguration(id), m_user, 0600, text); !written)
            return written;
    }
    return {};
}

Result<void> LocalStack::launchServers(const PostgresSecrets& secrets) {
    m_launcher = std::make_unique<SystemLauncher>(m_user);
    m_supervisor = std::make_unique<Supervisor>(*m_launcher, m_clock);
    std::vector<ProcessSpec> specs{postgresSpec(m_paths, m_tools, m_state, secrets, m_user)};
    for (int id = 1; id <= m_options.brokers; ++id)
        specs.push_back(brokerSpec({m_paths, m_tools, m_state, id, m_options.classArchive}));
    for (ProcessSpec& spec : specs) {
        auto added = m_supervisor->add(std::move(spec));
        if (!added)
            return added.error();
        (*added)->start();
    }
    return {};
}

void LocalStack::setAddresses(const PostgresSecrets& secrets) {
    m_addresses = {};
    for (const BrokerPorts& broker : m_state.brokers)
        m_addresses.kafka +=
            fmt::format("{}127.0.0.1:{}", m_addresses.kafka.empty() ? "" : ",", broker.client);
    m_addresses.postgres = postgresUrl(m_state, "vigia", secrets.product, "vigia");
    m_addresses.superuser = postgresUrl(m_state, "postgres", secrets.superuser, "postgres");
    m_addresses.postgresUrlFile = m_paths.secret(kProductUrl).string();
}

Result<void> LocalStack::begin() {
    m_begun = m_clock.steadyNow();
    m_readySeconds = 0;
    m_failure.clear();
    const auto run = [this]() -> Result<void> {
        if (auto opened = m_lock.valid() ? Result<void>() : open(); !opened)
            return opened;
        if (auto folder = readFolder(); !folder)
            return folder;
        if (auto written = writeConfiguration(); !written)
            return written;
        auto secrets = postgresSecrets(m_paths, m_user);
        if (!secrets)
            return secrets.error();
        setAddresses(*secrets);
        if (auto written =
                ownedFile(m_paths.secret(kProductUrl), m_user, 0600, m_addresses.postgres + "\n");
            !written)
            return written;
        return launchServers(*secrets);
    };
    auto result = run();
    m_checked = m_clock.steadyNow();
    if (!result) {
        m_failure = result.error().message;
        m_lock.reset();
    }
    return result;
}

Result<void> LocalStack::start(const Progress& progress) {
    if (auto begun = begin(); !begun) {
        progress(this->progress());
        return begun;
    }
    for (;;) {
        turn(std::chrono::milliseconds(50));
        const StartProgress now = this->progress();
        progress(now);
        if (now.ready)
            return {};
        if (!now.failure.empty()) {
            stop();
            return failure(ErrorCode::Rejected, now.failure);
        }
    }
}

void LocalStack::turn(std::chrono::milliseconds wait) {
    std::vector<pollfd> entries;
    if (m_supervisor)
        m_supervisor->addPollEntries(entries);
    ::poll(entries.data(), entries.size(), static_cast<int>(wait.count()));
    tick();
}

void LocalStack::tick() {
    if (!m_supervisor)
        return;
    m_supervisor->tick();
    if (m_readySeconds == 0 && ready())
        m_readySeconds = secondsBetween(m_begun, m_clock.steadyNow());
}

void LocalStack::stop() {
    if (!m_supervisor)
        return;
    m_supervisor->stopAll();
    while (!m_supervisor->allEnded())
        turn(std::chrono::milliseconds(20));
    keepClassArchive();
    m_supervisor.reset();
    std::error_code ignored;
    fs::remove(m_paths.postgresSockets(), ignored); // only when empty
    fs::remove(m_paths.run, ignored);
    m_lock.reset();
}

void LocalStack::keepClassArchive() {
    const fs::path archive = classArchive(m_paths, m_tools);
    const fs::path fresh = archive.string() + ".new";
    std::error_code error;
    if (!fs::exists(fresh, error))
        return;
    const SupervisedProcess* broker = m_supervisor->find("broker-1");
    if (broker != nullptr && broker->lastExit() == ExitInfo{143, 0}.text())
        fs::rename(fresh, archive, error);
    else
        fs::remove(fresh, error); // a broker that was killed left half an archive
}

bool LocalStack::ready() const {
    return m_supervisor && std::all_of(m_supervisor->processes().begin(),
                                       m_supervisor->processes().end(), [](const auto& process) {
                                           return !isServer(*process) ||
                                                  process->state() == ProcessState::Running;
                                       });
}

StartProgress LocalStack::progress() const {
    StartProgress progress;
    const bool checked = m_checked != core::SteadyTime{};
    progress.steps.push_back({"Checks",
                              !m_failure.empty() ? Health::Broken
                              : checked          ? Health::Ok
                                                 : Health::Working,
                              m_failure.empty() ? m_paths.data.string() : m_failure,
                              checked ? secondsBetween(m_begun, m_checked) : 0,
                              {}});
    progress.failure = m_failure;
    if (m_supervisor) {
        for (const auto& process : m_supervisor->processes()) {
            if (!isServer(*process))
                continue;
            progress.steps.push_back(stepOf(*process));
            if (process->state() == ProcessState::Failed && progress.failure.empty())
                progress.failure = process->detail();
        }
    }
    progress.ready = ready();
    progress.seconds =
        m_readySeconds > 0 ? m_readySeconds : secondsBetween(m_begun, m_clock.steadyNow());
    return progress;
}

} // namespace vigia::backend::stack

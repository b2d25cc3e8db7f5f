#include "backend/load/load_run.h"
#include "backend/load/request_writer.h"
#include "backend/load/scenario_file.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "tests/backend/load/refusing_server.h"
#include "tests/backend/load/small_server.h"
#include "tests/backend/load/tls_server.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <mutex>
#include <set>

using namespace vigia;
using namespace vigia::core::load;
using namespace vigia::backend::load;
using namespace std::chrono_literals;
using tests::SmallServer;

namespace {

/// What a server received: requests whole, as they came.
struct Received {
    std::string answer(const std::string& request) {
        const std::lock_guard lock(mutex);
        bytes += request.size();
        const auto end = request.find("\r\n\r\n");
        heads.push_back(request.substr(0, end + 2));
        bodies.push_back(request.substr(end + 4));
        return SmallServer::ok("{}", 201);
    }
    [[nodiscard]] std::set<std::string> hashes() const {
        std::set<std::string> all;
        for (const auto& body : bodies)
            all.insert(core::sha256Hex(body));
        return all;
    }

    std::mutex mutex;
    std::vector<std::string> heads, bodies;
    std::uint64_t bytes = 0;
};

/// The value of a header, or of a parameter of it: what stands between `name` and the line's end.
std::string after(const std::string& text, const std::string& name, const std::string& end) {
    const auto at = text.find(name);
    if (at == std::string::npos)
        return "missing";
    const auto from = at + name.size();
    return text.substr(from, text.find(end, from) - from);
}

struct Part {
    std::string head, content;
};

/// The parts of a form as RFC 2046 has them; empty where a byte is out of place.
std::vector<Part> partsOf(const std::string& head, const std::string& body) {
    const std::string mark =
        "--" + after(head, "Content-Type: multipart/form-data; boundary=", "\r\n");
    std::vector<Part> parts;
    std::size_t at = 0;
    while (body.compare(at, mark.size() + 2, mark + "\r\n") == 0) {
        at += mark.size() + 2;
        const auto headEnd = body.find("\r\n\r\n", at);
        const auto end = body.find("\r\n" + mark, at);
        if (headEnd == std::string::npos || end == std::string::npos)
            return {};
        parts.push_back(
            {body.substr(at, headEnd - at), body.substr(headEnd + 4, end - headEnd - 4)});
        at = end + 2;
    }
    return body.substr(at) == mark + "--\r\n" ? parts : std::vector<Part>{};
}

} // namespace

/// Bodies that are no text: drawn bytes, files, forms.
class UploadTest : public QObject {
    Q_OBJECT

private:
    static Scenario scenarioOf(const std::string& body, const std::filesystem::path& folder = {},
                               const std::string& stages = "{rate: 40, for: 1s}") {
        const auto reading =
            readScenario("name: upload\nspacing: even\ntimeout: 5m\nstages: [" + stages +
                             "]\nrequests:\n  - name: upload\n    method: POST\n    path: /files\n"
                             "    expect: [201]\n    body: " +
                             body + "\n",
                         folder);
        if (!reading.mistakes.empty())
            qWarning("%s", reading.mistakesText("upload.yaml").c_str());
        return reading.scenario;
    }
    static core::Result<RunRecord> run(const Scenario& scenario, const HttpTarget& target,
                                       std::uint64_t seed = 1, const std::stop_token& drain = {}) {
        return runLoad(scenario, {.target = target, .runId = "r1", .seed = seed, .progress = {}},
                       drain, {});
    }
    static std::string problemsOf(const core::Result<RunRecord>& record) {
        std::string text = record ? "" : record.error().message;
        if (record) {
            for (const auto& [code, count] : record->counted.errors)
                text += code + ": " + std::to_string(count) + "\n";
        }
        return text;
    }
    /// One user, who sends one request after the other: in this order they arrived.
    static std::vector<std::string> firstTen(std::uint64_t seed) {
        Received received;
        std::stop_source drain;
        SmallServer server([&](const std::string& request) {
            if (received.heads.size() == 9)
                drain.request_stop();
            return received.answer(request);
        });
        auto scenario = scenarioOf("{bytes: 1KiB to 64KiB}");
        scenario.model = Model::Closed;
        scenario.stages = {{"one", 1, 1, 1h}};
        const auto record =
            run(scenario, {"127.0.0.1", server.port(), ""}, seed, drain.get_token());
        if (!problemsOf(record).empty())
            qWarning("%s", problemsOf(record).c_str());
        received.bodies.resize(10);
        return received.bodies;
    }

private Q_SLOTS:
    void sizesAreDrawnFromTheWholeRangeAndArriveWhole() {
        Received received;
        SmallServer server([&](const std::string& request) { return received.answer(request); });
        const auto record =
            run(scenarioOf("{bytes: 100KiB to 1MiB}"), {"127.0.0.1", server.port(), ""});
        QVERIFY2(problemsOf(record).empty(), problemsOf(record).c_str());
        QCOMPARE(received.bodies.size(), std::size_t{40});
        QCOMPARE(received.hashes().size(), std::size_t{40});
        std::size_t below = 0;
        for (std::size_t i = 0; i < received.bodies.size(); ++i) {
            const auto size = received.bodies[i].size();
            QVERIFY2(size >= 102'400 && size <= 1'048'576, qPrintable(QString::number(size)));
            QCOMPARE(after(received.heads[i], "Content-Length: ", "\r\n"), std::to_string(size));
            QCOMPARE(after(received.heads[i], "Content-Type: ", "\r\n"),
                     std::string("application/octet-stream"));
            below += size < 575'488 ? 1 : 0;
        }
        QVERIFY2(below > 5 && below < 35, qPrintable(QString::number(below)));
        QCOMPARE(record->counted.sentBytes, received.bytes);
    }

    void theSameSeedSendsTheSame() {
        const auto first = firstTen(7), again = firstTen(7), other = firstTen(8);
        QVERIFY(first == again);
        QVERIFY(first != other);
    }

    void aFileIsSentAsItIs() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        std::string photo("\x89PNG\r\n\x1a\n\0{{n}}", 14);
        for (int i = 0; i < 300'000; ++i)
            photo += static_cast<char>(i * 7);
        QVERIFY(core::replaceFile(path / "photo.png", photo));
        Received received;
        SmallServer server([&](const std::string& request) { return received.answer(request); });
        const auto record = run(scenarioOf("{file: photo.png, type: image/png}", path),
                                {"127.0.0.1", server.port(), ""});
        QVERIFY2(problemsOf(record).empty(), problemsOf(record).c_str());
        QCOMPARE(received.hashes(), std::set<std::string>{core::sha256Hex(photo)});
        QCOMPARE(after(received.heads[0], "Content-Type: ", "\r\n"), std::string("image/png"));
    }

    void aFormIsAsBrowsersSendIt() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        const std::string photo("\r\n--vigia-\r\n\0--", 16);
        QVERIFY(core::replaceFile(path / "photo.png", photo));
        Received received;
        SmallServer server([&](const std::string& request) { return received.answer(request); });
        const auto record =
            run(scenarioOf("{form: [{name: conversation, value: \"{{run}}/{{n}}\"},"
                           "{name: file, filename: \"a\\\"{{n}}\\r\\n.bin\", bytes: 2KiB to 4KiB},"
                           "{name: photo, file: photo.png, type: image/png},"
                           "{name: meta, value: '{\"n\":{{n}}}', type: application/json}]}",
                           path),
                {"127.0.0.1", server.port(), ""});
        QVERIFY2(problemsOf(record).empty(), problemsOf(record).c_str());
        std::set<std::string> conversations, files;
        for (std::size_t i = 0; i < received.bodies.size(); ++i) {
            const auto parts = partsOf(received.heads[i], received.bodies[i]);
            QCOMPARE(parts.size(), std::size_t{4});
            const std::string number = parts[0].content.substr(3);
            QCOMPARE(parts[0].head,
                     std::string("Content-Disposition: form-data; name=\"conversation\""));
            QCOMPARE(parts[1].head,
                     "Content-Disposition: form-data; name=\"file\"; filename=\"a%22" + number +
                         "%0D%0A.bin\"\r\nContent-Type: application/octet-stream");
            QVERIFY(parts[1].content.size() >= 2'048 && parts[1].content.size() <= 4'096);
            QCOMPARE(parts[2].head,
                     std::string("Content-Disposition: form-data; name=\"photo\"; "
                                 "filename=\"photo.png\"\r\nContent-Type: image/png"));
            QCOMPARE(parts[2].content, photo);
            QCOMPARE(parts[3].content, "{\"n\":" + number + "}");
            conversations.insert(parts[0].content);
            files.insert(parts[1].content);
        }
        QCOMPARE(conversations.size(), std::size_t{40});
        QCOMPARE(files.size(), std::size_t{40});
        QCOMPARE(record->counted.sentBytes, received.bytes);
    }

    /// Before a run, too.
    void aSetUpRequestUploads() {
        Received received;
        SmallServer server([&](const std::string& request) { return received.answer(request); });
        auto scenario = scenarioOf("{bytes: 10}");
        SetupPlan setup;
        static_cast<RequestPlan&>(setup) = scenario.requests[0];
        setup.body = BlobBody{{300'000, 300'000}, "a/b"};
        scenario.setup = {setup};
        const auto record = run(scenario, {"127.0.0.1", server.port(), ""});
        QVERIFY2(problemsOf(record).empty(), problemsOf(record).c_str());
        QCOMPARE(received.bodies.size(), std::size_t{41});
        QCOMPARE(received.bodies[0].size(), std::size_t{300'000});
        QCOMPARE(record->counted.sentBytes,
                 received.bytes - received.heads[0].size() - 2 - 300'000);
    }

    void largeBodiesGoOverTls() {
        const tests::TestAuthority authority("authority");
        tests::TlsServer server(authority.issue("server", "IP:127.0.0.1", 10));
        const QTemporaryDir folder;
        const std::string file = folder.path().toStdString() + "/ca.pem";
        QVERIFY(core::replaceFile(file, authority.certificate()));
        auto scenario = scenarioOf("{bytes: 100KiB to 2MiB}");
        scenario.requests[0].expected = {200};
        scenario.connections = 4;
        auto trust = HttpTarget{}.trust;
        trust.caFile = file;
        const auto record = run(scenario, {"127.0.0.1", server.port(), "", true, trust});
        QVERIFY2(problemsOf(record).empty(), problemsOf(record).c_str());
        QCOMPARE(record->counted.answered, std::uint64_t{40});
        QCOMPARE(record->counted.sentBytes, server.received());
    }

    /// The answer to half a body is an answer; the connection is of no use after it.
    void whoRefusesABodyBeforeItsEndIsUnderstood_data() {
        QTest::addColumn<bool>("closes");
        QTest::newRow("and waits") << false;
        QTest::newRow("and closes") << true;
    }
    void whoRefusesABodyBeforeItsEndIsUnderstood() {
        QFETCH(bool, closes);
        tests::RefusingServer server(closes);
        const auto record = run(scenarioOf("{bytes: 16MiB}", {}, "{rate: 10, for: 1s}"),
                                {"127.0.0.1", server.port(), ""});
        QVERIFY(record);
        QCOMPARE(problemsOf(record), std::string("413: 10\n"));
        QVERIFY(record->counted.sentBytes > 0);
        QVERIFY(record->counted.sentBytes < 10 * 16UL * 1024 * 1024);
    }

    void aThousandLargeRequestsCostNoMemory() {
        const Scenario scenario = scenarioOf("{form: [{name: file, bytes: 16MiB}]}");
        RequestWriter writer(scenario, {"h:1", "", "r"}, 1);
        std::mt19937_64 random(1);
        const std::map<std::string, std::vector<std::string>, std::less<>> saved;
        std::vector<RequestBytes> requests(1'000);
        std::set<const void*> places;
        for (auto& request : requests) {
            QVERIFY(writer.write(scenario.requests[0], {"r", 0, &random, &saved}, request));
            QVERIFY(request.size() > 16UL * 1024 * 1024);
            QVERIFY(request.text().size() < 600);
            RequestBytes::Parts parts;
            QCOMPARE(request.gather(0, request.size(), parts), std::size_t{3});
            places.insert(parts[1].iov_base);
        }
        const auto* first = static_cast<const char*>(*places.begin());
        QVERIFY(static_cast<const char*>(*places.rbegin()) - first <= 64 * 1024);
    }

    void whatIsLeftOfARequestIsFoundAtEveryByte() {
        const std::string first = "abc", second = "defg";
        RequestBytes request("HEAD ");
        request.lend(first);
        request.text() += " then ";
        request.lend(second);
        request.lend("");
        request.text() += " end";
        const std::string whole = "HEAD abc then defg end";
        QCOMPARE(request.size(), whole.size());
        for (std::size_t sent = 0; sent <= whole.size(); ++sent) {
            for (std::size_t most = 1; most <= whole.size(); ++most) {
                RequestBytes::Parts parts;
                std::string left;
                for (std::size_t i = 0, count = request.gather(sent, most, parts); i < count; ++i)
                    left.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
                QCOMPARE(left, whole.substr(sent, most));
            }
        }
    }
};

VIGIA_TEST_CLASS(UploadTest)
#include "upload_test.moc"

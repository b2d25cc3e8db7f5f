#include "backend/http/client_address.h"
#include "backend/http/openapi.h"
#include "backend/http/router.h"
#include "backend/http/url.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::backend::http;

namespace {

void add(Router& router, std::string method, std::string pattern) {
    router.add({.method = std::move(method),
                .pattern = std::move(pattern),
                .handler = [](const Request&) { return Response{}; }});
}

std::string found(const Router& router, std::string_view method, std::string_view path) {
    const RouteMatch match = router.match(method, path);
    if (match.route == nullptr)
        return match.allow.empty() ? "404" : "405 " + match.allow;
    std::string text = match.route->pattern;
    for (const auto& [name, value] : match.pathParameters)
        text += " " + name + "=" + value;
    return text;
}

} // namespace

class RouterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void literalsWinOverParametersAndThoseOverPrefixes() {
        Router router;
        add(router, "GET", "/stocks/{id}");
        add(router, "GET", "/stocks/summary");
        add(router, "PUT", "/stocks/{id}/reserve/{code}");
        add(router, "*", "/stocks/**");
        add(router, "GET", "/");
        QCOMPARE(found(router, "GET", "/stocks/summary"), std::string("/stocks/summary"));
        QCOMPARE(found(router, "GET", "/stocks/summary/"), std::string("/stocks/summary"));
        QCOMPARE(found(router, "GET", "/stocks/a%2Fb"), std::string("/stocks/{id} id=a/b"));
        QCOMPARE(found(router, "PUT", "/stocks/1/reserve/2"),
                 std::string("/stocks/{id}/reserve/{code} id=1 code=2"));
        QCOMPARE(found(router, "PUT", "/stocks/1/reserve"), std::string("/stocks/**"));
        QCOMPARE(found(router, "BREW", "/stocks"), std::string("/stocks/**"));
        QCOMPARE(found(router, "PUT", "/stocks/summary"), std::string("405 GET, HEAD"));
        QCOMPARE(found(router, "HEAD", "/stocks/summary"), std::string("/stocks/summary"));
        QCOMPARE(found(router, "GET", "/"), std::string("/"));
    }

    void emptySegmentsAndOtherPathsMatchNothing() {
        Router router;
        add(router, "GET", "/a/b");
        add(router, "POST", "/a/b");
        for (const char* path :
             {"", "a/b", "//a/b", "/a//b", "/a/b//", "/a", "/A/b", "/a/b/c", "/a/%ff", "*"})
            QCOMPARE(found(router, "GET", path), std::string("404"));
        QCOMPARE(found(router, "GET", "/%61/b"), std::string("/a/b"));
        QCOMPARE(found(router, "DELETE", "/a/b"), std::string("405 GET, HEAD, POST"));
    }

    void theDeepestPrefixWins() {
        Router router;
        add(router, "*", "/api/**");
        add(router, "*", "/api/v1/logs/**");
        QCOMPARE(found(router, "GET", "/api/v1/logs/x/y"), std::string("/api/v1/logs/**"));
        QCOMPARE(found(router, "GET", "/api/v1/logsx"), std::string("/api/**"));
        QCOMPARE(found(router, "GET", "/other"), std::string("404"));
    }

    void openApiDescribesBodiesParametersAndAnswers() {
        Router router;
        router.add({.method = "POST",
                    .pattern = "/stocks/{id}",
                    .handler = {},
                    .scope = "stock:write",
                    .doc = {.summary = "Change it",
                            .tag = "Stock",
                            .parameters = {{.name = "Idempotency-Key", .in = "header"}},
                            .bodySchema = R"({"type":"object"})",
                            .responses = {{200, "Changed"}, {409, ""}}}});
        add(router, "*", "/elsewhere/**");
        QCOMPARE(
            openApiJson(router, {.title = "T", .version = "1"}),
            std::string(
                R"json({"openapi":"3.0.3","info":{"title":"T","version":"1","description":""},"paths":{"/stocks/{id}":{"post":{"tags":["Stock"],)json"
                R"json("summary":"Change it","operationId":"postStocksId","x-scope":"stock:write","parameters":[)json"
                R"json({"name":"Idempotency-Key","in":"header","required":false,"schema":{"type":"string"}},)json"
                R"json({"name":"id","in":"path","required":true,"schema":{"type":"string"}}],"requestBody":{"required":true,"content":)json"
                R"json({"application/json":{"schema":{"type":"object"}}}},"responses":{"200":{"description":"Changed"},"409":{"description":"Conflict"}}}}}})json"));
    }

    void openApiShowsWhatIsDescribedBehindAPrefixAndTheRouterDoesNotServeIt() {
        Router router;
        add(router, "*", "/stocks/**");
        router.describe({.method = "GET", .pattern = "/stocks/{id}", .doc = {.summary = "One"}});
        const auto document = core::parseJson(openApiJson(router, {}));
        QCOMPARE(document->find("paths")->find("/stocks/{id}")->find("get")->stringAt("summary"),
                 std::optional<std::string>("One"));
        QCOMPARE(router.match("GET", "/stocks/7").route->pattern, std::string("/stocks/**"));
    }

    void yamlQuotesWhatCouldBeReadAsSomethingElse() {
        const auto json = core::parseJson(
            R"({"openapi":"3.0.3","a":{"list":["x","yes","a: b",1,true,null,[],{}],"200":"ok"},"empty":""})");
        QCOMPARE(yamlText(*json),
                 std::string("openapi: \"3.0.3\"\na:\n  list:\n    - x\n    - \"yes\"\n    - \"a: "
                             "b\"\n    - 1\n    - true\n    - null\n"
                             "    - []\n    - {}\n  \"200\": ok\nempty: \"\"\n"));
    }

    void urlsOfServersAreReadStrictly() {
        const auto url = parseHttpUrl("http://[::1]:8088/base/");
        QVERIFY(url.has_value());
        QCOMPARE(url->host + "|" + url->port + "|" + url->path, std::string("::1|8088|/base"));
        QCOMPARE(parseHttpUrl("HTTP://host")->port, std::string("80"));
        QCOMPARE(parseHttpUrl("HTTPS://host/")->port, std::string("443"));
        QVERIFY(parseHttpUrl("https://host")->tls && !parseHttpUrl("http://host")->tls);
        for (const char* bad : {"", "http://", "https://", "httpss://x", "x", "http://x:0",
                                "http://x:99999", "http://x:1y", "http://u@x", "http://:80"})
            QVERIFY2(!parseHttpUrl(bad).has_value(), bad);
        QCOMPARE(percentEncoded("a b/\xC3\xA4~"), std::string("a%20b%2F%C3%A4~"));
    }

    void queriesAreDecodedAndDuplicatesKept() {
        const auto query = parseQuery("a=1&b=x+y%2Bz&a=2&&c");
        QCOMPARE(*query,
                 (std::vector<NameValue>{{"a", "1"}, {"b", "x y+z"}, {"a", "2"}, {"c", ""}}));
        QVERIFY(!parseQuery("a=%f").has_value());
    }

    void proxiesThatAreNoneAreNamed() {
        for (const char* bad :
             {"10.0.0.0/33", "x", "10.0.0", "::1/129", "10.0.0.0/", "1.2.3.4/-1"}) {
            const auto parsed = TrustedProxies::parse({"127.0.0.1", bad});
            QVERIFY2(!parsed.has_value(), bad);
            QVERIFY(parsed.error().message.find(bad) != std::string::npos);
        }
        const auto parsed = TrustedProxies::parse({"fd00::/8", "10.1.0.0/16"});
        QVERIFY(parsed->contains("fd12::1") && parsed->contains("10.1.255.1") &&
                parsed->contains("::ffff:10.1.2.3"));
        QVERIFY(!parsed->contains("fe80::1") && !parsed->contains("10.2.0.1") &&
                !parsed->contains("nonsense"));
    }
};

VIGIA_TEST_CLASS(RouterTest)
#include "router_test.moc"

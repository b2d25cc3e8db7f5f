#include "backend/stock/rest.h"

#include "backend/stock/branch_store.h"
#include "backend/stock/stock_writer.h"
#include "backend/stock/sweeper.h"

namespace vigia::backend::stock {
namespace {

using core::stock::BranchOperation;
using http::ParameterDoc;
using http::Request;
using http::Route;
using http::RouteDoc;

constexpr const char* kBase = "/api/v1/virtual-stock";
constexpr const char* kBranchBase = "/api/v1/stock";
constexpr const char* kInteger = R"({"type":"integer"})";
constexpr const char* kNumber = R"({"type":"number"})";
constexpr const char* kBoolean = R"({"type":"boolean"})";
constexpr const char* kTime = R"({"type":"string","format":"date-time"})";

ParameterDoc query(std::string name, std::string description,
                   const char* schema = R"({"type":"string"})", bool required = false) {
    return {std::move(name), "query", std::move(description), schema, required};
}

ParameterDoc keyHeader() {
    return {"Idempotency-Key", "header",
            "1 to 128 printable characters; the outcome is replayed for 24 h",
            R"({"type":"string","minLength":1,"maxLength":128})", false};
}

ParameterDoc ifMatch() {
    return {"If-Match", "header", "the version that is expected, in quotes", R"({"type":"string"})",
            false};
}

std::map<int, std::string> responses(int success) {
    return {{success, "done"},
            {400, "validation failed"},
            {404, "not found"},
            {409, "the state forbids it"},
            {503, "database away, busy or draining"}};
}

/// Adds a route of one tag; the handler is a member of a service.
class Routes {
public:
    Routes(http::Router& router, std::string base, std::string tag)
        : m_router(router), m_base(std::move(base)), m_tag(std::move(tag)) {}

    template <class Handler>
    void read(const std::string& path, std::string summary, std::vector<ParameterDoc> parameters,
              Handler handler) {
        Route route{"GET", m_base + path, handler};
        route.scope = "stock:read";
        describe(route, std::move(summary), std::move(parameters), "");
        m_router.add(std::move(route));
    }

    template <class Handler>
    void write(const char* method, const std::string& path, std::string summary, std::string schema,
               Handler handler, std::vector<ParameterDoc> parameters = {},
               decltype(Route::together) together = {}) {
        Route route{method, m_base + path, handler, std::move(together)};
        route.scope = "stock:write";
        parameters.push_back(keyHeader());
        if (schema.empty())
            route.consumes.clear();
        describe(route, std::move(summary), std::move(parameters), std::move(schema));
        m_router.add(std::move(route));
    }

private:
    void describe(Route& route, std::string summary, std::vector<ParameterDoc> parameters,
                  std::string schema) const {
        route.doc.summary = std::move(summary);
        route.doc.tag = m_tag;
        route.doc.parameters = std::move(parameters);
        route.doc.bodySchema = std::move(schema);
        route.doc.responses = responses(
            m_base == kBase && route.method == "POST" && route.pattern.ends_with("/stocks") ? 201
                                                                                            : 200);
    }

    http::Router& m_router;
    const std::string m_base;
    const std::string m_tag;
};

std::string object(const std::string& properties, const std::string& required = "") {
    return R"({"type":"object","properties":{)" + properties + "}" +
           (required.empty() ? "" : ",\"required\":[" + required + "]") + "}";
}

std::string actor(const char* name) {
    return std::string(R"(,"reason":{"type":"string","maxLength":255},")") + name +
           R"(":{"type":"string","maxLength":100})";
}

constexpr const char* kExpected = R"(,"expectedVersion":{"type":"integer","minimum":1})";

void addChanges(Routes& routes, StockCommands& c) {
    const auto put = [&](const char* path, const char* summary, const std::string& field,
                         auto handler) {
        routes.write("PUT", path, summary, object(field + actor("updatedBy") + kExpected), handler,
                     {ifMatch()});
    };
    put("/stocks/{id}/quantity", "Set the available quantity",
        R"("newQuantity":{"type":"integer","minimum":0})",
        [&c](const Request& r) { return c.setQuantity(r); });
    put("/stocks/{id}/price", "Set the unit price",
        R"("newPrice":{"type":"number","exclusiveMinimum":true,"minimum":0})",
        [&c](const Request& r) { return c.setPrice(r); });
    put("/stocks/{id}/status", "Discontinue or reactivate",
        R"("status":{"type":"string","enum":["DISCONTINUED","ACTIVE"]})",
        [&c](const Request& r) { return c.setStatus(r); });
    routes.write("POST", "/stocks/{id}/replenish", "Add units",
                 object(std::string(R"("quantityToAdd":{"type":"integer","minimum":1})") +
                        actor("updatedBy") + kExpected),
                 [&c](const Request& r) { return c.replenish(r); }, {ifMatch()});
    routes.write("DELETE", "/stocks/{id}", "Delete a stock without active reservations", "",
                 [&c](const Request& r) { return c.remove(r); },
                 {query("deletedBy", "who deletes"), query("reason", "why"),
                  query("expectedVersion", "the version that is expected", kInteger), ifMatch()});
}

void addCommands(Routes& routes, StockCommands& c) {
    routes.write(
        "POST", "/stocks", "Create a stock",
        object(
            std::string(
                R"("productId":{"type":"string","maxLength":100},"quantity":{"type":"integer","minimum":0},)") +
                R"("unitPrice":{"type":"number"},"symbol":{"type":"string","maxLength":20},)" +
                R"("productName":{"type":"string","maxLength":100})" + actor("createdBy"),
            R"("productId")"),
        [&c](const Request& r) { return c.create(r); }, {},
        [&c](std::span<const Request* const> all) { return c.createTogether(all); });
    addChanges(routes, c);
    routes.write("POST", "/stocks/{id}/reserve", "Reserve units for a while",
                 object(std::string(R"("quantityToReserve":{"type":"integer","minimum":1},)") +
                        R"("ttlSeconds":{"type":"integer","minimum":1,"maximum":86400})" +
                        actor("reservedBy") + kExpected),
                 [&c](const Request& r) { return c.reserve(r); }, {ifMatch()});
    const std::string id = R"("reservationId":{"type":"string"})";
    routes.write("POST", "/stocks/{id}/release", "Give the units of a reservation back",
                 object(id + actor("releasedBy"), R"("reservationId")"),
                 [&c](const Request& r) { return c.release(r); });
    routes.write("POST", "/stocks/{id}/confirm", "Confirm a reservation",
                 object(id + actor("confirmedBy"), R"("reservationId")"),
                 [&c](const Request& r) { return c.confirm(r); });
}

std::vector<ParameterDoc> pageParameters() {
    return {query("page", "from 0", kInteger),
            query("size", "1 to 1000, 100 unless given", kInteger)};
}

std::vector<ParameterDoc> listParameters() {
    auto all = pageParameters();
    for (auto& parameter : std::vector<ParameterDoc>{
             query("status", "one or several, comma separated"), query("symbol", "exact"),
             query("productId", "exact"), query("q", "prefix of symbol, productId or productName"),
             query("lowStock", "below the threshold", kBoolean),
             query("minQuantity", "at least", kInteger), query("maxQuantity", "at most", kInteger),
             query("minPrice", "at least", kNumber), query("maxPrice", "at most", kNumber),
             query("updatedSince", "changed at or after", kTime),
             query("sort", "field,asc or field,desc")})
        all.push_back(std::move(parameter));
    return all;
}

void addQueries(Routes& routes, StockQueries& q) {
    routes.read("/stocks/{id}", "One stock", {}, [&q](const Request& r) { return q.stock(r); });
    routes.read("/stocks", "Stocks", listParameters(),
                [&q](const Request& r) { return q.list(r); });
    auto reservations = pageParameters();
    reservations.push_back(query("state", "ACTIVE, CONFIRMED, RELEASED or EXPIRED"));
    routes.read("/stocks/{id}/reservations", "Reservations of a stock, newest first", reservations,
                [&q](const Request& r) { return q.reservations(r); });
    routes.read("/reservations/{reservationId}", "One reservation", {},
                [&q](const Request& r) { return q.reservation(r); });
    routes.read(
        "/stocks/{id}/events", "Events of a stock, newest first",
        {query("limit", "1 to 500", kInteger), query("beforeVersion", "older than", kInteger)},
        [&q](const Request& r) { return q.events(r); });
    routes.read("/summary", "Totals and the last hour",
                {query("top", "symbols listed, 1 to 50", kInteger)},
                [&q](const Request& r) { return q.summary(r); });
    routes.read(
        "/series", "Counts per step",
        {query("metric", "created, updated, reserved, confirmed, released, rejected or units",
               R"({"type":"string"})", true),
         query("symbol", "one symbol only"), query("from", "first moment", kTime),
         query("to", "last moment", kTime), query("step", "seconds, whole minutes", kInteger)},
        [&q](const Request& r) { return q.series(r); });
}

std::vector<ParameterDoc> movementParameters(bool transfer) {
    std::vector<ParameterDoc> all{query("productId", "product"),
                                  query("distributionCenter", "centre"),
                                  query("quantity", "units", kInteger), query("reasonCode", "why"),
                                  query("referenceDocument", "document")};
    if (transfer) {
        all.push_back(query("sourceBranch", "from"));
        all.push_back(query("targetBranch", "to"));
    } else {
        all.push_back(query("branch", "branch"));
    }
    return all;
}

void addBranch(Routes& routes, BranchService& b) {
    const std::string movement = object(
        R"("productId":{"type":"string"},"distributionCenter":{"type":"string"},"branch":{"type":"string"},)"
        R"("quantity":{"type":"integer"},"operation":{"type":"string"})");
    routes.write("POST", "/update", "One movement", movement,
                 [&b](const Request& r) { return b.update(r); });
    routes.write("POST", "/validate", "Check a movement, write nothing", movement,
                 [&b](const Request& r) { return b.validate(r); });
    routes.write("POST", "/batch", "1 to 100 movements",
                 R"({"type":"array","items":)" + movement + "}",
                 [&b](const Request& r) { return b.batch(r); });
    const std::pair<const char*, BranchOperation> forms[]{{"/add", BranchOperation::Add},
                                                          {"/remove", BranchOperation::Remove},
                                                          {"/reserve", BranchOperation::Reserve},
                                                          {"/release", BranchOperation::Release},
                                                          {"/transfer", BranchOperation::Transfer}};
    for (const auto& [path, operation] : forms)
        routes.write(
            "POST", path, "One movement from a form", "",
            [&b, op = operation](const Request& r) { return b.form(r, op); },
            movementParameters(operation == BranchOperation::Transfer));
    auto filters = pageParameters();
    for (const auto* name : {"productId", "distributionCenter", "branch"})
        filters.push_back(query(name, "exact"));
    routes.read("", "Balances", filters, [&b](const Request& r) { return b.list(r); });
}

void addProbes(http::Router& router, BranchService& b) {
    const auto probe = [&](const std::string& path, auto handler) {
        Route route{"GET", path, handler};
        route.execution = http::Execution::Inline;
        route.doc.summary = "Whether the process serves";
        route.doc.tag = "health";
        router.add(std::move(route));
    };
    probe(std::string(kBase) + "/health", [](const Request&) {
        return http::Response{200, "application/json", R"({"status":"UP"})", {}};
    });
    probe(std::string(kBase) + "/ping", [](const Request&) {
        return http::Response{200, "text/plain", "pong", {}};
    });
    probe(std::string(kBranchBase) + "/health", [&b](const Request& r) { return b.health(r); });
}

} // namespace

StockService::StockService(const StockDeps& deps)
    : m_commands(deps), m_queries(deps), m_branch(deps) {
    prepareWrites(deps.pool);
    prepareIdempotency(deps.pool);
    prepareBranch(deps.pool);
    prepareSweep(deps.pool);
}

void addStockRoutes(http::Router& router, StockService& service) {
    Routes virtualStock(router, kBase, "virtual stock");
    addCommands(virtualStock, service.commands());
    addQueries(virtualStock, service.queries());
    Routes branchStock(router, kBranchBase, "branch stock");
    addBranch(branchStock, service.branch());
    addProbes(router, service.branch());
}

} // namespace vigia::backend::stock

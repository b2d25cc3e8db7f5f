#pragma once

#include "backend/http/message.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::http {

/// Where a handler runs: Inline on the I/O thread (must not block: memory only), Blocking on a
/// worker thread.
enum class Execution { Inline, Blocking };

/// A parameter as OpenAPI describes it. Path parameters that no one describes are added by the
/// router.
struct ParameterDoc {
    std::string name{};
    std::string in = "query"; ///< query, header or path
    std::string description{};
    std::string schema = R"({"type":"string"})"; ///< JSON schema
    bool required = false;
};

/// What OpenAPI says about a route.
struct RouteDoc {
    std::string summary{};
    std::string tag{};
    std::vector<ParameterDoc> parameters{};
    std::string bodySchema{};               ///< JSON schema of the request body; empty: none
    std::map<int, std::string> responses{}; ///< status → description; empty: 200 "OK"
};

/// One operation of a listener.
struct Route {
    std::string method{};  ///< GET (answers HEAD too), POST, …; `*` takes every method
    std::string pattern{}; ///< `/api/v1/stocks/{id}`, or `/api/v1/logs/**` for everything at and
                           ///< below a prefix
    std::function<Response(const Request&)> handler{};
    /// Answers requests that came at the same time together, which is cheaper than one by one; runs
    /// on one worker at a time. Those without an answer go to `handler`. Absent: all do.
    std::function<std::vector<std::optional<Response>>(std::span<const Request* const>)> together{};
    Execution execution = Execution::Blocking;
    std::string scope{};                       ///< `stock:read`, …; empty: public
    std::string consumes = "application/json"; ///< media type of bodies; empty: any
    std::size_t maxBodyBytes = 1024 * 1024;
    RouteDoc doc{};
};

/// What the router found for a method and a path.
struct RouteMatch {
    const Route* route = nullptr;          ///< null: 404, or 405 when `allow` is set
    std::vector<NameValue> pathParameters; ///< decoded
    std::string allow;                     ///< `GET, HEAD, POST`
};

/// The routes of one listener. Filled before the server starts, only read afterwards (any thread);
/// it stays where it was made and outlives the server. Adding a pattern twice for one method is a
/// programmer's mistake.
class Router {
public:
    Router();
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    void add(Route route);
    /// `rawPath` is percent-encoded, without query. Segments are decoded one by one after cutting
    /// at '/'; literal segments win over parameters, those over prefixes; one trailing '/' is
    /// ignored, other empty segments match nothing.
    [[nodiscard]] RouteMatch match(std::string_view method, std::string_view rawPath) const;
    /// An operation for the documentation only: another process serves it behind a prefix of ours.
    void describe(Route route) { m_described.push_back(std::move(route)); }
    [[nodiscard]] const std::vector<Route>& described() const { return m_described; }
    /// In the order they were added.
    [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return m_routes; }

private:
    struct Node;

    std::vector<std::unique_ptr<Route>> m_routes;
    std::vector<Route> m_described;
    std::unique_ptr<Node> m_root;
};

/// The names in braces of a pattern, in order.
std::vector<std::string> parameterNames(std::string_view pattern);

} // namespace vigia::backend::http

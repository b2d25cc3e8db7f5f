#include "app/commands/commands.h"
#include "app/commands/stock_text.h"
#include "app/platform_access.h"
#include "backend/config/own_services.h"
#include "backend/http/client.h"
#include "backend/http/url.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <cstdio>

#include <fmt/format.h>

namespace vigia::app {
namespace {

using core::JsonValue;
using core::Result;

const std::string kBase = "/api/v1/virtual-stock";

/// What a verb sends: `options` maps an option to the body's field; numbers are sent as they are
/// written.
struct Verb {
    const char* method;
    std::string path; ///< `{id}` becomes the argument
    std::vector<std::pair<std::string, std::string>> text;
    std::vector<std::pair<std::string, std::string>> numbers;
    std::vector<std::pair<std::string, std::string>> query;
};

void printFailure(const JsonValue& answer) {
    std::fprintf(stderr, "vigia: %s\n",
                 core::escapedForDisplay(
                     answer.stringAt("message").value_or("the service refused the request"), 500)
                     .c_str());
    const auto* errors = answer.find("errors");
    for (const auto& error :
         errors != nullptr && errors->asArray() != nullptr ? *errors->asArray() : core::JsonArray{})
        std::fprintf(stderr, "  %s %s\n", stockCell(error.find("field")).c_str(),
                     stockCell(error.find("message")).c_str());
}

int exitCodeOf(int status) {
    if (status / 100 == 2)
        return kOk;
    if (status == 400)
        return kWrongUse;
    return status >= 500 ? kCouldNotAsk : kFailed;
}

std::string bodyOf(const Verb& verb, const Parsed& parsed) {
    core::JsonWriter json;
    json.beginObject();
    for (const auto& [option, field] : verb.text) {
        if (parsed.has(option))
            json.member(field, parsed.option(option));
    }
    for (const auto& [option, field] : verb.numbers) {
        if (!parsed.has(option))
            continue;
        // What is no number goes as text, and the service names the field.
        const auto number = core::parseJson(parsed.option(option));
        if (number && number->asNumber() != nullptr)
            json.key(field).raw(parsed.option(option));
        else
            json.member(field, parsed.option(option));
    }
    return json.endObject().take();
}

std::string targetOf(const Verb& verb, const Parsed& parsed) {
    std::string path = kBase + verb.path;
    if (const auto at = path.find("{id}"); at != std::string::npos)
        path.replace(at, 4, backend::http::percentEncoded(parsed.argument("id")));
    char separator = '?';
    for (const auto& [option, name] : verb.query) {
        if (!parsed.has(option))
            continue;
        path += separator + name + "=" + backend::http::percentEncoded(parsed.option(option));
        separator = '&';
    }
    return path;
}

int call(const Context& context, const Parsed& parsed, const Verb& verb) {
    const auto url = gatewayUrl(context);
    if (!url)
        return reportError(url.error());
    backend::http::Client client({.baseUrl = *url,
                                  .totalTime = std::chrono::seconds(15),
                                  .lock = ownLock(context),
                                  .tls = backend::config::ownServicesTls(context.config.http)});
    backend::http::ClientRequest request;
    request.method = verb.method;
    request.target = targetOf(verb, parsed);
    if (request.method != "GET" && request.method != "DELETE")
        request.body = bodyOf(verb, parsed);
    request.headers = {{"X-User-ID", "vigia-command"}};
    request.pass = passOf(parsed);
    const auto answer = client.send(request);
    if (!answer)
        return reportError(answer.error());
    const auto json = core::parseJson(answer->body, {16U * 1024 * 1024, 32});
    if (!json)
        return reportError(core::failure(core::ErrorCode::Corrupt,
                                         "the service answered with something that is not JSON"));
    if (parsed.json())
        std::puts(json->text().c_str());
    else if (exitCodeOf(answer->status) == kOk)
        std::fputs(stockText(*json).c_str(), stdout);
    if (exitCodeOf(answer->status) != kOk)
        printFailure(*json);
    return exitCodeOf(answer->status);
}

Command command(const char* name, const char* summary, const char* example,
                std::vector<ArgumentSpec> arguments, std::vector<OptionSpec> options,
                const Verb& verb) {
    return {std::string("stock ") + name,
            summary,
            std::string("stock ") + example,
            std::move(arguments),
            std::move(options),
            [verb](const Context& context, const Parsed& parsed) {
                return call(context, parsed, verb);
            },
            std::string_view(verb.method) == "GET" ? Changes::Never : Changes::Always};
}

OptionSpec valued(const char* name, const char* placeholder, const char* help) {
    return {name, placeholder, help, false};
}

} // namespace

std::vector<Command> stockCommands() {
    const ArgumentSpec id{"id", "stockId", true};
    const auto by = valued("--by", "NAME", "who does it");
    const auto reason = valued("--reason", "TEXT", "why");
    const auto version = valued("--expected-version", "N", "refuse when the version is another");
    const auto quantity = valued("--quantity", "N", "units");
    const auto reservation = valued("--reservation", "ID", "reservationId");
    return {
        command("list", "List stocks", "list --status AVAILABLE --sort quantity,desc", {},
                {valued("--status", "LIST", "AVAILABLE, PENDING_RESTOCK, …"),
                 valued("--symbol", "TEXT", "exact symbol"),
                 valued("--q", "TEXT", "prefix of symbol, product or name"),
                 valued("--sort", "FIELD,DIR", "quantity,desc …"), valued("--page", "N", "from 0"),
                 valued("--size", "N", "1 to 1000")},
                {"GET",
                 "/stocks",
                 {},
                 {},
                 {{"status", "status"},
                  {"symbol", "symbol"},
                  {"q", "q"},
                  {"sort", "sort"},
                  {"page", "page"},
                  {"size", "size"}}}),
        command("show", "Show one stock", "show 0b9d2c1e-…", {id}, {},
                {"GET", "/stocks/{id}", {}, {}, {}}),
        command("create", "Create a stock", "create --product AAPL --quantity 150 --price 150.00",
                {},
                {valued("--product", "TEXT", "productId"), quantity,
                 valued("--price", "MONEY", "unit price"),
                 valued("--symbol", "TEXT", "default: the product"),
                 valued("--name", "TEXT", "default: the product"), by, reason},
                {"POST",
                 "/stocks",
                 {{"product", "productId"},
                  {"symbol", "symbol"},
                  {"name", "productName"},
                  {"by", "createdBy"},
                  {"reason", "reason"}},
                 {{"quantity", "quantity"}, {"price", "unitPrice"}},
                 {}}),
        command("quantity", "Set the quantity", "quantity 0b9d2c1e-… --quantity 200", {id},
                {quantity, by, reason, version},
                {"PUT",
                 "/stocks/{id}/quantity",
                 {{"by", "updatedBy"}, {"reason", "reason"}},
                 {{"quantity", "newQuantity"}, {"expected-version", "expectedVersion"}},
                 {}}),
        command("price", "Set the unit price", "price 0b9d2c1e-… --price 151.20", {id},
                {valued("--price", "MONEY", "unit price"), by, reason, version},
                {"PUT",
                 "/stocks/{id}/price",
                 {{"by", "updatedBy"}, {"reason", "reason"}},
                 {{"price", "newPrice"}, {"expected-version", "expectedVersion"}},
                 {}}),
        command("status", "Discontinue or reactivate a stock",
                "status 0b9d2c1e-… --status DISCONTINUED", {id},
                {valued("--status", "STATUS", "DISCONTINUED or ACTIVE"), by, reason, version},
                {"PUT",
                 "/stocks/{id}/status",
                 {{"status", "status"}, {"by", "updatedBy"}, {"reason", "reason"}},
                 {{"expected-version", "expectedVersion"}},
                 {}}),
        command("replenish", "Add units", "replenish 0b9d2c1e-… --quantity 50", {id},
                {quantity, by, reason, version},
                {"POST",
                 "/stocks/{id}/replenish",
                 {{"by", "updatedBy"}, {"reason", "reason"}},
                 {{"quantity", "quantityToAdd"}, {"expected-version", "expectedVersion"}},
                 {}}),
        command(
            "reserve", "Reserve units", "reserve 0b9d2c1e-… --quantity 5 --ttl 600", {id},
            {quantity, valued("--ttl", "SECONDS", "life of the reservation"), by, reason, version},
            {"POST",
             "/stocks/{id}/reserve",
             {{"by", "reservedBy"}, {"reason", "reason"}},
             {{"quantity", "quantityToReserve"},
              {"ttl", "ttlSeconds"},
              {"expected-version", "expectedVersion"}},
             {}}),
        command("release", "Release a reservation", "release 0b9d2c1e-… --reservation RES-71c2…",
                {id}, {reservation, by, reason},
                {"POST",
                 "/stocks/{id}/release",
                 {{"reservation", "reservationId"}, {"by", "releasedBy"}, {"reason", "reason"}},
                 {},
                 {}}),
        command("confirm", "Confirm a reservation", "confirm 0b9d2c1e-… --reservation RES-71c2…",
                {id}, {reservation, by, reason},
                {"POST",
                 "/stocks/{id}/confirm",
                 {{"reservation", "reservationId"}, {"by", "confirmedBy"}, {"reason", "reason"}},
                 {},
                 {}}),
        command(
            "delete", "Delete a stock without active reservations", "delete 0b9d2c1e-…", {id},
            {by, reason, version},
            {"DELETE",
             "/stocks/{id}",
             {},
             {},
             {{"by", "deletedBy"}, {"reason", "reason"}, {"expected-version", "expectedVersion"}}}),
        command("reservations", "List a stock's reservations",
                "reservations 0b9d2c1e-… --state ACTIVE", {id},
                {valued("--state", "STATE", "ACTIVE, CONFIRMED, RELEASED or EXPIRED")},
                {"GET", "/stocks/{id}/reservations", {}, {}, {{"state", "state"}}}),
        command("events", "List a stock's events, newest first", "events 0b9d2c1e-… --limit 20",
                {id}, {valued("--limit", "N", "1 to 500")},
                {"GET", "/stocks/{id}/events", {}, {}, {{"limit", "limit"}}}),
        command("summary", "Totals over all stocks", "summary --json", {}, {},
                {"GET", "/summary", {}, {}, {}}),
    };
}

} // namespace vigia::app

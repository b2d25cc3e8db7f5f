// A process with the stock service and its relay, for tests that kill it: stock_child <database
// url> <kafka servers> <topic prefix> <file for the port>. It serves until its standard input ends.
#include "backend/host/system_clock.h"
#include "backend/http/server.h"
#include "backend/kafka/batch_publisher.h"
#include "backend/postgres/relay.h"
#include "backend/stock/rejections.h"
#include "backend/stock/rest.h"
#include "backend/stock/stock_metrics.h"
#include "core/stream/topic_catalogue.h"

#include <unistd.h>

#include <cstdio>
#include <fstream>

using namespace vigia;
using namespace vigia::backend;

namespace {

/// Written beside and renamed, so that the reader never sees half a number.
void tellPort(const std::string& file, std::uint16_t port) {
    std::ofstream(file + ".new") << port;
    std::rename((file + ".new").c_str(), file.c_str());
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 5)
        return 2;
    const auto names = core::stream::TopicNames::create({.prefix = argv[3]});
    auto publisher =
        kafka::KafkaBatchPublisher::create({.servers = argv[2], .clientId = "stock-child"});
    if (!names || !publisher)
        return 1;
    postgres::PoolOptions pooled;
    pooled.connection.urls = {argv[1]};
    pooled.connection.lockTimeout = std::chrono::seconds(2);
    postgres::Pool pool(pooled);
    postgres::RelayOptions relaying;
    relaying.connection = pooled.connection;
    relaying.topicNames = [&](std::string_view logical) { return names->physical(logical); };
    relaying.balanceEvery = std::chrono::milliseconds(100);
    postgres::Relay relay(relaying, std::move(*publisher));
    const host::SystemClock clock;
    stock::StockMetrics metrics;
    stock::Rejections rejections;
    stock::StockService service({pool, clock, metrics, rejections, {}, 409, [&] { relay.wake(); }});
    http::Router router;
    stock::addStockRoutes(router, service);
    http::ServerOptions serving;
    serving.name = "stock";
    http::Server server(serving, router);
    if (!server.start())
        return 1;
    relay.start();
    tellPort(argv[4], server.port());
    for (char byte = 0; ::read(STDIN_FILENO, &byte, 1) > 0;) {
    }
    server.stop();
    relay.stop();
    return 0;
}

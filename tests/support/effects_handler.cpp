#include "tests/support/effects_handler.h"

#include <pqxx/pqxx>

#include <map>
#include <stdexcept>

namespace vigia::tests {

using core::stream::Outcome;
using core::stream::OutcomeKind;
using core::stream::Record;

std::string effectTables() {
    return "CREATE TABLE stock.test_effects (topic varchar(249) NOT NULL, partition_id integer NOT "
           "NULL,"
           " offset_value bigint NOT NULL, value text NOT NULL);"
           "CREATE TABLE stock.test_totals (topic varchar(249) NOT NULL, partition_id integer NOT "
           "NULL,"
           " records bigint NOT NULL, PRIMARY KEY (topic, partition_id));"
           "CREATE TABLE stock.test_months (month integer NOT NULL) PARTITION BY RANGE (month);"
           "CREATE TABLE stock.test_claims (old_generation integer, new_generation integer, owner "
           "varchar(200));"
           "CREATE FUNCTION stock.test_note_claim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
           "  IF NEW.generation < OLD.generation THEN"
           "    INSERT INTO stock.test_claims VALUES (OLD.generation, NEW.generation, NEW.owner);"
           "  END IF; RETURN NEW; END $$;"
           "CREATE TRIGGER test_note_claim BEFORE UPDATE ON stock.consumer_offsets"
           "  FOR EACH ROW EXECUTE FUNCTION stock.test_note_claim();";
}

namespace {

Outcome outcomeOf(const Record& record, pqxx::transaction_base& tx) {
    const std::string value = record.value.value_or("");
    if (value == "throw")
        throw std::runtime_error("the handler was told to throw");
    if (value == "sql22")
        tx.exec("SELECT 1 / 0");
    if (value == "no-partition")
        tx.exec("INSERT INTO stock.test_months VALUES (12)");
    if (value == "retry")
        return {OutcomeKind::Retry, "EXT_5XX", "503 from the other side"};
    if (value == "dead")
        return {OutcomeKind::DeadLetter, "SCHEMA", "field missing"};
    return {value == "discard" ? OutcomeKind::Discard : OutcomeKind::Done, "", ""};
}

void copyRows(std::span<const Record> records, pqxx::transaction_base& tx) {
    pqxx::stream_to stream(
        tx, "stock.test_effects",
        std::vector<std::string>{"topic", "partition_id", "offset_value", "value"});
    for (const auto& record : records)
        stream << std::make_tuple(record.topic, record.partition, record.offset,
                                  record.value.value_or(""));
    stream.complete();
}

} // namespace

std::vector<Outcome> EffectsHandler::handle(std::span<const Record> records,
                                            pqxx::transaction_base& tx) {
    if (broken)
        throw std::runtime_error("the handler is broken");
    std::vector<Outcome> outcomes;
    std::map<std::pair<std::string, std::int32_t>, std::int64_t> totals;
    for (const auto& record : records) {
        outcomes.push_back(outcomeOf(record, tx));
        ++totals[{record.topic, record.partition}];
    }
    copyRows(records, tx);
    for (const auto& [key, count] : totals)
        tx.exec_params("INSERT INTO stock.test_totals AS t VALUES ($1, $2, $3) ON CONFLICT (topic, "
                       "partition_id) "
                       "DO UPDATE SET records = t.records + excluded.records",
                       key.first, key.second, count);
    if (insideTransaction)
        insideTransaction();
    return outcomes;
}

} // namespace vigia::tests

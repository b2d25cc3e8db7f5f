<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>vigia::ui::pages::BrokerPane</name>
        <message numerus="yes">
            <source>Leads %n partition(s), which move to other brokers.</source>
            <translation>
                <numerusform>Leads %n partition, which moves to another broker.</numerusform>
                <numerusform>Leads %n partitions, which move to other brokers.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n partition(s) have no other replica in sync and go offline.</source>
            <translation>
                <numerusform>%n partition has no other replica in sync and goes offline.</numerusform>
                <numerusform>%n partitions have no other replica in sync and go offline.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n partition(s) keep a single replica in sync: writes with acks=all may be refused.</source>
            <translation>
                <numerusform>%n partition keeps a single replica in sync: writes with acks=all may be refused.</numerusform>
                <numerusform>%n partitions keep a single replica in sync: writes with acks=all may be refused.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ScaleDialog</name>
        <message numerus="yes">
            <source>There are %n worker(s) now.</source>
            <translation>
                <numerusform>There is %n worker now.</numerusform>
                <numerusform>There are %n workers now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n worker(s) more; their consumer groups rebalance.</source>
            <translation>
                <numerusform>%n worker more; its consumer groups rebalance.</numerusform>
                <numerusform>%n workers more; their consumer groups rebalance.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n worker(s) fewer; they finish what they began.</source>
            <translation>
                <numerusform>%n worker fewer; it finishes what it began.</numerusform>
                <numerusform>%n workers fewer; they finish what they began.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ServicePane</name>
        <message numerus="yes">
            <source>%n other instance(s) go on with %1.</source>
            <translation>
                <numerusform>%n other instance goes on with %1.</numerusform>
                <numerusform>%n other instances go on with %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::clusters::ConnectionView</name>
        <message numerus="yes">
            <source>Connected; the certificate is valid for %n more day(s).</source>
            <translation>
                <numerusform>Connected; the certificate is valid for %n more day.</numerusform>
                <numerusform>Connected; the certificate is valid for %n more days.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::TopicPane</name>
        <message numerus="yes">
            <source>%n partition(s) · replication %1 · %2 records · %3/s</source>
            <translation>
                <numerusform>%n partition · replication %1 · %2 records · %3/s</numerusform>
                <numerusform>%n partitions · replication %1 · %2 records · %3/s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::StockPane</name>
        <message numerus="yes">
            <source>Delete %n stock(s)</source>
            <translation>
                <numerusform>Delete %n stock</numerusform>
                <numerusform>Delete %n stocks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::RunPane</name>
        <message numerus="yes">
            <source>All %n threshold(s) held.</source>
            <translation>
                <numerusform>The threshold held.</numerusform>
                <numerusform>All %n thresholds held.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Stopping: waiting for %n answer(s)</source>
            <translation>
                <numerusform>Stopping: waiting for %n answer</numerusform>
                <numerusform>Stopping: waiting for %n answers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ReportDialog</name>
        <message numerus="yes">
            <source>Written into %1: %n file(s)</source>
            <translation>
                <numerusform>Written into %1: %n file</numerusform>
                <numerusform>Written into %1: %n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ScenarioEditor</name>
        <message numerus="yes">
            <source>%n mistake(s), each beside its line</source>
            <translation>
                <numerusform>%n mistake, beside its line</numerusform>
                <numerusform>%n mistakes, each beside its line</numerusform>
            </translation>
        </message>
    </context>
</TS>

#include <QCoreApplication>

namespace vigia::tests {
int runTests(int argc, char** argv);
}

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    return vigia::tests::runTests(argc, argv);
}

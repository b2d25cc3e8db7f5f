#include "app/run.h"

int main(int argc, char** argv) {
    return vigia::app::runVigia(argc, argv, {});
}

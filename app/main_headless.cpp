#include <cstdio>

int main() {
    std::puts("vigia 0.1.0");
    return 0;
}

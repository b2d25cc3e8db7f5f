#pragma once

#include <string>
#include <vector>

namespace vigia::bench {

/// One line of a benchmark's table. `target` is the figure asked for, empty where none is.
struct Row {
    std::string what;
    std::string ours;
    std::string rival;
    std::string ratio;
    std::string target;
    bool met = true;
};

/// Prints rows as they come, between a head that names the machine and a foot that names what
/// missed its target.
class Table {
public:
    explicit Table(const std::string& title);
    void add(const Row& row);
    /// The foot; the exit code of a benchmark: 0, whatever was missed.
    int finish() const;

private:
    std::vector<Row> m_missed;
    std::size_t m_rows = 0;
};

/// A row of rates, of which ours is wanted to be at least `target` times the rival's.
Row rateRow(std::string what, double ours, double rival, double target);

double median(std::vector<double> values);

} // namespace vigia::bench

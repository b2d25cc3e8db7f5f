#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace vigia::tests {

/// A source file of the tree under test: its path from the root with '/', and its text.
struct SourceFile {
    std::string path;
    std::string text;
};

inline std::filesystem::path sourceRoot() {
    const char* root = std::getenv("VIGIA_SOURCE_DIR");
    return root == nullptr ? std::filesystem::current_path() : std::filesystem::path(root);
}

inline std::string readText(const std::filesystem::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

/// Every .cpp and .h below `folder`.
inline std::vector<SourceFile> sourcesBelow(const std::string& folder) {
    std::vector<SourceFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sourceRoot() / folder)) {
        const auto extension = entry.path().extension();
        if (entry.is_regular_file() && (extension == ".cpp" || extension == ".h"))
            files.push_back({std::filesystem::relative(entry.path(), sourceRoot()).generic_string(),
                             readText(entry.path())});
    }
    return files;
}

/// What the file includes, between quotes or angle brackets.
inline std::vector<std::string> includesOf(const SourceFile& file) {
    std::vector<std::string> includes;
    std::istringstream lines(file.text);
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("#include", 0) != 0)
            continue;
        const auto open = line.find_first_of("\"<");
        const auto close = line.find_first_of("\">", open + 1);
        if (open != std::string::npos && close != std::string::npos)
            includes.push_back(line.substr(open + 1, close - open - 1));
    }
    return includes;
}

} // namespace vigia::tests

// Finds the inputs of a batch: files as given, and folders searched recursively for files that look
// like documents by content or ending. Hidden entries and folders of earlier results are not
// searched; a loop of links ends. The result does not depend on the order of the arguments.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace gouji {

enum class InputKind {
  Documents,  ///< PDF and page images
  HandOver,   ///< tables.json, or other engines' Markdown and HTML
};

struct FoundInput {
  std::filesystem::path path;
  std::string source;   ///< relative to the argument (a file: its name), valid UTF-8
  std::string problem;  ///< not empty: cannot be used, and why

  bool operator==(const FoundInput&) const = default;
};

/// Sorted by source, then path; one entry a file. `out` is never searched.
std::vector<FoundInput> find_inputs(const std::vector<std::filesystem::path>& arguments,
                                    InputKind kind,
                                    const std::filesystem::path& out);

}  // namespace gouji

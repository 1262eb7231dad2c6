// Schema files (YAML) to plain Schema values. The only place that knows YAML.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// One file. Throws InputError{file, "line N", what, hint} for the first fault.
Schema load_schema(const std::filesystem::path& file);

/// From text, for tests and fuzzing; `name` stands for the file in messages.
Schema parse_schema(const std::string& yaml, const std::string& name);

/// All *.yaml of a folder, by file name. Throws InputError when the folder cannot be read, holds
/// none, a file is bad, or two files have one id.
std::vector<Schema> load_schemas(const std::filesystem::path& folder);

/// Every fault of every file of a folder; empty when all are good.
std::vector<InputError> lint_schemas(const std::filesystem::path& folder);

}  // namespace gouji

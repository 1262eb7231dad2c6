// Where the files lie that gouji brings along: beside an installed program (../share/gouji), else
// in the source tree that it was built from.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "normalize/repair/lexicons.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// `name` is "schemas" or "lexicon". Throws InputError when it is in neither place.
std::filesystem::path data_folder(const std::string& name);

/// The built-in schemas, then the user's; a user's schema replaces a built-in one of the same id.
std::vector<Schema> all_schemas(const std::filesystem::path& users);

/// Those that gouji brings along; none when the folder is not there.
Lexicons built_in_lexicons();

/// A hash of the program and of every file that shapes its results besides the options: schemas,
/// the user's schemas, lexicons.
std::string data_fingerprint(const std::filesystem::path& users);

}  // namespace gouji

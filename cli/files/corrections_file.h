// OUT/corrections.csv on the disk: read, merged with another such file, and known by a hash, so
// that a run sees for which documents it has changed.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "normalize/corrections/corrections.h"

namespace gouji {

/// Nothing when there is no such file. Throws InputError for a file that is none of corrections.
Corrections read_corrections(const std::filesystem::path& file);

/// By document hash: a hash of its corrections. Documents without any are not there.
std::map<std::string, std::string> correction_hashes(const Corrections& corrections);

/// Appends to `target` what `file` holds and `target` does not. Throws InputError.
void take_over_corrections(const std::filesystem::path& file, const std::filesystem::path& target);

}  // namespace gouji

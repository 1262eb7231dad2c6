// Reads what another run or another engine extracted: tables.json, Markdown or HTML. The second
// half of the program starts from here.
#pragma once

#include <filesystem>
#include <string>

#include "core/raw_table.h"

namespace gouji {

/// Recognised by content. Throws InputError when it is nothing that can be read.
RawDocument read_hand_over(const std::filesystem::path& file);

}  // namespace gouji

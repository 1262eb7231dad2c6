// Pictures of flagged cells for the person who looks at them, cut from the original document.
#pragma once

#include <filesystem>
#include <vector>

#include "core/diagnostic.h"
#include "core/raw_table.h"
#include "normalize/output/table_writer.h"

namespace gouji {

/// Writes the pictures that the lines name, below `staging`. False, with a diagnostic and no
/// picture left behind, when the original cannot be drawn any more.
bool write_cell_pictures(const std::filesystem::path& staging,
                         const RawDocument& raw,
                         const std::vector<CellLine>& lines,
                         const std::filesystem::path& original,
                         const DiagnosticSink& diagnostics);

/// Takes the pictures from a former folder of this document, by their places. Lines whose picture
/// is not there lose its name.
void keep_cell_pictures(const std::filesystem::path& staging,
                        std::vector<CellLine>& lines,
                        const std::filesystem::path& former);

}  // namespace gouji

// How likely a reading is wrong, from how sure its readers are of it: their own probabilities are
// too good, by how much was measured on labelled crops (bench/reading-table --calibration).
#pragma once

#include <string>
#include <vector>

#include "core/raw_table.h"
#include "extract/options.h"

namespace gouji {

/// `agreeing`: the answers of all readers that gave the reading, one each. Readers of different
/// families err apart, so their chances multiply; those of one family count once. 1 without any.
double chance_wrong(const std::vector<Reading>& agreeing,
                    bool figure,
                    const CalibrationOptions& options);

/// "tesseract-eng" and "tesseract-chi_sim" are relatives.
std::string reader_family(const std::string& engine);

}  // namespace gouji

// A cell whose words are in doubt may hold words that run upwards or downwards: it is turned.
#pragma once

#include <vector>

#include "extract/reading/cell_work.h"

namespace gouji {

/// The cell turned clockwise and against the clock, without readings, where its ink stands taller
/// than wide and than a line; else none. `usual_height` of glyphs, pixels.
std::vector<CellWork> turned_looks(const CellWork& cell, double usual_height);

}  // namespace gouji

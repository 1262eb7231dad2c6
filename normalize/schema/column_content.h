// What a printed column holds below its header, and which kinds of columns that speaks against.
#pragma once

#include "normalize/rows/grid_view.h"
#include "normalize/schema/schema.h"

namespace gouji {

inline constexpr int kClassDigits = 3;  ///< of 类; 款 and 项 have two

struct ColumnContent {
  int figures = 0;
  int words = 0;
};

/// Cells that begin in this grid column from `first_row` on and cover no other; empty ones do not
/// count.
ColumnContent content_of(const GridView& grid, int first_row, int column);

/// A stroke that is no ruling makes two columns of one: the header and most cells lie over both, or
/// all that do not leave the second empty. True for the second of them.
bool is_second_half(const GridView& grid, int first_data_row, int column);

/// 0 where such content is usual for the type, at most 0.4.
double content_penalty(ColumnType type, const ColumnContent& content);

/// Amounts and codes: columns in which words are out of place.
bool is_for_figures(ColumnType type);

/// Could a column with this content be one of this type? Nothing printed fits everything.
bool fits_content(ColumnType type, const ColumnContent& content);

/// Nearly all of the column's entries are figures of so many digits.
bool has_digits(const GridView& grid, int first_row, int column, int digits);

/// Codes too short for a column of classes (the single column of whole codes has longer ones), or
/// too long for the parts of a code. `digits` 0: no code.
bool contradicts_digits(const GridView& grid, int first_row, int column, int digits);

}  // namespace gouji

// How a person's decision finds its cell again in a document that may have been read anew: by its
// place on the page, else by table, column and printed text.
#pragma once

#include <string>
#include <vector>

#include "core/raw_table.h"
#include "normalize/corrections/corrections.h"
#include "normalize/document.h"

namespace gouji {

/// A field of the document: indices of table, row and column.
struct FieldPlace {
  int table = 0;
  int row = 0;
  int column = 0;

  bool operator==(const FieldPlace&) const = default;
};

/// The fields that a correction of a cell means: several where a merged cell covers rows. Empty
/// when there is none, or when it cannot be told which; `why` says so.
std::vector<FieldPlace> find_fields(const NormalizedDocument& document,
                                    const Correction& correction,
                                    std::string& why);

/// Index of the corrected table, -1 when the document has none of that name. A table that is the
/// only one of its schema goes without its number.
int find_table(const NormalizedDocument& document, const Correction& correction);

/// The row that a correction means, -1 when there is none.
int find_row(const NormalizedDocument& document, const Correction& correction, std::string& why);

/// The cell of a grid that fits no schema; nullptr when there is none.
RawCell* find_raw_cell(RawDocument& grids, const Correction& correction, std::string& why);

/// Whether the correction is about a grid that fits no schema ("p003_t1").
bool is_about_grid(const Correction& correction);

/// Same place on paper: the common part is at least half of the larger box.
bool same_place(const PageRect& a, const PageRect& b);

}  // namespace gouji

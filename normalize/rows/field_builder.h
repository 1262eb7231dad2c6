// One cell of a grid to one field: the chosen reading parsed as the column asks, rivals, flags.
#pragma once

#include <string>
#include <string_view>

#include "core/raw_table.h"
#include "normalize/document.h"
#include "normalize/options.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// `cell` may be nullptr (the grid has no such cell): an empty field.
Field make_field(const RawCell* cell,
                 const RawTable& table,
                 const Column& column,
                 const NormalizeOptions& options);

bool has_reason(const Field& field, std::string_view reason);

/// Adds a reason once and sets the status.
void flag(Field& field, const std::string& reason);

/// `value` in place of what was read, which becomes a rival.
void put_right(Field& field, std::string value);

/// One of the field's rivals takes the place of what was read, and the other way round.
void swap_in(Candidate& rival, Field& field);

/// Parses `text` for a column; sets value and, where it does not parse, the flag `grammar`.
void set_value(Field& field, const std::string& text, const Column& column);

}  // namespace gouji

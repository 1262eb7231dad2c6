// The few ways in which reconciliation changes a text field, each leaving its evidence.
#pragma once

#include <string>

#include "normalize/document.h"

namespace gouji {

/// Read alike by two readers, from the print's text layer, or settled: nobody overwrites it.
bool clearly_read(const Field& field);

/// Flagged, or readers differ: a proof from elsewhere may decide.
bool unsure(const Field& field);

void repair_field(Field& field,
                  const std::string& value,
                  const std::string& reason,
                  const std::string& evidence);

void flag_field(Field& field, const std::string& reason, const std::string& suggestion);

/// Takes back doubts about the reading, once another place or a list of known words says the same.
/// Doubts about what was printed (grammar, a word that is not official) stay.
void confirm_field(Field& field);

}  // namespace gouji

// Names of functions and economic subjects against their codes: what the document itself prints
// clearly for the same code, then the lexicon, by the document's year, for names change. A clearly
// read name stays, whatever its code.
#pragma once

#include <map>
#include <set>
#include <string>

#include "normalize/document.h"
#include "normalize/repair/lexicons.h"

namespace gouji {

/// The column of subject names, -1 for none; projects have names of their own.
int subject_name_column(const NormalizedTable& table);

/// Names that the document prints, by full code: those of which `clear` holds.
std::map<std::string, std::set<std::string>> names_by_code(const NormalizedDocument& document,
                                                           bool (*clear)(const Field&));

void repair_subject_names(NormalizedDocument& document, const Lexicons& lexicons);

}  // namespace gouji

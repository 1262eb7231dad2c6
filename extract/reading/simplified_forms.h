// What a network calls a traditional form is, in the print of mainland public bodies, a simplified
// one that was not clear enough. Pure text; the only file of this folder that includes ICU.
#pragma once

#include <span>
#include <string>

namespace gouji {

/// Replaces each sign (UTF-8) that is one character outside GB 2312 by its simplified form, where
/// that one is inside: 費 by 费. Others stay, among them rare characters of names.
void simplify_signs(std::span<std::string> signs);

}  // namespace gouji

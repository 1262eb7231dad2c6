// Which word of a closed set a text spells.
#pragma once

#include <string>
#include <vector>

namespace gouji {

/// The word that `text` is but for width and the like (fold()); "" for none.
std::string official_word(const std::string& text, const std::vector<std::string>& words);

}  // namespace gouji

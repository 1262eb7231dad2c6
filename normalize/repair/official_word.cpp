#include "normalize/repair/official_word.h"

#include <algorithm>

#include "normalize/repair/text_folding.h"

namespace gouji {

std::string official_word(const std::string& text, const std::vector<std::string>& words) {
  const auto found = std::find_if(
      words.begin(), words.end(), [&](const auto& word) { return fold(word) == fold(text); });
  return found == words.end() ? std::string() : *found;
}

}  // namespace gouji

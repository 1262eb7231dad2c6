// How far apart two Chinese texts are for a reader: edits, with look-alike characters at half price
// and traditional forms at none.
#pragma once

#include <string>
#include <vector>

namespace gouji {

/// In characters; 0.5 for a pair that readers mix up.
double glyph_distance(const std::string& a, const std::string& b);

/// Characters after folding.
int text_length(const std::string& text);

/// The one nearest of several texts, "" when two are about as near or none is within `limit`.
std::string nearest_text(const std::string& text,
                         const std::vector<std::string>& choices,
                         double limit);

}  // namespace gouji

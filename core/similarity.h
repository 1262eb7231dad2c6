// How alike two folded texts are when a reader may have dropped or confused characters.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// Least number of characters to insert, delete or replace.
int edit_distance(std::u32string_view a, std::u32string_view b);

/// 1 - distance / longer length; 1 for equal texts, 0 when one is empty and the other is not.
double similarity(std::u32string_view a, std::u32string_view b);

/// How well `pattern` is found somewhere inside `text`: 1 - distance / pattern length, less a small
/// share for what stands around it.
double contained_similarity(std::u32string_view pattern, std::u32string_view text);

}  // namespace gouji

// How likely one printed figure is read as another: digits that look alike, lost or doubled digits
// and separators, neighbours swapped. Costs are nats; smaller is likelier.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji {

/// The cost of reading `printed` as `read`: a weighted edit distance over digits, point and sign.
/// 0 for equal texts.
double confusion_cost(std::string_view read, std::string_view printed);

/// What `read` may have been in print at the cost of one edit, at most `limit` each, without
/// leading zeros that no budget prints. Ordered, no duplicates, never `read` itself.
std::vector<std::string> single_confusions(std::string_view read, double limit);

}  // namespace gouji

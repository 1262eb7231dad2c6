// Indicators that all units of a place print alike, with their fixed companions: 预算编制准确率,
// 科目调整次数, “三公”经费控制率, 运转保障率.
#pragma once

#include "normalize/document.h"
#include "normalize/repair/lexicons.h"

namespace gouji {

void repair_indicators(NormalizedDocument& document, const Lexicons& lexicons);

}  // namespace gouji

// Subjects that the prose names with 类, 款 and 项 before it gives their amount, in the ways of
// several places: 教育支出(类)普通教育(款)小学教育(项), with codes in the brackets, or
// “教育支出-普通教育-小学教育”科目.
#pragma once

#include <string>
#include <vector>

#include "normalize/identities/prose_text.h"

namespace gouji {

struct SubjectMention {
  std::string section, item;  ///< names of 款 and 项
  std::string code;           ///< seven digits where the prose prints codes, else ""
  std::size_t begin = 0;      ///< offset of the item's name
  std::size_t figure = 0;     ///< offset of the amount that belongs to it; npos: none follows
};

/// In the order of the text.
std::vector<SubjectMention> subject_mentions(const std::string& text);

}  // namespace gouji

// What the lines around tables say: unit code and name, amount unit, year, kind, scope, emptiness.
#pragma once

#include <string>
#include <vector>

#include "core/raw_table.h"
#include "normalize/document.h"

namespace gouji {

struct HeadInfo {
  std::string unit_code;
  std::string unit_name;
  std::string amount_unit;
  std::string year;

  bool operator==(const HeadInfo&) const = default;
};

/// "单位：316002-苍溪县社会保险事务中心   金额单位：万元". Later lines win only where earlier
/// ones say nothing.
HeadInfo read_head_lines(const std::vector<std::string>& lines);

/// True for 无此项内容, 空表说明, 此表为空 and the like.
bool declares_empty(const std::string& text);

/// True for a line that may be a title or head of a table, false for prose.
bool may_be_title(const std::string& text);

/// Unit, year, kind and scope of the whole document: the most frequent of all tables, else the
/// cover.
void describe_document(const RawDocument& raw,
                       const std::vector<HeadInfo>& heads,
                       NormalizedDocument& document);

}  // namespace gouji

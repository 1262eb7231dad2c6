// Scans of forms, for tests of what is damaged in them.
#pragma once

#include <string>
#include <vector>

#include "tests/normalize/normalized.h"
#include "tests/normalize/raw_table_maker.h"

namespace gouji {

/// A scan of 一般公共预算项目支出预算表.
inline MadeTable project_lines() {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {"一般公共预算项目支出预算表", "单位：301001-甲县民政局  金额单位：万元"};
  made.rows = {{"科目编码", "<", "<", "单位名称（科目）", "单位代码", "金额"},
               {"类", "款", "项", "^", "^", "^"},
               {"", "", "", "合计", "", "3.00"},
               {"208", "02", "07", "区划", "301001", "1.00"},
               {"208", "02", "08", "社工", "301001", "2.00"},
               {"^", "^", "^", "^", "^", "^"}};
  return made;
}

using MadeRows = std::vector<std::vector<std::string>>;

/// A scan of one table, with its title above it.
inline RawDocument titled_scan(const std::string& title, const MadeRows& rows) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {title, "单位：301001-甲县民政局  金额单位：万元"};
  made.rows = rows;
  return make_document({made});
}

/// A scan of 单位支出总表.
inline RawDocument expenditure_scan(const MadeRows& rows) {
  return titled_scan("单位支出总表", rows);
}

/// Under its usual header: code, unit code and name, then the amounts.
inline RawDocument usual_expenditure_scan(const MadeRows& rows) {
  MadeRows all = {{"科目编码", "<", "<", "单位代码", "科目名称", "合计", "基本支出", "项目支出"},
                  {"类", "款", "项", "^", "^", "^", "^", "^"}};
  all.insert(all.end(), rows.begin(), rows.end());
  return expenditure_scan(all);
}

inline NormalizedDocument expenditure(const MadeRows& rows) {
  return normalize(usual_expenditure_scan(rows));
}

}  // namespace gouji

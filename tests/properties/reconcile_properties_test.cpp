#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/decimal.h"
#include "normalize/reconcile.h"
#include "normalize/repair/confusion.h"
#include "tests/support/small_document.h"
#include "tests/support/truth_document.h"

namespace gouji {
namespace {

const std::vector<std::string> kColumns = {"total", "basic", "project"};

/// Lines of one section with figures drawn at random; rows, columns and the sections add up.
NormalizedDocument any_budget() {
  const int items = *rc::gen::inRange(2, 7);
  std::int64_t basic_sum = 0, project_sum = 0;
  std::vector<std::string> rows;
  const auto text = [](std::int64_t cents) {
    return cents == 0 ? std::string() : '=' + Decimal(cents, 2).to_string();
  };
  for (int i = 0; i < items; ++i) {
    const auto basic = *rc::gen::inRange<std::int64_t>(0, 999'999);
    const auto project = *rc::gen::inRange<std::int64_t>(0, 999'999);
    basic_sum += basic;
    project_sum += project;
    rows.push_back("item|208|01|0" + std::to_string(i + 1) + "|项" + std::to_string(i) + "|1|" +
                   text(basic + project) + "|" + text(basic) + "|" + text(project));
  }
  rows.insert(rows.begin(),
              "total||||合计||" + text(basic_sum + project_sum) + "|" + text(basic_sum) + "|" +
                  text(project_sum));
  NormalizedDocument document;
  document.tables.push_back(
      small_table("expenditure_summary",
                  "row_type|class_code|section_code|item_code|name|unit_code|total|basic|project",
                  rows));
  return document;
}

Field& cell(NormalizedDocument& document, std::size_t row, const std::string& column) {
  return field_of(document.tables[0], static_cast<int>(row), column);
}

/// Misreads one to three figures; the truth is among the rivals of some of them.
void misread_some(NormalizedDocument& document) {
  const int errors = *rc::gen::inRange(1, 4);
  for (int i = 0; i < errors; ++i) {
    const std::size_t row = *rc::gen::inRange<std::size_t>(0, document.tables[0].rows.size());
    Field& field = cell(document, row, *rc::gen::elementOf(kColumns));
    if (field.value.empty()) continue;
    const auto others = single_confusions(field.value, 5);
    if (others.empty()) continue;
    const std::string truth = field.value;
    field.value = field.printed = *rc::gen::elementOf(others);
    field.agreed = false;
    if (*rc::gen::arbitrary<bool>()) field.rivals.push_back({truth, 2, "second"});
  }
}

std::vector<Check> run(NormalizedDocument& document) {
  return reconcile(document, row_sum_schemas(), {}, {});
}

std::vector<Check> only_check(NormalizedDocument document) {
  NormalizeOptions options;
  options.reconcile = false;
  return reconcile(document, row_sum_schemas(), {}, options);
}

std::size_t broken(const std::vector<Check>& checks) {
  return static_cast<std::size_t>(std::count_if(checks.begin(), checks.end(), [](const auto& c) {
    return c.kind == "hard" && c.holds == "broken";
  }));
}

RC_GTEST_PROP(ReconcileProperty, RightDocumentsHaveNoFinding, ()) {
  NormalizedDocument document = any_budget();
  RC_ASSERT(broken(run(document)) == 0);
  for (const Row& row : document.tables[0].rows)
    for (const Field& field : row.fields) {
      RC_ASSERT(field.status != CellStatus::Flagged);
      RC_ASSERT(field.status != CellStatus::Repaired);
    }
}

RC_GTEST_PROP(ReconcileProperty, SecondRunChangesNothing, ()) {
  NormalizedDocument document = any_budget();
  misread_some(document);
  run(document);
  NormalizedDocument again = document;
  run(again);
  RC_ASSERT(again == document);
}

RC_GTEST_PROP(ReconcileProperty, RepairAddsNoViolation, ()) {
  NormalizedDocument document = any_budget();
  misread_some(document);
  const std::size_t before = broken(only_check(document));
  RC_ASSERT(broken(run(document)) <= before);
}

RC_GTEST_PROP(ReconcileProperty, ConfirmedFiguresKeepTheirValue, ()) {
  NormalizedDocument document = any_budget();
  misread_some(document);
  for (Row& row : document.tables[0].rows)
    for (Field& field : row.fields)
      if (!field.value.empty() && *rc::gen::inRange(0, 3) == 0)
        field.status = CellStatus::Confirmed;
  const NormalizedDocument before = document;
  run(document);
  for (std::size_t r = 0; r < document.tables[0].rows.size(); ++r)
    for (std::size_t c = 0; c < document.tables[0].columns.size(); ++c)
      if (before.tables[0].rows[r].fields[c].status == CellStatus::Confirmed)
        RC_ASSERT(document.tables[0].rows[r].fields[c].value ==
                  before.tables[0].rows[r].fields[c].value);
}

RC_GTEST_PROP(ReconcileProperty, OrderOfRowsChangesNoViolation, ()) {
  NormalizedDocument document = any_budget();
  misread_some(document);
  NormalizedDocument turned = document;
  std::vector<Row>& rows = turned.tables[0].rows;
  std::reverse(rows.begin() + 1, rows.end());  // the 合计 stays at the top
  const auto sides = [](const std::vector<Check>& checks) {
    std::multiset<std::vector<std::string>> found;
    for (const Check& check : checks)
      if (check.kind != "info")
        found.insert({check.identity, check.kind, check.left, check.right, check.holds});
    return found;
  };
  RC_ASSERT(sides(only_check(document)) == sides(only_check(turned)));
}

RC_GTEST_PROP(ReconcileProperty, WhatIsFixedIsNeverChanged, ()) {
  NormalizedDocument document = any_budget();
  misread_some(document);
  const NormalizedDocument before = document;
  run(document);
  for (std::size_t r = 0; r < document.tables[0].rows.size(); ++r)
    for (std::size_t c = 0; c < document.tables[0].columns.size(); ++c) {
      const Field& was = before.tables[0].rows[r].fields[c];
      if (was.agreed) RC_ASSERT(document.tables[0].rows[r].fields[c].value == was.value);
    }
}

}  // namespace
}  // namespace gouji

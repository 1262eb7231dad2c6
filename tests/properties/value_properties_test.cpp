#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/decimal.h"
#include "normalize/identities/figures.h"
#include "normalize/repair/confusion.h"
#include "normalize/rows/value_parser.h"
#include "tests/support/small_document.h"

namespace gouji {
namespace {

Decimal any_amount() {
  const auto units = *rc::gen::inRange<std::int64_t>(-999'999'999'999, 999'999'999'999);
  return {units, *rc::gen::inRange(0, 5)};
}

/// 1234567.89 with a separator every three digits.
std::string with_separators(const std::string& plain) {
  const std::size_t first = plain.front() == '-' ? 1 : 0;
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string text = plain;
  for (std::size_t at = point; at > first + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

RC_GTEST_PROP(ValueProperty, PrintedDecimalParsesToItself, ()) {
  const Decimal value = any_amount();
  const auto parsed = Decimal::parse(value.to_string());
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(*parsed == value);
  RC_ASSERT(parsed->scale() == value.scale());
}

RC_GTEST_PROP(ValueProperty, SeparatorsAndBracketsChangeNoAmount, ()) {
  const Decimal value = any_amount();
  const std::string plain = value.to_string();
  const auto separated = parse_amount(with_separators(plain));
  RC_ASSERT(separated.has_value());
  RC_ASSERT(*separated == plain);
  if (plain.front() != '-') return;
  const auto bracketed = parse_amount('(' + with_separators(plain.substr(1)) + ')');
  RC_ASSERT(bracketed.has_value());
  RC_ASSERT(*bracketed == plain);
}

RC_GTEST_PROP(ValueProperty, CodesKeepTheirDigits, ()) {
  const auto digits = *rc::gen::container<std::string>(rc::gen::inRange('0', '9'));
  RC_PRE(!digits.empty() && digits.size() < 10);
  const auto parsed = parse_code(digits);
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(*parsed == digits);
}

RC_GTEST_PROP(FiguresProperty, AFigurePrintsAsItWasRead, ()) {
  const auto units = *rc::gen::inRange<std::int64_t>(1, 999'999'999);
  const std::string text = Decimal(units, 2).to_string();
  NormalizedDocument document;
  document.tables.push_back(small_table("t", "name|total", {"a|" + text, "b|0.01"}));
  document.tables[0].amount_unit =
      *rc::gen::elementOf(std::vector<std::string>{"元", "万元", "千元"});
  const Figures figures(document);
  const int figure = figures.at(0, 0, 1);
  RC_ASSERT(figures.print(figure, figures[figure].amount) == text);
  RC_ASSERT(figures.parse(figure, text) == figures[figure].amount);
}

RC_GTEST_PROP(ConfusionProperty, CostIsZeroForTheSameTextAndTheSameBothWays, ()) {
  const std::string a = Decimal(*rc::gen::inRange<std::int64_t>(0, 99'999'999), 2).to_string();
  const std::string b = Decimal(*rc::gen::inRange<std::int64_t>(0, 99'999'999), 2).to_string();
  RC_ASSERT(confusion_cost(a, a) == 0);
  RC_ASSERT(confusion_cost(a, b) >= 0);
  RC_ASSERT((confusion_cost(a, b) == 0) == (a == b));
  RC_ASSERT(confusion_cost(a, b) == confusion_cost(b, a));
}

}  // namespace
}  // namespace gouji

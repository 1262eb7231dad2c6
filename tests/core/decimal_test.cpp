#include "core/decimal.h"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

namespace gouji {
namespace {

struct PrintCase {
  const char* name;
  const char* text;
  bool valid;
};

class DecimalPrint : public testing::TestWithParam<PrintCase> {};

TEST_P(DecimalPrint, GivesBackWhatWasRead) {
  const auto d = Decimal::parse(GetParam().text);
  ASSERT_EQ(d.has_value(), GetParam().valid);
  if (d) EXPECT_EQ(d->to_string(), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Cases,
                         DecimalPrint,
                         testing::Values(PrintCase{"two_decimals", "24107.98", true},
                                         PrintCase{"trailing_zero", "8358.20", true},
                                         PrintCase{"whole", "5000", true},
                                         PrintCase{"below_one", "0.03", true},
                                         PrintCase{"negative_below_one", "-0.50", true},
                                         PrintCase{"empty", "", false},
                                         PrintCase{"separator", "1,000", false},
                                         PrintCase{"two_points", "8.358.21", false},
                                         PrintCase{"point_alone", "5.", false},
                                         PrintCase{"no_whole_part", ".5", false},
                                         PrintCase{"beyond_64_bits", "9300000000000000000", false}),
                         [](const auto& info) { return info.param.name; });

TEST(Decimal, ComparesByValueNotByScale) {
  EXPECT_EQ(Decimal(150, 2), Decimal(15, 1));
  EXPECT_LT(Decimal(149, 2), Decimal(15, 1));
  EXPECT_GT(Decimal(-1, 2), Decimal(-1, 0));
}

TEST(Decimal, AddsAtTheFinerScale) {
  EXPECT_EQ((Decimal(1465200, 2) + Decimal(63653, 1)).to_string(), "21017.30");
  EXPECT_EQ((Decimal(100, 2) - Decimal(1, 3)).to_string(), "0.999");
}

TEST(Decimal, RefusesWhatDoesNotFit) {
  const Decimal largest(std::numeric_limits<std::int64_t>::max(), 0);
  EXPECT_THROW(largest + largest, std::overflow_error);
  EXPECT_THROW(Decimal(15, 1).units_at(0), std::logic_error);
  EXPECT_EQ(Decimal(15, 1).units_at(2), 150);
}

}  // namespace
}  // namespace gouji

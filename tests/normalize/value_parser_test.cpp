#include "normalize/rows/value_parser.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

struct AmountCase {
  const char* name;
  const char* printed;
  const char* value;
};

class ParseAmount : public testing::TestWithParam<AmountCase> {};

TEST_P(ParseAmount, GivesTheValue) {
  const auto parsed = parse_amount(GetParam().printed);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(*parsed, GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(Values,
                         ParseAmount,
                         testing::Values(AmountCase{"Plain", "1887.96", "1887.96"},
                                         AmountCase{"Separators", "24,107.98", "24107.98"},
                                         AmountCase{"Millions", "86,959,408.34", "86959408.34"},
                                         AmountCase{"FullWidth", "１，２３４．５０", "1234.50"},
                                         AmountCase{"KeepsZeros", "10.00", "10.00"},
                                         AmountCase{"Zero", "0.00", "0.00"},
                                         AmountCase{"NoDecimals", "2,120,164", "2120164"},
                                         AmountCase{"Hyphen", "-3.50", "-3.50"},
                                         AmountCase{"Brackets", "(3.50)", "-3.50"},
                                         AmountCase{"FullWidthBrackets", "（3.50）", "-3.50"},
                                         AmountCase{"Triangle", "△3.50", "-3.50"},
                                         AmountCase{"MinusSign", "−3.50", "-3.50"},
                                         AmountCase{"Blank", "", ""},
                                         AmountCase{"Spaces", " \n", ""},
                                         AmountCase{"Dash", "-", ""},
                                         AmountCase{"LongDash", "——", ""},
                                         AmountCase{"Wrapped", "16,182\n.05", "16182.05"}),
                         [](const auto& test) { return test.param.name; });

struct FaultCase {
  const char* name;
  const char* printed;
  FaultKind kind;
  const char* guess;
};

class AmountFault : public testing::TestWithParam<FaultCase> {};

TEST_P(AmountFault, SaysWhatIsWrongAndGuesses) {
  const auto parsed = parse_amount(GetParam().printed);
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(parsed.error().kind, GetParam().kind);
  EXPECT_EQ(parsed.error().guess, GetParam().guess);
}

INSTANTIATE_TEST_SUITE_P(
    Faults,
    AmountFault,
    testing::Values(FaultCase{"CommaForPoint", "1,087,96", FaultKind::BadGrouping, "1087.96"},
                    FaultCase{"TwoPoints", "1.087.96", FaultKind::BadDecimals, "1087.96"},
                    FaultCase{"PointAtEnd", "12.", FaultKind::BadDecimals, "12"},
                    FaultCase{"PointFirst", ".50", FaultKind::BadDecimals, "50"},
                    FaultCase{"LeadingZero", "012.50", FaultKind::BadDecimals, "012.50"},
                    FaultCase{"OpenBracket", "(3.50", FaultKind::BadSign, "-3.50"},
                    FaultCase{"Letter", "3S.50", FaultKind::NotANumber, "3.50"},
                    FaultCase{"Words", "无", FaultKind::NotANumber, ""},
                    FaultCase{"Hashes", "####", FaultKind::NotANumber, ""}),
    [](const auto& test) { return test.param.name; });

TEST(ParseCode, JoinsWrappedDigits) {
  EXPECT_EQ(parse_code("3100\n10").value(), "310010");
}

TEST(ParseCode, KeepsLeadingZeros) {
  EXPECT_EQ(parse_code("05").value(), "05");
}

TEST(ParseCode, DropsBracketsAndHyphens) {
  EXPECT_EQ(parse_code("[2010301]").value(), "2010301");
  EXPECT_EQ(parse_code("208-05-05").value(), "2080505");
}

TEST(ParseCode, RefusesLetters) {
  ASSERT_FALSE(parse_code("2O8").has_value());
  EXPECT_EQ(parse_code("2O8").error(), (ParseFault{FaultKind::NotACode, ""}));
}

TEST(ParseCode, DotsAreDirt) {
  for (const char* text : {"305001.", ".305001", "3050.01", "30500 1 ,"})
    EXPECT_EQ(parse_code(text).error(), (ParseFault{FaultKind::NotACode, "305001"})) << text;
}

TEST(SplitCodeAndName, TakesThemApart) {
  EXPECT_EQ(split_code_and_name("[2010301]行政运行"), (CodeAndName{"2010301", "行政运行"}));
  EXPECT_EQ(split_code_and_name("2080505 养老保险"), (CodeAndName{"2080505", "养老保险"}));
  EXPECT_EQ(split_code_and_name("合计"), (CodeAndName{"", "合计"}));
}

TEST(LooksNumeric, TellsFiguresFromWords) {
  EXPECT_TRUE(looks_numeric("1,087.96"));
  EXPECT_TRUE(looks_numeric("208"));
  EXPECT_FALSE(looks_numeric("2023年预算数"));
  EXPECT_FALSE(looks_numeric("合计"));
  EXPECT_FALSE(looks_numeric(""));
}

TEST(LooksLikeAmount, NeedsAPoint) {
  EXPECT_TRUE(looks_like_amount("1,234.50"));
  EXPECT_FALSE(looks_like_amount("2080505"));
  EXPECT_FALSE(looks_like_amount("第1.2条"));
}

TEST(LooksBroken, FiguresHaveNoBlanks) {
  EXPECT_TRUE(looks_broken("12 38"));
  EXPECT_FALSE(looks_broken("12.38"));
  EXPECT_FALSE(looks_broken("≥ 95"));
  EXPECT_FALSE(looks_broken("2023年 2024年"));
}

}  // namespace
}  // namespace gouji

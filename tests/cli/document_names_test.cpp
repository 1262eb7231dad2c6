#include "cli/batch/document_names.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

const std::string kKeyA(64, 'a');
const std::string kKeyB(64, 'b');

struct StemCase {
  const char* name;
  std::string file;
  std::string stem;
};

class DocumentStem : public testing::TestWithParam<StemCase> {};

TEST_P(DocumentStem, IsSafe) {
  EXPECT_EQ(document_stem(GetParam().file), GetParam().stem);
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    DocumentStem,
    testing::Values(
        StemCase{"Ending", "a-digital.pdf", "a-digital"},
        StemCase{"OnlyTheLastEnding", "manifest.csv.pdf", "manifest.csv"},
        StemCase{"NoEnding", "预算公开", "预算公开"},
        StemCase{"Spaces", "2024 年 预算.pdf", "2024 年 预算"},
        StemCase{"LineBreak", "a\nb\tc.pdf", "a_b_c"},
        StemCase{"C1Control",
                 "a\xc2\x85"
                 "b.pdf",
                 "a_b"},
        StemCase{"NotUtf8",
                 "a\xff"
                 "b.pdf",
                 "a\xef\xbf\xbd"
                 "b"},
        StemCase{"CutAt120", std::string(200, 'x') + ".pdf", std::string(120, 'x')},
        // 119 bytes and a character of three: it does not fit any more.
        StemCase{"CutAtACharacter", std::string(119, 'x') + "预算.pdf", std::string(119, 'x')}),
    [](const auto& test) { return test.param.name; });

TEST(AssignNames, StemWhenItIsFree) {
  EXPECT_EQ(assign_names({{"a", kKeyA}, {"b", kKeyB}}, {}), (std::vector<std::string>{"a", "b"}));
}

TEST(AssignNames, SharedStemsBothGetTheHash) {
  EXPECT_EQ(assign_names({{"a", kKeyA}, {"a", kKeyB}}, {}),
            (std::vector<std::string>{"a~aaaaaaaa", "a~bbbbbbbb"}));
}

TEST(AssignNames, NamesOfTheOutputItself) {
  EXPECT_EQ(assign_names({{"combined", kKeyA}}, {}), std::vector<std::string>{"combined~aaaaaaaa"});
  EXPECT_EQ(assign_names({{"manifest.csv", kKeyA}}, {}),
            std::vector<std::string>{"manifest.csv~aaaaaaaa"});
  EXPECT_EQ(assign_names({{"..", kKeyA}}, {}), std::vector<std::string>{"..~aaaaaaaa"});
}

TEST(AssignNames, AGivenNameStays) {
  EXPECT_EQ(assign_names({{"a", kKeyA}, {"a", kKeyB}}, {{"a", kKeyA}}),
            (std::vector<std::string>{"a", "a~bbbbbbbb"}));
}

TEST(AssignNames, EightDigitsAlike) {
  const std::string other = std::string(8, 'a') + std::string(56, 'c');
  EXPECT_EQ(assign_names({{"a", kKeyA}, {"a", other}}, {}),
            (std::vector<std::string>{"a~aaaaaaaa", "a~aaaaaaaac"}));
}

}  // namespace
}  // namespace gouji

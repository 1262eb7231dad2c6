#include "normalize/repair/listed_classes.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/small_document.h"

namespace gouji {
namespace {

using ::testing::ElementsAre;

Lexicons lexicons() {
  Lexicons lexicons;
  lexicons.functional = {{"201", {"一般公共服务支出"}},
                         {"202", {"外交支出"}},
                         {"203", {"国防支出"}},
                         {"20301", {"国防动员"}},
                         {"204", {"公共安全支出"}},
                         {"224", {"灾害防治及应急管理支出"}},
                         {"227", {"预备费"}},
                         {"229", {"其他支出"}},
                         {"231", {"债务还本支出"}}};
  return lexicons;
}

/// What the items become; those that begin with '?' are flagged.
std::vector<std::string> guessed(const std::vector<std::string>& items) {
  std::vector<std::string> rows(items.size()), values(items.size());
  std::transform(items.begin(), items.end(), rows.begin(), [](const std::string& item) {
    return "expenditure|item|" + item.substr(item[0] == '?' ? 1 : 0);
  });
  NormalizedDocument document;
  document.tables.push_back(
      small_table("fiscal_appropriation_summary", "side|row_type|item", rows));
  const auto item = [&](std::size_t row) -> Field& {
    return field_of(document.tables[0], static_cast<int>(row), "item");
  };
  for (std::size_t r = 0; r < items.size(); ++r)
    if (items[r][0] == '?') item(r).status = CellStatus::Flagged;
  guess_listed_classes(document, lexicons());
  for (std::size_t r = 0; r < items.size(); ++r) values[r] = item(r).value;
  return values;
}

TEST(ListedClasses, LinesBetweenTwoClassesAreThoseBetween) {
  EXPECT_THAT(guessed({"一般公共服务支出", "?人", "?", "公共安全支出"}),
              ElementsAre("一般公共服务支出", "外交支出", "国防支出", "公共安全支出"));
}

TEST(ListedClasses, OrdinalsFollowFromTheLinesAround) {
  EXPECT_THAT(guessed({"一、一般公共服务支出", "?人", "?3", "公共安全支出"}),
              ElementsAre("一、一般公共服务支出", "二、外交支出", "三、国防支出", "公共安全支出"));
  EXPECT_THAT(guessed({"九、外交支出", "?人", "十一、公共安全支出"}),
              ElementsAre("九、外交支出", "十、国防支出", "十一、公共安全支出"));
  EXPECT_THAT(guessed({"九、外交支出", "?人", "十二、公共安全支出"}),
              ElementsAre("九、外交支出", "人", "十二、公共安全支出"))
      << "a line is missing";
}

TEST(ListedClasses, ReservesAreSeldomListed) {
  EXPECT_THAT(guessed({"灾害防治及应急管理支出", "?人", "债务还本支出"}),
              ElementsAre("灾害防治及应急管理支出", "其他支出", "债务还本支出"));
  EXPECT_THAT(guessed({"灾害防治及应急管理支出", "?人", "?口", "债务还本支出"}),
              ElementsAre("灾害防治及应急管理支出", "预备费", "其他支出", "债务还本支出"));
}

TEST(ListedClasses, OtherNumbersOfLinesAndLinesReadSurelyStay) {
  EXPECT_THAT(guessed({"一般公共服务支出", "?人", "公共安全支出"}),
              ElementsAre("一般公共服务支出", "人", "公共安全支出"));
  EXPECT_THAT(guessed({"一般公共服务支出", "?人", "边防支出", "公共安全支出"}),
              ElementsAre("一般公共服务支出", "人", "边防支出", "公共安全支出"));
  EXPECT_THAT(guessed({"?人", "公共安全支出", "?口"}), ElementsAre("人", "公共安全支出", "口"));
}

}  // namespace
}  // namespace gouji

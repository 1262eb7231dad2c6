#include "extract/reading/simplified_forms.h"

#include <gmock/gmock.h>

#include <vector>

namespace gouji {
namespace {

TEST(SimplifiedForms, OnlyTraditionalCharactersChange) {
  std::vector<std::string> signs{
      "", "費", "费", "決", "數", "节", "a", "①", "乾", "㛃", "发展", "發展"};
  simplify_signs(signs);
  EXPECT_THAT(signs,
              ::testing::ElementsAre(
                  "", "费", "费", "决", "数", "节", "a", "①", "乾", "㛃", "发展", "發展"));
}

}  // namespace
}  // namespace gouji

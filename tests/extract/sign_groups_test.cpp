#include "extract/reading/sign_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gouji {
namespace {

using testing::ElementsAre;

const std::vector<std::string> kCharacters{"", "7", "７", "O", "，", "款", "△"};

std::vector<std::string> signs_of(const SignGroups& groups) {
  std::vector<std::string> signs;
  for (int g : groups.groups) signs.push_back(g < 0 ? "no" : groups.signs[static_cast<size_t>(g)]);
  return signs;
}

TEST(SignGroups, AmountsHaveFiguresAndTheirSeparators) {
  EXPECT_THAT(signs_of(group_signs(kCharacters, Alphabet::Amount)),
              ElementsAre("", "7", "7", "0", ",", "no", "△"));
}

TEST(SignGroups, CodesHaveFiguresOnly) {
  EXPECT_THAT(signs_of(group_signs(kCharacters, Alphabet::Code)),
              ElementsAre("", "7", "7", "0", "no", "no", "no"));
}

}  // namespace
}  // namespace gouji

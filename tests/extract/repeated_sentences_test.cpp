#include "extract/reading/repeated_sentences.h"

#include <gmock/gmock.h>

#include "core/utf32.h"

namespace gouji {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kGoal = "提高预算编制质量，严格执行预算，保障单位日常运转。";

SentencePlace worn(const std::string& text) {
  return {{text}, false};
}

SentencePlace sure(const std::string& text) {
  return {{text}, true};
}

using Groups = std::vector<std::vector<std::size_t>>;

Groups groups(const std::vector<SentencePlace>& places) {
  return repeated_sentences(places, {});
}

TEST(RepeatedSentences, AreAlikeInAllButSingleCharacters) {
  EXPECT_THAT(groups({worn("提高顾算编制质量、严格执行预算，保障单位口常运转"),
                      worn("做好政府投资项目审计，规范使用资金。"),
                      worn("提高预算编制质基，严格执行换算，保障单位日常运转"),
                      worn("提高预算编制质量，产格执行预算，保障单位目常运转。")}),
              ElementsAre(ElementsAre(0u, 2u, 3u)));
}

TEST(RepeatedSentences, NamesAndFiguresInThemDiffer) {
  EXPECT_THAT(groups({worn("做好残疾人就业培训工作，规范使用资金，按时完成任务。"),
                      worn("做好残疾人就业补贴工作，规范使用资金，按时完成任务。")}),
              IsEmpty());
  EXPECT_THAT(groups({worn("完成城市体检评估年度任务，2024年12月底前验收。"),
                      worn("完成城市体检评估年度任务，2025年12月底前验收。")}),
              IsEmpty());
}

TEST(RepeatedSentences, OfSurePlacesAloneNothingIsToBeSettled) {
  EXPECT_THAT(groups({sure(kGoal), sure(kGoal)}), IsEmpty());
  EXPECT_THAT(
      groups({sure(kGoal), sure(kGoal), worn("提高顾算编制质量，严格执行预算，保障单位日常运转")}),
      ElementsAre(ElementsAre(0u, 1u, 2u)));
}

TEST(RepeatedSentences, OfTwoThatWereReadSurelyTheNearerIsIt) {
  EXPECT_THAT(groups({sure("保障甲单位正常运转，按时发放人员工资。"),
                      sure("保障乙单位正常运转，按时发放人员工资。"),
                      worn("保障乙单位止常运转，按时发放人员工资。")}),
              ElementsAre(ElementsAre(1u, 2u)));
}

TEST(RepeatedSentences, ShortTextsAreNone) {
  EXPECT_THAT(groups({worn("资金按付频次"), worn("资金拨付频次")}), IsEmpty());
}

/// Each place denies a sign that is not printed there, but for one that it misread.
std::string settled(const std::vector<SentencePlace>& places) {
  const SentenceCosts costs = [&](const std::vector<std::string>& texts) {
    std::vector<double> all;
    for (const std::string& text : texts) {
      double nats = 0;
      for (const SentencePlace& place : places) {
        const std::u32string here = to_utf32(text), read = to_utf32(place.readings.front());
        for (std::size_t i = 0; i < std::max(here.size(), read.size()); ++i)
          nats += i < here.size() && i < read.size() && here[i] == read[i] ? 0 : 1;
      }
      all.push_back(nats);
    }
    return all;
  };
  return settled_sentence(places, costs, {});
}

TEST(RepeatedSentences, TogetherTellWhatNoneTellsAlone) {
  EXPECT_EQ(settled({worn("提高顾算编制质量，严格执行预算，保障单位日常运转。"),
                     worn("提高预算编制质量，产格执行预算，保障单位日常运转。"),
                     worn("提高预算编制质量，严格执行预算，保障单位目富运转。")}),
            kGoal);
}

TEST(RepeatedSentences, ASurePlaceSaysWhatIsSaid) {
  EXPECT_EQ(settled({worn("提高顾算编制质量"), worn("提高顾算编制质量"), sure(kGoal)}), kGoal);
}

}  // namespace
}  // namespace gouji

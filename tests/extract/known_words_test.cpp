#include "extract/reading/known_words.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

const KnownWords& known() {
  static const KnownWords kKnown({"机关事业单位基本养老保险缴费支出", "事业收入"},
                                 {"犍为县", "大县"});
  return kKnown;
}

std::string preferred(std::vector<Reading> readings) {
  known().prefer(readings);
  return readings.front().text;
}

TEST(KnownWords, DecideWhatThePixelsLeaveOpen) {
  EXPECT_EQ(preferred({{"养老保险激费", 0.5, "ppocr", 0.7}, {"养老保险缴费", 0.3, "ppocr", 1.2}}),
            "养老保险缴费");
}

TEST(KnownWords, DoNotOverruleAClearReading) {
  EXPECT_EQ(preferred({{"养老保险激费", 0.97, "ppocr", 0.03}, {"养老保险缴费", 0.02, "ppocr", 4}}),
            "养老保险激费");
}

TEST(KnownWords, AreSilentOnWordsTheyDoNotKnow) {
  EXPECT_EQ(preferred({{"甲乙丙", 0.5, "ppocr", 0.7}, {"甲乙丁", 0.3, "ppocr", 0.8}}), "甲乙丙");
}

TEST(KnownWords, NamesOfPlacesOutweighWhatTwoReadersMayMisread) {
  std::vector<Reading> readings = {{"键为县审计局", 0.75, "ppocr", 0.3},
                                   {"犍为县审计局", 0.24, "ppocr", 1.4}};
  known().prefer(readings);
  EXPECT_EQ(readings[0].text, "犍为县审计局");
  EXPECT_GT(readings[1].cost, readings[0].cost + 1);
}

TEST(KnownWords, PlacesOfTwoCharactersSayTooLittle) {
  EXPECT_EQ(preferred({{"夫县", 0.7, "ppocr", 0.4}, {"大县", 0.3, "ppocr", 1.2}}), "夫县");
}

TEST(KnownWords, GreekIsNoPrintOfTheseDocuments) {
  EXPECT_EQ(preferred({{"收λ", 0.94, "ppocr", 0.06}, {"收入", 0.05, "ppocr", 3}}), "收入");
}

TEST(KnownWords, AReadingTheyPreferIsNoSurerForIt) {
  std::vector<Reading> readings = {{"激费", 0.5, "ppocr", 0.7}, {"缴费", 0.3, "ppocr", 1.2}};
  known().prefer(readings);
  EXPECT_EQ(readings[0].cost, 1.2);
  EXPECT_EQ(readings[0].confidence, 0.3);
  EXPECT_GE(readings[1].cost, readings[0].cost);
  EXPECT_LE(readings[1].confidence, readings[0].confidence);
}

TEST(KnownWords, BetweenClausesACommaIsLikelierThanTheMarkOfAList) {
  const KnownWords words({});
  EXPECT_GT(words.favour("提高编制质量，严格执行预算"), words.favour("提高编制质量、严格执行预算"));
  EXPECT_EQ(words.favour("车辆、设备采购及安装"), words.favour("车辆，设备采购及安装"));
  EXPECT_EQ(words.favour("一、提高预算编制质量"), words.favour("一，提高预算编制质量"));
}

}  // namespace
}  // namespace gouji

#include "extract/pages/text_layer.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

Glyph glyph(const std::string& text, double x, double y, double size = 10) {
  Glyph g;
  g.text = text;
  const double width = text.size() > 1 ? size : size / 2;
  g.box = {x, y, x + width, y + size};
  return g;
}

std::vector<Glyph> line(const std::vector<std::string>& characters, double x, double y) {
  std::vector<Glyph> glyphs;
  for (const auto& c : characters) {
    glyphs.push_back(glyph(c, x, y));
    x = glyphs.back().box.x1;
  }
  return glyphs;
}

std::vector<Glyph> operator+(std::vector<Glyph> a, const std::vector<Glyph>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

TEST(TextLayer, WrappedCellGivesItsLinesInOrder) {
  const auto glyphs =
      line({"1", "0"}, 20, 22) + line({"3", "1", "0", "0"}, 20, 10) + line({"9"}, 200, 10);
  EXPECT_EQ(text_in(glyphs, {10, 5, 100, 40}), "3100\n10");
}

TEST(TextLayer, CharactersDrawnTwiceToLookBoldAreOne) {
  auto glyphs = line({"合", "计"}, 20, 10);
  const auto bold = line({"合", "计"}, 20.3, 10);
  EXPECT_EQ(text_in(glyphs + bold, {0, 0, 100, 40}), "合计");
}

TEST(TextLayer, SpacesOnlyBetweenLatinWords) {
  const auto glyphs =
      line({"A", "B"}, 20, 10) + line({"C"}, 40, 10) + line({"合"}, 60, 10) + line({"计"}, 80, 10);
  EXPECT_EQ(text_in(glyphs, {0, 0, 200, 40}), "AB C合计");
}

TEST(TextLayer, WideGapsDivideHeadLines) {
  const auto glyphs = line({"单", "位"}, 20, 10) + line({"万", "元"}, 400, 10);
  std::vector<std::string> texts;
  for (const auto& l : lines_outside(glyphs, {})) texts.push_back(l.text);
  EXPECT_THAT(texts, ::testing::ElementsAre("单位", "万元"));
}

TEST(TextLayer, TurnedTextTellsTheTurnOfThePage) {
  std::vector<Glyph> glyphs = line({"1", "2", "3"}, 20, 10);
  for (auto& g : glyphs) g.rotation = 270;
  EXPECT_EQ(turn_of_text(glyphs), 90);
  EXPECT_EQ(upright_glyphs(glyphs, 600, 800, 90).front().rotation, 0);
}

struct TurnCase {
  int degrees;
  PageRect expected;
};

class UprightBox : public ::testing::TestWithParam<TurnCase> {};

TEST_P(UprightBox, FollowsThePage) {
  EXPECT_EQ(upright_box({10, 20, 30, 50}, 600, 800, GetParam().degrees), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Turns,
                         UprightBox,
                         ::testing::Values(TurnCase{0, {10, 20, 30, 50}},
                                           TurnCase{90, {750, 10, 780, 30}},
                                           TurnCase{180, {570, 750, 590, 780}},
                                           TurnCase{270, {20, 570, 50, 590}}));

class Judgement : public ::testing::Test {
 protected:
  cv::Mat even_ = cv::Mat(800, 600, CV_8UC1, cv::Scalar(255));
  Dpi dpi_{72};
  PageRect table_{50, 50, 550, 400};

  void ink(int x, int y) { even_(cv::Rect(x, y, 6, 9)).setTo(0); }

  LayerVerdict judge(const std::vector<Glyph>& glyphs,
                     const std::vector<PagePicture>& pictures = {}) {
    return judge_layer(glyphs, table_, pictures, even_, dpi_, {});
  }
};

TEST_F(Judgement, TextThatCoversTheInkIsTrusted) {
  std::vector<Glyph> glyphs;
  for (int i = 0; i < 10; ++i) {
    ink(100 + 20 * i, 100);
    glyphs.push_back(glyph("5", 100 + 20 * i, 99));
  }
  EXPECT_EQ(judge(glyphs), LayerVerdict::Trusted);
  EXPECT_EQ(judge(glyphs, {{{40, 40, 560, 420}, 1000, 700, {150}}}), LayerVerdict::OverPicture);
}

TEST_F(Judgement, InkWithoutTextIsNot) {
  for (int i = 0; i < 10; ++i) ink(100 + 20 * i, 100);
  EXPECT_EQ(judge({}), LayerVerdict::NoText);
  EXPECT_EQ(judge(line({"5"}, 100, 99)), LayerVerdict::MissesInk);
}

TEST_F(Judgement, UnmappedCharactersAreNot) {
  ink(100, 100);
  EXPECT_EQ(judge(line({"\xEF\xBF\xBD", "\xEE\x80\x81"}, 100, 99)), LayerVerdict::Unmapped);
}

}  // namespace
}  // namespace gouji

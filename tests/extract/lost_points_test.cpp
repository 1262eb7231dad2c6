#include "extract/reading/lost_points.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>

namespace gouji {
namespace {

constexpr int kHeight = 20;

// Bars in place of figures, as digits of that height advance; ' ' is the room of a point.
cv::Mat line_of(std::string_view figures) {
  cv::Mat ink = cv::Mat::zeros(kHeight, 14 * static_cast<int>(figures.size()) + 4, CV_8UC1);
  int x = 2;
  for (const char c : figures) {
    if (c == ' ') {
      x += 7;
      continue;
    }
    const int side = c == '1' ? 4 : 1;
    ink(cv::Rect(x + side, 0, 12 - 2 * side + 2, kHeight)).setTo(255);
    x += 14;
  }
  return ink.colRange(2, x);
}

TEST(StandsOff, TwoFiguresBehindTheRoomOfAPoint) {
  for (const char* figures : {"300 11", "0 00", "2061 08", "89 73", "11 11"})
    EXPECT_TRUE(stands_off(line_of(figures), kHeight, {})) << figures;
}

TEST(StandsOff, NotFiguresThatFollowEvenly) {
  for (const char* figures : {"30011", "000", "206108", "8973", "1111", "2", ""})
    EXPECT_FALSE(stands_off(line_of(figures), kHeight, {})) << figures;
}

TEST(StandsOff, NotOneFigureOrThree) {
  for (const char* figures : {"300 1", "8 255"})
    EXPECT_FALSE(stands_off(line_of(figures), kHeight, {})) << figures;
}

/// One column of amounts as readers read them, and whether the paper shows a gap.
struct Column {
  CellSheet sheet;
  std::vector<GridCell> places;
  std::vector<RawCell> cells;

  void add(const std::string& read, std::string_view printed) {
    CellWork work;
    work.evidence.content = ContentClass::Amount;
    work.ink.ink = line_of(printed);
    work.boxes.emplace_back(0, 0, work.ink.ink.cols, work.ink.ink.rows);
    LineShape line;
    line.glyph_height = kHeight;
    work.evidence.lines.push_back(line);
    sheet.cells.push_back(work);
    places.push_back({static_cast<int>(places.size()), 0, 1, 1, {}});
    RawCell cell;
    Reading reading;
    reading.text = read;
    cell.readings.push_back(reading);
    cell.agreed = true;
    cells.push_back(cell);
  }

  std::vector<std::string> texts() {
    put_back_lost_points(sheet, places, {}, cells);
    std::vector<std::string> texts;
    for (const RawCell& cell : cells)
      texts.push_back(cell.readings.front().text + (cell.reasons.empty() ? "" : "?"));
    return texts;
  }
};

TEST(LostPoints, ArePutBackAndFlaggedWhereMostOfAColumnHasTheGap) {
  Column column;
  column.add("30011", "300 11");
  column.add("25313", "253 13");
  column.add("92.13", "92 13");
  column.add("-8973", "89 73");
  column.add("1.18881", "1188 81");
  column.add("4486", "4486");
  column.add("12", "12");
  EXPECT_THAT(
      column.texts(),
      ::testing::ElementsAre("300.11?", "253.13?", "92.13", "-89.73?", "1188.81?", "4486?", "12"));
  EXPECT_FALSE(column.cells[0].agreed);
  EXPECT_EQ(column.cells[0].readings.size(), 2u);
}

TEST(LostPoints, WholeAmountsStay) {
  Column column;
  column.add("8255900", "8255900");
  column.add("406100", "4061 00");
  column.add("104700", "104700");
  column.add("209400", "209400");
  EXPECT_THAT(column.texts(), ::testing::ElementsAre("8255900", "406100", "104700", "209400"));
}

TEST(LostPoints, CodesInTwoGroupsAreNoAmounts) {
  Column column;
  for (const char* code : {"20105", "20805", "21011", "21305"})
    column.add(code, std::string(code).substr(0, 3) + ' ' + std::string(code).substr(3));
  EXPECT_THAT(column.texts(), ::testing::ElementsAre("20105", "20805", "21011", "21305"));
}

TEST(LostPoints, TwoGapsAreChance) {
  Column column;
  column.add("30011", "300 11");
  column.add("25313", "253 13");
  EXPECT_THAT(column.texts(), ::testing::ElementsAre("30011", "25313"));
}

}  // namespace
}  // namespace gouji

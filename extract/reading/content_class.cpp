#include "extract/reading/content_class.h"

#include <algorithm>
#include <map>
#include <opencv2/imgproc.hpp>
#include <string>

namespace gouji {
namespace {

constexpr double kTall = 0.6;       // of the line's glyph height: a figure
constexpr double kLow = 0.4;        // of the usual height: dashes and dots
constexpr double kWideDigit = 0.8;  // width to height; digits measure 0.35 to 0.75
constexpr double kTwoDigits = 1.0;  // width to height of two digits that touch, 1 in front
constexpr double kTouchingStrokes = 2.25;
constexpr double kDigitStrokes = 2.45;  // ink runs that a column of a digit crosses, mean
constexpr int kMaxDigitStrokes = 4;     // 8 and noise
constexpr double kDigitPitch = 0.72;    // of the glyph height, advance of a digit
constexpr double kDotPitch = 0.36;
constexpr double kTouching = 0.75;  // weight of wide but simple runs
constexpr int kSureFigures = 3;

struct Run {
  cv::Rect box;
  double strokes = 0;  // mean ink runs per column
  int most_strokes = 0;
};

int strokes_in_column(const cv::Mat& ink, int x) {
  int runs = 0;
  bool inside = false;
  for (int y = 0; y < ink.rows; ++y) {
    const bool black = ink.at<uchar>(y, x) != 0;
    if (black && !inside) ++runs;
    inside = black;
  }
  return runs;
}

std::vector<Run> column_runs(const cv::Mat& ink) {
  std::vector<Run> runs;
  bool inside = false;
  for (int x = 0; x < ink.cols; ++x) {
    const int strokes = strokes_in_column(ink, x);
    if (strokes > 0) {
      if (!inside) runs.push_back({cv::Rect(x, 0, 0, ink.rows), 0, 0});
      Run& run = runs.back();
      run.box.width = x - run.box.x + 1;
      run.strokes += strokes;
      run.most_strokes = std::max(run.most_strokes, strokes);
    }
    inside = strokes > 0;
  }
  for (Run& run : runs) {
    run.strokes /= run.box.width;
    const cv::Rect tight = cv::boundingRect(ink(run.box));
    run.box.y += tight.y;
    run.box.height = tight.height;
  }
  return runs;
}

bool looks_numeric(const CellContent& cell, double share) {
  return !cell.lines.empty() &&
         std::all_of(cell.lines.begin(), cell.lines.end(), [&](const LineShape& line) {
           return line.number_share >= share;
         });
}

struct ColumnVote {
  int numeric = 0;
  int amounts = 0;
  int cells = 0;
};

}  // namespace

LineShape measure_line(const CellInk& cell, const cv::Rect& line, double usual_height) {
  LineShape shape;
  shape.box = line;
  std::vector<InkMark> marks;
  for (const InkMark& mark : cell.marks)
    if ((mark.box & line).area() * 2 > mark.box.area()) marks.push_back(mark);
  // Nothing in so low a line is a figure: a short dash is nearly as high as it is wide.
  shape.low = line.height < kLow * usual_height;
  // A mark that spans two lines is no glyph; a dash alone says its height by its width, figures
  // that all touch do not.
  shape.glyph_height = glyph_height(marks);
  if (marks.size() > 1 || (usual_height > 0 && !shape.low))
    shape.glyph_height = std::min<double>(shape.glyph_height, line.height);
  const double full = shape.low ? usual_height : shape.glyph_height;
  const auto runs = column_runs(cell.ink(line));
  double numeric = 0, total = 0;
  for (const Run& run : runs) {
    total += run.box.width;
    const double middle = run.box.y + run.box.height / 2.0;
    if (run.box.height >= kTall * full && run.box.width < 6 * run.box.height) {
      ++shape.figures;
      const double aspect = static_cast<double>(run.box.width) / run.box.height;
      const bool simple = run.strokes <= kDigitStrokes && run.most_strokes <= kMaxDigitStrokes;
      // A run as wide as high is a Chinese glyph, a wider one may be digits that touch.
      if (simple && aspect <= kWideDigit)
        numeric += run.box.width;
      else if (run.strokes <= kTouchingStrokes && aspect >= kTwoDigits)
        numeric += kTouching * run.box.width;
    } else if (run.box.width >= 1.2 * run.box.height && middle < 0.75 * line.height) {
      ++shape.dashes;
      if (run.box.width <= 1.2 * full) numeric += run.box.width;
    } else {
      if (middle > 0.55 * line.height) ++shape.dots;
      numeric += run.box.width;
    }
  }
  if (total > 0) shape.number_share = numeric / total;
  return shape;
}

std::vector<ContentClass> classify_cells(const std::vector<CellContent>& cells,
                                         const ReadingOptions& options) {
  std::map<int, ColumnVote> columns;
  for (const CellContent& cell : cells) {
    if (cell.lines.empty() || cell.column_span != 1) continue;
    ColumnVote& vote = columns[cell.column];
    ++vote.cells;
    if (!looks_numeric(cell, options.number_share)) continue;
    ++vote.numeric;
    if (std::any_of(cell.lines.begin(), cell.lines.end(), [](const LineShape& line) {
          return line.dots + line.dashes > 0;
        }))
      ++vote.amounts;
  }
  std::vector<ContentClass> classes;
  for (const CellContent& cell : cells) {
    const ColumnVote& vote = columns[cell.column];
    const bool number_column = vote.cells > 0 && vote.numeric >= options.number_column * vote.cells;
    const bool numeric = looks_numeric(cell, options.number_share);
    int figures = 0, signs = 0;
    for (const LineShape& line : cell.lines) {
      figures += line.figures;
      signs += line.dots + line.dashes;
    }
    const bool amount = signs > 0 || vote.amounts * 3 > vote.numeric;
    if (numeric && (number_column || (figures >= kSureFigures && cell.lines.size() == 1)))
      classes.push_back(amount ? ContentClass::Amount : ContentClass::Code);
    else if (numeric || (number_column && looks_numeric(cell, 0.5 * options.number_share)))
      classes.push_back(ContentClass::Unsure);
    else
      classes.push_back(ContentClass::Text);
  }
  return classes;
}

double expected_width(const std::string& text, double glyph_height) {
  double width = 0;
  for (const char c : text) {
    if (c == ' ' || c == '\n') continue;
    width += (c == ',' || c == '.' || c == '(' || c == ')' ? kDotPitch : kDigitPitch);
  }
  return width * glyph_height;
}

}  // namespace gouji

#include "extract/reading/cell_image.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

#include "extract/image/components.h"
#include "extract/image/preprocess.h"
#include "extract/reading/cell_rules.h"
#include "extract/reading/pale_ends.h"
#include "extract/reading/print_marks.h"

namespace gouji {
namespace {

constexpr double kPaleShare = 0.5;   // of the threshold of ink
constexpr int kFewestPaleMarks = 3;  // in an empty cell, before a person must look
constexpr double kNoiseBlock = 3;    // points: fits between the lines of a dense table
constexpr double kPaperShare = 0.1;  // of the blocks: so much of any table is bare paper
constexpr double kDarkLevel = 0.95;  // quantile of a cell's ink that stands for its dark level
constexpr int kRuleRim = 5;          // pixels: a rule's blur on both sides and its core
constexpr double kSmoothing = 0.9;   // pixels: strokes at 150 dpi are 1.5 wide
constexpr double kInkTone = 220;     // darkness that a cell's dark level gets
constexpr int kInverted = 110;       // a cell whose middle tone is darker is white on dark

int quantile(const cv::Mat& values, const cv::Mat& mask, double q, int fallback) {
  std::array<int, 256> histogram{};
  int total = 0;
  for (int y = 0; y < values.rows; ++y) {
    const auto* value = values.ptr<uchar>(y);
    const auto* counts = mask.empty() ? nullptr : mask.ptr<uchar>(y);
    for (int x = 0; x < values.cols; ++x)
      if (counts == nullptr || counts[x] != 0) {
        ++histogram[value[x]];
        ++total;
      }
  }
  if (total == 0) return fallback;
  int seen = 0;
  for (int level = 0; level < 256; ++level) {
    seen += histogram[static_cast<std::size_t>(level)];
    if (seen >= q * total) return level;
  }
  return 255;
}

cv::Rect common(const PixelRect& box, const InkPage& page) {
  return cv::Rect(box.x - page.origin.x, box.y - page.origin.y, box.width, box.height) &
         cv::Rect(0, 0, page.even.cols, page.even.rows);
}

// Sides of the cell that a mark comes within `reach` of.
int sides_touched(const cv::Rect& box, cv::Size size, int reach) {
  return (box.x <= reach ? 1 : 0) + (box.y <= reach ? 1 : 0) +
         (box.x + box.width >= size.width - reach ? 1 : 0) +
         (box.y + box.height >= size.height - reach ? 1 : 0);
}

// Touches the left or the right border of its cut.
bool at_side(const cv::Rect& box, int width, int margin) {
  return box.x <= margin || box.x + box.width >= width - margin;
}

bool at_border(const cv::Rect& box, cv::Size size, int margin) {
  return at_side(box, size.width, margin) || box.y <= margin ||
         box.y + box.height >= size.height - margin;
}

// Whether a mark has a pixel within `near`.
bool touches(const Component& mark, const cv::Mat& near) {
  return std::any_of(mark.runs.begin(), mark.runs.end(), [&](const InkRun& run) {
    return cv::countNonZero(near(cv::Rect(run.from, run.y, run.length(), 1))) > 0;
  });
}

cv::Mat grown(const cv::Mat& mask, int side) {
  cv::Mat result;
  cv::dilate(mask, result, cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
  return result;
}

// Standard deviation of bare paper: of the blocks that vary least. Deviations from the whole
// table's middle tone measure print where it is dense.
double paper_noise(const cv::Mat& smooth, Dpi dpi) {
  const int side = std::max(3, whole_pixels(kNoiseBlock, dpi));
  const cv::Size blocks(smooth.cols / side, smooth.rows / side);
  if (blocks.empty()) return 0;
  cv::Mat tones, mean, mean_square, variance;
  smooth(cv::Rect({}, cv::Size(blocks.width * side, blocks.height * side)))
      .convertTo(tones, CV_32F);
  cv::resize(tones, mean, blocks, 0, 0, cv::INTER_AREA);
  cv::resize(tones.mul(tones), mean_square, blocks, 0, 0, cv::INTER_AREA);
  variance = mean_square - mean.mul(mean);
  std::vector<float> sorted(variance.begin<float>(), variance.end<float>());
  const auto least = sorted.begin() +
                     static_cast<std::ptrdiff_t>(kPaperShare * static_cast<double>(sorted.size()));
  std::nth_element(sorted.begin(), least, sorted.end());
  return std::sqrt(std::max(0.0F, *least));
}

// Marks as high as print, of what is too pale to be ink; noise of faint scans rarely leaves so
// many.
bool pale_print(const cv::Mat& darkness, const InkPage& page, const ReadingOptions& options) {
  const double lowest = to_pixels(options.core_height_pt, page.dpi);
  const double highest = to_pixels(options.highest_line_pt, page.dpi);
  const Components marks(darkness > kPaleShare * page.threshold);
  return std::count_if(marks.begin(), marks.end(), [&](const Component& mark) {
           return mark.box.height >= lowest && mark.box.height <= highest &&
                  mark.box.width <= 2 * mark.box.height;
         }) >= kFewestPaleMarks;
}

bool any_in_middle(const std::vector<InkMark>& marks,
                   cv::Size cell,
                   Dpi dpi,
                   const ReadingOptions& options) {
  const int reach = static_cast<int>(std::lround(to_pixels(options.speck_zone_pt, dpi)));
  const cv::Rect middle(cell.width / 2 - reach, cell.height / 2 - reach, 2 * reach, 2 * reach);
  return std::any_of(marks.begin(), marks.end(), [&](const InkMark& mark) {
    return (mark.box & middle).area() == mark.box.area();
  });
}

}  // namespace

InkPage prepare_ink(const cv::Mat& grey,
                    const PixelRect& part,
                    Dpi dpi,
                    const ReadingOptions& options) {
  InkPage page;
  page.dpi = dpi;
  const cv::Rect area =
      cv::Rect(part.x, part.y, part.width, part.height) & cv::Rect(0, 0, grey.cols, grey.rows);
  page.origin = area.tl();
  if (area.empty()) return page;
  page.even = even_light(grey(area), dpi, PreprocessOptions{});
  const int paper = quantile(page.even, {}, 0.5, 255);
  cv::Mat smooth;
  cv::GaussianBlur(page.even, smooth, {5, 5}, kSmoothing);
  cv::subtract(cv::Scalar(paper), smooth, page.darkness);
  const double sigma = paper_noise(smooth, dpi);
  page.threshold = static_cast<int>(
      std::clamp(options.noise_factor * sigma, options.min_darkness, 3 * options.min_darkness));
  cv::convertScaleAbs(page.even, page.even, 255.0 / std::max(paper, 1));
  return page;
}

CellInk cut_cell(const InkPage& page,
                 const PixelRect& box,
                 double ruling_px,
                 const ReadingOptions& options) {
  CellInk cell;
  const cv::Rect area = common(box, page);
  cell.where = {area.tl() + page.origin, area.size()};
  if (area.width < 3 || area.height < 3) return cell;
  cell.pixels = page.even(area).clone();
  cv::Mat darkness = page.darkness(area);
  if (const int fill = quantile(cell.pixels, {}, 0.5, 255); fill < kInverted) {
    cv::subtract(cell.pixels, cv::Scalar(fill), darkness);
    cv::subtract(cv::Scalar(255), darkness, cell.pixels);
  }
  const int half_rule = static_cast<int>(std::ceil(ruling_px / 2));
  const int depth =
      ruling_px > 0
          ? half_rule + static_cast<int>(std::lround(to_pixels(options.rule_depth_pt, page.dpi)))
          : 0;

  const cv::Mat any_ink = darkness > page.threshold;
  const cv::Rect inside(depth, depth, area.width - 2 * depth, area.height - 2 * depth);
  const bool has_inside = ruling_px > 0 && inside.width > 0 && inside.height > 0;
  if (has_inside && cv::countNonZero(any_ink(inside)) == 0) {  // most cells
    cell.pale = pale_print(darkness(inside), page, options);
    return cell;
  }
  const RuleBand band{depth, half_rule};
  CellRules rules = find_cell_rules(any_ink, band, page.dpi, options);
  // Of the print: rules that run inside are darker than faint figures.
  int level = 255;
  if (inside.width > 0 && inside.height > 0) {
    const cv::Mat print = any_ink & ~grown(rules.all, kRuleRim);
    level = quantile(darkness(inside), any_ink(inside), kDarkLevel, 255);
    level = quantile(darkness(inside), print(inside), kDarkLevel, level);
  }
  const double least = std::max(page.threshold, static_cast<int>(options.ink_share * level));
  const cv::Mat mask = darkness > least;
  if (least > page.threshold) rules = find_cell_rules(mask, band, page.dpi, options);
  cv::Mat rest = mask & ~rules.all;

  const int margin = half_rule + 1;
  const int poke = half_rule + static_cast<int>(to_pixels(options.poke_depth_pt, page.dpi));
  const cv::Mat near_rules = grown(rules.all, 3), near_side_rules = grown(rules.upright, 3);
  // Corners of rules are long in both directions, but nowhere deep inside.
  const auto reaches_inside = [&](const Component& mark) {
    return std::any_of(mark.runs.begin(), mark.runs.end(), [&](const InkRun& run) {
      return run.y >= poke && run.y < area.height - poke &&
             std::max(run.from, poke) < std::min(run.to, area.width - poke);
    });
  };
  const Components all_marks(rest);
  std::vector<InkMark> marks;
  std::vector<const Component*> inked;
  for (const Component& mark : all_marks) {
    if (ruling_px > 0 && !reaches_inside(mark) &&
        (at_border(mark.box, area.size(), margin) || touches(mark, near_rules)))
      continue;
    marks.push_back({mark.box, mark.area});
    inked.push_back(&mark);
  }
  cell.ink = cv::Mat::zeros(mask.size(), CV_8UC1);
  const std::vector<bool> keep = marks_of_print(marks, page.dpi, options);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!keep[i]) continue;
    const Component& mark = *inked[i];
    paint(cell.ink, mark, 255);
    cell.marks.push_back(marks[i]);
    if (ruling_px <= 0) continue;
    if (sides_touched(mark.box, area.size(), depth + 1) >= 2 && touches(mark, near_rules))
      cell.crossed = true;
    if (at_side(mark.box, area.width, half_rule) || touches(mark, near_side_rules))
      cell.cut_off = true;
  }

  add_pale_ends(darkness > least / 2, inside, to_pixels(options.highest_line_pt, page.dpi), cell);

  cell.specks = cell.empty() && has_inside && any_in_middle(marks, area.size(), page.dpi, options);
  if (cell.empty() && has_inside) cell.crumbs = marks.size();
  if (cell.empty() && has_inside) cell.pale = pale_print(darkness(inside), page, options);

  // Faint print as dark as strong print, noise of the paper below half the threshold gone.
  const double floor = options.noise_share * page.threshold;
  const double gain = kInkTone / std::max(level - floor, options.min_darkness);
  cv::Mat contrast;
  cv::subtract(cv::Scalar(255), cell.pixels, contrast);
  cv::subtract(contrast, cv::Scalar(floor), contrast);
  cv::convertScaleAbs(contrast, contrast, gain);
  cv::subtract(cv::Scalar(255), contrast, cell.pixels);

  // Paint out what was taken away with its blurred rim, but never a rim of what stays.
  cv::Mat gone = mask & ~cell.ink, near_ink;
  cv::dilate(gone, gone, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
  cv::dilate(cell.ink, near_ink, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  cell.pixels.setTo(255, gone & ~(near_ink & ~rules.all));
  return cell;
}

}  // namespace gouji

#include "extract/grid/dotted_side.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <opencv2/imgproc.hpp>

#include "extract/image/components.h"

namespace gouji {
namespace {

constexpr int kOff = 2;   // pixels that a dot may lie off its line
constexpr int kEdge = 2;  // pixels beside a dot: its grey rims
constexpr int kWide = 3;  // pixels beyond its ends: a point's neighbours may be thin

// Both directions' rules in the frame of the first, with their rims.
cv::Mat rules_of(const DottedPicture& picture, const DottedPicture& other) {
  cv::Mat rules = picture.whole | other.whole.t();
  cv::dilate(rules, rules, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
  return rules;
}

bool stands_between(const cv::Rect& sign, int from, int to) {
  const int middle = sign.x + sign.width / 2;
  return middle >= from && middle < to;
}

// Along the line.
bool is_near(const cv::Rect& sign, const RuleDot& dot, int along) {
  return sign.x <= dot.to + along && sign.x + sign.width >= dot.from - along;
}

bool has_ink(const cv::Mat& ink, const cv::Rect& area) {
  const cv::Rect seen = area & cv::Rect({}, ink.size());
  return !seen.empty() && cv::countNonZero(ink(seen)) > 0;
}

bool is_clear(const cv::Mat& ink, const cv::Rect& dot, int reach) {
  const int x = dot.x - kWide, width = dot.width + 2 * kWide;
  return !has_ink(ink, {x, dot.y - reach, width, reach - kEdge}) &&
         !has_ink(ink, {x, dot.y + dot.height + kEdge, width, reach - kEdge});
}

// Pieces with nothing beside them, and whole rules, of which each counts for as many dots as its
// length can hold.
std::vector<RuleDot> rule_dots(const DottedInk& page,
                               const cv::Mat& whole,
                               Dpi dpi,
                               const DottedRuleOptions& options) {
  std::vector<RuleDot> dots;
  const int reach = whole_pixels(options.beside_pt, dpi);
  const Components pieces(page.dots);
  for (const Component& piece : pieces)
    if (is_clear(page.ink, piece.box, reach))
      dots.push_back(
          {piece.box.y + (piece.box.height - 1) / 2.0, piece.box.x, piece.box.x + piece.box.width});
  const int length = whole_pixels(options.max_piece_pt, dpi);
  const Components rules(whole);
  for (const Component& rule : rules)
    for (int x = rule.box.x; x < rule.box.x + rule.box.width; x += length)
      dots.push_back({rule.box.y + (rule.box.height - 1) / 2.0,
                      x,
                      std::min(x + length, rule.box.x + rule.box.width)});
  return dots;
}

}  // namespace

DottedSide::DottedSide(const DottedPicture& picture,
                       const DottedPicture& other,
                       Direction direction,
                       Dpi dpi,
                       const DottedSideOptions& options)
    : ink_(picture.page.ink - picture.page.dots - rules_of(picture, other)),
      page_(picture.page),
      direction_(direction),
      dpi_(dpi),
      options_(options),
      dots_(rule_dots(picture.page, picture.whole, dpi, options.dots)) {
  find_print(cv::Mat::zeros(ink_.size(), CV_8UC1));
  std::erase_if(dots_, [&](const RuleDot& dot) {
    return beside_print_across(dot) || between_print(dot) || between_ink(dot);
  });
}

void DottedSide::know_lines(const std::vector<DottedLine>& lines,
                            const std::vector<DottedLine>& crossing) {
  cv::Mat known = cv::Mat::zeros(ink_.size(), CV_8UC1);
  for (const DottedLine& line : lines)
    known.rowRange(std::max(0, line.at - kOff), std::min(known.rows, line.at + kOff + 1))
        .setTo(255);
  for (const DottedLine& line : crossing)
    known.colRange(std::max(0, line.at - kOff), std::min(known.cols, line.at + kOff + 1))
        .setTo(255);
  find_print(known);
}

// The boxes of glyphs and their pieces. `lines`: CV_8UC1, 255 = there.
void DottedSide::find_print(const cv::Mat& lines) {
  const double least = to_pixels(options_.least_print_pt, dpi_);
  const double most = to_pixels(options_.most_print_pt, dpi_);
  const double thinnest = to_pixels(options_.rule_pt, dpi_);
  print_.clear();
  const Components pieces(ink_);
  for (const Component& piece : pieces) {
    const auto [thin, size] = std::minmax(piece.box.width, piece.box.height);
    if (thin <= thinnest || size < least || size > most) continue;
    int on_lines = 0;
    for (const InkRun& run : piece.runs)
      on_lines += cv::countNonZero(lines(cv::Rect(run.from, run.y, run.length(), 1)));
    if (on_lines < options_.on_lines * piece.area) print_.push_back(piece.box);
  }
}

std::vector<DottedLine> DottedSide::lines(const cv::Rect& area,
                                          const std::vector<DottedLine>& crossing,
                                          const DottedLineOptions& options,
                                          cv::Range among) const {
  std::vector<RuleDot> dots = dots_;
  std::erase_if(dots, [&](const RuleDot& dot) {
    return std::any_of(crossing.begin(), crossing.end(), [&](const DottedLine& line) {
      return dot.from <= line.at + kOff && dot.to > line.at - kOff;
    });
  });
  if (among == cv::Range::all()) among = {area.y, area.y + area.height};
  return dotted_lines(dots, area, among, dpi_, options);
}

std::vector<RuleDot> DottedSide::dots_on(int at) const {
  std::vector<RuleDot> dots;
  std::copy_if(dots_.begin(), dots_.end(), std::back_inserter(dots), [&](const RuleDot& dot) {
    return std::abs(dot.at - at) <= kOff;
  });
  std::sort(
      dots.begin(), dots.end(), [](const RuleDot& a, const RuleDot& b) { return a.from < b.from; });
  return dots;
}

int DottedSide::dots_in(const cv::Rect& area) const {
  return static_cast<int>(std::count_if(dots_.begin(), dots_.end(), [&](const RuleDot& dot) {
    return dot.at >= area.y && dot.at < area.y + area.height && dot.from >= area.x &&
           dot.to <= area.x + area.width;
  }));
}

ClearCover DottedSide::cover(int at, int from, int to) const {
  return clear_cover(page_, {from, at - 1, to - from, 3}, dpi_, options_.dots);
}

double DottedSide::density(const DottedLine& line) const {
  const ClearCover seen = cover(line.at, line.from(), line.to());
  return static_cast<double>(seen.runs) / std::max(1, seen.length);
}

std::vector<cv::Rect> DottedSide::signs_in_lines() const {
  const int near = whole_pixels(options_.next_sign_pt, dpi_);
  const double most = to_pixels(options_.most_print_pt, dpi_);
  std::vector<cv::Rect> signs = print_, others;  // the latter from top to bottom
  const Components pieces(page_.ink);
  for (const Component& piece : pieces)
    if (std::max(piece.box.width, piece.box.height) <= most) others.push_back(piece.box);
  std::sort(
      others.begin(), others.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.y < b.y; });
  std::vector<char> taken(others.size(), 0);
  // From each sign to its neighbours, and on from these.
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const cv::Rect sign = signs[i];
    const int bottom = sign.y + sign.height + 1;
    const auto first = std::lower_bound(
        others.begin(), others.end(), sign.y - 1, [](const cv::Rect& other, int y) {
          return other.y < y;
        });
    for (auto other = first; other != others.end() && other->y <= bottom; ++other) {
      char& is_taken = taken[static_cast<std::size_t>(other - others.begin())];
      if (is_taken || other->y + other->height > bottom || other->x > sign.x + sign.width + near ||
          other->x + other->width < sign.x - near)
        continue;
      is_taken = 1;
      signs.push_back(*other);
    }
  }
  return signs;
}

bool DottedSide::lies_across(const cv::Rect& sign, double at) const {
  const int over = whole_pixels(options_.over_pt, dpi_);
  return sign.y < at - over && sign.y + sign.height > at + over;
}

bool DottedSide::reaches(const cv::Rect& sign, double at) const {
  return sign.height >= to_pixels(options_.least_sign_pt, dpi_) && sign.y <= at &&
         sign.y + sign.height >= at;
}

int DottedSide::signs_across(int at, int from, int to) const {
  const int along = whole_pixels(options_.least_sign_pt, dpi_);
  return static_cast<int>(std::count_if(print_.begin(), print_.end(), [&](const cv::Rect& sign) {
    return stands_between(sign, from, to) && sign.width >= along && lies_across(sign, at);
  }));
}

int DottedSide::signs_on(int at, int from, int to) const {
  return static_cast<int>(std::count_if(print_.begin(), print_.end(), [&](const cv::Rect& sign) {
    return stands_between(sign, from, to) && reaches(sign, at);
  }));
}

// In a line of print that lies across the dot's own.
bool DottedSide::beside_print_across(const RuleDot& dot) const {
  const int along = whole_pixels(options_.beside_print_pt, dpi_);
  return std::any_of(print_.begin(), print_.end(), [&](const cv::Rect& sign) {
    return is_near(sign, dot, along) && lies_across(sign, dot.at);
  });
}

bool DottedSide::between_print(const RuleDot& dot) const {
  const double close =
      to_pixels(direction_ == Direction::Level ? options_.line_gap_pt : options_.sign_gap_pt, dpi_);
  const int along = whole_pixels(options_.beside_print_pt, dpi_);
  bool above = false, below = false;
  for (const cv::Rect& box : print_) {
    if (!is_near(box, dot, along)) continue;
    const double over = dot.at - (box.y + box.height - 1), under = box.y - dot.at;
    above = above || (over > 0 && over <= close);
    below = below || (under > 0 && under <= close);
  }
  return above && below;
}

// Points, commas and crumbs of thin type, whose neighbours may be too small for print.
bool DottedSide::between_ink(const RuleDot& dot) const {
  if (direction_ == Direction::Level) return false;
  const int reach = whole_pixels(options_.sign_gap_pt, dpi_);
  const int at = static_cast<int>(std::lround(dot.at));
  const int x = dot.from - kWide, width = dot.to - dot.from + 2 * kWide;
  return has_ink(page_.ink, {x, at - reach, width, reach - kEdge}) &&
         has_ink(page_.ink, {x, at + kEdge + 1, width, reach - kEdge - 1});
}

bool DottedSide::is_of_print(const DottedLine& line) const {
  const int along = whole_pixels(options_.line_of_print_pt, dpi_);
  const auto crumbs = std::count_if(line.dots.begin(), line.dots.end(), [&](const RuleDot& dot) {
    return std::any_of(print_.begin(), print_.end(), [&](const cv::Rect& sign) {
      return is_near(sign, dot, along) && reaches(sign, dot.at);
    });
  });
  return 2 * static_cast<std::size_t>(crumbs) > line.dots.size();
}

SlotText DottedSide::text_in(const cv::Rect& slot) const {
  int from = slot.y + slot.height, to = slot.y;
  for (const cv::Rect& box : print_) {
    const cv::Rect seen = box & slot;
    // What hardly reaches over its own cell's rule is not this slot's.
    if (seen.empty() || (2 * seen.area() <= box.area() && seen.height < kOff)) continue;
    from = std::min(from, seen.y);
    to = std::max(to, seen.y + seen.height);
  }
  return {to_points(from, dpi_), to_points(to, dpi_)};
}

}  // namespace gouji

#include "extract/grid/dotted_rules.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "extract/image/components.h"

namespace gouji {
namespace {

/// Dots of one line, one after the other.
class Chain {
 public:
  explicit Chain(const InkRun& dot) : dots_{dot} {}

  void add(const InkRun& dot) { dots_.push_back(dot); }

  int gap_to(const InkRun& dot) const { return dot.from - dots_.back().to; }

  /// Lone dots at the ends are specks.
  void trim(int max_last_gap) {
    while (dots_.size() > 1 && dots_.back().from - dots_[dots_.size() - 2].to > max_last_gap)
      dots_.pop_back();
    auto first = dots_.begin();
    while (dots_.end() - first > 1 && (first + 1)->from - first->to > max_last_gap) ++first;
    dots_.erase(dots_.begin(), first);
  }

  cv::Rect box() const {
    return {dots_.front().from, dots_.front().y, dots_.back().to - dots_.front().from, 1};
  }

 private:
  std::vector<InkRun> dots_;
};

std::vector<Chain> chains_of(const cv::Mat& lines, int max_gap) {
  std::vector<Chain> chains;
  int y = -1;
  for (const InkRun& dot : runs_of(lines)) {
    if (dot.y == y && chains.back().gap_to(dot) <= max_gap)
      chains.back().add(dot);
    else
      chains.emplace_back(dot);
    y = dot.y;
  }
  return chains;
}

// For each column of the rows [from, to): 255 where there is ink.
cv::Mat inked_columns(const cv::Mat& ink, const cv::Rect& along, int from, int to) {
  const cv::Rect rows = cv::Rect(along.x, from, along.width, to - from) & cv::Rect({}, ink.size());
  if (rows.empty()) return cv::Mat::zeros(1, along.width, CV_8UC1);
  cv::Mat inked;
  cv::reduce(ink(rows), inked, 0, cv::REDUCE_MAX, CV_8U);
  return inked;
}

}  // namespace

DottedInk dotted_ink(const cv::Mat& darkness, Dpi dpi, const DottedRuleOptions& options) {
  DottedInk page;
  page.ink = darkness > options.min_darkness;
  page.dots = cv::Mat::zeros(page.ink.size(), CV_8UC1);
  const int height = whole_pixels(options.max_dot_pt, dpi);
  const int width = whole_pixels(options.max_piece_pt, dpi);
  const Components pieces(page.ink);
  for (const Component& piece : pieces)
    if (piece.box.height <= height && piece.box.width <= width) paint(page.dots, piece, 255);
  return page;
}

ClearCover clear_cover(const DottedInk& page,
                       const cv::Rect& band,
                       Dpi dpi,
                       const DottedRuleOptions& options) {
  constexpr int kEdge = 3;  // pixels: a dot's own size and the rule's slope
  const int reach = kEdge + whole_pixels(options.beside_pt, dpi);
  const int top = band.y, bottom = band.y + band.height;
  const cv::Mat clear = (inked_columns(page.ink, band, top - reach, top - kEdge) |
                         inked_columns(page.ink, band, bottom + kEdge, bottom + reach)) == 0;
  ClearCover found;
  found.length = cv::countNonZero(clear);
  const int dotted = cv::countNonZero(inked_columns(page.dots, band, top, bottom) & clear);
  const int longest = whole_pixels(options.max_piece_pt, dpi);
  for (const InkRun& run : runs_of(inked_columns(page.ink, band, top, bottom) & clear))
    found.runs += 1 + run.length() / longest;
  found.cover = static_cast<double>(dotted) / std::max(1, found.length);
  return found;
}

cv::Mat dotted_rules(const DottedInk& page, Dpi dpi, const DottedRuleOptions& options) {
  // Three rows together: a rule is seldom level to the pixel.
  cv::Mat lines;
  cv::dilate(page.dots, lines, cv::getStructuringElement(cv::MORPH_RECT, {1, 3}));
  cv::Mat rules = cv::Mat::zeros(lines.size(), CV_8UC1);
  for (Chain& chain : chains_of(lines, whole_pixels(options.max_gap_pt, dpi))) {
    chain.trim(whole_pixels(options.max_last_gap_pt, dpi));
    const cv::Rect box = chain.box();
    if (box.width < to_pixels(options.min_length_pt, dpi)) continue;
    const ClearCover clear = clear_cover(page, {box.x, box.y - 1, box.width, 3}, dpi, options);
    if (clear.length >= to_pixels(options.min_length_pt, dpi) && clear.cover >= options.min_cover)
      rules(box).setTo(255);
  }
  return rules;
}

}  // namespace gouji

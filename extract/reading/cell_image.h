// Cuts cells out of a page: even light, rules at the border, a neighbour's ink and speckles taken
// away, and what is left as marks. A cell without marks is empty.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"
#include "extract/options.h"
#include "extract/reading/line_splitter.h"

namespace gouji {

/// A part of a page with even light, from which cells are cut.
struct InkPage {
  cv::Point origin;   ///< of this part in the page image
  cv::Mat even;       ///< CV_8UC1, 255 = paper
  cv::Mat darkness;   ///< CV_8UC1, smoothed, 0 = paper
  int threshold = 0;  ///< of darkness: above it is ink and not noise
  Dpi dpi;
};

InkPage prepare_ink(const cv::Mat& grey,
                    const PixelRect& part,
                    Dpi dpi,
                    const ReadingOptions& options);

struct CellInk {
  cv::Rect where;              ///< of the cut in the page image
  cv::Mat pixels;              ///< CV_8UC1 of that size, 255 = paper, only the cell's own ink
  cv::Mat ink;                 ///< CV_8UC1 mask of the marks
  std::vector<InkMark> marks;  ///< in coordinates of the cut
  bool cut_off = false;        ///< a mark runs into the rule at the left or right
  bool crossed = false;        ///< a mark runs from one side of the cell to another
  bool pale = false;           ///< empty, but marks too pale for ink stand in it like print
  bool specks = false;         ///< empty, but in its middle lie specks
  std::size_t crumbs = 0;      ///< empty, but with so many specks

  bool empty() const { return marks.empty(); }
};

/// `box` lies between the centres of the cell's rules, in the page image. ruling_px 0: there are no
/// rules, ink at the border belongs to the cut.
CellInk cut_cell(const InkPage& page,
                 const PixelRect& box,
                 double ruling_px,
                 const ReadingOptions& options);

}  // namespace gouji

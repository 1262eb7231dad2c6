// Connected pieces of ink in a mask: where each lies and of which runs it is made. Most masks here
// are nearly empty, so pieces are found from their runs and no picture of labels is made.
#pragma once

#include <opencv2/core.hpp>
#include <span>
#include <vector>

namespace gouji {

/// Ink without a gap along row `y`: x in [from, to).
struct InkRun {
  int y = 0;
  int from = 0;
  int to = 0;

  int length() const { return to - from; }

  bool operator==(const InkRun&) const = default;
};

/// What hangs together, also over corners. Runs from top to bottom, in a row from left to right.
struct Component {
  cv::Rect box;
  int area = 0;  ///< pixels
  std::span<const InkRun> runs;
};

/// The components of a mask, by their first pixel in reading order.
class Components {
 public:
  /// `mask`: CV_8UC1, ink is what is not 0.
  explicit Components(const cv::Mat& mask);
  Components(const Components&) = delete;
  Components& operator=(const Components&) = delete;
  Components(Components&&) = default;
  Components& operator=(Components&&) = default;
  ~Components() = default;

  auto begin() const { return components_.begin(); }

  auto end() const { return components_.end(); }

  std::size_t size() const { return components_.size(); }

 private:
  std::vector<InkRun> runs_;
  std::vector<Component> components_;
};

/// All runs of a mask (CV_8UC1), row by row.
std::vector<InkRun> runs_of(const cv::Mat& mask);

/// The component alone, in a picture of its box: CV_8UC1, 255 = ink.
cv::Mat picture_of(const Component& component);

/// Sets the component's pixels.
void paint(cv::Mat& mask, const Component& component, uchar value);

}  // namespace gouji

#include "extract/image/components.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>

#include "core/disjoint_sets.h"

namespace gouji {
namespace {

// The first pixel in [from, to) that is ink, or `to`; eight at a time where there is none.
int next_ink(const uchar* row, int from, int to) {
  constexpr int kStep = sizeof(std::uint64_t);
  for (; from + kStep <= to; from += kStep) {
    std::uint64_t pixels = 0;
    std::memcpy(&pixels, row + from, kStep);
    if (pixels != 0) break;
  }
  while (from < to && row[from] == 0) ++from;
  return from;
}

// The first pixel in [from, to) that is no ink, or `to`.
int next_paper(const uchar* row, int from, int to) {
  const void* paper = std::memchr(row + from, 0, static_cast<std::size_t>(to - from));
  return paper == nullptr ? to : static_cast<int>(static_cast<const uchar*>(paper) - row);
}

// Runs of neighbouring rows that touch, also at a corner, belong together.
void unite_neighbours(const std::vector<InkRun>& runs, DisjointSets& sets) {
  std::size_t above = 0;
  for (std::size_t here = 0; here < runs.size(); ++here) {
    const InkRun& run = runs[here];
    while (runs[above].y < run.y - 1 || (runs[above].y == run.y - 1 && runs[above].to < run.from))
      ++above;
    for (std::size_t i = above; runs[i].y == run.y - 1 && runs[i].from <= run.to; ++i)
      sets.unite(i, here);
  }
}

}  // namespace

std::vector<InkRun> runs_of(const cv::Mat& mask) {
  std::vector<InkRun> runs;
  for (int y = 0; y < mask.rows; ++y) {
    const auto* row = mask.ptr<uchar>(y);
    for (int from = next_ink(row, 0, mask.cols); from < mask.cols;) {
      const int to = next_paper(row, from, mask.cols);
      runs.push_back({y, from, to});
      from = next_ink(row, to, mask.cols);
    }
  }
  return runs;
}

Components::Components(const cv::Mat& mask) {
  const std::vector<InkRun> runs = runs_of(mask);
  DisjointSets sets(runs.size());
  unite_neighbours(runs, sets);

  std::vector<std::size_t> component_of(runs.size());
  std::vector<std::size_t> lengths;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::size_t first = sets.least_of(i);
    if (first == i) {
      component_of[i] = lengths.size();
      lengths.push_back(0);
    } else {
      component_of[i] = component_of[first];
    }
    ++lengths[component_of[i]];
  }

  runs_.resize(runs.size());
  std::vector<std::size_t> place(lengths.size(), 0);
  std::exclusive_scan(lengths.begin(), lengths.end(), place.begin(), std::size_t{0});
  components_.resize(lengths.size());
  for (std::size_t c = 0; c < lengths.size(); ++c)
    components_[c].runs = std::span(runs_).subspan(place[c], lengths[c]);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const InkRun& run = runs[i];
    Component& component = components_[component_of[i]];
    runs_[place[component_of[i]]++] = run;
    component.box |= cv::Rect(run.from, run.y, run.length(), 1);
    component.area += run.length();
  }
}

cv::Mat picture_of(const Component& component) {
  const cv::Rect& box = component.box;
  cv::Mat picture = cv::Mat::zeros(box.size(), CV_8UC1);
  for (const InkRun& run : component.runs)
    std::fill_n(picture.ptr<uchar>(run.y - box.y) + (run.from - box.x), run.length(), uchar{255});
  return picture;
}

void paint(cv::Mat& mask, const Component& component, uchar value) {
  for (const InkRun& run : component.runs) {
    auto* row = mask.ptr<uchar>(run.y);
    std::fill(row + run.from, row + run.to, value);
  }
}

}  // namespace gouji

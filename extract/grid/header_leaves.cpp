#include "extract/grid/header_leaves.h"

#include <algorithm>
#include <limits>

#include "extract/grid/print_runs.h"

namespace gouji {
namespace {

// Lines of one text, which stand close to each other. `runs`: from top to bottom.
std::vector<cv::Rect> texts_of(const std::vector<cv::Rect>& runs, double most_paper) {
  std::vector<cv::Rect> texts;
  for (const cv::Rect& run : runs) {
    const auto above = std::find_if(texts.begin(), texts.end(), [&](const cv::Rect& text) {
      return overlap_across(text, run) && run.y - (text.y + text.height) < most_paper;
    });
    if (above == texts.end())
      texts.push_back(run);
    else
      *above |= run;
  }
  return texts;
}

// From top to bottom. `height`: the usual one of print.
std::vector<cv::Rect> header_texts(const std::vector<cv::Rect>& runs,
                                   int height,
                                   const HeaderLeafOptions& options) {
  std::vector<cv::Rect> words = runs;
  std::erase_if(words,
                [&](const cv::Rect& run) { return run.width < options.least_width * height; });
  std::sort(
      words.begin(), words.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.y < b.y; });
  return texts_of(words, options.line_paper * height);
}

bool stands_below(const cv::Rect& text, const cv::Rect& above) {
  return text.y >= above.y + above.height && overlap_across(text, above);
}

}  // namespace

std::vector<cv::Rect> header_leaves(const std::vector<cv::Rect>& runs,
                                    const HeaderLeafOptions& options) {
  const int height = usual_height(runs);
  const std::vector<cv::Rect> texts = header_texts(runs, height, options);
  cv::Rect all;
  for (const cv::Rect& text : texts) all |= text;
  const double lowest_group = all.y + (0.5 - options.above_middle) * all.height;
  std::vector<cv::Rect> leaves;
  for (const cv::Rect& text : texts) {
    const bool heads_others = std::any_of(texts.begin(), texts.end(), [&](const cv::Rect& other) {
      return stands_below(other, text);
    });
    const bool alone_above = all.height > 2 * height && text.y + text.height / 2.0 < lowest_group;
    if (!heads_others && !alone_above) leaves.push_back(text);
  }
  std::sort(
      leaves.begin(), leaves.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.x < b.x; });
  return leaves;
}

std::optional<int> level_below_groups(const std::vector<cv::Rect>& runs,
                                      const HeaderLeafOptions& options) {
  const std::vector<cv::Rect> texts = header_texts(runs, usual_height(runs), options);
  int above = 0, below = std::numeric_limits<int>::max();
  for (const cv::Rect& group : texts)
    for (const cv::Rect& text : texts) {
      if (!stands_below(text, group)) continue;
      above = std::max(above, group.y + group.height);
      below = std::min(below, text.y);
    }
  const auto groups = std::count_if(texts.begin(), texts.end(), [&](const cv::Rect& text) {
    return text.y + text.height <= above;
  });
  const auto headed = std::count_if(
      texts.begin(), texts.end(), [&](const cv::Rect& text) { return text.y >= below; });
  // As many below as above may be wrapped texts.
  if (above >= below || headed <= groups) return std::nullopt;
  return (above + below) / 2;
}

}  // namespace gouji

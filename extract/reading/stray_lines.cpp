#include "extract/reading/stray_lines.h"

#include <algorithm>

#include "core/utf32.h"

namespace gouji {
namespace {

constexpr double kSureCost = 0.3;      // nats a character of a line that is text beyond doubt
constexpr double kDoubtfulCost = 0.7;  // nats a character of what may be no print
constexpr double kApart = 1.0;         // glyph heights of paper; lines of one text are nearer
constexpr int kWords = 2;              // ideographs of a line of text
constexpr double kNoReading = 10;

struct Line {
  cv::Rect box;
  int characters = 0, ideographs = 0;
  double cost = kNoReading;  // of a character

  bool sure() const { return ideographs >= kWords && cost <= kSureCost; }
};

Line line_of(const cv::Rect& box, const std::vector<Reading>& answers) {
  Line line;
  line.box = box;
  if (answers.empty()) return line;
  for (const char32_t c : to_utf32(answers.front().text)) {
    if (c != U' ') ++line.characters;
    if (is_ideograph(c)) ++line.ideographs;
  }
  if (line.characters > 0) line.cost = answers.front().cost / line.characters;
  return line;
}

int paper_between(const cv::Rect& a, const cv::Rect& b) {
  return std::max(a.y, b.y) - std::min(a.y + a.height, b.y + b.height);
}

}  // namespace

std::vector<std::size_t> lines_of_text(const std::vector<cv::Rect>& boxes,
                                       const std::vector<std::vector<Reading>>& answers,
                                       double glyph_height) {
  std::vector<Line> lines;
  for (std::size_t k = 0; k < boxes.size(); ++k) lines.push_back(line_of(boxes[k], answers[k]));
  std::vector<std::size_t> kept;
  for (std::size_t k = 0; k < lines.size(); ++k)
    if (lines[k].sure()) kept.push_back(k);
  if (kept.empty() || kept.size() == lines.size()) {
    kept.resize(lines.size());
    for (std::size_t k = 0; k < lines.size(); ++k) kept[k] = k;
    return kept;
  }
  // Outwards from the sure lines, each beside one that is kept.
  std::vector<bool> in(lines.size(), false);
  for (const std::size_t k : kept) in[k] = true;
  const auto joins = [&](std::size_t k) {
    const Line& line = lines[k];
    const bool words = line.ideographs > 0 || line.cost < kDoubtfulCost;
    return words && std::any_of(kept.begin(), kept.end(), [&](std::size_t other) {
             return paper_between(line.box, lines[other].box) <= kApart * glyph_height;
           });
  };
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      if (in[k] || !joins(k)) continue;
      in[k] = grown = true;
      kept.push_back(k);
    }
  }
  // Apart, and yet read as words: text of its own.
  for (std::size_t k = 0; k < lines.size(); ++k)
    if (!in[k] && lines[k].ideographs >= kWords && lines[k].cost < kDoubtfulCost) kept.push_back(k);
  std::sort(kept.begin(), kept.end());
  return kept;
}

}  // namespace gouji

#include "extract/pages/text_layer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

namespace gouji {
namespace {

double centre_x(const Glyph& g) {
  return (g.box.x0 + g.box.x1) / 2;
}

double centre_y(const Glyph& g) {
  return (g.box.y0 + g.box.y1) / 2;
}

// Boxes of Type 3 fonts are far too high: no character is much higher than it is wide, but for the
// narrow ones.
double size_of(const Glyph& g) {
  return std::min(g.box.height(), std::max(2.2 * g.box.width(), 4.0));
}

bool is_space(const Glyph& g) {
  return g.text.empty() || g.text == " " || g.text == "\xC2\xA0" || g.text == "\xE3\x80\x80" ||
         g.text == "\t";
}

bool is_unmapped(const Glyph& g) {
  // U+FFFD, U+E000..U+F8FF in UTF-8.
  if (g.text.size() != 3) return false;
  const auto a = static_cast<unsigned char>(g.text[0]), b = static_cast<unsigned char>(g.text[1]),
             c = static_cast<unsigned char>(g.text[2]);
  const int code = ((a & 0x0F) << 12) | ((b & 0x3F) << 6) | (c & 0x3F);
  return code == 0xFFFD || (code >= 0xE000 && code <= 0xF8FF);
}

bool is_ascii(const std::string& text) {
  return text.size() == 1 && static_cast<unsigned char>(text[0]) > ' ';
}

using Line = std::vector<const Glyph*>;

double median_size(const Line& glyphs) {
  std::vector<double> sizes;
  for (const auto* g : glyphs) sizes.push_back(size_of(*g));
  if (sizes.empty()) return 0;
  std::nth_element(
      sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
  return sizes[sizes.size() / 2];
}

// Characters drawn twice at one place to look bold are one.
void drop_doubles(Line& line) {
  Line once;
  for (const auto* g : line) {
    const bool doubled = std::any_of(once.begin(), once.end(), [&](const Glyph* o) {
      return o->text == g->text && std::abs(centre_x(*o) - centre_x(*g)) < 0.2 * size_of(*g) &&
             std::abs(centre_y(*o) - centre_y(*g)) < 0.2 * size_of(*g);
    });
    if (!doubled) once.push_back(g);
  }
  line = std::move(once);
}

// Lines by the height of the characters' centres, each from left to right.
std::vector<Line> group_lines(Line glyphs) {
  std::stable_sort(glyphs.begin(), glyphs.end(), [](const Glyph* a, const Glyph* b) {
    return centre_y(*a) < centre_y(*b);
  });
  std::vector<Line> lines;
  double level = 0, size = 0;
  for (const auto* g : glyphs) {
    const double reach = 0.45 * std::max(size, size_of(*g));
    if (lines.empty() || centre_y(*g) - level > reach) {
      lines.push_back({g});
      level = centre_y(*g);
      size = size_of(*g);
      continue;
    }
    auto& line = lines.back();
    line.push_back(g);
    level += (centre_y(*g) - level) / static_cast<double>(line.size());
    size = std::max(size, size_of(*g));
  }
  for (auto& line : lines) {
    std::stable_sort(line.begin(), line.end(), [](const Glyph* a, const Glyph* b) {
      return a->box.x0 < b->box.x0;
    });
    drop_doubles(line);
  }
  return lines;
}

std::string joined(const Line& line) {
  std::string text;
  const Glyph* previous = nullptr;
  const double size = median_size(line);
  for (const auto* g : line) {
    constexpr double kWordGap = 0.22;  // of the size; Latin word spaces are 0.25 and more
    const bool gap = previous != nullptr &&
                     (previous->space_after || g->box.x0 - previous->box.x1 > kWordGap * size);
    if (gap && is_ascii(previous->text) && is_ascii(g->text)) text += ' ';
    text += g->text;
    previous = g;
  }
  return text;
}

PageRect bounds(const Line& line) {
  PageRect box = line.front()->box;
  for (const auto* g : line) box = unite(box, g->box);
  return box;
}

double uncovered_ink(const std::vector<Glyph>& glyphs,
                     const PageRect& table,
                     const cv::Mat& even,
                     Dpi dpi) {
  constexpr int kInk = 140;
  const auto px = [&](double pt) { return static_cast<int>(std::lround(to_pixels(pt, dpi))); };
  const cv::Rect area =
      cv::Rect(px(table.x0), px(table.y0), px(table.width()), px(table.height())) &
      cv::Rect({}, even.size());
  if (area.empty()) return 0;
  cv::Mat ink = even(area) < kInk;
  // Rulings are no text: whatever is longer than a character goes.
  cv::Mat strokes;
  for (const auto& size : {cv::Size(px(14), 1), cv::Size(1, px(14))}) {
    cv::morphologyEx(ink, strokes, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, size));
    cv::dilate(strokes, strokes, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    ink.setTo(0, strokes);
  }
  const int all = cv::countNonZero(ink);
  for (const auto& g : glyphs) {
    const cv::Rect box(px(g.box.x0 - 1) - area.x,
                       px(g.box.y0 - 1) - area.y,
                       px(g.box.width() + 2),
                       px(g.box.height() + 2));
    const cv::Rect inside = box & cv::Rect({}, ink.size());
    if (!inside.empty()) ink(inside).setTo(0);
  }
  constexpr int kSpecks = 60;  // pixels; crossings of rules leave some
  return all <= kSpecks ? 0 : static_cast<double>(cv::countNonZero(ink)) / all;
}

}  // namespace

PageRect upright_box(const PageRect& b, double width, double height, int degrees) {
  switch (degrees) {
    case 90:
      return {height - b.y1, b.x0, height - b.y0, b.x1};
    case 180:
      return {width - b.x1, height - b.y1, width - b.x0, height - b.y0};
    case 270:
      return {b.y0, width - b.x1, b.y1, width - b.x0};
    default:
      return b;
  }
}

std::vector<Glyph> upright_glyphs(std::vector<Glyph> glyphs,
                                  double width_pt,
                                  double height_pt,
                                  int turn_degrees) {
  for (auto& g : glyphs) {
    g.box = upright_box(g.box, width_pt, height_pt, turn_degrees);
    g.rotation = (g.rotation + turn_degrees) % 360;
  }
  return glyphs;
}

int turn_of_text(const std::vector<Glyph>& glyphs) {
  std::map<int, int> count;
  for (const auto& g : glyphs)
    if (!is_space(g)) ++count[g.rotation];
  int best = 0;
  for (const auto& [rotation, n] : count)
    if (n > count[best]) best = rotation;
  return (360 - best) % 360;
}

LayerVerdict judge_layer(const std::vector<Glyph>& glyphs,
                         const PageRect& table,
                         const std::vector<PagePicture>& pictures,
                         const cv::Mat& even,
                         Dpi dpi,
                         const TextLayerOptions& options) {
  for (const auto& p : pictures)
    if (intersect(p.box, table).area() > options.picture_share * table.area())
      return LayerVerdict::OverPicture;
  int inside = 0, unmapped = 0;
  for (const auto& g : glyphs)
    if (table.contains(centre_x(g), centre_y(g)) && !is_space(g)) {
      ++inside;
      unmapped += is_unmapped(g);
    }
  const double missed = uncovered_ink(glyphs, table, even, dpi);
  if (inside == 0) return missed > 0 ? LayerVerdict::NoText : LayerVerdict::Trusted;
  if (unmapped > options.max_unmapped * inside) return LayerVerdict::Unmapped;
  return missed > options.max_uncovered_ink ? LayerVerdict::MissesInk : LayerVerdict::Trusted;
}

std::string text_in(const std::vector<Glyph>& glyphs, const PageRect& box) {
  Line inside;
  for (const auto& g : glyphs)
    if (!is_space(g) && box.contains(centre_x(g), centre_y(g))) inside.push_back(&g);
  std::string text;
  for (const auto& line : group_lines(std::move(inside))) {
    if (!text.empty()) text += '\n';
    text += joined(line);
  }
  return text;
}

std::vector<TextLine> lines_outside(const std::vector<Glyph>& glyphs,
                                    const std::vector<PageRect>& taken) {
  Line outside;
  for (const auto& g : glyphs) {
    if (is_space(g)) continue;
    const bool in_table = std::any_of(taken.begin(), taken.end(), [&](const PageRect& t) {
      return t.contains(centre_x(g), centre_y(g));
    });
    if (!in_table) outside.push_back(&g);
  }
  std::vector<TextLine> lines;
  for (const auto& line : group_lines(std::move(outside))) {
    const double wide = 3 * median_size(line);
    Line part;
    const auto flush = [&] {
      if (!part.empty()) lines.push_back({joined(part), bounds(part)});
      part.clear();
    };
    for (const auto* g : line) {
      if (!part.empty() && g->box.x0 - part.back()->box.x1 > wide) flush();
      part.push_back(g);
    }
    flush();
  }
  return lines;
}

}  // namespace gouji

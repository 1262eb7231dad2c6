// Every tunable number of extraction, with its unit and origin.

#pragma once

#include <filesystem>
#include <limits>
#include <string>

namespace gouji {
// NOLINTBEGIN(*magic-numbers)

enum class OcrMode { Auto, Always, Never };

struct PageRange {
  int first = 1;
  int last = std::numeric_limits<int>::max();

  bool operator==(const PageRange&) const = default;
};

struct ExtractOptions {
  PageRange pages;
  double dpi = 0;  ///< 0: native resolution of a scan, else print_dpi
  OcrMode ocr = OcrMode::Auto;
  int jobs = 1;                       ///< threads over pages
  std::filesystem::path keep_stages;  ///< overlay pictures of each stage; empty: none
  bool second_reader = true;          ///< ask the second engine where the first is unsure
  double print_dpi = 200;    ///< digital pages: enough to see hairlines, text comes from the layer
  double picture_dpi = 300;  ///< tables as pictures in digital pages
  double min_dpi = 100;
  double max_dpi = 400;            ///< above this no reader gets better
  double max_page_points = 14400;  ///< PDF 1.7, annex C: a larger page is not a page
  double max_pixels = 80e6;        ///< of one rendered page; beyond it the dpi is lowered
};

// NOLINTEND(*magic-numbers)
}  // namespace gouji

// The prose of a document as sections under headings: lines joined without spaces, brackets folded,
// so that a figure broken over two lines can be found by the words before it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "normalize/document.h"

namespace gouji {

struct ProseSection {
  std::string heading;
  std::string text;
  std::vector<std::pair<std::size_t, int>> pages;  ///< (offset in text, page from there on)

  int page_at(std::size_t offset) const;
};

std::vector<ProseSection> prose_sections(const NormalizedDocument& document);

/// A printed number with its unit ("万元").
struct ProseFigure {
  std::string digits;
  std::string unit;
  std::size_t end = 0;  ///< offset behind it
};

/// The number that stands at `offset`; nothing when there is none.
std::optional<ProseFigure> figure_at(const std::string& text, std::size_t offset);

/// Whether words at `offset` begin a phrase of this document's year: after a mark, after the unit's
/// name or after "2023年" of that year. "财政拨款支出预算" does not begin one at "支出预算".
bool begins_phrase(const std::string& text, std::size_t offset, const NormalizedDocument& document);

/// The count ("21个") that stands at `offset`.
std::optional<int> count_at(const std::string& text, std::size_t offset);

}  // namespace gouji

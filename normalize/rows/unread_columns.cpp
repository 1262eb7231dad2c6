#include "normalize/rows/unread_columns.h"

#include <algorithm>
#include <set>

#include "normalize/schema/column_content.h"

namespace gouji {
namespace {

constexpr double kKnownColumns = 0.5;  // of a part; with fewer its header tells nothing

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

bool is_printed(const TablePart& part, int target) {
  return std::find(part.target.begin(), part.target.end(), target) != part.target.end();
}

// A page with nothing but 合计 has a cell that runs over code and name.
bool has_rows(const TablePart& part) {
  return part.grid.rows() - part.header.first_data_row > 1;
}

class UnreadColumns {
 public:
  UnreadColumns(const LogicalTable& logical,
                const Schema& schema,
                const std::vector<Target>& targets)
      : logical_(logical), schema_(schema), targets_(targets) {}

  std::vector<int> run() {
    for (const TablePart& part : logical_.parts) {
      if (part.grid.table().text_source == TextSource::Layer) continue;
      if (is_hardly_known(part))
        add_all(part);
      else
        for (int c = 0; c < columns_of(part); ++c) look_at(part, c);
    }
    return {unread_.begin(), unread_.end()};
  }

 private:
  static int columns_of(const TablePart& part) { return static_cast<int>(part.target.size()); }

  const Column& column_of(int target) const {
    return schema_.columns[at_index(targets_[at_index(target)].column)];
  }

  static bool is_hardly_known(const TablePart& part) {
    const auto known = std::count_if(
        part.target.begin(), part.target.end(), [](int target) { return target >= 0; });
    return static_cast<double>(known) < kKnownColumns * columns_of(part);
  }

  void add_all(const TablePart& part) {
    for (int t = 0; t < static_cast<int>(targets_.size()); ++t)
      if (!is_printed(part, t) && !column_of(t).optional)
        unread_.insert(targets_[at_index(t)].column);
  }

  // The schema's columns that the unknown column may be: between its neighbours' before others, of
  // its kind before others (权重 is text and holds figures), optional ones last.
  void look_at(const TablePart& part, int column) {
    if (part.target[at_index(column)] >= 0) return;
    const ColumnContent content = content_of(part.grid, part.header.first_data_row, column);
    if (content.figures + content.words == 0) return;
    const bool figures = content.figures > content.words;
    const bool doubtful = is_header_doubtful(part.grid, part.header, column);
    int before = column, after = column;
    while (before >= 0 && part.target[at_index(before)] < 0) --before;
    while (after < columns_of(part) && part.target[at_index(after)] < 0) ++after;
    const int low = before < 0 ? -1 : part.target[at_index(before)];
    const int all = static_cast<int>(targets_.size());
    const int high = after == columns_of(part) ? all : part.target[at_index(after)];
    const auto add = [&](int first, int end, bool optional, bool as_figures) {
      std::vector<int> found;
      for (int t = first; t < end; ++t)
        if (column_of(t).optional == optional && is_for_figures(column_of(t).type) == as_figures &&
            !is_printed(part, t))
          found.push_back(targets_[at_index(t)].column);
      // A clear header over words is another column's; over figures it may be one of text.
      const bool likely = doubtful || (figures && (as_figures || found.size() == 1));
      if (!likely) return false;
      unread_.insert(found.begin(), found.end());
      return !found.empty();
    };
    if (add(low + 1, high, false, figures)) return;
    if (figures && add(low + 1, high, false, false)) return;
    if (add(low + 1, high, true, figures)) return;
    if (figures && doubtful && !add(0, all, false, true)) add(0, all, true, true);
  }

  const LogicalTable& logical_;
  const Schema& schema_;
  const std::vector<Target>& targets_;
  std::set<int> unread_;
};

}  // namespace

std::vector<int> unread_columns(const LogicalTable& logical,
                                const Schema& schema,
                                const std::vector<Target>& targets) {
  if (schema.two_sided || schema.blocks > 1) return {};
  return UnreadColumns(logical, schema, targets).run();
}

std::vector<std::vector<int>> lost_columns(const LogicalTable& logical,
                                           const Schema& schema,
                                           const std::vector<Target>& targets) {
  std::vector<std::vector<int>> lost(logical.parts.size());
  if (schema.two_sided || schema.blocks > 1) return lost;
  for (std::size_t p = 0; p < lost.size(); ++p) {
    const TablePart& part = logical.parts[p];
    if (part.grid.table().text_source == TextSource::Layer || !has_rows(part)) continue;
    for (int t = 0; t < static_cast<int>(targets.size()); ++t) {
      const int column = targets[at_index(t)].column;
      const bool elsewhere =
          std::any_of(logical.parts.begin(), logical.parts.end(), [&](const TablePart& other) {
            return is_printed(other, t);
          });
      if (elsewhere && !is_printed(part, t) && !schema.columns[at_index(column)].optional)
        lost[p].push_back(column);
    }
  }
  return lost;
}

std::vector<int> never_printed_columns(const LogicalTable& logical,
                                       const Schema& schema,
                                       const std::vector<Target>& targets) {
  std::vector<int> never;
  const bool read =
      std::any_of(logical.parts.begin(), logical.parts.end(), [](const TablePart& part) {
        return part.grid.table().text_source == TextSource::Ocr && has_rows(part);
      });
  if (schema.two_sided || schema.blocks > 1 || logical.title.empty() || !read) return never;
  for (int t = 0; t < static_cast<int>(targets.size()); ++t) {
    const int column = targets[at_index(t)].column;
    const bool printed = std::any_of(logical.parts.begin(),
                                     logical.parts.end(),
                                     [t](const TablePart& part) { return is_printed(part, t); });
    if (!printed && !schema.columns[at_index(column)].optional) never.push_back(column);
  }
  return never;
}

}  // namespace gouji

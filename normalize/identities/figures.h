// The printed figures of a document as exact integers of one common base unit, so that sums can be
// made over tables of different units and decimals. A figure that covers several rows (a merged
// cell) is one figure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/document.h"

namespace gouji {

/// One amount. Blank counts as 0 and adds no rounding (unit 0); `known` is false where the print
/// could not be read.
struct Amount {
  std::int64_t value = 0;  ///< base units
  std::int64_t unit = 0;   ///< the last printed place in base units; 0: blank
  bool known = true;

  bool blank() const { return known && unit == 0; }

  bool operator==(const Amount&) const = default;
};

struct Figure {
  int table = 0;  ///< index in NormalizedDocument::tables
  int column = 0;
  std::vector<int> rows;  ///< ascending; several for a merged cell
  Amount amount;
  bool fixed = false;       ///< agreed by two readers, from the print's text layer, or by a person
  std::int64_t factor = 1;  ///< base units of one unit of this table, before decimals
};

class Figures {
 public:
  explicit Figures(const NormalizedDocument& document);

  const std::vector<Figure>& all() const { return figures_; }

  const Figure& operator[](int index) const { return figures_[static_cast<std::size_t>(index)]; }

  /// Index of the figure of a cell, -1 for cells that hold no amounts.
  int at(int table, int row, int column) const;

  /// A text as it would stand in this figure's cell. Nothing when it is no amount.
  std::optional<Amount> parse(int figure, std::string_view text) const;

  /// An amount as this figure's cell would show it, with the decimals of `unit`.
  std::string print(int figure, const Amount& amount) const;

  /// A figure of the prose with its own unit ("万元").
  std::optional<Amount> parse_prose(std::string_view digits, std::string_view unit) const;

  /// In the unit of the figure's table, for checks.csv.
  std::string print_value(int figure, std::int64_t value) const;

  void set(int figure, const Amount& amount);
  void set_fixed(int figure, bool fixed);

  /// The decimals that most figures of this table have, as an Amount::unit of that table.
  std::int64_t usual_unit(int table) const;

 private:
  /// The figures of one column, and how often each number of decimals stands in it.
  void add_column(const NormalizedTable& table,
                  int number,
                  int column,
                  std::int64_t factor,
                  std::map<std::int64_t, int>& decimals);

  /// The usual decimals of a table, `whole` where it has no figures.
  void settle_decimals(const NormalizedTable& table,
                       int number,
                       std::int64_t whole,
                       const std::map<std::int64_t, int>& decimals);

  std::optional<Amount> scaled(std::string_view text, std::int64_t factor) const;

  std::vector<Figure> figures_;
  std::map<std::vector<int>, int> by_cell_;  // {table, row, column}
  std::map<int, std::int64_t> usual_unit_;
  std::int64_t smallest_unit_ = 1;  // 元 of the smallest unit used
  int scale_ = 0;
};

}  // namespace gouji

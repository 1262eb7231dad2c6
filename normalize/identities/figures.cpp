#include "normalize/identities/figures.h"

#include <algorithm>

#include "core/decimal.h"
#include "normalize/rows/field_builder.h"

namespace gouji {
namespace {

constexpr int kMaxScale = 6;                              // decimals that a budget prints at most
constexpr std::int64_t kLargest = 1'000'000'000'000'000;  // keeps sums of thousands inside 64 bits

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// 元 in one unit, 0 when the text names none.
std::int64_t unit_in_yuan(std::string_view unit) {
  if (unit.find("亿元") != std::string_view::npos) return 100'000'000;
  if (unit.find("万元") != std::string_view::npos) return 10'000;
  if (unit.find("千元") != std::string_view::npos) return 1'000;
  if (unit.find("百元") != std::string_view::npos) return 100;
  if (unit.find("元") != std::string_view::npos) return 1;
  return 0;
}

bool holds_money(const NormalizedTable& table, std::size_t column) {
  if (table.types[column] != ColumnType::Amount) return false;
  const std::string& id = table.columns[column];
  return id != "weight" && id != "value";
}

bool same_origin(const Field& a, const Field& b) {
  if (!b.inherited || a.value != b.value) return false;
  if (a.origins.empty() || b.origins.empty()) return true;
  return a.origins.front() == b.origins.front();
}

}  // namespace

Figures::Figures(const NormalizedDocument& document) {
  std::map<std::int64_t, int> unit_votes;
  for (const NormalizedTable& table : document.tables)
    if (const std::int64_t unit = unit_in_yuan(table.amount_unit)) ++unit_votes[unit];
  std::int64_t usual = 1;
  int votes = 0;
  for (const auto& [unit, count] : unit_votes)
    if (count > votes) usual = unit, votes = count;
  smallest_unit_ = unit_votes.empty() ? 1 : unit_votes.begin()->first;

  for (const NormalizedTable& table : document.tables)
    for (const Row& row : table.rows)
      for (std::size_t c = 0; c < row.fields.size() && c < table.columns.size(); ++c)
        if (holds_money(table, c))
          if (const auto number = Decimal::parse(row.fields[c].value))
            scale_ = std::max(scale_, std::min(number->scale(), kMaxScale));

  for (std::size_t t = 0; t < document.tables.size(); ++t) {
    const NormalizedTable& table = document.tables[t];
    const std::int64_t unit = unit_in_yuan(table.amount_unit);
    const std::int64_t factor = (unit == 0 ? usual : unit) / smallest_unit_;
    std::map<std::int64_t, int> decimals;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (holds_money(table, c))
        add_column(table, static_cast<int>(t), static_cast<int>(c), factor, decimals);
    settle_decimals(table, static_cast<int>(t), factor * power_of_ten(scale_), decimals);
  }
}

void Figures::add_column(const NormalizedTable& table,
                         int number,
                         int column,
                         std::int64_t factor,
                         std::map<std::int64_t, int>& decimals) {
  const auto c = static_cast<std::size_t>(column);
  int previous = -1;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const Field& field = table.rows[r].fields[c];
    const int row = static_cast<int>(r);
    if (previous >= 0 && same_origin(table.rows[r - 1].fields[c], field)) {
      figures_[static_cast<std::size_t>(previous)].rows.push_back(row);
      by_cell_[{number, row, column}] = previous;
      continue;
    }
    Figure figure;
    figure.table = number;
    figure.column = column;
    figure.rows = {row};
    figure.factor = factor;
    figure.fixed = field.agreed || field.from_layer || field.status == CellStatus::Corrected;
    if (field.value.empty()) {
      figure.amount.known = field.status != CellStatus::Flagged;
    } else if (const auto amount = scaled(field.value, factor)) {
      figure.amount = *amount;
      ++decimals[amount->unit];
    } else {
      figure.amount.known = false;
    }
    previous = static_cast<int>(figures_.size());
    by_cell_[{number, row, column}] = previous;
    figures_.push_back(std::move(figure));
  }
}

void Figures::settle_decimals(const NormalizedTable& table,
                              int number,
                              std::int64_t whole,
                              const std::map<std::int64_t, int>& decimals) {
  std::int64_t best = whole;
  int count = 0;
  for (const auto& [place, times] : decimals)
    if (times > count) best = place, count = times;
  usual_unit_[number] = best;
  // A figure whose decimals are in doubt must not widen the tolerance of its sums.
  for (auto& figure : figures_) {
    if (figure.table != number || figure.amount.unit <= best) continue;
    const Field& field = table.rows[static_cast<std::size_t>(figure.rows.front())]
                             .fields[static_cast<std::size_t>(figure.column)];
    if (has_reason(field, "decimals")) figure.amount.unit = best;
  }
}

int Figures::at(int table, int row, int column) const {
  const auto found = by_cell_.find({table, row, column});
  return found == by_cell_.end() ? -1 : found->second;
}

std::optional<Amount> Figures::scaled(std::string_view text, std::int64_t factor) const {
  const auto number = Decimal::parse(text);
  if (!number) return std::nullopt;
  // More decimals than the tables print are whole places of a smaller unit: 0.002 万元 is 20 元.
  const int excess = std::max(number->scale() - scale_, 0);
  if (excess > kMaxScale || factor % power_of_ten(excess) != 0) return std::nullopt;
  const std::int64_t place =
      power_of_ten(std::max(scale_ - number->scale(), 0)) * (factor / power_of_ten(excess));
  const std::int64_t units = number->units();
  if (units > kLargest / place || units < -kLargest / place) return std::nullopt;
  return Amount{units * place, place, true};
}

std::optional<Amount> Figures::parse(int figure, std::string_view text) const {
  if (text.empty()) return Amount{};
  return scaled(text, (*this)[figure].factor);
}

std::optional<Amount> Figures::parse_prose(std::string_view digits, std::string_view unit) const {
  std::string plain;
  for (const char c : digits)
    if (c != ',') plain += c;
  const std::int64_t yuan = unit_in_yuan(unit);
  if (yuan == 0 || yuan < smallest_unit_) return std::nullopt;
  return scaled(plain, yuan / smallest_unit_);
}

std::string Figures::print(int figure, const Amount& amount) const {
  if (amount.blank() || !amount.known) return {};
  const std::int64_t whole = (*this)[figure].factor * power_of_ten(scale_);
  int decimals = 0;
  for (std::int64_t place = whole; place > amount.unit && decimals < scale_; place /= 10)
    ++decimals;
  return Decimal(amount.value / amount.unit, decimals).to_string();
}

std::string Figures::print_value(int figure, std::int64_t value) const {
  const std::int64_t factor = (*this)[figure].factor;
  int decimals = scale_;
  std::int64_t units = value;
  if (factor > 1 && units % factor == 0) {
    units /= factor;
  } else {
    for (std::int64_t f = factor; f > 1; f /= 10) ++decimals;
  }
  std::int64_t usual = usual_unit((*this)[figure].table) / factor;
  int keep = scale_;
  for (; usual > 1; usual /= 10) --keep;
  while (decimals > std::max(keep, 0) && units % 10 == 0) units /= 10, --decimals;
  return Decimal(units, decimals).to_string();
}

void Figures::set(int figure, const Amount& amount) {
  figures_[static_cast<std::size_t>(figure)].amount = amount;
}

void Figures::set_fixed(int figure, bool fixed) {
  figures_[static_cast<std::size_t>(figure)].fixed = fixed;
}

std::int64_t Figures::usual_unit(int table) const {
  const auto found = usual_unit_.find(table);
  return found == usual_unit_.end() ? 1 : found->second;
}

}  // namespace gouji

// Exact decimal numbers as printed: an integer and a scale. Money never passes through binary
// floating point. 8,358.20 keeps its two decimals, so that printing gives back what was printed,
// without separators.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gouji {

class Decimal {
 public:
  Decimal() = default;

  /// The value units / 10^scale. Scale 0..12.
  constexpr Decimal(std::int64_t units, int scale) : units_(units), scale_(scale) {}

  /// Reads `-?\d+(\.\d+)?`, nothing else; nothing when the text differs or does not fit 64 bits.
  static std::optional<Decimal> parse(std::string_view text);

  std::int64_t units() const { return units_; }

  int scale() const { return scale_; }

  /// The integer value * 10^scale. Throws std::overflow_error when it does not fit,
  /// std::logic_error when digits would be lost.
  std::int64_t units_at(int scale) const;

  std::string to_string() const;

  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);

  friend Decimal operator-(const Decimal& a) { return {-a.units_, a.scale_}; }

  /// By value: 1.5 equals 1.50.
  friend bool operator==(const Decimal& a, const Decimal& b);
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  std::int64_t units_ = 0;
  int scale_ = 0;
};

}  // namespace gouji

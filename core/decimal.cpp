#include "core/decimal.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace gouji {
namespace {

constexpr int kMaxScale = 12;

__int128 power_of_ten(int n) {
  __int128 p = 1;
  while (n-- > 0) p *= 10;
  return p;
}

std::int64_t narrow(__int128 value) {
  if (value > std::numeric_limits<std::int64_t>::max() ||
      value < std::numeric_limits<std::int64_t>::min())
    throw std::overflow_error("decimal does not fit 64 bits");
  return static_cast<std::int64_t>(value);
}

__int128 aligned(const Decimal& d, int scale) {
  return d.units() * power_of_ten(scale - d.scale());
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto fraction =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  if (fraction.size() > kMaxScale || whole.size() + fraction.size() > 25) return std::nullopt;
  __int128 units = 0;
  for (const auto part : {whole, fraction})
    for (const char c : part) {
      if (c < '0' || c > '9') return std::nullopt;
      units = units * 10 + (c - '0');
    }
  if (units > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return Decimal(static_cast<std::int64_t>(negative ? -units : units),
                 static_cast<int>(fraction.size()));
}

std::int64_t Decimal::units_at(int scale) const {
  if (scale >= scale_) return narrow(aligned(*this, scale));
  const auto divisor = power_of_ten(scale_ - scale);
  if (units_ % divisor != 0) throw std::logic_error("decimal would lose digits");
  return narrow(units_ / divisor);
}

std::string Decimal::to_string() const {
  const bool negative = units_ < 0;
  auto magnitude = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(units_)
                            : static_cast<std::uint64_t>(units_);
  auto digits = std::to_string(magnitude);
  const auto scale = static_cast<std::size_t>(scale_);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - scale, ".");
  return (negative ? "-" : "") + digits;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale_, b.scale_);
  return {narrow(aligned(a, scale) + aligned(b, scale)), scale};
}

Decimal operator-(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale_, b.scale_);
  return {narrow(aligned(a, scale) - aligned(b, scale)), scale};
}

bool operator==(const Decimal& a, const Decimal& b) {
  return (a <=> b) == 0;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale_, b.scale_);
  return aligned(a, scale) <=> aligned(b, scale);
}

}  // namespace gouji

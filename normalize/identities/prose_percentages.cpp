#include "normalize/identities/prose_percentages.h"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "core/decimal.h"
#include "normalize/identities/prose_text.h"

namespace gouji {
namespace {

constexpr std::size_t kNone = std::string::npos;
constexpr int kPlaces = 2;         // decimals of 元; amounts with more are not compared
constexpr int kPercentPlaces = 4;  // decimals of a percentage at most

/// A printed amount in 分, so that 万元 and 元 compare. Nothing where a comparison would not fit.
std::optional<std::int64_t> in_fen(const ProseFigure& figure) {
  std::string plain;
  for (const char c : figure.digits)
    if (c != ',') plain += c;
  const auto number = Decimal::parse(plain);
  if (!number || number->units() < 0) return std::nullopt;
  std::int64_t factor = figure.unit == "亿元"   ? 100'000'000
                        : figure.unit == "万元" ? 10'000
                        : figure.unit == "千元" ? 1'000
                        : figure.unit == "百元" ? 100
                                                : 1;
  for (int scale = number->scale(); scale < kPlaces; ++scale) factor *= 10;
  for (int scale = number->scale(); scale > kPlaces; --scale) {
    if (factor % 10 != 0) return std::nullopt;
    factor /= 10;
  }
  constexpr std::int64_t kLargest = 1'000'000'000'000;  // times 10^6 inside 64 bits
  if (number->units() > kLargest / factor) return std::nullopt;
  return number->units() * factor;
}

/// "17.05%" at an offset.
std::optional<Decimal> percent_at(const std::string& text, std::size_t offset) {
  std::size_t end = offset;
  while (end < text.size() && (text[end] == '.' || (text[end] >= '0' && text[end] <= '9'))) ++end;
  if (end == offset || end >= text.size() || text[end] != '%') return std::nullopt;
  const auto number = Decimal::parse(std::string_view(text).substr(offset, end - offset));
  if (!number || number->scale() > kPercentPlaces) return std::nullopt;
  return *number;
}

/// How a printed percentage compares with part / whole.
Check compare(const std::string& id,
              const std::string& place,
              const Decimal& printed,
              std::int64_t part,
              std::int64_t whole) {
  std::int64_t scale = 100;
  for (int i = 0; i < printed.scale(); ++i) scale *= 10;
  const std::int64_t exact = part * scale, said = printed.units() * whole;  // in units of whole
  const std::int64_t distance = std::abs(exact - said);
  Check check;
  check.identity = id;
  check.kind = "info";
  check.tables = {"prose"};
  check.cells = {place};
  const std::int64_t computed = (2 * exact + whole) / (2 * whole);
  check.left = printed.to_string();
  check.right = Decimal(computed, printed.scale()).to_string();
  check.difference = Decimal(printed.units() - computed, printed.scale()).to_string();
  check.holds = distance * 2 <= whole ? "exact" : distance <= whole ? "tail" : "broken";
  return check;
}

class Percentages {
 public:
  Percentages(const ProseSection& section, std::vector<Check>& checks)
      : text_(section.text), section_(section), checks_(checks) {}

  void add_all() {
    add_shares();
    add_growth();
  }

 private:
  std::string place(std::size_t offset) const {
    return "prose:p" + std::to_string(section_.page_at(offset));
  }

  /// The amount that ends right before an offset, where "万元" stands.
  std::optional<std::int64_t> amount_before(std::size_t end) const {
    static constexpr std::string_view kUnit = "元";
    if (end < kUnit.size() || text_.compare(end - kUnit.size(), kUnit.size(), kUnit) != 0)
      return std::nullopt;
    std::size_t digits = end - kUnit.size();
    for (const std::string_view more : {"万", "亿", "千", "百"})
      if (digits >= more.size() && text_.compare(digits - more.size(), more.size(), more) == 0) {
        digits -= more.size();
        break;
      }
    std::size_t from = digits;
    const auto part = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; };
    while (from > 0 && part(text_[from - 1])) --from;
    while (from < digits && (text_[from] == ',' || text_[from] == '.')) ++from;
    const auto figure = figure_at(text_, from);
    return figure && figure->end == end ? in_fen(*figure) : std::nullopt;
  }

  /// P3: "A元,其中:… B元,占P%". The whole is the last amount before 其中.
  void add_shares() {
    static const std::string kShare = ",占", kOf = ",其中:";
    for (std::size_t at = text_.find(kShare); at != kNone;
         at = text_.find(kShare, at + kShare.size())) {
      const auto percent = percent_at(text_, at + kShare.size());
      const auto part = amount_before(at);
      const std::size_t of = text_.rfind(kOf, at);
      if (!percent || !part || of == kNone) continue;
      const auto whole = amount_before(of);
      if (whole && *whole >= *part && *whole > 0)
        checks_.push_back(compare("P3", place(at), *percent, *part, *whole));
    }
  }

  /// P7: "…执行数为A元,2026年预算安排B元,比…减少P%".
  void add_growth() {
    static const std::string kNow = "预算安排", kBefore = "执行数为";
    for (std::size_t at = text_.find(kNow); at != kNone; at = text_.find(kNow, at + kNow.size())) {
      const auto now = figure_at(text_, at + kNow.size());
      const std::size_t earlier = text_.rfind(kBefore, at);
      if (!now || earlier == kNone) continue;
      const auto before = figure_at(text_, earlier + kBefore.size());
      constexpr std::size_t kNear = 16;  // bytes: ",2026年" at most
      if (!before || before->end + kNear < at || before->end > at) continue;
      const std::size_t stop = text_.find("。", now->end);
      std::size_t said = kNone;
      bool more = false;
      for (const auto& [word, grows] : {std::pair{"增加", true},
                                        std::pair{"增长", true},
                                        std::pair{"减少", false},
                                        std::pair{"下降", false}})
        if (const std::size_t found = text_.find(word, now->end); found < std::min(stop, said)) {
          said = found;
          more = grows;
        }
      if (said == kNone) continue;
      const auto percent = percent_at(text_, said + std::string_view("增加").size());
      const auto a = in_fen(*before), b = in_fen(*now);
      if (!percent || !a || !b || *a == 0) continue;
      checks_.push_back(compare("P7", place(said), *percent, more ? *b - *a : *a - *b, *a));
    }
  }

  const std::string& text_;
  const ProseSection& section_;
  std::vector<Check>& checks_;
};

}  // namespace

std::vector<Check> percentage_checks(const NormalizedDocument& document) {
  std::vector<Check> checks;
  for (const ProseSection& section : prose_sections(document))
    Percentages(section, checks).add_all();
  return checks;
}

}  // namespace gouji

#include "normalize/repair/text_distance.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

constexpr double kAlike = 0.5;
constexpr double kClear = 1;  // how much nearer the nearest must be than the next

/// Pairs of characters that readers of print mix up: a prior from their shapes.
bool look_alike(char32_t a, char32_t b) {
  static constexpr std::array<std::u32string_view, 40> kPairs = {
      U"未末", U"土士", U"己已", U"日曰", U"日目", U"人入", U"大太", U"大天", U"干千", U"干于",
      U"王玉", U"今令", U"贝见", U"且目", U"由田", U"甲田", U"甲申", U"县具", U"具其", U"真直",
      U"直值", U"科料", U"收政", U"改政", U"政效", U"牧收", U"方万", U"工土", U"住往", U"住佳",
      U"任仁", U"费贵", U"责贵", U"资贷", U"困因", U"园圆", U"村材", U"杯环", U"经轻", U"侍待"};
  for (const std::u32string_view pair : kPairs)
    if ((pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a)) return true;
  return false;
}

}  // namespace

double glyph_distance(const std::string& a, const std::string& b) {
  const std::u32string x = to_utf32(match_key(a)), y = to_utf32(match_key(b));
  std::vector<double> row(y.size() + 1);
  for (std::size_t j = 0; j <= y.size(); ++j) row[j] = static_cast<double>(j);
  for (std::size_t i = 1; i <= x.size(); ++i) {
    double diagonal = row[0];
    row[0] = static_cast<double>(i);
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const double swap = x[i - 1] == y[j - 1] ? 0 : (look_alike(x[i - 1], y[j - 1]) ? kAlike : 1);
      const double best = std::min({row[j] + 1, row[j - 1] + 1, diagonal + swap});
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row[y.size()];
}

int text_length(const std::string& text) {
  return static_cast<int>(to_utf32(match_key(text)).size());
}

std::string nearest_text(const std::string& text,
                         const std::vector<std::string>& choices,
                         double limit) {
  double best = 1e9, next = 1e9;
  std::string nearest;
  for (const std::string& choice : choices) {
    if (choice == nearest) continue;
    const double distance = glyph_distance(text, choice);
    if (distance < best) {
      next = best;
      best = distance;
      nearest = choice;
    } else {
      next = std::min(next, distance);
    }
  }
  return best <= limit && next >= best + kClear ? nearest : std::string();
}

}  // namespace gouji

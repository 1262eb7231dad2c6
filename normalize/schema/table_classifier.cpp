#include "normalize/schema/table_classifier.h"

#include <algorithm>

#include "core/similarity.h"
#include "normalize/repair/text_folding.h"
#include "normalize/schema/column_places.h"
#include "normalize/schema/head_lines.h"

namespace gouji {
namespace {

constexpr double kTitleSeen = 0.6;          // a line is a title at all
constexpr double kClearTitle = 0.7;         // and it alone decides between equal headers
constexpr double kTitleShare = 0.55;        // of the score, the header has the rest
constexpr double kLeastHeader = 0.3;        // a titled grid must still have some of the columns
constexpr double kHeaderAlone = 0.6;        // an untitled grid must have nearly all of them
constexpr double kEqualHeaders = 0.03;      // closer scores do not decide
constexpr double kOtherKind = 0.3;          // a title of final accounts is none of a budget
constexpr std::size_t kLinesLookedAt = 16;  // words of a header without rules are lines, too

bool is_accounts(const std::u32string& title) {
  return title.find(U"决算") != std::u32string::npos;
}

std::u32string title_key(const std::string& line) {
  std::u32string result;
  for (const char32_t c : to_utf32(match_key(line)))
    if (!(c >= U'0' && c <= U'9')) result += c;
  return result;
}

// As many columns as the schema's forms print, give or take a ruling. Of two sides or blocks nobody
// could say which columns are unread, so a title alone makes no such table.
bool fits_in_number(const Schema& schema, const GridView& grid) {
  if (schema.two_sided || schema.blocks > 1) return false;
  const std::vector<Target> targets = targets_of(schema);
  const auto least = std::count_if(targets.begin(), targets.end(), [&](const Target& target) {
    return !schema.columns[static_cast<std::size_t>(target.column)].optional;
  });
  return grid.columns() + 1 >= least && grid.columns() <= static_cast<int>(targets.size()) + 1;
}

}  // namespace

TitleMatch match_title(const std::vector<std::string>& lines, const std::vector<Schema>& schemas) {
  TitleMatch best;
  best.by_schema.assign(schemas.size(), 0);
  std::vector<std::u32string> keys;
  std::vector<std::string> printed;
  const std::size_t first = lines.size() > kLinesLookedAt ? lines.size() - kLinesLookedAt : 0;
  for (std::size_t i = first; i < lines.size(); ++i) {
    if (!may_be_title(lines[i])) continue;
    keys.push_back(title_key(lines[i]));
    printed.push_back(display_text(lines[i]));
    if (i > first && may_be_title(lines[i - 1])) {
      keys.push_back(title_key(lines[i - 1] + lines[i]));
      printed.push_back(display_text(lines[i - 1] + lines[i]));
    }
  }
  for (std::size_t s = 0; s < schemas.size(); ++s)
    for (const std::string& title : schemas[s].titles) {
      const std::u32string wanted = title_key(title);
      for (std::size_t k = 0; k < keys.size(); ++k) {
        double value = contained_similarity(wanted, keys[k]);
        if (is_accounts(keys[k]) != is_accounts(wanted)) value -= kOtherKind;
        if (value > best.by_schema[s]) best.by_schema[s] = value;
        if (value > best.similarity && value >= kTitleSeen) {
          best.similarity = value;
          best.schema = static_cast<int>(s);
          best.line = printed[k];
        }
      }
    }
  return best;
}

Classification classify_table(const GridView& grid,
                              const FlatHeader& header,
                              const TitleMatch& title,
                              const std::vector<Schema>& schemas) {
  Classification best;
  std::vector<double> scores;
  const bool titled = title.schema >= 0;
  const auto sure = [&](std::size_t s) {
    return titled && title.by_schema[s] >= kSureTitle &&
           grid.table().text_source == TextSource::Ocr;
  };
  for (std::size_t s = 0; s < schemas.size(); ++s) {
    ColumnMatch match = match_columns(schemas[s], header, grid);
    double score = match.score;
    if (titled) {
      const bool title_alone = sure(s) && fits_in_number(schemas[s], grid);
      score = match.score < kLeastHeader && !title_alone
                  ? 0
                  : kTitleShare * title.by_schema[s] + (1 - kTitleShare) * match.score;
    }
    scores.push_back(score);
    if (score > best.score) {
      best.score = score;
      best.schema = static_cast<int>(s);
      best.match = std::move(match);
    }
  }
  if (best.schema < 0) return best;
  const double header_score = best.match.score;
  best.by_title = titled && title.by_schema[static_cast<std::size_t>(best.schema)] >= kClearTitle;
  if (!best.by_title && header_score < kHeaderAlone) return {};
  for (std::size_t s = 0; s < schemas.size(); ++s)
    if (scores[s] >= best.score - kEqualHeaders) best.equals.push_back(static_cast<int>(s));
  best.ambiguous = !best.by_title && best.equals.size() > 1;
  const auto chosen = static_cast<std::size_t>(best.schema);
  if (sure(chosen)) best.by_place = place_unread_columns(best.match, schemas[chosen], header, grid);
  if (header.has_header()) return best;
  // Only content and places tell the columns.
  if (std::find(best.match.target.begin(), best.match.target.end(), -1) != best.match.target.end())
    return {};
  const std::vector<Target> targets = targets_of(schemas[chosen]);
  best.by_place.clear();
  for (const int target : best.match.target)
    best.by_place.push_back(targets[static_cast<std::size_t>(target)].column);
  return best;
}

}  // namespace gouji

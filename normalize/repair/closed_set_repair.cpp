#include "normalize/repair/closed_set_repair.h"

#include <algorithm>

#include "normalize/repair/field_change.h"
#include "normalize/repair/official_word.h"
#include "normalize/repair/text_distance.h"

namespace gouji {
namespace {

constexpr double kOneGlyph = 1;
constexpr double kHalfOfWord = 0.5;  // of its characters may be misread where no other word is near
constexpr double kAheadOfNext = 2;   // glyphs, so that one misread glyph cannot turn the order
constexpr int kShortestWord = 4;     // characters from which a word may be told from its glyphs
constexpr double kSureReader = 0.95;
constexpr double kAlwaysFilled = 0.9;     // of a column's cells, so that an empty one is odd
constexpr double kFilledWhenFaint = 0.4;  // the same in a column whose print is faint
constexpr int kEnoughRows = 10;

using Words = std::vector<std::string>;

Field& field_at(NormalizedTable& table, std::size_t row, int column) {
  return table.rows[row].fields[static_cast<std::size_t>(column)];
}

/// Glyphs between a word and the nearest of all readings of a field.
double distance_to(const Field& field, const std::string& word) {
  double nearest = field.value.empty() ? 1e9 : glyph_distance(field.value, word);
  for (const Candidate& rival : field.rivals)
    nearest = std::min(nearest, glyph_distance(rival.value, word));
  return nearest;
}

/// The word that the readings are nearest to by so many glyphs that it can be no other; "" for
/// none.
std::string clearly_nearest(const Field& field, const Words& words) {
  double best = 1e9, next = 1e9;
  std::string nearest;
  for (const std::string& word : words) {
    const double distance = distance_to(field, word);
    if (distance < best) {
      next = best;
      best = distance;
      nearest = word;
    } else {
      next = std::min(next, distance);
    }
  }
  const double limit = kHalfOfWord * text_length(nearest);
  return best <= limit && next >= best + kAheadOfNext ? nearest : std::string();
}

/// An official word that no other reading contradicts: as near to another word as to this one is a
/// contradiction, unless the reader is sure.
bool vouched(const Field& field, const std::string& word, const Words& words) {
  if (field.confidence >= kSureReader) return true;
  return std::all_of(words.begin(),
                     words.end(),
                     [&](const std::string& other) {
                       return other == word ||
                              distance_to(field, other) >= kOneGlyph + distance_to(field, word);
                     }) &&
         std::none_of(field.rivals.begin(), field.rivals.end(), [&](const Candidate& rival) {
           return std::any_of(words.begin(), words.end(), [&](const std::string& other) {
             return other != word &&
                    glyph_distance(rival.value, other) <= glyph_distance(rival.value, word);
           });
         });
}

void repair_word(Field& field, const Words& words) {
  if (const std::string word = official_word(field.value, words); !word.empty()) {
    if (text_length(word) >= kShortestWord && vouched(field, word, words)) confirm_field(field);
    return;
  }
  Words named;
  for (const Candidate& rival : field.rivals)
    if (std::find(words.begin(), words.end(), rival.value) != words.end())
      named.push_back(rival.value);
  if (named.size() == 1) {
    repair_field(field, named.front(), "closed_set", "rival reading");
    return;
  }
  std::string near;
  if (text_length(field.value) >= kShortestWord) near = nearest_text(field.value, words, kOneGlyph);
  // Two glyphs off and read without doubt is another word, not a misreading.
  const std::string likely = clearly_nearest(field, words);
  if (near.empty() && field.status == CellStatus::Flagged) near = likely;
  if (!near.empty())
    repair_field(field, near, "closed_set", "nearest official word");
  else
    flag_field(field, "closed_set", likely);
}

/// 数量指标 belongs to 产出指标 and so on: a first level in doubt follows from a second that is
/// not.
void repair_first_levels(NormalizedTable& table, const Lexicons& lexicons) {
  const int first = table.column("level1"), second = table.column("level2");
  const auto words = lexicons.closed_sets.find("level1");
  if (first < 0 || second < 0 || words == lexicons.closed_sets.end()) return;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    Field& field = field_at(table, r, first);
    const Field& below = field_at(table, r, second);
    const auto level = lexicons.first_levels.find(below.value);
    if (level == lexicons.first_levels.end() || !unsure(field) || field.value.empty()) continue;
    const bool below_sure = below.status != CellStatus::Flagged || below.confidence >= kSureReader;
    if (field.value == level->second) {
      confirm_field(field);
      continue;
    }
    if (!below_sure || !official_word(field.value, words->second).empty()) continue;
    const double implied = distance_to(field, level->second);
    const bool nearest =
        std::all_of(words->second.begin(), words->second.end(), [&](const std::string& word) {
          return word == level->second || distance_to(field, word) >= implied + kOneGlyph;
        });
    if (nearest) repair_field(field, level->second, "closed_set", "first level of " + below.value);
  }
}

bool is_doubtful(const Field& field) {
  return field.status == CellStatus::Flagged || field.status == CellStatus::Repaired;
}

/// Of the words that were read most are in doubt: of others nothing may be left.
bool is_worn(const NormalizedTable& table) {
  int words = 0, doubtful = 0;
  for (const Row& row : table.rows)
    for (std::size_t c = 0; c < row.fields.size(); ++c) {
      const bool text = table.types[c] == ColumnType::Text || table.types[c] == ColumnType::Closed;
      if (!text || row.fields[c].value.empty()) continue;
      ++words;
      if (is_doubtful(row.fields[c])) ++doubtful;
    }
  return 2 * doubtful > words;
}

/// A nature or a level that nearly every row prints is lost where it is empty; where most of those
/// that were read are in doubt, the print is faint, and every other row is enough. Where most words
/// of the whole table are, any may be lost.
void flag_lost_words(NormalizedTable& table, const std::string& id) {
  const int column = table.column(id);
  const int rows = static_cast<int>(table.rows.size());
  if (column < 0 || rows < kEnoughRows) return;
  int filled = 0, doubtful = 0;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const Field& field = field_at(table, r, column);
    if (field.value.empty()) continue;
    ++filled;
    if (is_doubtful(field)) ++doubtful;
  }
  const double least = 2 * doubtful > filled ? kFilledWhenFaint : kAlwaysFilled;
  if (filled == rows || (filled < least * rows && !is_worn(table))) return;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    Field& field = field_at(table, r, column);
    const bool seen = field.from_layer || field.status == CellStatus::Corrected;
    if (field.value.empty() && !seen) flag_field(field, "empty", "");
  }
}

}  // namespace

void repair_closed_sets(NormalizedDocument& document, const Lexicons& lexicons) {
  for (NormalizedTable& table : document.tables) {
    for (const auto& [id, words] : lexicons.closed_sets) {
      const int column = table.column(id);
      if (column < 0) continue;
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        Field& field = field_at(table, r, column);
        if (!field.value.empty() && !clearly_read(field)) repair_word(field, words);
      }
    }
    repair_first_levels(table, lexicons);
    if (table.column("level3") < 0) continue;
    for (const char* id : {"level1", "level2", "nature"}) flag_lost_words(table, id);
  }
}

}  // namespace gouji

#include "normalize/rows/best_guess.h"

#include <algorithm>
#include <string>

#include "core/similarity.h"
#include "normalize/repair/official_word.h"
#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

constexpr double kLeastAlike = 0.25;  // one glyph of four
constexpr double kAheadOfNext = 0.2;

/// "" when two words are as near.
std::string clearly_nearest(const std::string& text, const std::vector<std::string>& words) {
  const std::u32string folded = to_utf32(fold(text));
  std::string nearest;
  double best = 0, next = 0;
  for (const std::string& word : words) {
    const double alike = similarity(to_utf32(fold(word)), folded);
    if (alike > best) {
      next = best;
      best = alike;
      nearest = word;
    } else {
      next = std::max(next, alike);
    }
  }
  return best >= kLeastAlike && best >= next + kAheadOfNext ? nearest : std::string();
}

/// The likeliest other reading that is a word; nullptr when none is.
const Candidate* likeliest_word(const std::vector<Candidate>& rivals,
                                const std::vector<std::string>& words) {
  const Candidate* best = nullptr;
  for (const Candidate& rival : rivals)
    if (!official_word(rival.value, words).empty() && (best == nullptr || rival.cost < best->cost))
      best = &rival;
  return best;
}

/// "" when no other column of the row implies one.
std::string implied_word(const Row& row, const NormalizedTable& table, const Column& column) {
  for (const ImpliedWord& implied : column.implied) {
    const int place = table.column(implied.column);
    if (place >= 0 && row.fields[static_cast<std::size_t>(place)].value == implied.text)
      return implied.word;
  }
  return {};
}

std::string guess(const Field& field,
                  const Row& row,
                  const NormalizedTable& table,
                  const Column& column) {
  if (!field.value.empty()) {
    if (const Candidate* read = likeliest_word(field.rivals, column.words)) return read->value;
    if (std::string word = clearly_nearest(field.value, column.words); !word.empty()) return word;
  }
  return implied_word(row, table, column);
}

}  // namespace

void guess_closed_words(NormalizedDocument& document, const std::vector<Schema>& schemas) {
  for (NormalizedTable& table : document.tables) {
    const auto schema = std::find_if(schemas.begin(), schemas.end(), [&](const Schema& candidate) {
      return candidate.id == table.schema;
    });
    if (schema == schemas.end()) continue;
    for (const Column& column : schema->columns) {
      const int place = table.column(column.id);
      if (column.type != ColumnType::Closed || place < 0) continue;
      for (Row& row : table.rows) {
        Field& field = row.fields[static_cast<std::size_t>(place)];
        if (field.status != CellStatus::Flagged) continue;
        if (!official_word(field.value, column.words).empty()) continue;
        if (std::string word = guess(field, row, table, column); !word.empty())
          field.value = std::move(word);
      }
    }
  }
}

}  // namespace gouji

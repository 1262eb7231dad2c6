#include "normalize/rows/field_builder.h"

#include <algorithm>
#include <utility>

#include "core/similarity.h"
#include "normalize/repair/text_folding.h"
#include "normalize/rows/value_parser.h"

namespace gouji {
namespace {

// The official word that a text is but for width, spaces and the like; "" for none.
std::string official_word(const std::string& text, const Column& column) {
  const std::string folded = fold(text);
  for (const std::string& word : column.words)
    if (fold(word) == folded) return word;
  return {};
}

std::string nearest_word(const std::string& text, const Column& column) {
  constexpr double kNear = 0.5;
  const std::u32string folded = to_utf32(fold(text));
  std::string best;
  double most = kNear;
  for (const std::string& word : column.words) {
    const double value = similarity(to_utf32(fold(word)), folded);
    if (value > most) {
      most = value;
      best = word;
    }
  }
  return best;
}

// The value that a rival reading would give, "" when it does not parse.
std::string rival_value(const std::string& text, const Column& column) {
  switch (column.type) {
    case ColumnType::Amount:
      return parse_amount(text).value_or("");
    case ColumnType::Code:
      return parse_code(text).value_or("");
    case ColumnType::Closed: {
      const std::string word = official_word(text, column);
      return word.empty() ? display_text(text) : word;
    }
    case ColumnType::Label:
    case ColumnType::Text:
      break;
  }
  return display_text(text);
}

}  // namespace

bool has_reason(const Field& field, std::string_view reason) {
  return std::find(field.reasons.begin(), field.reasons.end(), reason) != field.reasons.end();
}

void flag(Field& field, const std::string& reason) {
  if (!has_reason(field, reason)) field.reasons.push_back(reason);
  field.status = CellStatus::Flagged;
}

void put_right(Field& field, std::string value) {
  field.rivals.push_back({field.value, 0, field.engine});
  field.value = std::move(value);
}

void swap_in(Candidate& rival, Field& field) {
  std::swap(rival.value, field.value);
  std::swap(rival.evidence, field.engine);
  rival.cost = 0;
}

void set_value(Field& field, const std::string& text, const Column& column) {
  switch (column.type) {
    case ColumnType::Amount: {
      const auto parsed = parse_amount(text);
      field.value = parsed ? *parsed : parsed.error().guess;
      if (!parsed) flag(field, "grammar");
      return;
    }
    case ColumnType::Code: {
      const auto parsed = parse_code(text);
      if (parsed) {
        field.value = *parsed;
        return;
      }
      const std::string& guess = parsed.error().guess;
      field.value = guess.empty() || field.from_layer ? display_text(text) : guess;
      if (!field.from_layer) flag(field, "grammar");
      return;
    }
    case ColumnType::Closed: {
      const std::string word = official_word(text, column);
      field.value = word.empty() ? display_text(text) : word;
      if (word.empty() && !field.value.empty() && !field.from_layer) {
        flag(field, "closed_set");
        const std::string near = nearest_word(text, column);
        if (!near.empty()) field.suggestions.push_back(near);
      }
      return;
    }
    case ColumnType::Label:
    case ColumnType::Text:
      break;
  }
  field.value = display_text(text);
  if (field.value.find("\xEF\xBF\xBD") != std::string::npos) flag(field, "unreadable");
  if (!field.from_layer && looks_broken(field.value)) flag(field, "grammar");
}

Field make_field(const RawCell* cell,
                 const RawTable& table,
                 const Column& column,
                 const NormalizeOptions& options) {
  Field field;
  if (cell == nullptr) return field;
  field.origins.push_back({table.page, table.index, cell->row, cell->column, cell->box});
  for (const std::string& reason : cell->reasons) flag(field, reason);
  if (cell->readings.empty()) return field;
  const Reading& chosen = cell->readings.front();
  field.printed = display_text(chosen.text);
  field.confidence = chosen.confidence;
  field.engine = chosen.engine;
  field.agreed = cell->agreed;
  field.from_layer = table.text_source == TextSource::Layer && chosen.engine == "text_layer";
  set_value(field, chosen.text, column);
  for (std::size_t i = 1; i < cell->readings.size(); ++i) {
    const Reading& reading = cell->readings[i];
    const std::string value = rival_value(reading.text, column);
    const bool known = value.empty() || value == field.value ||
                       std::any_of(field.rivals.begin(),
                                   field.rivals.end(),
                                   [&](const Candidate& rival) { return rival.value == value; });
    if (!known) field.rivals.push_back({value, reading.cost, reading.engine});
  }
  if (!field.from_layer && !field.agreed && !field.printed.empty() &&
      table.text_source == TextSource::Ocr && field.confidence < options.min_confidence)
    flag(field, "low_confidence");
  if (field.agreed && field.status == CellStatus::Read && !field.value.empty())
    field.status = CellStatus::Confirmed;
  return field;
}

}  // namespace gouji

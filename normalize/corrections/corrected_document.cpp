#include "normalize/corrections/corrected_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "normalize/corrections/correction_places.h"
#include "normalize/normalize_document.h"
#include "normalize/reconcile.h"
#include "normalize/repair/listed_classes.h"
#include "normalize/repair/name_guesses.h"
#include "normalize/rows/best_guess.h"
#include "normalize/rows/row_kinds.h"
#include "normalize/rows/value_parser.h"

namespace gouji {
namespace {

constexpr const char* kPerson = "person";

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

void pin(Field& field, const std::string& value) {
  const std::string was =
      field.value == value ? "" : "was " + (field.value.empty() ? "empty" : field.value);
  field.value = value;
  field.status = CellStatus::Corrected;
  field.reasons.clear();
  field.rivals.clear();
  field.suggestions.clear();
  if (!was.empty()) field.suggestions.push_back(was);
  field.engine = kPerson;
  field.confidence = 1;
}

void mark_illegible(Field& field) {
  field.value.clear();
  field.rivals.clear();
  field.status = CellStatus::Flagged;
  field.reasons = {"illegible"};
  field.agreed = field.from_layer = false;
}

/// A person's text as the column's value; false when it is none.
bool to_value(const std::string& text, ColumnType type, std::string& value) {
  value = text;
  if (type != ColumnType::Amount && type != ColumnType::Code) return true;
  const auto parsed = type == ColumnType::Amount ? parse_amount(text) : parse_code(text);
  if (parsed) value = *parsed;
  return parsed.has_value();
}

const Column* schema_column(const Schema* schema, const std::string& id) {
  if (schema == nullptr) return nullptr;
  for (const Column& column : schema->columns)
    if (column.id == id) return &column;
  return nullptr;
}

class Corrector {
 public:
  Corrector(CleanDocument& clean,
            const std::vector<Schema>& schemas,
            const Lexicons& lexicons,
            const NormalizeOptions& options,
            const std::vector<Correction>& corrections)
      : clean_(clean), schemas_(schemas), lexicons_(lexicons), options_(options) {
    for (const Correction& correction : corrections)
      if (correction.sha256 == clean.grids.sha256) corrections_.push_back(&correction);
  }

  bool any() const { return !corrections_.empty(); }

  /// Cells first, in the rows as they were read; then rows go and come.
  void run() {
    for (const Correction* correction : corrections_) {
      std::string why;
      if (is_about_grid(*correction))
        correct_grid(*correction, why);
      else
        take_in(*correction, why);
      if (!why.empty()) refuse(*correction, why);
    }
    accept_what_was_repaired();
    for (const auto& [place, correction] : cells_) correct_cell(place, *correction);
    change_rows();
    for (const int table : touched_) derive_again(clean_.document.tables[at(table)]);
    std::sort(clean_.unused.begin(),
              clean_.unused.end(),
              [](const CorrectionFault& a, const CorrectionFault& b) { return a.line < b.line; });
  }

 private:
  using Place = std::vector<int>;  // table, row, column

  struct Insertion {
    const Correction* correction;
    int row;  // before which, in the rows as they were read
  };

  void refuse(const Correction& correction, const std::string& why) {
    clean_.unused.push_back({correction.line, why});
  }

  Field& field_at(NormalizedDocument& document, const Place& place) const {
    return document.tables[at(place[0])].rows[at(place[1])].fields[at(place[2])];
  }

  const Schema* schema_of(const NormalizedTable& table) const {
    for (const Schema& schema : schemas_)
      if (schema.id == table.schema) return &schema;
    return nullptr;
  }

  void take_in(const Correction& correction, std::string& why) {
    if (correction.action == CorrectionAction::InsertRow) {
      const int table = find_table(clean_.document, correction);
      if (table < 0) {
        why = fmt::format("there is no table '{}'", correction.table);
        return;
      }
      const int row = row_before(clean_.document.tables[at(table)], correction);
      if (row < 0)
        why = "it has neither a place nor a row";
      else
        insertions_[table].push_back({&correction, row});
      return;
    }
    if (correction.action == CorrectionAction::DeleteRow) {
      const int row = find_row(clean_.document, correction, why);
      if (row >= 0) deletions_[find_table(clean_.document, correction)].insert(row);
      return;
    }
    for (const FieldPlace& place : find_fields(clean_.document, correction, why)) {
      std::string value;
      const NormalizedTable& table = clean_.document.tables[at(place.table)];
      if (correction.action != CorrectionAction::Illegible &&
          !to_value(correction.value, table.types[at(place.column)], value)) {
        why = fmt::format(
            "'{}' does not fit column '{}'", correction.value, table.columns[at(place.column)]);
        return;
      }
      const Field& field = table.rows[at(place.row)].fields[at(place.column)];
      if (correction.action == CorrectionAction::Accept && correction.value.empty() &&
          field.printed != correction.printed) {
        why = fmt::format(
            "'{}' was accepted, now the cell reads '{}'", correction.printed, field.printed);
        return;
      }
      cells_[{place.table, place.row, place.column}] = &correction;
    }
  }

  /// "Right as it is" means what reconciliation made of it, with all that others have corrected.
  void accept_what_was_repaired() {
    const auto open = [](const auto& cell) {
      return cell.second->action == CorrectionAction::Accept && cell.second->value.empty();
    };
    if (std::none_of(cells_.begin(), cells_.end(), open)) return;
    NormalizedDocument settled = clean_.document;
    for (const auto& cell : cells_)
      if (!open(cell)) pin_cell(settled, cell.first, *cell.second);
    reconcile(settled, schemas_, lexicons_, options_);
    for (const auto& cell : cells_)
      if (open(cell)) accepted_[cell.first] = field_at(settled, cell.first).value;
  }

  void pin_cell(NormalizedDocument& document, const Place& place, const Correction& correction) {
    Field& field = field_at(document, place);
    if (correction.action == CorrectionAction::Illegible) return mark_illegible(field);
    std::string value;
    to_value(correction.value, document.tables[at(place[0])].types[at(place[2])], value);
    if (const auto accepted = accepted_.find(place); accepted != accepted_.end())
      value = accepted->second;
    pin(field, value);
  }

  void correct_cell(const Place& place, const Correction& correction) {
    pin_cell(clean_.document, place, correction);
    touched_.insert(place[0]);
  }

  void correct_grid(const Correction& correction, std::string& why) {
    RawCell* cell = nullptr;
    if (correction.action == CorrectionAction::InsertRow ||
        correction.action == CorrectionAction::DeleteRow)
      why = "rows of a grid that fits no schema stay as they are printed";
    else
      cell = find_raw_cell(clean_.grids, correction, why);
    if (cell == nullptr) return;
    if (correction.action == CorrectionAction::Illegible) {
      cell->readings.insert(cell->readings.begin(), Reading{"", 0, kPerson, 0});
      cell->reasons = {"illegible"};
      cell->agreed = false;
      return;
    }
    const bool as_read = correction.action == CorrectionAction::Accept && correction.value.empty();
    cell->readings.insert(cell->readings.begin(),
                          Reading{as_read ? chosen_text(*cell) : correction.value, 1, kPerson, 0});
    cell->reasons.clear();
    cell->agreed = true;
  }

  /// Index of the row before which the new one belongs; -1 when nothing tells.
  static int row_before(const NormalizedTable& table, const Correction& correction) {
    const int rows = static_cast<int>(table.rows.size());
    const PageRect& box = correction.box;
    if (box.area() <= 0 || correction.page <= 0)
      return correction.row > 0 ? std::min(correction.row - 1, rows) : -1;
    int before = 0;
    for (int r = 0; r < rows; ++r)
      for (const Field& field : table.rows[at(r)].fields)
        for (const CellOrigin& origin : field.origins) {
          if (field.inherited || origin.box.area() <= 0) continue;
          const bool beside = origin.box.x0 < box.x1 && box.x0 < origin.box.x1;
          const bool above =
              origin.page < correction.page ||
              (origin.page == correction.page && origin.box.y0 + origin.box.y1 < box.y0 + box.y1);
          // Two lists side by side: only the rows above the new one's own place count.
          if (above && (origin.page < correction.page || beside)) before = std::max(before, r + 1);
        }
    return before;
  }

  // column=value;column=value. A semicolon before anything but a column's name is text.
  static std::vector<std::pair<int, std::string>> values_of(const NormalizedTable& table,
                                                            const std::string& text) {
    std::map<std::size_t, int> starts;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const std::string name = table.columns[c] + "=";
      if (text.starts_with(name)) starts[0] = static_cast<int>(c);
      for (std::size_t i = text.find(";" + name); i != std::string::npos;
           i = text.find(";" + name, i + 1))
        starts[i + 1] = static_cast<int>(c);
    }
    std::vector<std::pair<int, std::string>> values;
    for (auto start = starts.begin(); start != starts.end(); ++start) {
      const std::size_t from = start->first + table.columns[at(start->second)].size() + 1;
      const auto next = std::next(start);
      const std::size_t to = next == starts.end() ? text.size() : next->first - 1;
      values.emplace_back(start->second, text.substr(from, to - from));
    }
    return values;
  }

  Row new_row(const NormalizedTable& table, const Correction& correction, const Row* above) {
    Row row;
    row.page = correction.page > 0 ? correction.page : above != nullptr ? above->page : 0;
    row.fields.resize(table.columns.size());
    const Schema* schema = schema_of(table);
    for (std::size_t c = 0; c < row.fields.size(); ++c) {
      Field& field = row.fields[c];
      const Column* column = schema_column(schema, table.columns[c]);
      const bool handed_down = above != nullptr && (table.columns[c] == "side" ||
                                                    (column != nullptr && column->fill_down));
      pin(field, handed_down ? above->fields[c].value : "");
      field.suggestions.clear();
      field.derived = table.types[c] == ColumnType::Label;
      if (correction.box.area() > 0 && !field.derived) {
        CellOrigin origin;
        origin.page = correction.page;
        origin.box = correction.box;
        field.origins.push_back(origin);
      }
    }
    for (const auto& [column, text] : values_of(table, correction.value)) {
      std::string value;
      if (!to_value(text, table.types[at(column)], value)) {
        refuse(correction,
               fmt::format("'{}' does not fit column '{}'", text, table.columns[at(column)]));
        continue;
      }
      row.fields[at(column)].value = value;
    }
    return row;
  }

  void change_rows() {
    for (const auto& [table, ignored] : deletions_) touched_.insert(table);
    for (const auto& [table, ignored] : insertions_) touched_.insert(table);
    for (const int index : touched_) {
      NormalizedTable& table = clean_.document.tables[at(index)];
      const std::set<int>& gone = deletions_[index];
      std::vector<Row> rows;
      const int count = static_cast<int>(table.rows.size());
      for (int r = 0; r <= count; ++r) {
        for (const Insertion& insertion : insertions_[index])
          if (insertion.row == r)
            rows.push_back(
                new_row(table, *insertion.correction, rows.empty() ? nullptr : &rows.back()));
        if (r == count) continue;
        if (!gone.contains(r))
          rows.push_back(std::move(table.rows[at(r)]));
        else if (table.rows[at(r)].leaf && r + 1 < count)
          table.rows[at(r + 1)].leaf = true;  // the next row carries the project's amount now
      }
      table.rows = std::move(rows);
    }
  }

  void derive_again(NormalizedTable& table) const {
    const Schema* schema = schema_of(table);
    if (schema == nullptr) return;
    const int type = table.column("row_type");
    std::map<std::size_t, std::string> said;
    std::vector<int> groups;  // rows of one project, which has one leaf
    const bool grouped = std::any_of(schema->columns.begin(),
                                     schema->columns.end(),
                                     [](const Column& column) { return column.fill_down; });
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const Row& row = table.rows[r];
      if (type >= 0 && row.fields[at(type)].status == CellStatus::Corrected &&
          !row.fields[at(type)].value.empty())
        said[r] = row.fields[at(type)].value;
      if (grouped)
        groups.push_back((groups.empty() ? 0 : groups.back()) + (starts_group(table, r) ? 1 : 0));
    }
    derive_row_kinds(table, *schema, groups);
    for (const auto& [row, value] : said) table.rows[row].fields[at(type)].value = value;
  }

  /// Whether the row is the first of its project. Rows as they were read know; inserted ones (they
  /// have no id yet) belong to the project that they name.
  static bool starts_group(const NormalizedTable& table, std::size_t row) {
    const int name = table.column("project_name");
    if (row == 0) return true;
    if (name < 0) return table.rows[row].leaf;
    const Row& above = table.rows[row - 1];
    const Row& here = table.rows[row];
    if (here.fields[at(name)].value != above.fields[at(name)].value) return true;
    return here.leaf && !here.row_id.empty() && !above.row_id.empty();
  }

  CleanDocument& clean_;
  const std::vector<Schema>& schemas_;
  const Lexicons& lexicons_;
  const NormalizeOptions& options_;
  std::vector<const Correction*> corrections_;
  std::map<Place, const Correction*> cells_;
  std::map<Place, std::string> accepted_;
  std::map<int, std::vector<Insertion>> insertions_;  // by table
  std::map<int, std::set<int>> deletions_;
  std::set<int> touched_;
};

}  // namespace

CleanDocument clean_document(const RawDocument& raw,
                             const std::vector<Schema>& schemas,
                             const Lexicons& lexicons,
                             const NormalizeOptions& options,
                             const std::vector<Correction>& corrections) {
  CleanDocument clean;
  clean.grids = raw;
  clean.document = normalize_document(raw, schemas, options);
  if (Corrector corrector(clean, schemas, lexicons, options, corrections); corrector.any()) {
    corrector.run();
    for (const CorrectionFault& fault : clean.unused)
      clean.document.diagnostics.push_back(
          {Severity::Warning,
           0,
           fmt::format("corrections.csv line {}: {}", fault.line, fault.what)});
  }
  clean.checks = reconcile(clean.document, schemas, lexicons, options);
  guess_closed_words(clean.document, schemas);
  guess_listed_classes(clean.document, lexicons);
  guess_names(clean.document, lexicons);
  return clean;
}

}  // namespace gouji

#include "normalize/corrections/corrections.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "core/diagnostic.h"

namespace gouji {
namespace {

constexpr double kLargestPoint = 1e6;  // no page is larger
constexpr int kLargestNumber = 10'000'000;

const std::map<std::string, CorrectionAction> kActions{{"set", CorrectionAction::Set},
                                                       {"accept", CorrectionAction::Accept},
                                                       {"illegible", CorrectionAction::Illegible},
                                                       {"insert_row", CorrectionAction::InsertRow},
                                                       {"delete_row", CorrectionAction::DeleteRow}};

template <class Number>
std::optional<Number> number(const std::string& text, Number largest) {
  if (text.empty()) return Number{};
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!(value >= -largest && value <= largest)) return std::nullopt;  // not a number as well
  return value;
}

/// The fields of one record by column title.
class NamedFields {
 public:
  NamedFields(const std::vector<std::string>& header, const std::vector<std::string>& record)
      : header_(header), record_(record) {}

  const std::string& operator[](const std::string& column) const {
    static const std::string kNone;
    const auto found = std::find(header_.begin(), header_.end(), column);
    const auto index = static_cast<std::size_t>(found - header_.begin());
    return index < record_.size() ? record_[index] : kNone;
  }

 private:
  const std::vector<std::string>& header_;
  const std::vector<std::string>& record_;
};

/// Fills the correction; returns what is wrong with the record, "" when nothing is.
std::string read_record(const NamedFields& fields, Correction& correction) {
  correction.sha256 = fields["sha256"];
  if (correction.sha256.empty()) return "sha256 is empty";
  const auto action = kActions.find(fields["action"]);
  if (action == kActions.end())
    return fmt::format("action '{}' is none of set, accept, illegible, insert_row, delete_row",
                       fields["action"]);
  correction.action = action->second;
  const std::pair<const char*, int*> numbers[] = {{"page", &correction.page},
                                                  {"row", &correction.row}};
  for (const auto& [name, target] : numbers) {
    const auto value = number<int>(fields[name], kLargestNumber);
    if (!value || *value < 0) return fmt::format("{} '{}' is no number", name, fields[name]);
    *target = *value;
  }
  const std::pair<const char*, double*> edges[] = {{"x0", &correction.box.x0},
                                                   {"y0", &correction.box.y0},
                                                   {"x1", &correction.box.x1},
                                                   {"y1", &correction.box.y1}};
  for (const auto& [name, target] : edges) {
    const auto value = number<double>(fields[name], kLargestPoint);
    if (!value) return fmt::format("{} '{}' is no number", name, fields[name]);
    *target = *value;
  }
  correction.table = fields["table"];
  correction.column = fields["column"];
  correction.printed = fields["printed"];
  correction.value = fields["value"];
  return {};
}

}  // namespace

const std::vector<std::string>& corrections_header() {
  static const std::vector<std::string> kHeader{"sha256",
                                                "page",
                                                "x0",
                                                "y0",
                                                "x1",
                                                "y1",
                                                "table",
                                                "row",
                                                "column",
                                                "printed",
                                                "action",
                                                "value",
                                                "author",
                                                "time"};
  return kHeader;
}

Corrections parse_corrections(const std::string& file, const std::vector<NumberedRecord>& records) {
  Corrections corrections;
  if (records.empty()) return corrections;
  const std::vector<std::string>& header = records.front().second;
  for (const std::string& column : corrections_header())
    if (column != "author" && column != "time" &&
        std::find(header.begin(), header.end(), column) == header.end())
      throw InputError(
          file,
          fmt::format("line {}", records.front().first),
          "has no column '" + column + "'",
          "the columns are " + fmt::format("{}", fmt::join(corrections_header(), ",")));
  for (std::size_t i = 1; i < records.size(); ++i) {
    const auto& [line, record] = records[i];
    if (std::all_of(record.begin(), record.end(), [](const auto& text) { return text.empty(); }))
      continue;
    Correction correction;
    correction.line = line;
    const std::string problem = read_record({header, record}, correction);
    if (problem.empty())
      corrections.all.push_back(std::move(correction));
    else
      corrections.faults.push_back({line, problem});
  }
  return corrections;
}

}  // namespace gouji

#include "cli/files/corrections_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/batch/document_names.h"
#include "cli/files/atomic_file.h"
#include "cli/files/csv_reader.h"
#include "core/diagnostic.h"
#include "core/sha256.h"
#include "normalize/output/csv_writer.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

std::vector<NumberedRecord> read_records(const fs::path& file) {
  std::vector<NumberedRecord> records;
  if (!fs::exists(file)) return records;
  CsvReader reader(file.string(), valid_utf8(read_file(file)));
  for (NumberedRecord record; record.first = reader.line(), reader.next(record.second);)
    records.push_back(record);
  return records;
}

/// The fields of each record in the order of corrections_header().
std::vector<CsvRecord> in_order(const std::vector<NumberedRecord>& records) {
  std::vector<CsvRecord> lines;
  if (records.empty()) return lines;
  const CsvRecord& header = records.front().second;
  for (std::size_t i = 1; i < records.size(); ++i) {
    CsvRecord line;
    for (const std::string& column : corrections_header()) {
      const auto found = std::find(header.begin(), header.end(), column);
      const auto index = static_cast<std::size_t>(found - header.begin());
      line.push_back(index < records[i].second.size() ? records[i].second[index] : "");
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

Corrections read_corrections(const fs::path& file) {
  return parse_corrections(file.string(), read_records(file));
}

std::map<std::string, std::string> correction_hashes(const Corrections& corrections) {
  std::map<std::string, std::string> texts;
  for (const Correction& c : corrections.all)
    texts[c.sha256] += csv_line({std::to_string(c.line),
                                 std::to_string(c.page),
                                 fmt::format("{} {} {} {}", c.box.x0, c.box.y0, c.box.x1, c.box.y1),
                                 c.table,
                                 std::to_string(c.row),
                                 c.column,
                                 c.printed,
                                 std::to_string(static_cast<int>(c.action)),
                                 c.value});
  for (auto& [document, text] : texts) text = sha256_of_bytes(text);
  return texts;
}

void take_over_corrections(const fs::path& file, const fs::path& target) {
  std::error_code none;
  if (fs::equivalent(file, target, none)) return;
  read_corrections(file);  // refuses what is no file of corrections
  std::vector<CsvRecord> lines = in_order(read_records(target));
  const std::set<CsvRecord> known(lines.begin(), lines.end());
  for (CsvRecord& line : in_order(read_records(file)))
    if (!known.contains(line)) lines.push_back(std::move(line));
  lines.insert(lines.begin(), corrections_header());
  write_file_atomically(target, csv_text(lines, {}));
}

}  // namespace gouji

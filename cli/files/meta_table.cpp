#include "cli/files/meta_table.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "cli/files/csv_reader.h"
#include "core/diagnostic.h"

namespace gouji {
namespace {

constexpr std::array<std::string_view, 17> kOwnColumns{"document",
                                                       "source",
                                                       "sha256",
                                                       "status",
                                                       "error",
                                                       "pages",
                                                       "tables",
                                                       "cells",
                                                       "repaired",
                                                       "flagged",
                                                       "failed_identities",
                                                       "part",
                                                       "document_kind",
                                                       "document_unit_code",
                                                       "document_unit_name",
                                                       "document_year",
                                                       "table_unit"};

std::string last_part(const std::string& source) {
  const std::size_t slash = source.rfind('/');
  return slash == std::string::npos ? source : source.substr(slash + 1);
}

}  // namespace

MetaTable::MetaTable(const std::filesystem::path& file) {
  CsvReader reader(file);
  const auto refuse = [&](const std::string& what, const std::string& hint) {
    return InputError(file.string(), "line " + std::to_string(reader.line()), what, hint);
  };
  CsvRecord header;
  reader.next(header);
  const auto key = std::find(header.begin(), header.end(), "file");
  if (key == header.end())
    throw refuse("has no column 'file'", "name the inputs in a column with the title file");
  const auto key_at = key - header.begin();
  header.erase(key);
  for (const std::string& column : header)
    if (std::find(kOwnColumns.begin(), kOwnColumns.end(), column) != kOwnColumns.end() ||
        std::count(header.begin(), header.end(), column) > 1)
      throw refuse("the column '" + column + "' is already there", "give it another title");
  columns_ = header;
  for (CsvRecord record; reader.next(record);) {
    if (record.size() == 1 && record[0].empty()) continue;
    if (record.size() != columns_.size() + 1)
      throw refuse("the row has " + std::to_string(record.size()) + " fields instead of " +
                       std::to_string(columns_.size() + 1),
                   "quote fields that hold commas");
    const std::string name = record[static_cast<std::size_t>(key_at)];
    record.erase(record.begin() + key_at);
    if (!rows_.emplace(name, record).second)
      throw refuse("'" + name + "' is named twice", "keep one of the rows");
  }
}

const std::vector<std::string>* MetaTable::find(const std::string& source, std::string* key) const {
  for (const std::string& name : {source, last_part(source)})
    if (const auto found = rows_.find(name); found != rows_.end()) {
      if (key != nullptr) *key = name;
      return &found->second;
    }
  return nullptr;
}

std::vector<std::string> MetaTable::values(const std::string& source) const {
  const std::vector<std::string>* row = find(source, nullptr);
  return row != nullptr ? *row : std::vector<std::string>(columns_.size());
}

std::vector<std::string> MetaTable::unused(const std::vector<std::string>& sources) const {
  std::set<std::string> used;
  for (const std::string& source : sources)
    if (std::string key; find(source, &key) != nullptr) used.insert(key);
  std::vector<std::string> names;
  for (const auto& [name, row] : rows_)
    if (!used.contains(name)) names.push_back(name);
  return names;
}

}  // namespace gouji

// The user's --meta file: a column `file` and any others, which are carried into the manifest and
// the combined tables.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gouji {

class MetaTable {
 public:
  MetaTable() = default;

  /// Throws InputError: no column `file`, a column that gouji writes itself, a row of another
  /// length, a file named twice.
  explicit MetaTable(const std::filesystem::path& file);

  MetaTable(std::vector<std::string> columns, std::map<std::string, std::vector<std::string>> rows)
      : columns_(std::move(columns)), rows_(std::move(rows)) {}

  /// Without `file`, in the file's order.
  const std::vector<std::string>& columns() const { return columns_; }

  /// One value for each column, of the row whose `file` is the source, or else its last part (the
  /// file's name); empty values when there is no such row.
  std::vector<std::string> values(const std::string& source) const;

  /// Names in `file` that none of the sources has.
  std::vector<std::string> unused(const std::vector<std::string>& sources) const;

 private:
  const std::vector<std::string>* find(const std::string& source, std::string* key) const;

  std::vector<std::string> columns_;
  std::map<std::string, std::vector<std::string>> rows_;
};

}  // namespace gouji

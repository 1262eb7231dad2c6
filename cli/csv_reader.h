// Reads RFC 4180 CSV one record at a time, from our own files and from --meta: UTF-8, a BOM is
// skipped, LF and CRLF both end a record, quoted fields may hold either.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace gouji {

using CsvRecord = std::vector<std::string>;

class CsvReader {
 public:
  /// Throws InputError when the file cannot be opened.
  explicit CsvReader(std::filesystem::path file);

  /// False at the end. Throws InputError for a quote that never ends.
  bool next(CsvRecord& record);

  int line() const { return line_; }

 private:
  std::filesystem::path file_;
  std::ifstream in_;
  int line_ = 1;
};

}  // namespace gouji

// Reads RFC 4180 CSV one record at a time, from our own files and from --meta: UTF-8, a BOM is
// skipped, LF and CRLF both end a record, quoted fields may hold either.
#pragma once

#include <filesystem>
#include <istream>
#include <memory>
#include <string>
#include <vector>

namespace gouji {

using CsvRecord = std::vector<std::string>;

class CsvReader {
 public:
  /// Throws InputError when the file cannot be opened.
  explicit CsvReader(const std::filesystem::path& file);

  /// Reads `text`; `name` stands for the file in messages.
  CsvReader(std::string name, const std::string& text);

  /// False at the end. Throws InputError for a quote that never ends.
  bool next(CsvRecord& record);

  int line() const { return line_; }

 private:
  void skip_bom();

  std::string file_;
  std::unique_ptr<std::istream> in_;
  int line_ = 1;
};

}  // namespace gouji

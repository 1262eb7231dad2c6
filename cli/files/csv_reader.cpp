#include "cli/files/csv_reader.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

#include "core/diagnostic.h"

namespace gouji {

CsvReader::CsvReader(const std::filesystem::path& file)
    : file_(file.string()), in_(std::make_unique<std::ifstream>(file, std::ios::binary)) {
  if (!*in_)
    throw InputError(file_,
                     "",
                     std::string("cannot be read: ") + std::strerror(errno),
                     "check the path and its permissions");
  skip_bom();
}

CsvReader::CsvReader(std::string name, const std::string& text)
    : file_(std::move(name)), in_(std::make_unique<std::istringstream>(text)) {
  skip_bom();
}

void CsvReader::skip_bom() {
  const char bom[] = {'\xef', '\xbb', '\xbf'};
  for (const char expected : bom)
    if (in_->get() != static_cast<unsigned char>(expected)) {
      in_->clear();
      in_->seekg(0);
      return;
    }
}

bool CsvReader::next(CsvRecord& record) {
  record.clear();
  if (in_->peek() == std::istream::traits_type::eof()) return false;
  const int first_line = line_;
  std::string field;
  bool quoted = false;
  for (int c = in_->get();; c = in_->get()) {
    if (c == std::istream::traits_type::eof()) {
      if (quoted)
        throw InputError(file_,
                         "line " + std::to_string(first_line),
                         "a quoted field does not end",
                         "close the quotation mark, double those inside the text");
      break;
    }
    if (c == '\n') ++line_;
    if (quoted) {
      if (c != '"') {
        field += static_cast<char>(c);
      } else if (in_->peek() == '"') {
        field += static_cast<char>(in_->get());
      } else {
        quoted = false;
      }
    } else if (c == '"' && field.empty()) {
      quoted = true;
    } else if (c == ',') {
      record.push_back(std::move(field));
      field.clear();
    } else if (c == '\n') {
      break;
    } else if (c != '\r' || in_->peek() != '\n') {
      field += static_cast<char>(c);
    }
  }
  record.push_back(std::move(field));
  return true;
}

}  // namespace gouji

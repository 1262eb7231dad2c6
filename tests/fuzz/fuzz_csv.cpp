// CSV: what was read can be written and read again, alike.

#include "cli/files/csv_reader.h"

#include "core/diagnostic.h"
#include "normalize/output/csv_writer.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

std::vector<gouji::CsvRecord> read(const std::string& text) {
  std::vector<gouji::CsvRecord> records;
  gouji::CsvReader reader("fuzz.csv", text);
  for (gouji::CsvRecord record; reader.next(record);) records.push_back(record);
  return records;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto records = read(std::string(gouji::fuzz::text_of(data, size)));
    std::string text;
    for (const gouji::CsvRecord& record : records) text += gouji::csv_line(record);
    if (!text.starts_with("\xef\xbb\xbf"))
      gouji::fuzz::require(read(text) == records, "what was written reads alike");
  } catch (const gouji::InputError&) {
  }
  return 0;
}

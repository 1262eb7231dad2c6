// What gouji tells itself: records of finished documents, and messages of a worker that a document
// may have taken over.

#include "cli/files/document_record.h"
#include "cli/worker/worker_message.h"
#include "tests/fuzz/fuzz_input.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(gouji::fuzz::text_of(data, size));
  try {
    const gouji::DocumentRecord record = gouji::parse_record(text);
    gouji::parse_record(gouji::record_json(record));
  } catch (const std::exception&) {
  }
  try {
    gouji::to_line(gouji::parse_message(text));
  } catch (const std::exception&) {
  }
  return 0;
}

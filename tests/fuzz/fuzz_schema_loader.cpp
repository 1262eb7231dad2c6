// Schema files: good, or refused with a message; nothing else.

#include "normalize/schema/schema_loader.h"
#include "tests/fuzz/fuzz_input.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const gouji::Schema schema =
        gouji::parse_schema(std::string(gouji::fuzz::text_of(data, size)), "schema.yaml");
    gouji::fuzz::require(!schema.id.empty(), "a good schema has an id");
  } catch (const gouji::InputError&) {
  }
  return 0;
}

// tables.json: refused, or it writes itself again byte for byte once it is in our own form.

#include "cli/files/tables_json.h"

#include "core/diagnostic.h"
#include "tests/fuzz/fuzz_input.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = gouji::fuzz::text_of(data, size);
  gouji::is_tables_json(text);
  try {
    const std::string once = gouji::tables_json(gouji::parse_tables_json("fuzz", text));
    const std::string twice = gouji::tables_json(gouji::parse_tables_json("fuzz", once));
    gouji::fuzz::require(once == twice, "what was written reads alike");
  } catch (const gouji::InputError&) {
  }
  return 0;
}

// Printed text to values: what is read from an amount is an amount itself, and reads as itself.

#include "core/decimal.h"
#include "normalize/rows/value_parser.h"
#include "tests/fuzz/fuzz_input.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using gouji::fuzz::require;
  const std::string_view text = gouji::fuzz::text_of(data, size);
  if (const auto amount = gouji::parse_amount(text); amount && !amount->empty()) {
    require(gouji::parse_amount(*amount) == amount, "an amount reads as itself");
    // A zero with a sign is printed somewhere; as a number it has none.
    if (const auto decimal = gouji::Decimal::parse(*amount); decimal && decimal->units() != 0)
      require(decimal->to_string() == *amount, "an amount prints as itself");
  }
  if (const auto code = gouji::parse_code(text))
    require(gouji::parse_code(*code) == code, "a code reads as itself");
  gouji::split_code_and_name(text);
  gouji::looks_numeric(text);
  if (const auto decimal = gouji::Decimal::parse(text))
    require(gouji::Decimal::parse(decimal->to_string()) == decimal, "a decimal reads as itself");
  return 0;
}

// corrections.csv, which people edit by hand.

#include "cli/files/corrections_file.h"

#include "core/diagnostic.h"
#include "tests/fuzz/fuzz_input.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const gouji::fuzz::MemoryFile file(gouji::fuzz::text_of(data, size));
  try {
    const gouji::Corrections corrections = gouji::read_corrections(file.path());
    gouji::correction_hashes(corrections);
    for (const gouji::Correction& correction : corrections.all)
      gouji::fuzz::require(correction.line > 1, "a correction knows its line");
  } catch (const gouji::InputError&) {
  }
  return 0;
}

// Files that gouji finds where its own should be: manifest.csv and --meta.

#include "cli/files/manifest.h"
#include "core/diagnostic.h"
#include "tests/fuzz/fuzz_input.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const gouji::fuzz::MemoryFile file(gouji::fuzz::text_of(data, size));
  try {
    const auto rows = gouji::read_manifest(file.path());
    const gouji::fuzz::MemoryFile written(gouji::manifest_csv(rows, {}, /*bom=*/false));
    gouji::fuzz::require(gouji::read_manifest(written.path()).size() == rows.size(),
                         "a written manifest has its rows");
    gouji::meta_of_manifest(file.path());
  } catch (const gouji::InputError&) {
  }
  try {
    const gouji::MetaTable meta(file.path());
    gouji::fuzz::require(meta.values("x").size() == meta.columns().size(), "a value a column");
  } catch (const gouji::InputError&) {
  }
  return 0;
}

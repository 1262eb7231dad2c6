// What image files say about themselves. The first byte chooses the kind.

#include "extract/pages/image_header.h"
#include "tests/fuzz/fuzz_input.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const gouji::ImageKind kinds[] = {
      gouji::ImageKind::Jpeg, gouji::ImageKind::Png, gouji::ImageKind::Tiff};
  const gouji::ImageKind kind = kinds[data[0] % 3];
  const gouji::fuzz::MemoryFile file(gouji::fuzz::text_of(data + 1, size - 1));
  for (const gouji::ImageHeader& header : gouji::read_image_headers(file.path(), kind))
    gouji::fuzz::require(header.across.per_inch >= 0 && header.down.per_inch >= 0,
                         "a resolution is not negative");
  gouji::is_cut_off(file.path(), kind);
  return 0;
}

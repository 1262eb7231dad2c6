// What a page's content stream makes our device do: characters and pictures with their places.

#include <poppler-document.h>
#include <poppler-global.h>

#include <cmath>
#include <memory>

#include "extract/pages/pdf_content.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

std::string pdf_with(std::string_view content) {
  const std::string objects[] = {
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
       "<< /Font << /F1 5 0 R /F3 6 0 R >> >> >>"),
      "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + std::string(content) +
          "\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      ("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] "
       "/FirstChar 65 /LastChar 65 /Widths [9] /Encoding << /Differences [65 /a] >> "
       "/CharProcs << /a 7 0 R >> >>"),
      "<< /Length 24 >>\nstream\n9 0 0 0 9 9 d1 0 0 9 9 re f\nendstream"};
  std::string file = "%PDF-1.4\n";
  std::string xref;
  int number = 0;
  for (const std::string& object : objects) {
    const std::string offset = std::to_string(file.size());
    xref += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    file += std::to_string(++number) + " 0 obj\n" + object + "\nendobj\n";
  }
  const std::string start = std::to_string(file.size());
  return file + "xref\n0 8\n0000000000 65535 f \n" + xref +
         "trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Poppler is set up as long as any document is open.
  static const std::string kPlain = pdf_with("");
  static const std::unique_ptr<poppler::document> kOpen(
      poppler::document::load_from_raw_data(kPlain.data(), static_cast<int>(kPlain.size())));
  const gouji::fuzz::MemoryFile file(pdf_with(gouji::fuzz::text_of(data, size)));
  gouji::ExtractOptions options;
  options.max_operations = 1e5;
  options.max_stream_bytes = 1 << 20;
  try {
    gouji::PdfContentReader reader(file.path(), options);
    const gouji::PdfPageContent content = reader.read(1);
    for (const gouji::Glyph& glyph : content.glyphs)
      gouji::fuzz::require(!glyph.text.empty() && !std::isnan(glyph.box.x0 + glyph.box.y1),
                           "a character has a text and a place");
  } catch (const gouji::InputError&) {
  }
  return 0;
}

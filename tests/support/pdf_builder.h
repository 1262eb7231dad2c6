// Writes small PDFs for tests: pages given by their dictionary entries and content stream. Every
// page can use the font /F (Helvetica) and the picture /I (2 x 4 grey pixels).
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

namespace gouji::testing {

struct PdfPage {
  std::string entries = "/MediaBox [0 0 400 600]";  ///< of the page dictionary
  std::string content;
};

/// The bytes of a PDF with these pages; `objects` are appended and numbered from 5.
inline std::string pdf_bytes(const std::vector<PdfPage>& pages,
                             const std::vector<std::string>& objects = {}) {
  constexpr int kFirstFree = 5;
  std::vector<std::string> all{"<</Type /Catalog /Pages 2 0 R>>",
                               "",
                               "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
                               "<</Type /XObject /Subtype /Image /Width 2 /Height 4 /ColorSpace "
                               "/DeviceGray /BitsPerComponent 8 /Filter /ASCIIHexDecode /Length "
                               "17>>\nstream\n004080c0004080c0>\nendstream"};
  all.insert(all.end(), objects.begin(), objects.end());
  std::string kids;
  for (const PdfPage& page : pages) {
    all.push_back(
        fmt::format("<</Length {}>>\nstream\n{}\nendstream", page.content.size(), page.content));
    all.push_back(fmt::format(
        "<</Type /Page /Parent 2 0 R /Resources <</Font <</F 3 0 R /T {} 0 R>> /XObject <</I 4 0 "
        "R>>>> /Contents {} 0 R {}>>",
        objects.empty() ? 3 : kFirstFree,
        all.size(),
        page.entries));
    kids += fmt::format("{} 0 R ", all.size());
  }
  all[1] = fmt::format("<</Type /Pages /Count {} /Kids [{}]>>", pages.size(), kids);

  std::string bytes = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", all.size() + 1);
  for (std::size_t i = 0; i < all.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", bytes.size());
    bytes += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, all[i]);
  }
  const std::size_t at = bytes.size();
  return bytes + table +
         fmt::format(
             "trailer\n<</Size {} /Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", all.size() + 1, at);
}

}  // namespace gouji::testing

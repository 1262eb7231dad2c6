#include "extract/pdf_content.h"

#include <PDFDoc.h>
#include <fmt/format.h>

#include <algorithm>

#include "extract/content_device.h"

namespace gouji {

struct PdfContentReader::State {
  std::string file;
  std::unique_ptr<PDFDoc> document;
};

PdfContentReader::PdfContentReader(const std::filesystem::path& file)
    : state_(std::make_unique<State>()) {
  state_->file = file.string();
  state_->document = std::make_unique<PDFDoc>(std::make_unique<GooString>(state_->file));
  if (!state_->document->isOk())
    throw InputError(state_->file,
                     "",
                     "is a damaged PDF: truncated, or corrupt beyond repair",
                     "fetch or export the file again");
}

PdfContentReader::~PdfContentReader() = default;

PdfPageContent PdfContentReader::read(int page) {
  Page* shown = state_->document->getPage(page);
  if (shown == nullptr)
    throw InputError(state_->file,
                     fmt::format("page {}", page),
                     "the page is missing or damaged",
                     "fetch or export the file again");
  const bool turned = shown->getRotate() % 180 != 0;
  const double width = turned ? shown->getCropHeight() : shown->getCropWidth();
  const double height = turned ? shown->getCropWidth() : shown->getCropHeight();
  ContentDevice device;
  state_->document->displayPageSlice(
      &device, page, kPointsPerInch, kPointsPerInch, 0, false, true, false, -1, -1, -1, -1);
  return device.content({0, 0, width, height});
}

}  // namespace gouji

#include "extract/pages/pdf_content.h"

#include <PDFDoc.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "extract/pages/content_device.h"

namespace gouji {
namespace {

constexpr std::size_t kChunkBytes = 1 << 14;
constexpr double kMegabyte = 1 << 20;

}  // namespace

struct PdfContentReader::State {
  InputError refused(int page, const std::string& what, const std::string& hint) const {
    return {file, fmt::format("page {}", page), what, hint};
  }

  void check_stream_size(int page, Object contents) const;

  std::string file;
  ExtractOptions options;
  std::unique_ptr<PDFDoc> document;
};

// Unpacks the page's content once, and no further than to the limit: what packs a gigabyte into a
// kilobyte is found before anything is done with it.
void PdfContentReader::State::check_stream_size(int page, Object contents) const {
  double bytes = 0;
  const auto add = [&](Object part) {
    if (!part.isStream()) return;
    std::array<unsigned char, kChunkBytes> chunk{};
    part.getStream()->reset();
    for (int n = 1; n > 0 && bytes <= options.max_stream_bytes; bytes += n)
      n = part.getStream()->doGetChars(static_cast<int>(chunk.size()), chunk.data());
    part.streamClose();
  };
  if (contents.isArray())
    for (int i = 0; i < contents.arrayGetLength() && bytes <= options.max_stream_bytes; ++i)
      add(contents.arrayGet(i));
  else
    add(std::move(contents));
  if (bytes > options.max_stream_bytes)
    throw refused(page,
                  fmt::format("the page's content unpacks to more than {:.0f} MB",
                              options.max_stream_bytes / kMegabyte),
                  "raise --max-stream-mb, or print the page to a new PDF");
}

PdfContentReader::PdfContentReader(const std::filesystem::path& file, const ExtractOptions& options)
    : state_(std::make_unique<State>()) {
  state_->file = file.string();
  state_->options = options;
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
  state_->check_stream_size(page, shown->getContents());
  OperationCount count{0, state_->options.max_operations};
  ContentDevice device(count);
  try {
    state_->document->displayPageSlice(&device,
                                       page,
                                       kPointsPerInch,
                                       kPointsPerInch,
                                       0,
                                       false,
                                       true,
                                       false,
                                       -1,
                                       -1,
                                       -1,
                                       -1,
                                       &OperationCount::is_over,
                                       &count);
  } catch (const TooManyOperations&) {  // said below
  }
  if (count.done > count.allowed)
    throw state_->refused(page,
                          fmt::format("the page's content has more than {:.0f} million operations",
                                      count.allowed / 1e6),
                          "print the page to a new PDF, as a picture");
  PdfPageContent content = device.content({0, 0, width, height});
  for (const PdfPicture& shown_picture : content.pictures) {
    const double pixels = static_cast<double>(shown_picture.picture.width_px) *
                          static_cast<double>(shown_picture.picture.height_px);
    if (pixels > state_->options.max_picture_pixels)
      throw state_->refused(page,
                            fmt::format("the page shows a picture of {:.0f} million pixels, more "
                                        "than {:.0f} million are refused",
                                        pixels / 1e6,
                                        state_->options.max_picture_pixels / 1e6),
                            "print the page to a new PDF at a lower resolution");
  }
  return content;
}

}  // namespace gouji

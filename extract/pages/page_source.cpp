#include "extract/pages/page_source.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>

#include "core/diagnostic.h"
#include "extract/pages/image_source.h"
#include "extract/pages/pdf_source.h"

namespace gouji {
namespace {

constexpr std::size_t kHeadBytes = 1024;  // PDF 1.7, H.3: the mark may stand this far in

std::string read_head(const std::filesystem::path& file) {
  const auto refuse = [&file](const std::string& what, const std::string& hint) {
    throw InputError(file.string(), "", what, hint);
  };
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found)
    refuse("there is no such file", "check the path");
  if (std::filesystem::is_directory(status)) refuse("is a folder", "name a file");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  if (in) in.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (!in.is_open() || in.bad())
    refuse("cannot be read: " + std::generic_category().message(errno != 0 ? errno : EIO),
           "check the permissions");
  head.resize(static_cast<std::size_t>(in.gcount()));
  if (head.empty()) refuse("is empty", "fetch or export the file again");
  return head;
}

std::optional<ImageKind> image_kind(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\xFF\xD8\xFF"sv)) return ImageKind::Jpeg;
  if (head.starts_with("\x89PNG\r\n\x1A\n"sv)) return ImageKind::Png;
  for (const std::string_view mark : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv})
    if (head.starts_with(mark)) return ImageKind::Tiff;
  return std::nullopt;
}

}  // namespace

std::unique_ptr<PageSource> open_page_source(const std::filesystem::path& file,
                                             const ExtractOptions& options) {
  const std::string head = read_head(file);
  if (const std::optional<ImageKind> kind = image_kind(head))
    return open_image_source(file, *kind, options);
  if (head.find("%PDF-") != std::string::npos) return open_pdf_source(file, options);
  throw InputError(file.string(),
                   "",
                   "is not a PDF, JPEG, PNG or TIFF file",
                   "convert it to PDF; the content counts, not the ending of the name");
}

}  // namespace gouji

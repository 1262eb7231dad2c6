#include "extract/pages/image_header.h"

#include <leptonica/allheaders.h>
#include <tiffio.h>

#include <algorithm>
#include <cstdio>
#include <exiv2/exiv2.hpp>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>

namespace gouji {
namespace {

constexpr double kInchesPerCentimetre = 1 / 2.54;
constexpr int kExifCentimetre = 3;
constexpr int kMaxFrames = 10000;
constexpr unsigned char kStartOfScan = 0xDA;
constexpr std::size_t kPngHeadBytes = 8;

/// The libraries would write to stderr; what they say shows in their results.
void silence_libraries() {
  static std::once_flag once;
  std::call_once(once, [] {
    setMsgSeverity(L_SEVERITY_NONE);
    TIFFSetErrorHandler(nullptr);
    TIFFSetWarningHandler(nullptr);
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    Exiv2::XmpParser::initialize();  // not safe to leave to the threads
  });
}

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_file(const std::filesystem::path& file) {
  return {std::fopen(file.c_str(), "rb"), std::fclose};
}

/// From EXIF: many scanners name the resolution only there.
void add_exif_dpi(const std::filesystem::path& file, ImageHeader& header) {
  try {
    const auto image = Exiv2::ImageFactory::open(file.string());
    image->readMetadata();
    const Exiv2::ExifData& exif = image->exifData();
    const auto value = [&exif](const char* key) {
      const auto found = exif.findKey(Exiv2::ExifKey(key));
      return found == exif.end() ? 0.0 : static_cast<double>(found->toFloat());
    };
    const auto unit = exif.findKey(Exiv2::ExifKey("Exif.Image.ResolutionUnit"));
    const bool centimetre = unit != exif.end() && unit->toLong() == kExifCentimetre;
    const double factor = centimetre ? 1 / kInchesPerCentimetre : 1;
    header.across.per_inch = value("Exif.Image.XResolution") * factor;
    header.down.per_inch = value("Exif.Image.YResolution") * factor;
  } catch (const Exiv2::Error&) {
    // Metadata that cannot be read names no resolution.
  }
}

std::vector<ImageHeader> read_jpeg(const std::filesystem::path& file) {
  const File in = open_file(file);
  ImageHeader header;
  if (!in || freadHeaderJpeg(
                 in.get(), &header.width_px, &header.height_px, nullptr, nullptr, nullptr) != 0)
    return {};
  std::rewind(in.get());
  int across = 0;
  int down = 0;
  if (fgetJpegResolution(in.get(), &across, &down) == 0) {
    header.across.per_inch = across;
    header.down.per_inch = down;
  }
  if (across <= 1 || down <= 1) add_exif_dpi(file, header);
  return {header};
}

std::vector<ImageHeader> read_png(const std::filesystem::path& file) {
  const File in = open_file(file);
  ImageHeader header;
  if (!in ||
      freadHeaderPng(in.get(), &header.width_px, &header.height_px, nullptr, nullptr, nullptr) != 0)
    return {};
  std::rewind(in.get());
  int across = 0;
  int down = 0;
  if (fgetPngResolution(in.get(), &across, &down) == 0) {
    header.across.per_inch = across;
    header.down.per_inch = down;
  }
  return {header};
}

std::vector<ImageHeader> read_tiff(const std::filesystem::path& file) {
  const std::unique_ptr<TIFF, void (*)(TIFF*)> tiff(TIFFOpen(file.c_str(), "r"), TIFFClose);
  std::vector<ImageHeader> headers;
  if (!tiff) return headers;
  for (;;) {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    if (TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width) != 1 ||
        TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height) != 1)
      return {};
    float across = 0;
    float down = 0;
    std::uint16_t unit = RESUNIT_INCH;
    TIFFGetField(tiff.get(), TIFFTAG_XRESOLUTION, &across);
    TIFFGetField(tiff.get(), TIFFTAG_YRESOLUTION, &down);
    TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_RESOLUTIONUNIT, &unit);
    const double factor = unit == RESUNIT_CENTIMETER ? 1 / kInchesPerCentimetre
                          : unit == RESUNIT_INCH     ? 1
                                                     : 0;
    headers.push_back({static_cast<int>(std::min<std::uint32_t>(width, INT32_MAX)),
                       static_cast<int>(std::min<std::uint32_t>(height, INT32_MAX)),
                       Dpi{static_cast<double>(across) * factor},
                       Dpi{static_cast<double>(down) * factor}});
    if (TIFFLastDirectory(tiff.get()) != 0) break;
    // More frames are promised. One that cannot be found means that the file is cut off.
    if (headers.size() >= kMaxFrames || TIFFReadDirectory(tiff.get()) != 1) return {};
  }
  return headers;
}

/// Where the segments of a JPEG end and its picture begins; the end of the file without one.
std::size_t jpeg_data_start(const std::string& bytes) {
  const auto byte = [&bytes](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  std::size_t at = 2;
  while (at + 4 <= bytes.size() && byte(at) == 0xFF) {
    if (byte(at + 1) == kStartOfScan) return at;
    at += byte(at + 1) == 0xFF ? 1 : 2 + std::size_t{byte(at + 2)} * 256 + byte(at + 3);
  }
  return bytes.size();
}

}  // namespace

std::vector<ImageHeader> read_image_headers(const std::filesystem::path& file, ImageKind kind) {
  silence_libraries();
  switch (kind) {
    case ImageKind::Jpeg:
      return read_jpeg(file);
    case ImageKind::Png:
      return read_png(file);
    case ImageKind::Tiff:
      return read_tiff(file);
  }
  return {};
}

bool is_cut_off(const std::filesystem::path& file, ImageKind kind) {
  if (kind == ImageKind::Tiff) return false;  // its parts may stand in any order
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (kind == ImageKind::Png) return bytes.find("IEND", kPngHeadBytes) == std::string::npos;
  // An end mark before the picture's data belongs to a thumbnail; behind it, trailers may follow.
  return bytes.find("\xFF\xD9", jpeg_data_start(bytes)) == std::string::npos;
}

}  // namespace gouji

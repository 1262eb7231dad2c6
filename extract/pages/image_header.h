// What an image file says about itself before it is decoded: size in pixels and resolution, for
// each of its pictures (TIFF files hold several).
#pragma once

#include <filesystem>
#include <vector>

#include "core/units.h"

namespace gouji {

enum class ImageKind { Jpeg, Png, Tiff };

struct ImageHeader {
  int width_px = 0;  ///< as stored, before any orientation is applied
  int height_px = 0;
  Dpi across;  ///< 0: not named
  Dpi down;
};

/// Empty when the file cannot be understood.
std::vector<ImageHeader> read_image_headers(const std::filesystem::path& file, ImageKind kind);

/// True for a JPEG or PNG that stops before its end mark: decoders show the lost part as grey.
bool is_cut_off(const std::filesystem::path& file, ImageKind kind);

}  // namespace gouji

// Names that a document prints in several places, so that a place where they are hard to read can
// be told by one where they are easy to read: larger print, or print that a seal left alone.
#pragma once

#include <string>
#include <vector>

#include "extract/options.h"

namespace gouji {

/// Words as they were read at one place of the document.
struct SeenWords {
  std::string text;
  double cost = 0;    ///< nats
  bool sure = false;  ///< nobody needs to look at them
};

/// The names among what was seen, surest first, each once. What stands behind a colon, or a number
/// and a dash, is a name as well (单位名称：305002-甲县民政局).
std::vector<std::string> printed_names(const std::vector<SeenWords>& seen,
                                       const NameOptions& options);

}  // namespace gouji

// Names that a document prints in several places, so that a place where they are hard to read can
// be told by one where they are easy to read: larger print, or print that a seal left alone.
#pragma once

#include <string>
#include <vector>

namespace gouji {

/// Words as they were read at one place of the document.
struct SeenWords {
  std::string text;
  double cost = 0;    ///< nats
  bool sure = false;  ///< nobody needs to look at them
};

struct NameOptions {
  int fewest_characters = 5;      ///< ideographs; shorter words are known or closed sets tell them
  int most_characters = 40;       ///< sentences are printed once
  std::size_t most_names = 2000;  ///< of a compilation of many units the surest are kept
  double credible = 0.2;  ///< nats a character: words read worse are no name for other places
  double alike = 0.7;     ///< of the characters: doubtful words so near a better reading are it
};

/// The names among what was seen, surest first, each once. What stands behind a colon, or a number
/// and a dash, is a name as well (单位名称：305002-甲县民政局).
std::vector<std::string> printed_names(const std::vector<SeenWords>& seen,
                                       const NameOptions& options = {});

}  // namespace gouji

// Names that a document may be compared with: subject codes, administrative divisions, standard
// indicators. Plain values, read from the CSV files of one folder. A lexicon suggests; it never
// overwrites a clearly read name.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gouji {

/// A performance indicator that every unit of a place prints alike, with its fixed companions.
struct StandardIndicator {
  std::string level1, level2, level3;
  std::string nature, value, measure_unit, direction;

  bool operator==(const StandardIndicator&) const = default;
};

struct Lexicons {
  std::map<std::string, std::vector<std::string>> functional;  ///< code -> names, usual one first
  std::map<std::string, std::vector<std::string>> economic;
  std::vector<std::string> divisions;  ///< provinces, cities, counties: full names
  std::vector<StandardIndicator> indicators;
  std::map<std::string, std::vector<std::string>> closed_sets;  ///< column id -> official words
};

/// Reads functional.csv, economic.csv, divisions.csv, indicators.csv and closed_sets.csv. A file
/// that is absent leaves its part empty; a malformed one throws InputError.
Lexicons load_lexicons(const std::filesystem::path& folder);

}  // namespace gouji

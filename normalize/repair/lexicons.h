// Names that a document may be compared with: subject codes, administrative divisions, standard
// indicators. Plain values, read from the CSV files of one folder. A lexicon suggests; it never
// overwrites a clearly read name.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "normalize/repair/confusion.h"

namespace gouji {

/// A performance indicator that every unit of a place prints alike, with its fixed companions.
struct StandardIndicator {
  std::string level1, level2, level3;
  std::string nature, value, measure_unit, direction;

  bool operator==(const StandardIndicator&) const = default;
};

/// A name that a code had up to a year, where the names of today differ.
struct FormerName {
  std::string name;
  int last_year = 0;

  bool operator==(const FormerName&) const = default;
};

struct Lexicons {
  std::map<std::string, std::vector<std::string>> functional;  ///< code -> names, usual one first
  std::map<std::string, std::vector<std::string>> economic;
  std::map<std::string, std::vector<FormerName>> former_names;
  std::vector<std::string> divisions;  ///< provinces, cities, counties: full names
  std::vector<StandardIndicator> indicators;
  std::map<std::string, std::vector<std::string>> closed_sets;  ///< column id -> official words
  std::map<std::string, std::vector<std::string>>
      usual_cells;                                  ///< column id -> what often stands there
  ConfusionModel confusions;                        ///< of digits, from confusion.csv
  std::map<std::string, std::string> first_levels;  ///< level2 -> level1 of indicators

  /// All names of a code, those of the document's year first. Publishers go on printing old ones.
  std::vector<std::string> subject_names(const std::string& code, const std::string& year) const;

  /// Codes of the classes of functions by their names, former ones too.
  std::map<std::string, std::string> class_codes() const;
};

/// Reads functional.csv, economic.csv, divisions.csv, indicators.csv, closed_sets.csv,
/// former_names.csv, indicator_levels.csv, usual_cells.csv and confusion.csv. A file
/// that is absent leaves its part empty; a malformed one throws InputError.
Lexicons load_lexicons(const std::filesystem::path& folder);

}  // namespace gouji

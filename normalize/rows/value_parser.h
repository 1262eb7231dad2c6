// Printed text to the value of a column: amounts and codes by grammar. A fault still says what the
// text most likely means, so that a flagged cell can show it.
#pragma once

#include <string>
#include <string_view>

#include "core/expected.h"

namespace gouji {

enum class FaultKind {
  NotANumber,   ///< letters or words where figures belong
  BadGrouping,  ///< separators not every three digits: 1,076,25 or 10,76.25
  BadDecimals,  ///< several points, or a point with nothing on one side
  BadSign,      ///< an open bracket without a closing one, a sign inside
  NotACode,     ///< characters other than digits in a code
};

struct ParseFault {
  FaultKind kind = FaultKind::NotANumber;
  std::string guess;  ///< the likeliest value, "" when there is none

  bool operator==(const ParseFault&) const = default;
};

/// "24,107.98" -> "24107.98"; "(3.50)", "△3.50", "−3.50" -> "-3.50"; blank or dash -> "".
expected<std::string, ParseFault> parse_amount(std::string_view text);

/// "2080505" or "3100\n10" -> digits joined; brackets and hyphens between digits are dropped.
expected<std::string, ParseFault> parse_code(std::string_view text);

/// A code and a name in one cell: "[2010301]行政运行", "2080505 养老保险". `code` is empty when
/// the text does not begin with three or more digits.
struct CodeAndName {
  std::string code;
  std::string name;

  bool operator==(const CodeAndName&) const = default;
};

CodeAndName split_code_and_name(std::string_view text);

/// True for text that can only be a figure: digits prevail and no word stands in it.
bool looks_numeric(std::string_view text);

/// The same with a decimal point: no code, count or number of a column.
bool looks_like_amount(std::string_view text);

/// A figure with a blank between two digits: where a faint page lost its point, "12 38".
bool looks_broken(std::string_view text);

}  // namespace gouji

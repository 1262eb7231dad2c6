#include "normalize/repair/lexicons.h"

#include <fstream>
#include <utility>

#include "core/decimal.h"
#include "core/diagnostic.h"

namespace gouji {
namespace {

using Line = std::vector<std::string>;

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == mark)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

/// The lines of a file under its header; none when the file is absent.
std::vector<Line> read_lines(const std::filesystem::path& file, std::size_t columns) {
  std::vector<Line> lines;
  std::ifstream in(file, std::ios::binary);
  if (!in) return lines;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (number == 1 || line.empty()) continue;
    Line parts;
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
        cell += line[i++];  // two stand for one
      else if (c == '"')
        quoted = !quoted;
      else if (c == ',' && !quoted)
        parts.push_back(std::exchange(cell, {}));
      else
        cell += c;
    }
    parts.push_back(cell);
    if (parts.size() != columns)
      throw InputError(
          file.string(),
          "line " + std::to_string(number),
          "has " + std::to_string(parts.size()) + " columns instead of " + std::to_string(columns),
          "separate columns by commas and put texts with commas in double quotes");
    lines.push_back(std::move(parts));
  }
  return lines;
}

std::map<std::string, std::vector<std::string>> read_codes(const std::filesystem::path& file) {
  std::map<std::string, std::vector<std::string>> names;
  for (const Line& line : read_lines(file, 2)) names[line[0]] = split(line[1], '|');
  return names;
}

/// Lines of reader, printed, read, count, of.
std::vector<ConfusionCount> read_counts(const std::filesystem::path& file) {
  constexpr std::size_t kColumns = 5;
  std::vector<ConfusionCount> counts;
  for (const Line& line : read_lines(file, kColumns)) {
    const auto count = Decimal::parse(line[3]);
    if (!count || count->scale() != 0 || count->units() < 0)
      throw InputError(file.string(), "", "'" + line[3] + "' is no count", "write whole numbers");
    counts.push_back({line[1], line[2], static_cast<int>(count->units())});
  }
  return counts;
}

}  // namespace

Lexicons load_lexicons(const std::filesystem::path& folder) {
  Lexicons lexicons;
  lexicons.functional = read_codes(folder / "functional.csv");
  lexicons.economic = read_codes(folder / "economic.csv");
  for (const Line& line : read_lines(folder / "divisions.csv", 1))
    lexicons.divisions.push_back(line[0]);
  constexpr std::size_t kIndicatorColumns = 7;
  for (const Line& line : read_lines(folder / "indicators.csv", kIndicatorColumns))
    lexicons.indicators.push_back({line[0], line[1], line[2], line[3], line[4], line[5], line[6]});
  for (const Line& line : read_lines(folder / "closed_sets.csv", 2))
    lexicons.closed_sets[line[0]].push_back(line[1]);
  for (const Line& line : read_lines(folder / "usual_cells.csv", 2))
    lexicons.usual_cells[line[0]].push_back(line[1]);
  lexicons.confusions = learned_confusions(read_counts(folder / "confusion.csv"));
  for (const Line& line : read_lines(folder / "indicator_levels.csv", 2))
    lexicons.first_levels[line[0]] = line[1];
  constexpr std::size_t kFormerColumns = 3;
  for (const Line& line : read_lines(folder / "former_names.csv", kFormerColumns)) {
    const auto year = Decimal::parse(line[2]);
    if (!year || year->scale() != 0)
      throw InputError((folder / "former_names.csv").string(),
                       "",
                       "`" + line[2] + "` is no year",
                       "give the last year in which the name was official");
    lexicons.former_names[line[0]].push_back({line[1], static_cast<int>(year->units())});
  }
  return lexicons;
}

std::vector<std::string> Lexicons::subject_names(const std::string& code,
                                                 const std::string& year) const {
  const auto& today = !code.empty() && code.front() == '2' ? functional : economic;
  const auto parsed = Decimal::parse(year);
  std::vector<std::string> names, old;
  if (const auto former = former_names.find(code); former != former_names.end())
    for (const FormerName& name : former->second)
      (parsed && parsed->units() <= name.last_year ? names : old).push_back(name.name);
  if (const auto found = today.find(code); found != today.end())
    names.insert(names.end(), found->second.begin(), found->second.end());
  names.insert(names.end(), old.begin(), old.end());
  return names;
}

std::map<std::string, std::string> Lexicons::class_codes() const {
  constexpr std::size_t kClassDigits = 3;
  std::map<std::string, std::string> codes;
  for (const auto& [code, names] : functional)
    if (code.size() == kClassDigits)
      for (const std::string& name : names) codes.emplace(name, code);
  for (const auto& [code, names] : former_names)
    if (code.size() == kClassDigits)
      for (const FormerName& name : names) codes.emplace(name.name, code);
  return codes;
}

}  // namespace gouji

#include "extract/reading/list_ordinals.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/chinese_numerals.h"
#include "core/utf32.h"
#include "extract/reading/reading_vote.h"

namespace gouji {
namespace {

constexpr std::u32string_view kMarks = U"、.．，,。·";
constexpr char32_t kPause = U'、';
constexpr int kHighest = 99;

std::size_t numerals_at_start(const std::u32string& text) {
  const auto other = std::find_if_not(text.begin(), text.end(), is_chinese_numeral);
  return static_cast<std::size_t>(other - text.begin());
}

bool has_mark(const std::u32string& text, std::size_t at) {
  return at < text.size() && kMarks.find(text[at]) != std::u32string_view::npos;
}

/// One cell of a column of words.
struct Line {
  RawCell* cell = nullptr;
  std::u32string text;  ///< without spaces and breaks
  std::optional<int> number;
  int totals_above = 0;
  bool counted = false;  ///< in a list that more lines show than any other that it may be in

  explicit Line(RawCell& of) : cell(&of), text(to_utf32(chosen_text(of))) {
    std::erase_if(text, [](char32_t c) { return c == U' ' || c == U'\n' || c == U'\u3000'; });
    const std::size_t length = numerals_at_start(text);
    if (has_mark(text, length))
      number = chinese_number(std::u32string_view(text).substr(0, length));
  }
};

/// Lines that count on: line i of the column says i - before.
struct List {
  int before = 0;
  std::vector<std::size_t> read;  ///< lines that were read so, in order
};

/// 本年支出合计 stands below a list or amidst it, and is not counted.
bool is_total(const std::u32string& name) {
  return name.find(U"合计") != std::u32string::npos || name.find(U"总计") != std::u32string::npos;
}

std::vector<Line> lines_of(RawTable& table, int column) {
  std::vector<Line> lines;
  int totals = 0;
  for (RawCell& cell : table.cells) {
    if (cell.column != column || cell.readings.empty()) continue;
    Line line(cell);
    line.totals_above = totals;
    if (!line.number && is_total(line.text))
      ++totals;
    else
      lines.push_back(std::move(line));
  }
  return lines;
}

/// Of the lines that are in no list yet, those that most count on.
std::optional<List> longest_list(const std::vector<Line>& lines, const ListOptions& options) {
  std::map<int, List> lists;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].number || lines[i].counted) continue;
    const int before = static_cast<int>(i) - *lines[i].number;
    lists[before].before = before;
    lists[before].read.push_back(i);
  }
  std::optional<List> longest;
  for (auto& [before, list] : lists) {
    const auto length = static_cast<double>(list.read.back() - list.read.front() + 1);
    const auto read = static_cast<double>(list.read.size());
    if (read < options.fewest_lines || read < options.read_share * length) continue;
    if (!longest || list.read.size() > longest->read.size()) longest = std::move(list);
  }
  return longest;
}

/// What a line says behind its ordinal, misread or lost.
std::u32string without_misread(const Line& line,
                               const KnownCells& known,
                               const ListOptions& options) {
  const std::u32string& text = line.text;
  for (std::size_t at = 0; at <= static_cast<std::size_t>(options.longest_ordinal); ++at)
    if (has_mark(text, at)) return text.substr(at + 1);
  if (known.has(to_utf8(text))) return text;
  return text.substr(numerals_at_start(text));
}

bool is_words(const std::u32string& text) {
  return std::count_if(text.begin(), text.end(), is_ideograph) >= 2;
}

std::u32string in_a_list(int number, const std::u32string& name) {
  return chinese_numerals(number) + kPause + name;
}

bool known_in_a_list(const std::u32string& name, const KnownCells& known) {
  for (int number = 1; number <= kHighest; ++number)
    if (known.has(to_utf8(in_a_list(number, name)))) return true;
  return false;
}

class Mending {
 public:
  Mending(std::vector<Line>& lines, const KnownCells& known, const ListOptions& options)
      : lines_(lines), known_(known), options_(options) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (lines[i].number) ++lengths_[static_cast<int>(i) - *lines[i].number];
  }

  void mend_list(const List& list) {
    const std::size_t first = list.read.front(), last = list.read.back();
    for (std::size_t i = first; i <= last; ++i) try_line(i, list, /*inside=*/true);
    for (std::size_t i = first; i-- > 0;)
      if (!try_line(i, list, /*inside=*/false)) break;
    for (std::size_t i = last + 1; i < lines_.size(); ++i)
      if (!try_line(i, list, /*inside=*/false)) break;
  }

 private:
  /// Whether the line is read as one of so many that they count on by themselves: dirt between the
  /// lines moved them by one. Many lines may have lost their tens alike.
  bool counts_otherwise(std::size_t i, const List& list) const {
    constexpr int kTens = 10;
    const int before = static_cast<int>(i) - *lines_[i].number;
    return (before - list.before) % kTens != 0 &&
           lengths_.at(before) >= options_.lines_by_themselves;
  }

  /// Whether the line belongs to the list.
  bool try_line(std::size_t i, const List& list, bool inside) {
    Line& line = lines_[i];
    const int number = static_cast<int>(i) - list.before;
    if (line.counted || number < 1 || number > kHighest) return false;
    if (line.number != number) {
      if (line.number && counts_otherwise(i, list)) return false;
      const std::u32string name = without_misread(line, known_, options_);
      // No list begins at two: a line with another number has lost a stroke.
      const int totals = line.totals_above - lines_[list.read.front()].totals_above;
      const bool worn = !line.cell->reasons.empty() || has_mark(line.text, 0) ||
                        (line.number && line.number != 1 && totals == 0);
      if (line.number && totals != 0 && line.number == number + totals) return false;
      if (!worn || !is_words(name) || is_total(name)) return false;
      if (!inside && !known_in_a_list(name, known_)) return false;
      put_right(to_utf8(in_a_list(number, name)), *line.cell);
      line.number = number;
    }
    line.counted = true;
    return true;
  }

  std::vector<Line>& lines_;
  const KnownCells& known_;
  const ListOptions& options_;
  std::map<int, int> lengths_;  // of all lists as they were read, by what is before them
};

/// A line that begins with 、 has lost the numeral before it: the one after the last that is
/// printed above it. Another mark may be what is left of 一: ·般公共服务支出.
void mend_lone_marks(std::vector<Line>& lines, const KnownCells& known) {
  int above = 0;
  for (Line& line : lines) {
    if (!line.counted && has_mark(line.text, 0)) {
      const std::u32string name = line.text.substr(1);
      const std::u32string counted = in_a_list(above + 1, name);
      const std::u32string whole = U"一" + name;
      const bool numbered = line.text.front() == kPause;
      if (numbered && known.has(to_utf8(counted))) {
        put_right(to_utf8(counted), *line.cell);
        line.number = above + 1;
      } else if (known.has(to_utf8(whole))) {
        put_right(to_utf8(whole), *line.cell);
      } else if (numbered) {
        flag(*line.cell);
      }
    }
    above = line.number.value_or(above);
  }
}

}  // namespace

void mend_ordinals(RawTable& table, const KnownCells& known, const ListOptions& options) {
  if (table.text_source != TextSource::Ocr) return;
  for (int column = 0; column < table.columns; ++column) {
    std::vector<Line> lines = lines_of(table, column);
    while (const auto list = longest_list(lines, options))
      Mending(lines, known, options).mend_list(*list);
    mend_lone_marks(lines, known);
  }
}

}  // namespace gouji

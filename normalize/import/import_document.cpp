#include "normalize/import/import_document.h"

#include <algorithm>
#include <array>
#include <vector>

#include "normalize/import/import_grid.h"
#include "normalize/import/import_html.h"

namespace gouji {
namespace {

constexpr std::size_t kHeadLines = 8;    // lines straight above a table that may be its head
constexpr std::size_t kHeadBytes = 180;  // a head line is no paragraph
constexpr int kTabsOfARow = 1;

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \r");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \r") - first + 1);
}

/// Without marks of Markdown and of HTML that stand inside lines.
std::string plain(std::string text) {
  for (const std::string mark : {"**", "<b>", "</b>", "<strong>", "</strong>", "`"})
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
      text.erase(at, mark.size());
  for (const std::string mark : {"<br>", "<br/>", "<br />"})
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
      text.replace(at, mark.size(), "\n");
  const auto heading = text.find_first_not_of('#');
  if (heading != 0 && heading != std::string::npos && text[heading] == ' ')
    text.erase(0, heading + 1);
  return trimmed(text);
}

std::vector<std::string> split(const std::string& line, char mark) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == mark)
      parts.back() += line[++i];
    else if (line[i] == mark)
      parts.emplace_back();
    else
      parts.back() += line[i];
  }
  return parts;
}

bool is_pipe_row(const std::string& line) {
  const std::string text = trimmed(line);
  return text.size() > 2 && text.front() == '|' && text.find('|', 1) != std::string::npos;
}

bool is_pipe_rule(const std::string& line) {
  return is_pipe_row(line) && line.find('-') != std::string::npos &&
         line.find_first_not_of("|-: \r\t") == std::string::npos;
}

std::vector<ImportedCell> pipe_row(const std::string& line) {
  std::string text = trimmed(line);
  text.erase(0, 1);
  if (!text.empty() && text.back() == '|') text.pop_back();
  std::vector<ImportedCell> row;
  for (const std::string& part : split(text, '|')) row.push_back({plain(trimmed(part))});
  return row;
}

std::vector<ImportedCell> tab_row(const std::string& line) {
  std::vector<ImportedCell> row;
  std::string text = line;
  if (!text.empty() && text.back() == '\r') text.pop_back();
  for (const std::string& part : split(text, '\t')) row.push_back({plain(part)});
  return row;
}

bool is_tab_row(const std::string& line) {
  return std::count(line.begin(), line.end(), '\t') >= kTabsOfARow &&
         line.find_first_not_of("\t \r") != std::string::npos;
}

/// Lines and tables. Tab rows with nothing but blank lines between them are one table; so is a row
/// without tabs between tab rows that ends a head inside the grid.
std::vector<ImportedBlock> markdown_blocks(const std::string& text) {
  std::vector<std::string> lines = split(text, '\n');
  std::vector<ImportedBlock> blocks;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_pipe_row(lines[i])) {
      ImportedBlock block;
      for (; i < lines.size() && is_pipe_row(lines[i]); ++i) {
        const bool next_header = !block.table.empty() && i + 1 < lines.size() &&
                                 is_pipe_rule(lines[i + 1]) && !is_pipe_rule(lines[i]) &&
                                 block.table.size() > 1;
        if (next_header) break;
        if (!is_pipe_rule(lines[i])) block.table.push_back(pipe_row(lines[i]));
      }
      --i;
      blocks.push_back(std::move(block));
    } else if (is_tab_row(lines[i])) {
      ImportedBlock block;
      std::size_t end = i;
      for (std::size_t k = i; k < lines.size(); ++k) {
        if (is_tab_row(lines[k])) {
          block.table.push_back(tab_row(lines[k]));
          end = k;
        } else if (!trimmed(lines[k]).empty() && lines[k].find('\t') == std::string::npos) {
          break;
        }
      }
      i = end;
      blocks.push_back(std::move(block));
    } else if (std::string line = plain(lines[i]); !line.empty()) {
      if (line.rfind("- ", 0) == 0 || line.rfind("* ", 0) == 0) line.erase(0, 2);
      blocks.push_back({line, {}});
    }
  }
  return blocks;
}

/// Markdown with HTML tables between its lines: each <table> is read as HTML, the rest as Markdown.
std::vector<ImportedBlock> mixed_blocks(const std::string& text) {
  std::vector<ImportedBlock> blocks;
  std::size_t from = 0;
  const auto append = [&blocks](std::vector<ImportedBlock> more) {
    std::move(more.begin(), more.end(), std::back_inserter(blocks));
  };
  while (from < text.size()) {
    const std::size_t table = text.find("<table", from);
    append(markdown_blocks(text.substr(from, std::min(table, text.size()) - from)));
    if (table == std::string::npos) break;
    const std::size_t close = text.find("</table>", table);
    const std::size_t end = close == std::string::npos ? text.size() : close + 8;
    append(html_blocks(text.substr(table, end - table)));
    from = end;
  }
  return blocks;
}

bool is_page_of_html(std::string_view text) {
  const std::string start(text.substr(0, 4096));
  return start.find("<html") != std::string::npos || start.find("<HTML") != std::string::npos ||
         start.find("<!DOCTYPE") != std::string::npos ||
         start.find("<!doctype") != std::string::npos || start.find("<body") != std::string::npos;
}

bool is_note(const std::string& line) {
  constexpr std::array<std::string_view, 6> kStarts = {
      "备注", "注：", "注:", "空表说明", "说明：", "此表"};
  return std::any_of(kStarts.begin(), kStarts.end(), [&line](std::string_view start) {
    return line.rfind(start, 0) == 0;
  });
}

bool is_head_line(const std::string& line) {
  return line.size() <= kHeadBytes && line.find("。") == std::string::npos && !is_note(line);
}

TextLine text_line(const std::string& text) {
  TextLine line;
  line.text = text;
  return line;
}

/// Pages in the order of the blocks: a page ends behind each table and its notes.
void lay_out(const std::vector<ImportedBlock>& blocks, RawDocument& document) {
  RawPage page;
  page.number = 1;
  const auto end_page = [&] {
    document.pages.push_back(std::move(page));
    page = RawPage();
    page.number = static_cast<int>(document.pages.size()) + 1;
  };
  for (const ImportedBlock& block : blocks) {
    if (block.table.empty()) {
      if (!page.tables.empty() && is_note(block.line)) {
        page.tables.back().foot_lines.push_back(text_line(block.line));
      } else if (!page.tables.empty()) {
        end_page();
      }
      page.lines.push_back(text_line(block.line));
      continue;
    }
    if (!page.tables.empty()) end_page();
    const bool spans = std::any_of(block.table.begin(), block.table.end(), [](const auto& row) {
      return std::any_of(row.begin(), row.end(), [](const ImportedCell& cell) {
        return cell.row_span > 1 || cell.column_span > 1;
      });
    });
    RawTable table = spans ? spanned_grid(block.table) : plain_grid(block.table);
    table.page = page.number;
    table.index = 1;
    // The prose before the head of a table stands on a page of its own.
    std::size_t first = page.lines.size();
    while (first > 0 && page.lines.size() - first < kHeadLines &&
           is_head_line(page.lines[first - 1].text))
      --first;
    table.head_lines.assign(page.lines.begin() + static_cast<std::ptrdiff_t>(first),
                            page.lines.end());
    if (first > 0) {
      page.lines.resize(first);
      end_page();
      page.lines = table.head_lines;
      table.page = page.number;
    }
    page.tables.push_back(std::move(table));
  }
  if (!page.lines.empty() || !page.tables.empty()) document.pages.push_back(std::move(page));
}

}  // namespace

RawDocument import_document(const std::string& name,
                            const std::string& sha256,
                            std::string_view text) {
  RawDocument document;
  document.name = name;
  document.sha256 = sha256;
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.substr(0, kMark.size()) == kMark) text.remove_prefix(kMark.size());
  const std::string whole(text);
  lay_out(is_page_of_html(whole) ? html_blocks(whole) : mixed_blocks(whole), document);
  document.page_count = static_cast<int>(document.pages.size());
  return document;
}

}  // namespace gouji

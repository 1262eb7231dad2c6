#include "normalize/import/import_html.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>

namespace gouji {
namespace {

constexpr int kLargestSpan = 1000;
constexpr int kDeepest = 200;  // elements inside one another; hostile input goes deeper

std::string name_of(const xmlNode* node) {
  return node->name == nullptr ? std::string()
                               : std::string(reinterpret_cast<const char*>(node->name));
}

int span_of(xmlNode* node, const char* attribute) {
  xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(attribute));
  if (value == nullptr) return 1;
  const int span = std::atoi(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return std::clamp(span, 1, kLargestSpan);
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

void collect_text(const xmlNode* node, std::string& text, int depth) {
  if (depth > kDeepest) return;
  for (; node != nullptr; node = node->next) {
    if (node->type == XML_TEXT_NODE && node->content != nullptr)
      text += reinterpret_cast<const char*>(node->content);
    if (node->type == XML_ELEMENT_NODE) {
      if (name_of(node) == "br") text += '\n';
      collect_text(node->children, text, depth + 1);
    }
  }
}

void collect_rows(xmlNode* node, ImportedRows& rows, int depth) {
  if (depth > kDeepest) return;
  for (; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    if (name_of(node) != "tr") {
      if (name_of(node) != "table") collect_rows(node->children, rows, depth + 1);
      continue;
    }
    std::vector<ImportedCell> row;
    for (xmlNode* cell = node->children; cell != nullptr; cell = cell->next) {
      const std::string name = name_of(cell);
      if (name != "td" && name != "th") continue;
      std::string text;
      collect_text(cell->children, text, depth + 1);
      row.push_back({trimmed(text), span_of(cell, "rowspan"), span_of(cell, "colspan")});
    }
    rows.push_back(std::move(row));
  }
}

class Walk {
 public:
  void visit(xmlNode* node, int depth) {
    static const std::set<std::string> kBreaks = {
        "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section", "caption"};
    static const std::set<std::string> kSilent = {"script", "style", "head"};
    if (depth > kDeepest) return;
    for (; node != nullptr; node = node->next) {
      if (node->type == XML_TEXT_NODE && node->content != nullptr)
        line_ += reinterpret_cast<const char*>(node->content);
      if (node->type != XML_ELEMENT_NODE || kSilent.contains(name_of(node))) continue;
      if (name_of(node) == "table") {
        end_line();
        ImportedBlock block;
        collect_rows(node->children, block.table, depth + 1);
        if (!block.table.empty()) blocks_.push_back(std::move(block));
        continue;
      }
      const bool breaks = kBreaks.contains(name_of(node));
      if (breaks) end_line();
      visit(node->children, depth + 1);
      if (breaks) end_line();
    }
  }

  std::vector<ImportedBlock> finish() {
    end_line();
    return std::move(blocks_);
  }

 private:
  void end_line() {
    std::string rest;
    line_.swap(rest);
    std::size_t start = 0;
    while (start <= rest.size()) {
      const std::size_t end = std::min(rest.find('\n', start), rest.size());
      const std::string line = trimmed(rest.substr(start, end - start));
      if (!line.empty()) blocks_.push_back({line, {}});
      start = end + 1;
    }
  }

  std::string line_;
  std::vector<ImportedBlock> blocks_;
};

}  // namespace

std::vector<ImportedBlock> html_blocks(std::string_view html) {
  constexpr std::size_t kLargest = 256U << 20U;
  if (html.empty() || html.size() > kLargest) return {};
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      htmlReadMemory(
          html.data(),
          static_cast<int>(html.size()),
          nullptr,
          "UTF-8",
          HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET),
      &xmlFreeDoc);
  if (document == nullptr) return {};
  Walk walk;
  walk.visit(xmlDocGetRootElement(document.get()), 0);
  return walk.finish();
}

}  // namespace gouji

#include "normalize/normalize_document.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/similarity.h"
#include "normalize/repair/text_folding.h"
#include "normalize/rows/decimal_habit.h"
#include "normalize/rows/grouping_habit.h"
#include "normalize/rows/logical_table.h"
#include "normalize/rows/row_builder.h"
#include "normalize/rows/sign_habit.h"
#include "normalize/schema/contents_page.h"
#include "normalize/schema/lone_titles.h"

namespace gouji {
namespace {

constexpr double kSameTitle = 0.8;  // of an announced table without a schema and a printed title

void mark_found(NormalizedDocument& document) {
  std::map<std::string, int> left;
  for (const NormalizedTable& table : document.tables) ++left[table.schema];
  for (AnnouncedTable& announced : document.announced) {
    // Schemas may share a title: the printed title counts as well.
    announced.found = !announced.schema.empty() && left[announced.schema] > 0;
    if (announced.found) continue;
    const std::u32string title = to_utf32(match_key(announced.title));
    announced.found = std::any_of(
        document.tables.begin(), document.tables.end(), [&](const NormalizedTable& table) {
          return contained_similarity(title, to_utf32(match_key(table.title))) >= kSameTitle;
        });
  }
}

// A table that does not print its unit has that of the others, when they agree.
void settle_amount_units(NormalizedDocument& document) {
  std::map<std::string, int> counts;
  for (const NormalizedTable& table : document.tables)
    if (!table.amount_unit.empty()) ++counts[table.amount_unit];
  if (counts.size() != 1) return;
  for (NormalizedTable& table : document.tables)
    if (table.amount_unit.empty()) table.amount_unit = counts.begin()->first;
}

}  // namespace

NormalizedDocument normalize_document(const RawDocument& raw,
                                      const std::vector<Schema>& schemas,
                                      const NormalizeOptions& options) {
  NormalizedDocument document;
  document.name = raw.name;
  document.sha256 = raw.sha256;
  document.announced = read_contents(raw, schemas);
  const JoinedTables joined = join_tables(raw, schemas, document.announced);
  document.unmatched = joined.unmatched;
  std::vector<HeadInfo> heads;
  std::map<std::string, int> ordinals;
  for (const LogicalTable& logical : joined.tables) {
    const Schema& schema = schemas[static_cast<std::size_t>(logical.schema)];
    NormalizedTable table = build_table(logical, schema, options);
    table.ordinal = ++ordinals[schema.id];
    heads.push_back(logical.head);
    document.tables.push_back(std::move(table));
  }
  describe_document(raw, heads, document);
  settle_amount_units(document);
  settle_grouping_points(document, options);
  flag_odd_decimals(document, options);
  doubt_lone_minus(document);
  mark_found(document);
  document.lone_titles = find_lone_titles(raw, document.tables, document.announced, schemas);
  for (const RawPage& page : raw.pages)
    for (const TextLine& line : page.lines) {
      document.prose.push_back(line);
      document.prose_pages.push_back(page.number);
    }
  document.diagnostics = raw.diagnostics;
  for (const auto& [page, index] : document.unmatched)
    document.diagnostics.push_back(
        {Severity::Warning, page, fmt::format("grid {}: no schema fits; it is in raw/", index)});
  for (const AnnouncedTable& announced : document.announced)
    if (!announced.found)
      document.diagnostics.push_back(
          {Severity::Warning, 0, fmt::format("announced but not found: {}", announced.title)});
  for (const auto& [page, title] : document.lone_titles)
    document.diagnostics.push_back(
        {Severity::Warning,
         page,
         fmt::format("{}: this title is printed, but no such table was found; look at the page, "
                     "or scan it again, darker",
                     title)});
  return document;
}

}  // namespace gouji

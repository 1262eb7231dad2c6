#include "cli/batch/shard_plan.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>
#include <system_error>

#include "cli/files/atomic_file.h"
#include "cli/files/csv_reader.h"
#include "core/diagnostic.h"
#include "normalize/output/csv_writer.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
// A digital document of few bytes takes seconds too.
constexpr std::uintmax_t kBytesOfAnyDocument = 200'000;

const CsvRecord& columns() {
  static const CsvRecord kColumns{
      "shard", "document", "source", "sha256", "status", "error", "bytes", "path"};
  return kColumns;
}

fs::path plan_folder(const fs::path& out) {
  return out / ".gouji" / "plan";
}

// CSV, because paths may hold any bytes and JSON may not.
std::string items_csv(const std::vector<ShardItem>& items) {
  std::string text = csv_line(columns());
  for (const ShardItem& item : items)
    text += csv_line({std::to_string(item.shard),
                      item.row.document,
                      item.row.source,
                      item.row.sha256,
                      to_string(item.row.status),
                      item.row.error,
                      std::to_string(item.bytes),
                      item.path.native()});
  return text;
}

ShardItem read_item(const CsvRecord& record) {
  if (record.size() != columns().size()) throw std::invalid_argument("a line of another length");
  std::size_t at = 0;
  ShardItem item;
  item.shard = std::stoi(record[at++]);
  item.row.document = record[at++];
  item.row.source = record[at++];
  item.row.sha256 = record[at++];
  item.row.status = parse_status(record[at++]);
  item.row.error = record[at++];
  item.bytes = std::stoull(record[at++]);
  item.path = record[at++];
  return item;
}

}  // namespace

std::vector<ShardItem> divide(const std::vector<PlannedInput>& planned, int shards) {
  std::vector<ShardItem> items;
  items.reserve(planned.size());
  for (const PlannedInput& input : planned) {
    const bool settled =
        input.row.status == DocumentStatus::Failed || input.row.status == DocumentStatus::Duplicate;
    ManifestRow row{
        .document = input.row.document, .source = input.row.source, .sha256 = input.row.sha256};
    if (settled) {
      row.status = input.row.status;
      row.error = input.row.error;
    }
    items.push_back({0, std::move(row), input.bytes, fs::absolute(input.input.path)});
  }
  // The longest first, each to the shard that has least.
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return items[a].bytes > items[b].bytes;
  });
  std::vector<std::uintmax_t> load(static_cast<std::size_t>(shards), 0);
  for (const std::size_t i : order) {
    if (!planned[i].to_do) continue;
    const auto least = std::min_element(load.begin(), load.end());
    items[i].shard = static_cast<int>(least - load.begin()) + 1;
    *least += items[i].bytes + kBytesOfAnyDocument;
  }
  return items;
}

void write_plan(const OutputTree& tree, const ShardPlan& plan, const fs::path& meta) {
  remove_plan(tree);
  const fs::path staged = tree.work() / "plan";
  make_folder(staged);
  const Json json{{"version", kVersion},
                  {"shards", plan.shards},
                  {"fingerprint", plan.fingerprint},
                  {"arguments", plan.arguments}};
  write_file_atomically(staged / "plan.json", json.dump() + '\n');
  write_file_atomically(staged / "documents.csv", items_csv(plan.items));
  if (!meta.empty()) write_file_atomically(staged / "meta.csv", read_file(meta));
  replace_folder(staged, plan_folder(tree.root()), tree.work() / "former-plan");
}

bool has_plan(const fs::path& out) {
  return fs::exists(plan_folder(out) / "plan.json");
}

ShardPlan read_plan(const fs::path& out) {
  if (!has_plan(out))
    throw InputError(
        out.string(),
        "",
        "holds no plan",
        "gouji plan INPUT... -o OUT --shards N comes first; gouji combine ends a plan");
  ShardPlan plan;
  const fs::path file = plan_folder(out) / "documents.csv";
  try {
    const Json json = Json::parse(read_file(plan_folder(out) / "plan.json"));
    if (json.at("version") != kVersion) throw std::invalid_argument("it has another version");
    json.at("shards").get_to(plan.shards);
    json.at("fingerprint").get_to(plan.fingerprint);
    json.at("arguments").get_to(plan.arguments);
    CsvReader reader(file);
    CsvRecord record;
    if (!reader.next(record) || record != columns())
      throw std::invalid_argument("documents.csv has other columns");
    while (reader.next(record)) plan.items.push_back(read_item(record));
  } catch (const Json::exception& error) {
    throw InputError(plan_folder(out).string(), "", error.what(), "plan again");
  } catch (const std::logic_error& error) {  // stoi, parse_status
    throw InputError(
        file.string(), "", std::string("cannot be used: ") + error.what(), "plan again");
  }
  return plan;
}

fs::path plan_meta(const fs::path& out) {
  const fs::path file = plan_folder(out) / "meta.csv";
  return fs::exists(file) ? file : fs::path();
}

void remove_plan(const OutputTree& tree) {
  std::error_code ignored;
  // The plan goes first, and at once: shards without a plan are only leftovers.
  fs::rename(plan_folder(tree.root()), tree.work() / "ended-plan", ignored);
  fs::remove_all(tree.work() / "ended-plan", ignored);
  fs::remove_all(tree.state() / "shards", ignored);
}

}  // namespace gouji

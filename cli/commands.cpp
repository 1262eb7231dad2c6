#include "cli/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/batch/batch.h"
#include "cli/batch/shards.h"
#include "cli/files/csv_reader.h"
#include "cli/files/data_folders.h"
#include "cli/files/manifest.h"
#include "cli/worker/document_output.h"
#include "cli/worker/worker.h"
#include "core/diagnostic.h"
#include "normalize/schema/schema_loader.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

const char* name_of(ColumnType type) {
  switch (type) {
    case ColumnType::Label:
      return "label";
    case ColumnType::Amount:
      return "amount";
    case ColumnType::Code:
      return "code";
    case ColumnType::Text:
      return "text";
    case ColumnType::Closed:
      return "closed";
  }
  return "";
}

// The records of a CSV file of ours by column title.
class NamedRecords {
 public:
  explicit NamedRecords(const fs::path& file) : reader_(file) { reader_.next(header_); }

  bool next() { return reader_.next(record_); }

  std::string at(const std::string& column) const {
    const auto found = std::find(header_.begin(), header_.end(), column);
    const auto index = static_cast<std::size_t>(found - header_.begin());
    return index < record_.size() ? record_[index] : "";
  }

 private:
  CsvReader reader_;
  CsvRecord header_;
  CsvRecord record_;
};

// Prints the failing identities of one folder of results and returns their number.
int print_failing(const fs::path& folder, const std::string& document) {
  if (!fs::exists(folder / "checks.csv")) return 0;
  int failing = 0;
  for (NamedRecords check(folder / "checks.csv"); check.next();) {
    if (!identity_fails(check.at("kind"), check.at("holds"))) continue;
    ++failing;
    fmt::print("{}: {}: {} against {}, difference {}, tolerance {}\n    {}\n",
               document,
               check.at("identity"),
               check.at("left"),
               check.at("right"),
               check.at("difference"),
               check.at("tolerance"),
               check.at("cells"));
  }
  return failing;
}

std::string first_title(const Schema& schema) {
  return schema.titles.empty() ? "" : schema.titles.front();
}

}  // namespace

ExitCode run_check(const CommandLine& line) {
  const fs::path manifest = line.out / "manifest.csv";
  if (!fs::exists(manifest))
    throw InputError(
        line.out.string(), "", "holds no manifest.csv", "give the folder that gouji ingest wrote");
  int failing = 0;
  int documents = 0;
  for (const ManifestRow& row : read_manifest(manifest)) {
    if (row.status != DocumentStatus::Ok) continue;
    ++documents;
    const fs::path folder = line.out / row.document;
    failing += print_failing(folder, row.document);
    std::vector<fs::path> parts;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
      if (entry.path().filename().native().starts_with("part-")) parts.push_back(entry.path());
    std::sort(parts.begin(), parts.end());
    for (const fs::path& part : parts)
      failing += print_failing(part, row.document + "/" + part.filename().string());
  }
  fmt::print("{} documents, {} identities fail\n", documents, failing);
  return failing > 0 ? ExitCode::InputFailed : ExitCode::Done;
}

ExitCode run_schemas_list(const CommandLine& line) {
  for (const Schema& schema : all_schemas(line.batch.schemas))
    fmt::print("{:<42} {:<5} {}\n", schema.id, schema.number, first_title(schema));
  return ExitCode::Done;
}

ExitCode run_schemas_show(const CommandLine& line) {
  const std::vector<Schema> schemas = all_schemas(line.batch.schemas);
  const auto schema = std::find_if(
      schemas.begin(), schemas.end(), [&](const Schema& s) { return s.id == line.schema_id; });
  if (schema == schemas.end())
    throw InputError(line.schema_id, "", "is no schema", "gouji schemas list names them");
  fmt::print("{} {}\n", schema->id, schema->number);
  for (const std::string& title : schema->titles) fmt::print("  title   {}\n", title);
  for (const Column& column : schema->columns)
    fmt::print("  column  {:<28} {:<7} {}\n", column.id, name_of(column.type), column.title);
  return ExitCode::Done;
}

ExitCode run_schemas_lint(const CommandLine& line) {
  std::size_t faults = 0;
  for (const fs::path& folder : line.inputs) {
    if (!fs::is_directory(folder))
      throw InputError(folder.string(), "", "is no folder", "give a folder of *.yaml files");
    for (const InputError& fault : lint_schemas(folder)) {
      fmt::print(stderr, "{}\n", fault.what());
      ++faults;
    }
  }
  if (faults == 0) fmt::print("all schemas are good\n");
  return faults > 0 ? ExitCode::InputFailed : ExitCode::Done;
}

ExitCode run_command(const CommandLine& line) {
  switch (line.command) {
    case Command::Ingest:
      return line.shard > 0 ? run_shard(line) : run_batch(line);
    case Command::Tables:
    case Command::Normalize:
    case Command::Apply:
      return run_batch(line);
    case Command::Plan:
      return run_plan(line);
    case Command::Combine:
      return run_combine(line);
    case Command::Check:
      return run_check(line);
    case Command::SchemasList:
      return run_schemas_list(line);
    case Command::SchemasShow:
      return run_schemas_show(line);
    case Command::SchemasLint:
      return run_schemas_lint(line);
    case Command::Worker:
      return run_worker(line);
  }
  throw std::logic_error("a command without a function");
}

}  // namespace gouji

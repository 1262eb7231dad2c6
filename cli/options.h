// What the command line says, as plain values. Everything has its default here; the help prints
// these defaults.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "extract/options.h"
#include "normalize/options.h"

namespace gouji {

// What the program tells its caller (CONTRACT: Exit codes).
enum class ExitCode : int { Done = 0, InputFailed = 1, WrongUsage = 2, Bug = 3, CellsFlagged = 4 };

enum class Command {
  Ingest,
  Tables,
  Normalize,
  Apply,
  Plan,     ///< a batch for many machines: divide it
  Combine,  ///< and put its shards together
  Check,
  SchemasList,
  SchemasShow,
  SchemasLint,
  Worker,  ///< one document in a process of its own; started by gouji itself
};

enum class LogLevel { Error, Warn, Info, Debug };
enum class LogFormat { Text, Json };
enum class HeaderLanguage { Id, Zh };

// NOLINTBEGIN(*magic-numbers)
struct BatchOptions {
  ExtractOptions extract;
  NormalizeOptions normalize;
  std::filesystem::path schemas;  ///< the user's own, in addition to the built-in ones
  std::filesystem::path meta;
  std::filesystem::path keep_stages;
  bool bom = false;
  HeaderLanguage header = HeaderLanguage::Id;
  bool strict = false;
  int jobs = 0;  ///< documents, or pages of few documents, at a time; 0: one for each core
  double timeout_document_s = 3600;  ///< of processor time; a 300 page scan needs about 15 minutes
  double timeout_page_s = 300;       ///< likewise
  int memory_mb = 2500;              ///< a worker, for each page it reads at a time; 0: no limit
  LogLevel log_level = LogLevel::Info;
  LogFormat log_format = LogFormat::Text;
};

// NOLINTEND(*magic-numbers)

/// What a worker is told besides the options of the batch.
struct WorkerJob {
  Command command = Command::Ingest;
  std::filesystem::path input;
  std::filesystem::path staging;  ///< an empty folder, where the document's tree is written
  std::string document;           ///< name of its folder in OUT
  std::string sha256;
  std::filesystem::path tables;       ///< what an earlier run read; empty: the input is read
  std::filesystem::path corrections;  ///< empty: none
  std::filesystem::path former;       ///< whose pictures are kept; empty: cut from the input
  int threads = 1;
  int parent = 0;  ///< process id of the batch
};

struct CommandLine {
  Command command = Command::Ingest;
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path out;
  int shards = 0;                     ///< of `plan`, and of `ingest --shard`
  int shard = 0;                      ///< of `ingest --shard`, from 1; 0: no shard
  std::string schema_id;              ///< of `schemas show`
  std::filesystem::path corrections;  ///< of `apply`; empty: OUT/corrections.csv
  BatchOptions batch;
  WorkerJob job;
};

/// The command line, or the exit code after help, version or a usage error were printed.
std::variant<CommandLine, ExitCode> parse_command_line(int argc, const char* const* argv);

/// The options that can change a document's result, as the arguments that would set them.
std::vector<std::string> result_arguments(const BatchOptions& options);

/// `options` with such arguments taken in. Throws std::invalid_argument for others.
BatchOptions with_arguments(BatchOptions options, std::vector<std::string> arguments);

/// "ingest", "tables" or "normalize", and back; throws std::invalid_argument for another word.
std::string name_of(Command command);
Command command_named(const std::string& name);

}  // namespace gouji

#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

#include "cli/batch/result_options.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

const std::map<std::string, LogLevel> kLogLevels{{"error", LogLevel::Error},
                                                 {"warn", LogLevel::Warn},
                                                 {"info", LogLevel::Info},
                                                 {"debug", LogLevel::Debug}};
const std::map<std::string, LogFormat> kLogFormats{{"text", LogFormat::Text},
                                                   {"json", LogFormat::Json}};
const std::map<std::string, Command> kWorkerCommands{
    {"ingest", Command::Ingest}, {"tables", Command::Tables}, {"normalize", Command::Normalize}};

void add_limits(CLI::App& app, BatchOptions& batch) {
  app.add_option(
         "--timeout-document", batch.timeout_document_s, "processor seconds; then it is failed")
      ->type_name("S")
      ->check(CLI::PositiveNumber.description(""))
      ->capture_default_str();
  app.add_option(
         "--timeout-page", batch.timeout_page_s, "processor seconds; ten times that by the clock")
      ->type_name("S")
      ->check(CLI::PositiveNumber.description(""))
      ->capture_default_str();
  app.add_option("--memory-mb", batch.memory_mb, "of a worker, for each page at a time; 0: any")
      ->type_name("MB")
      ->check(CLI::NonNegativeNumber.description(""))
      ->capture_default_str();
}

void add_log_options(CLI::App& app, BatchOptions& batch) {
  add_choice(app, "--log-level", batch.log_level, kLogLevels, "how much to say");
  add_choice(app, "--log-format", batch.log_format, kLogFormats, "of the lines on stderr");
}

void add_run_options(CLI::App& app, BatchOptions& batch) {
  app.add_option("--jobs", batch.jobs, "documents or pages at a time; 0: one for each core")
      ->type_name("N")
      ->check(CLI::Range(0, 1024).description(""))  // NOLINT(*magic-numbers): beyond any machine
      ->capture_default_str();
  app.add_flag("--strict", batch.strict, "exit 4 when cells are flagged");
  add_log_options(app, batch);
  add_limits(app, batch);
}

void add_batch_options(CLI::App& app, CommandLine& line) {
  BatchOptions& batch = line.batch;
  app.add_option("INPUT", line.inputs, "files, or folders to search")->required()->type_name("");
  app.add_option("-o,--out", line.out, "folder of the results")->required()->type_name("OUT");
  app.add_option("--meta", batch.meta, "columns to carry along: file,source_url,region_code,...")
      ->type_name("FILE")
      ->check(CLI::ExistingFile.description(""));
  app.add_flag("--bom", batch.bom, "start CSV files with a byte order mark (for Excel)");
}

// "3/8": the third of eight.
void parse_shard(const std::string& text, CommandLine& line) {
  const std::size_t slash = text.find('/');
  const auto number = [](const std::string& digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : 0;
  };
  if (slash != std::string::npos) {
    line.shard = number(text.substr(0, slash));
    line.shards = number(text.substr(slash + 1));
  }
  if (line.shard < 1 || line.shard > line.shards)
    throw CLI::ValidationError("--shard",
                               fmt::format("'{}' is no shard; the first of eight is 1/8", text));
}

void add_shard(CLI::App& ingest, CommandLine& line) {
  ingest
      .add_option_function<std::string>(
          "--shard",
          [&line](const std::string& text) { parse_shard(text, line); },
          "work on one part of what gouji plan has divided")
      ->type_name("I/N");
  ingest.get_option("INPUT")->required(false);
}

// A shard's inputs and all that shapes their result are in the plan.
void check_shard(const CLI::App& ingest, const CommandLine& line) {
  if (line.shard == 0 && line.inputs.empty()) throw CLI::RequiredError("INPUT");
  if (line.shard == 0) return;
  const std::vector<std::string> of_a_run{"--out",
                                          "--shard",
                                          "--jobs",
                                          "--strict",
                                          "--log-level",
                                          "--log-format",
                                          "--timeout-document",
                                          "--timeout-page",
                                          "--memory-mb"};
  for (const CLI::Option* option : ingest.get_options()) {
    const bool allowed = std::any_of(of_a_run.begin(), of_a_run.end(), [&](const auto& name) {
      return option->check_name(name);
    });
    if (option->count() > 0 && !allowed)
      throw CLI::ExcludesError(option->get_name(), "--shard: the plan says it");
  }
}

void add_plan_options(CLI::App& plan, CommandLine& line) {
  add_batch_options(plan, line);
  plan.add_option("--shards", line.shards, "parts to divide the inputs into")
      ->required()
      ->type_name("N")
      ->check(CLI::Range(1, 100000).description(""));  // NOLINT(*magic-numbers): beyond any cluster
  add_log_options(plan, line.batch);
}

void add_combine_options(CLI::App& combine, CommandLine& line) {
  combine.add_option("OUT", line.out, "folder of the results")
      ->required()
      ->type_name("")
      ->check(CLI::ExistingDirectory.description(""));
  combine.add_flag("--strict", line.batch.strict, "exit 4 when cells are flagged");
  add_log_options(combine, line.batch);
}

void add_apply_options(CLI::App& app, CommandLine& line) {
  app.add_option("OUT", line.out, "folder of the results")
      ->required()
      ->type_name("")
      ->check(CLI::ExistingDirectory.description(""));
  app.add_option("--corrections", line.corrections, "taken over into OUT/corrections.csv")
      ->type_name("FILE")
      ->check(CLI::ExistingFile.description(""));
  add_run_options(app, line.batch);
}

CLI::App* add_worker(CLI::App& app, CommandLine& line) {
  CLI::App* worker = app.add_subcommand("worker")->group("");  // not shown
  WorkerJob& job = line.job;
  add_choice(*worker, "--command", job.command, kWorkerCommands, "");
  worker->add_option("--input", job.input)->required();
  worker->add_option("--staging", job.staging)->required();
  worker->add_option("--document", job.document)->required();
  worker->add_option("--sha256", job.sha256)->required();
  worker->add_option("--tables", job.tables);
  worker->add_option("--corrections", job.corrections);
  worker->add_option("--former", job.former);
  worker->add_option("--threads", job.threads);
  worker->add_option("--parent", job.parent);
  worker->add_flag("--bom", line.batch.bom);
  add_extract_options(*worker, line.batch);
  add_normalize_options(*worker, line.batch);
  add_limits(*worker, line.batch);
  return worker;
}

void add_schemas(CLI::App& app, CommandLine& line, std::map<CLI::App*, Command>& commands) {
  CLI::App* schemas = app.add_subcommand("schemas", "what gouji can recognise");
  schemas->require_subcommand(1);
  CLI::App* list = schemas->add_subcommand("list", "id, number and title of each");
  CLI::App* show = schemas->add_subcommand("show", "columns of one schema");
  show->add_option("ID", line.schema_id, "as listed")->required()->type_name("");
  for (CLI::App* each : {list, show})
    each->add_option("--schemas", line.batch.schemas, "your own schema files, in addition")
        ->type_name("DIR")
        ->check(CLI::ExistingDirectory.description(""));
  CLI::App* lint = schemas->add_subcommand("lint", "check your own schema files");
  lint->add_option("DIR", line.inputs, "folder of *.yaml files")->required()->type_name("");
  commands[list] = Command::SchemasList;
  commands[show] = Command::SchemasShow;
  commands[lint] = Command::SchemasLint;
}

// A first word that is no command, and what there is instead; "" when it is one.
std::string unknown_command(const CLI::App& app, int argc, const char* const* argv) {
  constexpr int kCommandAt = 1;
  if (argc <= kCommandAt || argv[kCommandAt][0] == '-') return {};
  const std::string word = argv[kCommandAt];
  std::string known;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_name() == word) return {};
    if (!command->get_group().empty()) known += (known.empty() ? "" : ", ") + command->get_name();
  }
  return fmt::format(
      "error: '{}' is no command of gouji; there are {}\n"
      "gouji --help tells what they do",
      word,
      known);
}

}  // namespace

std::variant<CommandLine, ExitCode> parse_command_line(int argc, const char* const* argv) {
  CommandLine line;
  std::map<CLI::App*, Command> commands;
  CLI::App app(
      "Turns scanned and digital Chinese budget documents into clean CSV, and says which "
      "cells to doubt.",
      "gouji");
  app.set_version_flag("--version", "gouji " GOUJI_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(32);  // NOLINT(*magic-numbers): fits 100 columns
  app.footer(
      "gouji COMMAND --help tells more. Typical: gouji ingest FOLDER -o OUT\n"
      "Exit codes: 0 done, 1 an input failed, 2 wrong usage, 3 a bug, 4 --strict and flags");

  CLI::App* ingest = app.add_subcommand("ingest", "PDF and page images to clean CSV");
  CLI::App* tables = app.add_subcommand("tables", "every table as a raw grid, without schemas");
  CLI::App* normalize =
      app.add_subcommand("normalize", "clean CSV from tables.json, Markdown or HTML");
  CLI::App* apply = app.add_subcommand("apply", "work corrections in, without reading again");
  add_apply_options(*apply, line);
  CLI::App* check = app.add_subcommand("check", "print the identities that fail");
  check->add_option("OUT", line.out, "folder of the results")
      ->required()
      ->type_name("")
      ->check(CLI::ExistingDirectory.description(""));
  CLI::App* plan = app.add_subcommand("plan", "divide a batch among many machines");
  CLI::App* combine = app.add_subcommand("combine", "put together what they have done");
  for (CLI::App* each : {ingest, tables, normalize}) {
    add_batch_options(*each, line);
    add_run_options(*each, line.batch);
  }
  add_plan_options(*plan, line);
  add_combine_options(*combine, line);
  for (CLI::App* each : {ingest, tables, plan}) add_extract_options(*each, line.batch);
  for (CLI::App* each : {ingest, normalize, plan}) add_normalize_options(*each, line.batch);
  add_shard(*ingest, line);
  add_schemas(app, line, commands);
  commands[ingest] = Command::Ingest;
  commands[tables] = Command::Tables;
  commands[normalize] = Command::Normalize;
  commands[apply] = Command::Apply;
  commands[plan] = Command::Plan;
  commands[combine] = Command::Combine;
  commands[check] = Command::Check;
  commands[add_worker(app, line)] = Command::Worker;

  try {
    if (const std::string unknown = unknown_command(app, argc, argv); !unknown.empty()) {
      fmt::print(stderr, "{}\n", unknown);
      return ExitCode::WrongUsage;
    }
    app.parse(argc, argv);
    if (ingest->parsed()) check_shard(*ingest, line);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ExitCode::Done : ExitCode::WrongUsage;
  }
  for (const auto& [subcommand, command] : commands)
    if (subcommand->parsed()) line.command = command;
  return line;
}

std::string name_of(Command command) {
  return name_in(kWorkerCommands, command);
}

Command command_named(const std::string& name) {
  const auto found = kWorkerCommands.find(name);
  if (found == kWorkerCommands.end()) throw std::invalid_argument("no command: " + name);
  return found->second;
}

}  // namespace gouji

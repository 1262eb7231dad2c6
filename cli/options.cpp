#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <stdexcept>

namespace gouji {
namespace fs = std::filesystem;

namespace {

const std::map<std::string, OcrMode> kOcrModes{
    {"auto", OcrMode::Auto}, {"always", OcrMode::Always}, {"never", OcrMode::Never}};
const std::map<std::string, bool> kOnOff{{"on", true}, {"off", false}};
const std::map<std::string, HeaderLanguage> kHeaders{{"id", HeaderLanguage::Id},
                                                     {"zh", HeaderLanguage::Zh}};
const std::map<std::string, LogLevel> kLogLevels{{"error", LogLevel::Error},
                                                 {"warn", LogLevel::Warn},
                                                 {"info", LogLevel::Info},
                                                 {"debug", LogLevel::Debug}};
const std::map<std::string, LogFormat> kLogFormats{{"text", LogFormat::Text},
                                                   {"json", LogFormat::Json}};
const std::map<std::string, Command> kWorkerCommands{
    {"ingest", Command::Ingest}, {"tables", Command::Tables}, {"normalize", Command::Normalize}};

template <class Value>
std::string name_in(const std::map<std::string, Value>& names, Value value) {
  for (const auto& [name, named] : names)
    if (named == value) return name;
  return {};
}

// An option whose values are the names of a map: "--ocr TEXT [auto]".
template <class Value>
void add_choice(CLI::App& app,
                const std::string& flag,
                Value& target,
                const std::map<std::string, Value>& names,
                const std::string& help) {
  std::string list;
  for (const auto& [name, value] : names) list += (list.empty() ? "" : "|") + name;
  app.add_option_function<std::string>(
         flag,
         [&target, &names, flag, list](const std::string& text) {
           const auto found = names.find(text);
           if (found == names.end())
             throw CLI::ValidationError(flag, fmt::format("'{}' is none of {}", text, list));
           target = found->second;
         },
         help)
      ->default_str(name_in(names, target))
      ->type_name(list);
}

int parse_page(const std::string& text) {
  int page = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), page);
  if (error != std::errc() || end != text.data() + text.size() || page < 1)
    throw CLI::ValidationError("--pages", fmt::format("'{}' is no page number", text));
  return page;
}

// "4-9", "4", "4-" and "-9".
PageRange parse_pages(const std::string& text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string::npos) {
    const int page = parse_page(text);
    return {page, page};
  }
  PageRange range;
  if (dash > 0) range.first = parse_page(text.substr(0, dash));
  if (dash + 1 < text.size()) range.last = parse_page(text.substr(dash + 1));
  if (text.size() == 1 || range.last < range.first)
    throw CLI::ValidationError("--pages", fmt::format("'{}' is no page range; try 4-9", text));
  return range;
}

std::string pages_text(const PageRange& range) {
  if (range.last == std::numeric_limits<int>::max()) return fmt::format("{}-", range.first);
  return fmt::format("{}-{}", range.first, range.last);
}

double parse_dpi(const std::string& text, const ExtractOptions& limits) {
  if (text == "auto") return 0;
  double dpi = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), dpi);
  if (error != std::errc() || end != text.data() + text.size() || dpi < limits.min_dpi ||
      dpi > limits.max_dpi)
    throw CLI::ValidationError(
        "--dpi",
        fmt::format("'{}' is neither auto nor {} to {}", text, limits.min_dpi, limits.max_dpi));
  return dpi;
}

void add_extract_options(CLI::App& app, BatchOptions& batch) {
  app.add_option_function<std::string>(
         "--pages",
         [&batch](const std::string& text) { batch.extract.pages = parse_pages(text); },
         "only these pages")
      ->type_name("4-9")
      ->default_str("all");
  app.add_option_function<std::string>(
         "--dpi",
         [&batch](const std::string& text) { batch.extract.dpi = parse_dpi(text, batch.extract); },
         "resolution to read at")
      ->type_name("N|auto")
      ->default_str("auto");
  add_choice(app, "--ocr", batch.extract.ocr, kOcrModes, "auto: believe a sound text layer");
  app.add_option("--max-silent",
                 batch.extract.reading.max_silent,
                 "chance at most that an unflagged figure is wrong, as estimated")
      ->type_name("P")
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->capture_default_str();
  app.add_option("--keep-stages", batch.keep_stages, "overlay pictures of each stage")
      ->type_name("DIR");
}

void add_normalize_options(CLI::App& app, BatchOptions& batch) {
  app.add_option("--schemas", batch.schemas, "your own schema files, in addition")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory.description(""));
  add_choice(app, "--reconcile", batch.normalize.reconcile, kOnOff, "repair what the sums prove");
  add_choice(app, "--header", batch.header, kHeaders, "column titles of the tables' CSV");
}

void add_limits(CLI::App& app, BatchOptions& batch) {
  app.add_option("--timeout-document", batch.timeout_document_s, "seconds; then it is failed")
      ->type_name("S")
      ->check(CLI::PositiveNumber.description(""))
      ->capture_default_str();
  app.add_option("--timeout-page", batch.timeout_page_s, "seconds without a page finished")
      ->type_name("S")
      ->check(CLI::PositiveNumber.description(""))
      ->capture_default_str();
  app.add_option("--memory-mb", batch.memory_mb, "of a worker, for each page at a time; 0: any")
      ->type_name("MB")
      ->check(CLI::NonNegativeNumber.description(""))
      ->capture_default_str();
}

void add_run_options(CLI::App& app, BatchOptions& batch) {
  app.add_option("--jobs", batch.jobs, "documents or pages at a time; 0: one for each core")
      ->type_name("N")
      ->check(CLI::Range(0, 1024).description(""))  // NOLINT(*magic-numbers): beyond any machine
      ->capture_default_str();
  app.add_flag("--strict", batch.strict, "exit 4 when cells are flagged");
  add_choice(app, "--log-level", batch.log_level, kLogLevels, "how much to say");
  add_choice(app, "--log-format", batch.log_format, kLogFormats, "of the lines on stderr");
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
  add_run_options(app, batch);
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
  for (CLI::App* each : {ingest, tables, normalize}) add_batch_options(*each, line);
  for (CLI::App* each : {ingest, tables}) add_extract_options(*each, line.batch);
  for (CLI::App* each : {ingest, normalize}) add_normalize_options(*each, line.batch);
  add_schemas(app, line, commands);
  commands[ingest] = Command::Ingest;
  commands[tables] = Command::Tables;
  commands[normalize] = Command::Normalize;
  commands[apply] = Command::Apply;
  commands[check] = Command::Check;
  commands[add_worker(app, line)] = Command::Worker;

  try {
    if (const std::string unknown = unknown_command(app, argc, argv); !unknown.empty()) {
      fmt::print(stderr, "{}\n", unknown);
      return ExitCode::WrongUsage;
    }
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ExitCode::Done : ExitCode::WrongUsage;
  }
  for (const auto& [subcommand, command] : commands)
    if (subcommand->parsed()) line.command = command;
  return line;
}

std::vector<std::string> result_arguments(const BatchOptions& options) {
  std::vector<std::string> arguments{
      "--pages",
      pages_text(options.extract.pages),
      "--dpi",
      options.extract.dpi == 0 ? "auto" : fmt::format("{}", options.extract.dpi),
      "--ocr",
      name_in(kOcrModes, options.extract.ocr),
      "--max-silent",
      fmt::format("{}", options.extract.reading.max_silent),
      "--reconcile",
      name_in(kOnOff, options.normalize.reconcile),
      "--header",
      name_in(kHeaders, options.header)};
  if (!options.schemas.empty()) {
    arguments.emplace_back("--schemas");
    arguments.push_back(options.schemas.native());
  }
  if (options.bom) arguments.emplace_back("--bom");
  return arguments;
}

BatchOptions with_arguments(BatchOptions options, std::vector<std::string> arguments) {
  CLI::App app;
  add_extract_options(app, options);
  add_normalize_options(app, options);
  app.add_flag("--bom", options.bom);
  std::reverse(arguments.begin(), arguments.end());  // as the library wants them
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    throw std::invalid_argument(error.what());
  }
  return options;
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

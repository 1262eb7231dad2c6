#include "cli/batch/result_options.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <stdexcept>

namespace gouji {
namespace {

constexpr double kMillion = 1e6;
constexpr double kMegabyte = 1 << 20;

const std::map<std::string, OcrMode> kOcrModes{
    {"auto", OcrMode::Auto}, {"always", OcrMode::Always}, {"never", OcrMode::Never}};
const std::map<std::string, bool> kOnOff{{"on", true}, {"off", false}};
const std::map<std::string, HeaderLanguage> kHeaders{{"id", HeaderLanguage::Id},
                                                     {"zh", HeaderLanguage::Zh}};

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

// Beyond these a document is refused rather than read for hours.
void add_size_limits(CLI::App& app, ExtractOptions& extract) {
  app.add_option("--max-pages", extract.max_pages, "refuse to read more of one document")
      ->type_name("N")
      ->check(CLI::PositiveNumber.description(""))
      ->capture_default_str();
  app.add_option_function<double>(
         "--max-pixels",
         [&extract](double millions) { extract.max_pixels = millions * kMillion; },
         "millions a page; larger pages are read at a lower dpi")
      ->type_name("N")
      ->check(CLI::Range(1, 2000).description(""))  // NOLINT(*magic-numbers): 2^31 is OpenCV's end
      ->default_str(fmt::format("{}", extract.max_pixels / kMillion));
  app.add_option_function<double>(
         "--max-stream-mb",
         [&extract](double megabytes) { extract.max_stream_bytes = megabytes * kMegabyte; },
         "refuse pages whose content unpacks to more")
      ->type_name("MB")
      ->check(CLI::PositiveNumber.description(""))
      ->default_str(fmt::format("{}", extract.max_stream_bytes / kMegabyte));
}

}  // namespace

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
  add_size_limits(app, batch.extract);
}

void add_normalize_options(CLI::App& app, BatchOptions& batch) {
  app.add_option("--schemas", batch.schemas, "your own schema files, in addition")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory.description(""));
  add_choice(app, "--reconcile", batch.normalize.reconcile, kOnOff, "repair what the sums prove");
  add_choice(app, "--header", batch.header, kHeaders, "column titles of the tables' CSV");
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
      "--max-pages",
      fmt::format("{}", options.extract.max_pages),
      "--max-pixels",
      fmt::format("{}", options.extract.max_pixels / kMillion),
      "--max-stream-mb",
      fmt::format("{}", options.extract.max_stream_bytes / kMegabyte),
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

}  // namespace gouji

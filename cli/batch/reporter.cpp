#include "cli/batch/reporter.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

#include "cli/batch/document_names.h"

namespace gouji {
namespace {

constexpr int kBarCells = 20;
constexpr std::chrono::milliseconds kRedraw{150};
constexpr std::chrono::milliseconds kSayAgain{60'000};
constexpr double kSecondsPerMinute = 60;

const char* name_of(LogLevel level) {
  switch (level) {
    case LogLevel::Error:
      return "error";
    case LogLevel::Warn:
      return "warning";
    case LogLevel::Info:
      return "info";
    case LogLevel::Debug:
      return "debug";
  }
  return "info";
}

// A file's name may hold anything; a terminal obeys control characters.
std::string printable(const std::string& text) {
  std::string clean = valid_utf8(text);
  std::replace_if(
      clean.begin(),
      clean.end(),
      [](unsigned char c) { return c < 0x20 || c == 0x7f; },  // NOLINT(*magic-numbers): C0, DEL
      ' ');
  return clean;
}

std::string duration(double seconds) {
  if (seconds < kSecondsPerMinute) return fmt::format("{:.0f} s", seconds);
  return fmt::format("{:.0f} min", seconds / kSecondsPerMinute);
}

}  // namespace

Reporter::Reporter(LogLevel level, LogFormat format)
    : level_(level),
      format_(format),
      terminal_(::isatty(STDERR_FILENO) != 0 && format == LogFormat::Text),
      last_draw_(terminal_ ? start_ - kRedraw : start_) {}

Reporter::~Reporter() {
  clear_progress();
}

void Reporter::say(LogLevel level, const std::string& document, const std::string& text) {
  if (level > level_) return;
  clear_progress();
  std::string line;
  if (format_ == LogFormat::Json) {
    nlohmann::ordered_json json{{"time", fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr)))},
                                {"level", name_of(level)}};
    if (!document.empty()) json["document"] = document;
    json["text"] = text;
    line = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  } else {
    if (level <= LogLevel::Warn) line = std::string(name_of(level)) + ": ";
    if (!document.empty()) line += document + ": ";
    line = printable(line + text);
  }
  fmt::print(stderr, "{}\n", line);
}

void Reporter::clear_progress() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
  drawn_ = false;
}

std::string progress_text(const BatchProgress& p, double elapsed_s) {
  std::string text = fmt::format("{}/{}", p.documents_done, p.documents_total);
  if (elapsed_s > 0) text += fmt::format("  {:.1f} pages/s", p.pages_done / elapsed_s);
  if (p.work_done > 0)
    text += "  left " + duration(elapsed_s / p.work_done * (p.work_total - p.work_done));
  if (p.failed > 0) text += fmt::format("  {} failed", p.failed);
  if (p.flagged_cells > 0) text += fmt::format("  {} flagged", p.flagged_cells);
  if (!p.now.empty()) text += "  " + printable(p.now);
  return text;
}

void Reporter::progress(const BatchProgress& p) {
  const Clock::time_point now = Clock::now();
  if (level_ < LogLevel::Info || now - last_draw_ < (terminal_ ? kRedraw : kSayAgain)) return;
  last_draw_ = now;
  const std::string text = progress_text(p, std::chrono::duration<double>(now - start_).count());
  if (!terminal_) {
    say(LogLevel::Info, "", "at work: " + text);
    return;
  }
  const int filled = p.documents_total > 0 ? kBarCells * p.documents_done / p.documents_total : 0;
  fmt::print(stderr, "\r\x1b[K[{:#<{}}{:.<{}}] {}", "", filled, "", kBarCells - filled, text);
  std::fflush(stderr);
  drawn_ = true;
}

}  // namespace gouji

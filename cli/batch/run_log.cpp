#include "cli/batch/run_log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

namespace gouji {

void log_run(const std::filesystem::path& file,
             const ManifestRow& row,
             const RunOutcome& outcome,
             int attempt,
             int threads) {
  const auto tenths = [](double value) { return std::round(value * 10) / 10; };
  nlohmann::ordered_json json{
      {"document", row.document},
      {"source", row.source},
      {"ended", fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr)))},
      {"outcome", outcome.record ? to_string(outcome.record->row.status) : "failed"},
      {"attempt", attempt},
      {"threads", threads},
      {"pages", outcome.record ? outcome.record->row.pages : outcome.pages_done},
      {"seconds", tenths(outcome.seconds)},
      {"user_s", tenths(outcome.usage.user_s)},
      {"system_s", tenths(outcome.usage.system_s)},
      {"peak_mb", tenths(outcome.usage.peak_mb)}};
  for (const auto& [stage, seconds] : outcome.cpu_s)
    json["cpu_s"][stage] = std::round(seconds * 1000) / 1000;
  if (!outcome.record) json["failure"] = outcome.failure;
  std::ofstream log(file, std::ios::app | std::ios::binary);
  log << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace gouji

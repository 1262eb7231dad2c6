#include "extract/reading/chance_wrong.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace gouji {
namespace {

const ReaderCalibration& calibration_of(const std::string& engine,
                                        bool figure,
                                        const CalibrationOptions& options) {
  if (engine == "small") return options.small_figures;
  if (engine == "tesseract-eng") return options.eng_figures;
  if (engine == "tesseract-chi_sim")
    return figure ? options.chi_sim_figures : options.chi_sim_words;
  return figure ? options.ppocr_figures : options.ppocr_words;
}

}  // namespace

std::string reader_family(const std::string& engine) {
  return engine.substr(0, engine.find('-'));
}

double chance_wrong(const std::vector<Reading>& agreeing,
                    bool figure,
                    const CalibrationOptions& options) {
  std::map<std::string, double> by_family;
  for (const Reading& reading : agreeing) {
    const double doubt = std::clamp(1 - std::exp(-reading.cost), options.least_doubt, 1.0);
    const ReaderCalibration& c = calibration_of(reading.engine, figure, options);
    const double odds = std::exp(c.intercept + c.slope * std::log10(doubt));
    const double chance = odds / (1 + odds);
    const auto [known, made] = by_family.emplace(reader_family(reading.engine), chance);
    if (!made) known->second = std::min(known->second, chance);
  }
  double together = 1;
  for (const auto& [family, chance] : by_family) together *= chance;
  return together;
}

}  // namespace gouji

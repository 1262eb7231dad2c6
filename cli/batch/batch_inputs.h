// From the command line to what a batch has to do: inputs found, settings checked, corrections
// read, documents planned.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/batch/batch_plan.h"
#include "cli/batch/reporter.h"
#include "cli/files/output_tree.h"
#include "cli/options.h"
#include "normalize/corrections/corrections.h"

namespace gouji {

/// A hash of everything besides a document's content that decides its result: program, options,
/// schemas.
std::string result_fingerprint(Command command, const BatchOptions& options);

/// OUT/corrections.csv as this run uses it.
struct BatchCorrections {
  Corrections all;
  std::filesystem::path copy;  ///< what the workers read, whatever becomes of the file meanwhile
};

/// Takes `additional` (may be empty) over into OUT/corrections.csv and reads that. Faulty lines are
/// reported. Throws InputError.
BatchCorrections read_batch_corrections(const OutputTree& tree,
                                        const std::filesystem::path& additional,
                                        Reporter& report);

/// Reports corrections of documents that are not among the rows.
void report_unused(const Corrections& corrections,
                   const std::vector<ManifestRow>& rows,
                   Reporter& report);

/// The inputs of the command line, planned; nothing, and a reported error, when there are none.
std::vector<PlannedInput> plan_inputs(const CommandLine& line,
                                      const OutputTree& tree,
                                      const std::vector<ManifestRow>& earlier,
                                      const Corrections& corrections,
                                      const MetaTable& meta,
                                      Reporter& report);

}  // namespace gouji

// What `gouji plan` leaves in OUT/.gouji/plan/ for the shards and for their combination: every
// input with its name, and in which shard it is. Whoever reads it decides nothing anew, so that
// the result is that of a single run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/batch/batch_plan.h"
#include "cli/files/output_tree.h"

namespace gouji {

struct ShardItem {
  int shard = 0;    ///< from 1; 0: nothing to do, by the time of the plan
  ManifestRow row;  ///< document, source, sha256; status and error where that is known
  std::uintmax_t bytes = 0;
  std::filesystem::path path;  ///< absolute

  bool operator==(const ShardItem&) const = default;
};

struct ShardPlan {
  int shards = 1;
  std::string fingerprint;             ///< of program, options and schemas
  std::vector<std::string> arguments;  ///< the options that shape the result
  std::vector<ShardItem> items;

  bool operator==(const ShardPlan&) const = default;
};

/// Divides what is to do so that shards take about the same time.
std::vector<ShardItem> divide(const std::vector<PlannedInput>& planned, int shards);

/// Replaces a former plan and what its shards left. `meta` (may be empty) is kept with it. Throws
/// InputError.
void write_plan(const OutputTree& tree, const ShardPlan& plan, const std::filesystem::path& meta);

bool has_plan(const std::filesystem::path& out);

/// Throws InputError: none there, or damaged.
ShardPlan read_plan(const std::filesystem::path& out);

/// The --meta file that is kept with the plan; an empty path when there is none.
std::filesystem::path plan_meta(const std::filesystem::path& out);

/// Once everything is combined.
void remove_plan(const OutputTree& tree);

}  // namespace gouji

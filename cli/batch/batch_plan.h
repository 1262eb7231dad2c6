// What a batch has to do: every input with its content hash and the name of its folder, duplicates
// apart, and which documents are finished already.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/batch/input_finder.h"
#include "cli/files/document_record.h"
#include "cli/files/output_tree.h"

namespace gouji {

struct PlannedInput {
  FoundInput input;
  ManifestRow row;  ///< document, source, sha256; status Failed or Duplicate where that is known
  std::string
      fingerprint;  ///< of everything besides the document's content that decides the result
  std::uintmax_t bytes = 0;
  bool to_do = false;
  bool only_corrections = false;  ///< what was read holds; only corrections have changed
  std::string corrections;        ///< their hash, "" for none
};

/// `earlier`: the rows of the manifest before this run. `fingerprint` stands for program and
/// options: an input without a record of that fingerprint is to do. `corrections`: hashes by
/// document. Reads every input once.
std::vector<PlannedInput> plan_batch(std::vector<FoundInput> inputs,
                                     InputKind kind,
                                     const std::vector<ManifestRow>& earlier,
                                     const OutputTree& tree,
                                     const std::string& fingerprint,
                                     const std::map<std::string, std::string>& corrections = {});

/// Whether the item is done: takes the record over that says so, else marks it as to do.
void take_over_record(PlannedInput& item,
                      const OutputTree& tree,
                      const std::map<std::string, std::string>& corrections);

/// Every document that has tables of schemas, to be worked out again from what was read.
std::vector<PlannedInput> plan_again(const std::vector<ManifestRow>& earlier,
                                     const OutputTree& tree,
                                     const std::map<std::string, std::string>& corrections);

}  // namespace gouji

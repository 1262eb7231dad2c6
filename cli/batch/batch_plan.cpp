#include "cli/batch/batch_plan.h"

#include <map>
#include <set>

#include "cli/batch/document_names.h"
#include "cli/options.h"
#include "cli/worker/hand_over.h"
#include "core/diagnostic.h"
#include "core/sha256.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

struct Identity {
  std::string stem;
  std::string sha256;  ///< "" when it cannot be read
  std::string key;     ///< under which it has its name
};

std::string key_without_content(const std::string& source) {
  return sha256_of_bytes("no content: " + source);
}

std::string key_of(const ManifestRow& row) {
  return row.sha256.empty() ? key_without_content(row.source) : row.sha256;
}

// Reads the input. A tables.json stands for the document that it was made from.
Identity identify(PlannedInput& planned, InputKind kind) {
  FoundInput& input = planned.input;
  Identity identity{document_stem(input.path.filename().native()), "", ""};
  if (input.problem.empty()) try {
      identity.sha256 = sha256_of_file(input.path);
      planned.bytes = fs::file_size(input.path);
      if (kind == InputKind::HandOver) {
        const RawDocument raw = read_hand_over(input.path);
        if (!raw.name.empty()) identity.stem = document_stem(raw.name);
        planned.fingerprint = sha256_of_bytes(planned.fingerprint + identity.sha256);
        if (!raw.sha256.empty()) identity.sha256 = raw.sha256;
      }
    } catch (const InputError& error) {
      input.problem = error.problem() + (error.hint().empty() ? "" : " (" + error.hint() + ")");
    } catch (const fs::filesystem_error& error) {
      input.problem = error.code().message();
    }
  identity.key = identity.sha256.empty() ? key_without_content(input.source) : identity.sha256;
  return identity;
}

// A source whose content changed keeps its name, as long as the former content is not an input too.
void hand_names_on(std::map<std::string, std::string>& taken,
                   const std::vector<PlannedInput>& planned,
                   const std::vector<Identity>& identities,
                   const std::vector<ManifestRow>& earlier) {
  std::map<std::string, int> uses;
  std::set<std::string> keys;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    ++uses[planned[i].input.source];
    keys.insert(identities[i].key);
  }
  std::set<std::string> known;
  for (const auto& [name, key] : taken) known.insert(key);
  for (const ManifestRow& row : earlier) {
    if (row.status == DocumentStatus::Duplicate || keys.contains(key_of(row))) continue;
    if (uses[row.source] != 1) continue;
    for (std::size_t i = 0; i < planned.size(); ++i)
      if (planned[i].input.source == row.source && !known.contains(identities[i].key))
        taken[row.document] = identities[i].key;
  }
}

// Something of the user's own that stands in OUT is never replaced.
void reserve_foreign(std::map<std::string, std::string>& taken,
                     const std::vector<NameRequest>& requests,
                     const OutputTree& tree) {
  std::error_code none;
  for (const NameRequest& request : requests) {
    const fs::path folder = tree.document_folder(request.stem);
    if (!taken.contains(request.stem) && fs::exists(fs::symlink_status(folder, none)) &&
        !fs::exists(folder / "tables.json", none))
      taken.emplace(request.stem, "");
  }
}

std::string hash_of(const std::map<std::string, std::string>& corrections,
                    const std::string& sha256) {
  const auto found = corrections.find(sha256);
  return found == corrections.end() ? "" : found->second;
}

}  // namespace

std::vector<PlannedInput> plan_batch(std::vector<FoundInput> inputs,
                                     InputKind kind,
                                     const std::vector<ManifestRow>& earlier,
                                     const OutputTree& tree,
                                     const std::string& fingerprint,
                                     const std::map<std::string, std::string>& corrections) {
  std::vector<PlannedInput> planned;
  std::vector<Identity> identities;
  for (FoundInput& input : inputs) {
    planned.push_back(
        {.input = std::move(input), .row = {}, .fingerprint = fingerprint, .corrections = {}});
    identities.push_back(identify(planned.back(), kind));
  }

  std::map<std::string, std::string> taken = tree.finished();
  std::map<std::string, std::string> first_source;  // key -> source that stands for the content
  for (const ManifestRow& row : earlier)
    if (row.status != DocumentStatus::Duplicate) {
      taken.emplace(row.document, key_of(row));
      first_source.emplace(key_of(row), row.source);
    }
  hand_names_on(taken, planned, identities, earlier);

  std::map<std::string, std::size_t> first;  // key -> the input that stands for the content
  for (std::size_t i = 0; i < planned.size(); ++i) {
    const std::string& key = identities[i].key;
    const auto [place, is_new] = first.emplace(key, i);
    const auto known = first_source.find(key);
    if (!is_new && known != first_source.end() && planned[i].input.source == known->second &&
        planned[place->second].input.source != known->second)
      place->second = i;  // the one that an earlier run already has
  }
  std::vector<NameRequest> requests;
  std::vector<std::string> request_keys;
  for (std::size_t i = 0; i < planned.size(); ++i)
    if (first.at(identities[i].key) == i)
      requests.push_back({identities[i].stem, identities[i].key});
  reserve_foreign(taken, requests, tree);
  const std::vector<std::string> names = assign_names(requests, taken);
  std::map<std::string, std::string> name_of;
  for (std::size_t i = 0; i < requests.size(); ++i) name_of[requests[i].key] = names[i];

  for (std::size_t i = 0; i < planned.size(); ++i) {
    PlannedInput& item = planned[i];
    const Identity& identity = identities[i];
    item.row = {.document = name_of.at(identity.key),
                .source = item.input.source,
                .sha256 = identity.sha256};
    const std::size_t original = first.at(identity.key);
    if (original != i && item.input.problem.empty()) {
      item.row.status = DocumentStatus::Duplicate;
      item.row.error = "same content as " + planned[original].input.source;
    } else if (!item.input.problem.empty()) {
      item.row.status = DocumentStatus::Failed;
      item.row.error = item.input.problem;
    } else {
      take_over_record(item, tree, corrections);
      const auto known = first_source.find(identity.key);
      if (!item.to_do && known != first_source.end() && known->second != item.input.source)
        item.row = {.document = item.row.document,
                    .source = item.input.source,
                    .sha256 = identity.sha256,
                    .status = DocumentStatus::Duplicate,
                    .error = "same content as " + known->second};
    }
  }
  return planned;
}

void take_over_record(PlannedInput& item,
                      const OutputTree& tree,
                      const std::map<std::string, std::string>& corrections) {
  const auto record = tree.record(item.row.document);
  const bool read =
      record && record->row.sha256 == item.row.sha256 && record->fingerprint == item.fingerprint;
  item.corrections = hash_of(corrections, item.row.sha256);
  item.only_corrections = read && record->corrections != item.corrections;
  item.to_do = !read || item.only_corrections;
  if (item.to_do) return;
  item.row = record->row;
  item.row.source = item.input.source;
}

std::vector<PlannedInput> plan_again(const std::vector<ManifestRow>& earlier,
                                     const OutputTree& tree,
                                     const std::map<std::string, std::string>& corrections) {
  std::vector<PlannedInput> planned;
  for (const ManifestRow& row : earlier) {
    if (row.status != DocumentStatus::Ok && row.status != DocumentStatus::NoTables) continue;
    const auto record = tree.record(row.document);
    if (!record || record->command == name_of(Command::Tables)) continue;
    PlannedInput item;
    item.input.path = tree.document_folder(row.document) / "tables.json";
    item.input.source = row.source;
    item.row = row;
    item.fingerprint = record->fingerprint;
    item.bytes = fs::file_size(item.input.path);
    item.to_do = item.only_corrections = true;
    item.corrections = hash_of(corrections, row.sha256);
    planned.push_back(std::move(item));
  }
  return planned;
}

}  // namespace gouji

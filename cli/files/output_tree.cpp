#include "cli/files/output_tree.h"

#include <fmt/format.h>

#include <utility>

#include "cli/files/atomic_file.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

// Temporary files of a run that was killed while it wrote them.
void clear_temporaries(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); entry != fs::directory_iterator();
       entry.increment(error)) {
    if (error) return;
    const std::string name = entry->path().filename().native();
    if (name.starts_with(".gouji-") && name.ends_with(".tmp")) fs::remove(entry->path(), error);
  }
}

}  // namespace

OutputTree::OutputTree(fs::path root)
    : root_(std::move(root)), state_(root_ / ".gouji"), work_(state_ / "work") {
  make_folder(root_);
  make_folder(state_);
  lock_ = FileLock(
      state_ / "lock", FileLock::Kind::Alone, root_, "another run of gouji is writing there");
  std::error_code ignored;
  fs::remove_all(work_, ignored);
  make_folder(work_);
  make_folder(state_ / "done");
  clear_temporaries(root_);
  clear_temporaries(state_ / "done");
  clear_temporaries(root_ / "combined");
}

OutputTree::OutputTree(fs::path root, int shard)
    : root_(std::move(root)),
      state_(root_ / ".gouji"),
      work_(state_ / "work" / fmt::format("shard-{}", shard)) {
  const fs::path own = shard_folder(root_, shard);
  make_folder(own);
  lock_ = FileLock(state_ / "lock",
                   FileLock::Kind::Together,
                   root_,
                   "another run of gouji, which is no shard, is writing there");
  shard_lock_ = FileLock(own / "lock",
                         FileLock::Kind::Alone,
                         root_,
                         fmt::format("another task is working on shard {} there", shard));
  std::error_code ignored;
  fs::remove_all(work_, ignored);
  make_folder(work_);
  make_folder(state_ / "done");
  clear_temporaries(own);
}

OutputTree::~OutputTree() {
  std::error_code ignored;
  fs::remove_all(work_, ignored);
}

fs::path OutputTree::shard_folder(const fs::path& root, int shard) {
  return root / ".gouji" / "shards" / std::to_string(shard);
}

fs::path OutputTree::record_file(const std::string& document) const {
  return state_ / "done" / (document + ".json");
}

fs::path OutputTree::make_staging(const std::string& document) {
  // The number comes first: a document's name alone may have any length that a name can have.
  fs::path staging = work_ / (std::to_string(next_++) + "-" + document);
  std::error_code ignored;
  fs::remove_all(staging, ignored);
  make_folder(staging);
  return staging;
}

void OutputTree::commit(const fs::path& staging, const DocumentRecord& record) {
  const std::string& document = record.row.document;
  std::error_code ignored;
  fs::remove(record_file(document), ignored);  // from here on it is unfinished
  replace_folder(staging, document_folder(document), work_ / (std::to_string(next_++) + "-former"));
  write_file_atomically(record_file(document), record_json(record));
}

void OutputTree::remove(const std::string& document) {
  std::error_code ignored;
  if (!fs::exists(record_file(document), ignored)) return;
  fs::remove(record_file(document), ignored);
  fs::remove_all(document_folder(document), ignored);
}

std::map<std::string, std::string> OutputTree::finished() const {
  std::map<std::string, std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(state_ / "done", error); entry != fs::directory_iterator();
       entry.increment(error)) {
    if (error) break;
    if (entry->path().extension() != ".json") continue;
    const std::string document = entry->path().stem().native();
    if (const auto known = record(document)) names.emplace(document, known->row.sha256);
  }
  return names;
}

std::optional<DocumentRecord> OutputTree::record(const std::string& document) const {
  std::error_code error;
  if (!fs::exists(record_file(document), error)) return std::nullopt;
  if (!fs::exists(document_folder(document) / "tables.json", error)) return std::nullopt;
  try {
    return parse_record(read_file(record_file(document)));
  } catch (const std::exception&) {
    return std::nullopt;  // a damaged record is no record: the document is made again
  }
}

}  // namespace gouji

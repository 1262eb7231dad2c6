#include "cli/output_tree.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "cli/atomic_file.h"
#include "core/diagnostic.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

constexpr int kLockMode = 0644;

int take_lock(const fs::path& file, const fs::path& root) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kLockMode);
  if (fd < 0)
    throw InputError(root.string(),
                     "",
                     std::string("cannot be written: ") + std::strerror(errno),
                     "choose another output folder with -o, or change its permissions");
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(fd);
    if (error == EWOULDBLOCK)
      throw InputError(root.string(),
                       "",
                       "another run of gouji is writing there",
                       "wait until it ends, or choose another output folder with -o");
    throw InputError(root.string(),
                     "",
                     std::string("cannot be locked: ") + std::strerror(error),
                     "choose an output folder on a local disk");
  }
  return fd;
}

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

OutputTree::OutputTree(fs::path root) : root_(std::move(root)), state_(root_ / ".gouji") {
  make_folder(root_);
  make_folder(state_);
  lock_ = take_lock(state_ / "lock", root_);
  std::error_code ignored;
  fs::remove_all(state_ / "work", ignored);
  make_folder(state_ / "work");
  make_folder(state_ / "done");
  clear_temporaries(root_);
  clear_temporaries(state_ / "done");
  clear_temporaries(root_ / "combined");
}

OutputTree::~OutputTree() {
  std::error_code ignored;
  fs::remove_all(state_ / "work", ignored);
  ::close(lock_);
}

fs::path OutputTree::record_file(const std::string& document) const {
  return state_ / "done" / (document + ".json");
}

fs::path OutputTree::make_staging(const std::string& document) {
  // The number comes first: a document's name alone may have any length that a name can have.
  fs::path staging = state_ / "work" / (std::to_string(next_++) + "-" + document);
  std::error_code ignored;
  fs::remove_all(staging, ignored);
  make_folder(staging);
  return staging;
}

void OutputTree::commit(const fs::path& staging, const DocumentRecord& record) {
  const std::string& document = record.row.document;
  std::error_code ignored;
  fs::remove(record_file(document), ignored);  // from here on it is unfinished
  replace_folder(
      staging, document_folder(document), state_ / "work" / (std::to_string(next_++) + "-former"));
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

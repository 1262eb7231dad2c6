// The folder OUT: who may write to it, where a document's files are prepared, and what is known
// about finished documents. Everything that a killed run leaves behind is cleared by the next.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "cli/files/document_record.h"
#include "cli/files/file_lock.h"

namespace gouji {

class OutputTree {
 public:
  /// Creates the folder and takes it for this process. Throws InputError: cannot be written, or
  /// another run is using it.
  explicit OutputTree(std::filesystem::path root);

  /// Takes one shard (from 1) of a planned folder. Other processes, on other machines too, may have
  /// the other shards meanwhile, and nobody has the folder as a whole. Throws InputError.
  OutputTree(std::filesystem::path root, int shard);
  OutputTree(const OutputTree&) = delete;
  OutputTree& operator=(const OutputTree&) = delete;
  ~OutputTree();

  const std::filesystem::path& root() const { return root_; }

  /// For files of this process alone; gone when it ends.
  const std::filesystem::path& work() const { return work_; }

  /// Where gouji keeps what it needs to know about this folder.
  const std::filesystem::path& state() const { return state_; }

  /// What a shard leaves for the combination.
  static std::filesystem::path shard_folder(const std::filesystem::path& root, int shard);

  std::filesystem::path document_folder(const std::string& document) const {
    return root_ / document;
  }

  /// An empty folder for a worker's files.
  std::filesystem::path make_staging(const std::string& document);

  /// Puts the staged files in place of the document's former ones and records it.
  void commit(const std::filesystem::path& staging, const DocumentRecord& record);

  /// Forgets a document that failed: its folder and its record.
  void remove(const std::string& document);

  /// Name -> content hash of every document that was finished here.
  std::map<std::string, std::string> finished() const;

  /// The record of a finished document whose folder is still there.
  std::optional<DocumentRecord> record(const std::string& document) const;

 private:
  std::filesystem::path record_file(const std::string& document) const;

  std::filesystem::path root_;
  std::filesystem::path state_;
  std::filesystem::path work_;
  FileLock lock_;
  FileLock shard_lock_;
  unsigned next_ = 0;
};

}  // namespace gouji

// The folder OUT: who may write to it, where a document's files are prepared, and what is known
// about finished documents. Everything that a killed run leaves behind is cleared by the next.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "cli/document_record.h"

namespace gouji {

class OutputTree {
 public:
  /// Creates the folder and takes it for this process. Throws InputError: cannot be written, or
  /// another run is using it.
  explicit OutputTree(std::filesystem::path root);
  OutputTree(const OutputTree&) = delete;
  OutputTree& operator=(const OutputTree&) = delete;
  ~OutputTree();

  const std::filesystem::path& root() const { return root_; }

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
  int lock_ = -1;
  unsigned next_ = 0;
};

}  // namespace gouji

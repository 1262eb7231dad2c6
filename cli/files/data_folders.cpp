#include "cli/files/data_folders.h"

#include <algorithm>

#include "core/diagnostic.h"
#include "core/sha256.h"
#include "normalize/schema/schema_loader.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

fs::path find_data_folder(const std::string& name) {
  std::error_code none;
  const fs::path binary = fs::read_symlink("/proc/self/exe", none).parent_path();
  for (const fs::path& folder : {binary / ".." / "share" / "gouji" / name,
                                 fs::path(GOUJI_SOURCE_DIR) / name,
                                 fs::path(GOUJI_SOURCE_DIR) / "data" / name})
    if (fs::is_directory(folder, none)) return folder;
  return {};
}

void add_folder(Sha256& hash, const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.is_regular_file(error)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    hash.add(file.filename().native());
    hash.add(sha256_of_file(file));
  }
}

}  // namespace

fs::path data_folder(const std::string& name) {
  fs::path folder = find_data_folder(name);
  if (folder.empty())
    throw InputError((fs::path(GOUJI_SOURCE_DIR) / name).string(),
                     "",
                     "is not there, nor ../share/gouji/" + name + " beside the program",
                     "install gouji as a whole, or build it again");
  return folder;
}

std::vector<Schema> all_schemas(const fs::path& users) {
  std::vector<Schema> schemas = load_schemas(data_folder("schemas"));
  if (users.empty()) return schemas;
  for (Schema& own : load_schemas(users)) {
    const auto same = std::find_if(
        schemas.begin(), schemas.end(), [&](const Schema& s) { return s.id == own.id; });
    if (same != schemas.end())
      *same = std::move(own);
    else
      schemas.push_back(std::move(own));
  }
  return schemas;
}

Lexicons built_in_lexicons() {
  const fs::path folder = find_data_folder("lexicon");
  return folder.empty() ? Lexicons{} : load_lexicons(folder);
}

std::string data_fingerprint(const fs::path& users) {
  Sha256 hash;
  hash.add(sha256_of_file("/proc/self/exe"));
  add_folder(hash, data_folder("schemas"));
  if (!users.empty()) add_folder(hash, users);
  if (const fs::path lexicon = find_data_folder("lexicon"); !lexicon.empty())
    add_folder(hash, lexicon);
  return hash.hex();
}

}  // namespace gouji

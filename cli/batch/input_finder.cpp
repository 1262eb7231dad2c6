#include "cli/batch/input_finder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <set>
#include <string_view>
#include <system_error>
#include <tuple>

#include "cli/batch/document_names.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHeadBytes = 1024;  // readers accept %PDF- anywhere in the first 1024 bytes

std::string lower_ending(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return ending;
}

template <std::size_t N>
bool is_one_of(const std::string& text, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string head_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  return head;
}

bool looks_like_document(const fs::path& path) {
  static constexpr std::array<std::string_view, 6> kEndings{
      ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"};
  if (is_one_of(lower_ending(path), kEndings)) return true;
  const std::string head = head_of(path);
  return head.find("%PDF-") != std::string::npos || head.starts_with("\x89PNG\r\n") ||
         head.starts_with("\xff\xd8\xff") || head.starts_with(std::string_view("II*\0", 4)) ||
         head.starts_with(std::string_view("MM\0*", 4));
}

bool looks_like_hand_over(const fs::path& path) {
  static constexpr std::array<std::string_view, 5> kEndings{
      ".md", ".markdown", ".txt", ".html", ".htm"};
  return path.filename() == "tables.json" || is_one_of(lower_ending(path), kEndings);
}

bool holds_results(const fs::path& folder) {
  std::ifstream manifest(folder / "manifest.csv", std::ios::binary);
  std::string line;
  return manifest && std::getline(manifest, line) &&
         line.find("document,source,sha256") != std::string::npos;
}

class Search {
 public:
  Search(InputKind kind, const fs::path& out) : kind_(kind) {
    std::error_code none;
    out_ = fs::weakly_canonical(out, none);
  }

  void argument(const fs::path& given) {
    std::error_code error;
    const fs::file_status status = fs::status(given, error);
    if (!fs::exists(status)) {
      std::string why = error && error != std::errc::no_such_file_or_directory
                            ? "cannot be opened: " + error.message()
                            : "does not exist";
      add(given, given.filename(), std::move(why));
    } else if (fs::is_directory(status)) {
      root_ = given;
      visited_.clear();
      folder(given, /*is_root=*/true);
    } else if (fs::is_regular_file(status)) {
      add(given, given.filename(), "");
    } else {
      add(given, given.filename(), "is neither a file nor a folder");
    }
  }

  std::vector<FoundInput> result() && {
    const auto order = [](const FoundInput& a, const FoundInput& b) {
      return std::tie(a.source, a.path) < std::tie(b.source, b.path);
    };
    std::sort(found_.begin(), found_.end(), order);
    std::set<fs::path> seen;
    std::erase_if(found_, [&](const FoundInput& input) {
      std::error_code none;
      return !seen.insert(fs::weakly_canonical(input.path, none)).second;
    });
    return std::move(found_);
  }

 private:
  void folder(const fs::path& path, bool is_root) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error || !visited_.insert(real).second) return;
    // Results lie inside OUT; only the hand-over of an earlier run is looked for there.
    const bool results = holds_results(path);
    if (kind_ == InputKind::Documents && !is_root && (results || real == out_)) return;
    fs::directory_iterator entries(path, error);
    if (error) {
      add(path, relative(path), "cannot be searched: " + error.message());
      return;
    }
    std::vector<fs::path> sorted;
    for (; entries != fs::directory_iterator(); entries.increment(error)) {
      if (error) break;
      sorted.push_back(entries->path());
    }
    std::sort(sorted.begin(), sorted.end());
    for (const fs::path& entry : sorted) {
      const std::string name = entry.filename().native();
      if (name.starts_with('.') && !name.starts_with("..")) continue;  // "...pdf" hides nothing
      const fs::file_status status = fs::status(entry, error);
      if (fs::is_directory(status)) {
        if (kind_ == InputKind::Documents && fs::exists(entry / "tables.json", error)) continue;
        folder(entry, /*is_root=*/false);
      } else if (fs::is_regular_file(status) && wanted(entry)) {
        add(entry, relative(entry), "");
      }
    }
  }

  bool wanted(const fs::path& path) const {
    return kind_ == InputKind::Documents ? looks_like_document(path) : looks_like_hand_over(path);
  }

  fs::path relative(const fs::path& path) const { return path.lexically_relative(root_); }

  void add(const fs::path& path, const fs::path& source, std::string problem) {
    const std::string& name = source.empty() ? path.native() : source.native();
    found_.push_back({path, valid_utf8(name), std::move(problem)});
  }

  InputKind kind_;
  fs::path out_;
  fs::path root_;
  std::set<fs::path> visited_;
  std::vector<FoundInput> found_;
};

}  // namespace

std::vector<FoundInput> find_inputs(const std::vector<fs::path>& arguments,
                                    InputKind kind,
                                    const fs::path& out) {
  Search search(kind, out);
  for (const fs::path& argument : arguments) search.argument(argument);
  return std::move(search).result();
}

}  // namespace gouji

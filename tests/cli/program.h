// The program from outside, as its user meets it: arguments in, exit code, messages and files out;
// and small documents to give it.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/files/atomic_file.h"
#include "cli/files/manifest.h"
#include "tests/support/scratch_folder.h"

namespace gouji {

struct Outcome {
  int code = -1;
  std::string out;
  std::string err;
};

inline std::string quoted(const std::string& text) {
  std::string shell = "'";
  for (const char c : text) shell += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return shell + "'";
}

class Gouji : public testing::Test {
 protected:
  /// Runs the program with these words, `prefix` before it (a wrapper or shell words).
  Outcome run(const std::vector<std::string>& words, const std::string& prefix = "") {
    std::string command = prefix + quoted(GOUJI_BINARY);
    for (const std::string& word : words) command.append(" ").append(quoted(word));
    const std::filesystem::path out = scratch_.path() / "stdout.log";
    const std::filesystem::path err = scratch_.path() / "stderr.log";
    command += " >" + quoted(out.string()) + " 2>" + quoted(err.string());
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
  }

  std::string in(const std::string& name) const { return (scratch_.path() / "in" / name).string(); }

  std::string out() const { return (scratch_.path() / "out").string(); }

  std::vector<ManifestRow> manifest() const {
    return read_manifest(std::filesystem::path(out()) / "manifest.csv");
  }

  ScratchFolder scratch_;
};

/// A PDF of one page; `content` draws on it. No compression, a right xref.
inline std::string pdf(const std::string& content, const std::string& trailer_extra = "") {
  const std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
       "<< /Font << /F1 5 0 R >> >> >>"),
      "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string file = "%PDF-1.4\n";
  std::string xref = "xref\n0 6\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(file.size());
    xref += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(file.size());
  return file + xref + "trailer\n<< /Size 6 /Root 1 0 R " + trailer_extra + ">>\nstartxref\n" +
         start + "\n%%EOF\n";
}

inline const char* const kProse = "BT /F1 12 Tf 72 700 Td (No table on this page.) Tj ET";

// Two columns and three rows, ruled, with text in each cell.
inline const char* const kTable =
    "1 w 100 600 300 90 re S 100 630 m 400 630 l S 100 660 m 400 660 l S 250 600 m 250 690 l S "
    "BT /F1 12 Tf 110 670 Td (alpha) Tj ET BT /F1 12 Tf 260 670 Td (1,234.50) Tj ET "
    "BT /F1 12 Tf 110 640 Td (beta) Tj ET BT /F1 12 Tf 260 640 Td (20.00) Tj ET "
    "BT /F1 12 Tf 110 610 Td (gamma) Tj ET BT /F1 12 Tf 260 610 Td (1,254.50) Tj ET";

}  // namespace gouji

// What the libraries say and how they refuse: they never print, log or exit.
// InputError is thrown for an input that cannot be used; DiagnosticSink takes everything that is
// only worth a word.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

namespace gouji {

/// Error: a page is lost.
enum class Severity { Info, Warning, Error };

/// "info", "warning" or "error", and back; throws std::invalid_argument for another word.
std::string to_string(Severity severity);
Severity parse_severity(const std::string& name);

/// One remark about one input. `page` is physical, from 1; 0 means the whole document.
struct Diagnostic {
  Severity severity = Severity::Info;
  int page = 0;
  std::string what;

  bool operator==(const Diagnostic&) const = default;
};

/// Called from one thread at a time for one document.
using DiagnosticSink = std::function<void(const Diagnostic&)>;

/// An input (PDF, image, schema, setting) that cannot be used. `where` is "page 3" or "line 7" or
/// empty.
class InputError : public std::runtime_error {
 public:
  InputError(std::string file, std::string where, std::string what, std::string hint);

  const std::string& file() const { return file_; }

  const std::string& where() const { return where_; }

  const std::string& problem() const { return problem_; }

  const std::string& hint() const { return hint_; }

 private:
  std::string file_, where_, problem_, hint_;
};

}  // namespace gouji

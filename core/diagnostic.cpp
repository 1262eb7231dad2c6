#include "core/diagnostic.h"

#include <utility>

namespace gouji {
namespace {

std::string sentence(const std::string& file,
                     const std::string& where,
                     const std::string& problem,
                     const std::string& hint) {
  std::string text = file;
  if (!where.empty()) text += ", " + where;
  text += ": " + problem;
  if (!hint.empty()) text += " (" + hint + ")";
  return text;
}

}  // namespace

std::string to_string(Severity severity) {
  switch (severity) {
    case Severity::Info:
      return "info";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      return "error";
  }
  throw std::logic_error("a severity without a name");
}

Severity parse_severity(const std::string& name) {
  for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Error})
    if (name == to_string(severity)) return severity;
  throw std::invalid_argument("'" + name + "' is no severity");
}

InputError::InputError(std::string file, std::string where, std::string what, std::string hint)
    : std::runtime_error(sentence(file, where, what, hint)),
      file_(std::move(file)),
      where_(std::move(where)),
      problem_(std::move(what)),
      hint_(std::move(hint)) {}

}  // namespace gouji

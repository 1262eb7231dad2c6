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

InputError::InputError(std::string file, std::string where, std::string what, std::string hint)
    : std::runtime_error(sentence(file, where, what, hint)),
      file_(std::move(file)),
      where_(std::move(where)),
      problem_(std::move(what)),
      hint_(std::move(hint)) {}

}  // namespace gouji

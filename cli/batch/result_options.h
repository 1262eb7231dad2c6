// The options that can change a document's result: how they are named, said on a command line, and
// written down again. The words of a choice are given by a map from names to values.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <string>

#include "cli/options.h"

namespace gouji {

template <class Value>
std::string name_in(const std::map<std::string, Value>& names, Value value) {
  for (const auto& [name, named] : names)
    if (named == value) return name;
  return {};
}

// An option whose values are the names of a map: "--ocr TEXT [auto]".
template <class Value>
void add_choice(CLI::App& app,
                const std::string& flag,
                Value& target,
                const std::map<std::string, Value>& names,
                const std::string& help) {
  std::string list;
  for (const auto& [name, value] : names) list += (list.empty() ? "" : "|") + name;
  app.add_option_function<std::string>(
         flag,
         [&target, &names, flag, list](const std::string& text) {
           const auto found = names.find(text);
           if (found == names.end())
             throw CLI::ValidationError(flag, fmt::format("'{}' is none of {}", text, list));
           target = found->second;
         },
         help)
      ->default_str(name_in(names, target))
      ->type_name(list);
}

/// --pages, --dpi, --ocr, --keep-stages and the limits of sizes.
void add_extract_options(CLI::App& app, BatchOptions& batch);

/// --schemas, --reconcile, --header.
void add_normalize_options(CLI::App& app, BatchOptions& batch);

}  // namespace gouji

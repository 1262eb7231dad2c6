#include "cli/hand_over.h"

#include "cli/atomic_file.h"
#include "cli/tables_json.h"
#include "core/diagnostic.h"

namespace gouji {

RawDocument read_hand_over(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  if (!is_tables_json(text))
    throw InputError(file.string(),
                     "",
                     "is no tables.json of gouji",
                     "give the tables.json of an earlier run, or the folder that holds it");
  return parse_tables_json(file.string(), text);
}

}  // namespace gouji

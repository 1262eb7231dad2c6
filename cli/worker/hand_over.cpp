#include "cli/worker/hand_over.h"

#include "cli/batch/document_names.h"
#include "cli/files/atomic_file.h"
#include "cli/files/tables_json.h"
#include "core/diagnostic.h"
#include "core/sha256.h"
#include "normalize/import/import_document.h"

namespace gouji {

RawDocument read_hand_over(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  if (is_tables_json(text)) return parse_tables_json(file.string(), text);
  if (text.empty())
    throw InputError(file.string(), "", "is empty", "give tables.json, Markdown or HTML");
  if (text.find('\0') != std::string::npos || text.starts_with("%PDF-"))
    throw InputError(file.string(),
                     "",
                     "is neither tables.json nor text",
                     "gouji ingest reads PDF files and page images");
  return import_document(
      valid_utf8(file.filename().native()), sha256_of_bytes(text), valid_utf8(text));
}

}  // namespace gouji

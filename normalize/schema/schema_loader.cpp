#include "normalize/schema/schema_loader.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

const std::map<std::string, ColumnType> kTypes = {{"label", ColumnType::Label},
                                                  {"amount", ColumnType::Amount},
                                                  {"code", ColumnType::Code},
                                                  {"text", ColumnType::Text},
                                                  {"closed", ColumnType::Closed}};

const std::map<std::string, SubtotalRule> kSubtotalRules = {{"none", SubtotalRule::None},
                                                            {"named", SubtotalRule::Named},
                                                            {"numbered", SubtotalRule::Numbered},
                                                            {"codes", SubtotalRule::Codes}};

std::string line_of(const YAML::Mark& mark) {
  return mark.is_null() ? std::string() : fmt::format("line {}", mark.line + 1);
}

// Reads one file's tree; every message names the file and the line.
class SchemaReader {
 public:
  explicit SchemaReader(std::string name) : name_(std::move(name)) {}

  Schema read(const YAML::Node& root) const {
    if (!root.IsMap()) fail(root, "a schema is a map", "begin with `id: some_name`");
    allow(root, {"id", "number", "titles", "two_sided", "blocks", "rows", "columns", "row_sums"});
    Schema schema;
    schema.id = identifier(need(root, "id"));
    if (root["number"]) schema.number = scalar(root["number"]);
    schema.titles = words(need(root, "titles"));
    if (schema.titles.empty()) fail(root["titles"], "no title", "name at least one title");
    if (root["two_sided"]) schema.two_sided = boolean(root["two_sided"]);
    if (root["blocks"]) schema.blocks = small_number(root["blocks"]);
    if (schema.two_sided && schema.blocks > 1)
      fail(root["blocks"], "two sides and blocks at once", "remove one of them");
    if (root["rows"]) read_rows(root["rows"], schema);
    for (const YAML::Node& column : sequence(need(root, "columns"))) add_column(column, schema);
    if (schema.columns.empty()) fail(root["columns"], "no column", "name at least one column");
    for (const YAML::Node& column : root["columns"])
      if (column["implied"]) check_implied(column["implied"], schema);
    if (root["row_sums"])
      for (const YAML::Node& sum : sequence(root["row_sums"])) add_row_sum(sum, schema);
    return schema;
  }

 private:
  [[noreturn]] void fail(const YAML::Node& node,
                         const std::string& what,
                         const std::string& hint) const {
    throw InputError(name_, node.IsDefined() ? line_of(node.Mark()) : "", what, hint);
  }

  YAML::Node need(const YAML::Node& map, const char* key) const {
    const YAML::Node node = map[key];
    if (!node) fail(map, fmt::format("`{}` is missing", key), fmt::format("add `{}:`", key));
    return node;
  }

  void allow(const YAML::Node& map, const std::set<std::string>& keys) const {
    for (const auto& entry : map) {
      const std::string key = scalar(entry.first);
      if (!keys.contains(key))
        fail(entry.first,
             fmt::format("unknown key `{}`", key),
             fmt::format("known keys: {}", fmt::join(keys, ", ")));
    }
  }

  std::string scalar(const YAML::Node& node) const {
    if (!node.IsScalar()) fail(node, "a single value is expected", "write it on one line");
    return node.Scalar();
  }

  std::string identifier(const YAML::Node& node) const {
    std::string id = scalar(node);
    const bool good = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!good) fail(node, fmt::format("`{}` is no id", id), "use lower-case letters, digits and _");
    return id;
  }

  bool boolean(const YAML::Node& node) const {
    const std::string text = scalar(node);
    if (text != "true" && text != "false")
      fail(node, fmt::format("`{}` is neither true nor false", text), "write true or false");
    return text == "true";
  }

  int small_number(const YAML::Node& node) const {
    const std::string digits = scalar(node);
    if (digits.size() != 1 || digits[0] < '1' || digits[0] > '9')
      fail(node, fmt::format("`{}` is no small number", digits), "write 1 to 9");
    return digits[0] - '0';
  }

  YAML::Node sequence(const YAML::Node& node) const {
    if (!node.IsSequence()) fail(node, "a list is expected", "begin each line with `- `");
    return node;
  }

  std::vector<std::string> words(const YAML::Node& node) const {
    std::vector<std::string> result;
    for (const YAML::Node& word : sequence(node)) {
      const std::string text = scalar(word);
      if (text.empty()) fail(word, "an empty word", "remove it");
      result.push_back(text);
    }
    return result;
  }

  template <class T>
  T one_of(const YAML::Node& node, const std::map<std::string, T>& known) const {
    const std::string word = scalar(node);
    const auto found = known.find(word);
    if (found == known.end()) {
      std::vector<std::string> names;
      names.reserve(known.size());
      for (const auto& entry : known) names.push_back(entry.first);
      fail(node,
           fmt::format("`{}` is not known here", word),
           fmt::format("one of: {}", fmt::join(names, ", ")));
    }
    return found->second;
  }

  void read_rows(const YAML::Node& rows, Schema& schema) const {
    allow(rows, {"totals", "subtotals", "subtotal_rule"});
    if (rows["totals"]) schema.totals = words(rows["totals"]);
    if (rows["subtotals"]) schema.subtotals = words(rows["subtotals"]);
    if (rows["subtotal_rule"]) schema.subtotal_rule = one_of(rows["subtotal_rule"], kSubtotalRules);
  }

  // "收入/项目" with each level folded.
  std::string header_path(const std::string& text) const {
    std::string result;
    std::size_t begin = 0;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find('/', begin), text.size());
      const std::string level = match_key(std::string_view(text).substr(begin, end - begin));
      if (!level.empty()) result += (result.empty() ? "" : "/") + level;
      begin = end + 1;
    }
    return result;
  }

  void add_column(const YAML::Node& node, Schema& schema) const {
    if (!node.IsMap()) fail(node, "a column is a map", "begin with `- id: some_name`");
    allow(
        node,
        {"id", "type", "title", "headers", "words", "implied", "digits", "optional", "fill_down"});
    Column column;
    column.id = identifier(need(node, "id"));
    for (const Column& other : schema.columns)
      if (other.id == column.id)
        fail(node, fmt::format("column `{}` stands twice", column.id), "rename one of them");
    column.type = one_of(need(node, "type"), kTypes);
    column.title = scalar(need(node, "title"));
    if (node["headers"])
      for (const YAML::Node& header : sequence(node["headers"])) {
        const std::string path = header_path(scalar(header));
        if (path.empty()) fail(header, "a header without letters", "write the column's wording");
        column.aliases.push_back(path);
      }
    if (column.type != ColumnType::Label && column.aliases.empty())
      fail(node, fmt::format("column `{}` has no headers", column.id), "add `headers:`");
    if (node["words"]) column.words = words(node["words"]);
    if (column.type == ColumnType::Closed && column.words.empty())
      fail(node, fmt::format("closed column `{}` has no words", column.id), "add `words:`");
    if (node["implied"])
      for (const YAML::Node& implied : sequence(node["implied"]))
        column.implied.push_back(implied_word(implied, column.words));
    if (node["digits"]) {
      column.digits = small_number(node["digits"]);
    }
    if (node["optional"]) column.optional = boolean(node["optional"]);
    if (node["fill_down"]) column.fill_down = boolean(node["fill_down"]);
    schema.columns.push_back(std::move(column));
  }

  ImpliedWord implied_word(const YAML::Node& node, const std::vector<std::string>& words) const {
    if (!node.IsMap()) fail(node, "an implied word is a map", "write `column:`, `text:`, `word:`");
    allow(node, {"column", "text", "word"});
    ImpliedWord implied{
        scalar(need(node, "column")), scalar(need(node, "text")), scalar(need(node, "word"))};
    if (std::find(words.begin(), words.end(), implied.word) == words.end())
      fail(node["word"],
           fmt::format("`{}` is no word of the column", implied.word),
           "add it to `words:`");
    return implied;
  }

  // Columns may be named before they come.
  void check_implied(const YAML::Node& list, const Schema& schema) const {
    for (const YAML::Node& implied : list) {
      const std::string id = scalar(implied["column"]);
      if (std::none_of(schema.columns.begin(), schema.columns.end(), [&](const Column& column) {
            return column.id == id;
          }))
        fail(implied["column"], fmt::format("no column `{}`", id), "name a column of this schema");
    }
  }

  void add_row_sum(const YAML::Node& node, Schema& schema) const {
    if (!node.IsMap()) fail(node, "a row sum is a map", "write `total:` and `parts:`");
    allow(node, {"total", "parts", "beside"});
    RowSum sum{scalar(need(node, "total")), words(need(node, "parts")), {}};
    if (node["beside"]) sum.beside = words(node["beside"]);
    std::vector<std::string> ids = sum.parts;
    ids.insert(ids.end(), sum.beside.begin(), sum.beside.end());
    ids.push_back(sum.total);
    for (const std::string& id : ids) {
      const bool amount =
          std::any_of(schema.columns.begin(), schema.columns.end(), [&](const Column& column) {
            return column.id == id && column.type == ColumnType::Amount;
          });
      if (!amount)
        fail(node, fmt::format("`{}` is no amount column", id), "name columns of type amount");
    }
    schema.row_sums.push_back(std::move(sum));
  }

  std::string name_;
};

std::vector<std::filesystem::path> schema_files(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error))
    if (it->path().extension() == ".yaml" || it->path().extension() == ".yml")
      files.push_back(it->path());
  if (error)
    throw InputError(folder.string(),
                     "",
                     "cannot read the folder: " + error.message(),
                     "name a folder with schema files (*.yaml)");
  if (files.empty())
    throw InputError(
        folder.string(), "", "no schema file (*.yaml)", "name a folder with schema files (*.yaml)");
  std::sort(files.begin(), files.end());
  return files;
}

std::string doubled_id(const std::string& id) {
  return fmt::format("id `{}` stands in another file too", id);
}

}  // namespace

Schema parse_schema(const std::string& yaml, const std::string& name) {
  try {
    return SchemaReader(name).read(YAML::Load(yaml));
  } catch (const YAML::Exception& error) {
    throw InputError(
        name, line_of(error.mark), error.msg, "see the schema files that come with gouji");
  }
}

Schema load_schema(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw InputError(file.string(), "", "cannot be read", "check the name and the rights");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  return parse_schema(text, file.string());
}

std::vector<Schema> load_schemas(const std::filesystem::path& folder) {
  std::vector<Schema> schemas;
  std::set<std::string> ids;
  for (const auto& file : schema_files(folder)) {
    schemas.push_back(load_schema(file));
    if (!ids.insert(schemas.back().id).second)
      throw InputError(file.string(), "", doubled_id(schemas.back().id), "rename one of them");
  }
  return schemas;
}

std::vector<InputError> lint_schemas(const std::filesystem::path& folder) {
  std::vector<InputError> faults;
  std::set<std::string> ids;
  try {
    for (const auto& file : schema_files(folder)) {
      try {
        const Schema schema = load_schema(file);
        if (!ids.insert(schema.id).second)
          faults.emplace_back(file.string(), "", doubled_id(schema.id), "rename one of them");
      } catch (const InputError& fault) {
        faults.push_back(fault);
      }
    }
  } catch (const InputError& fault) {
    faults.push_back(fault);
  }
  return faults;
}

}  // namespace gouji
